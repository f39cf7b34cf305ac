// What each runner does with the packages, handed to it: an order, a cancel of one unit, a webhook, a second koli.
module.exports = async function flow({ startKoli }, { createSeller, KoliError }, assert) {
  const koli = await startKoli({ at: '2026-11-23T09:00:00Z' });
  try {
    const receiver = await koli.receiver();
    const { shipmentPackageId, lines } = await koli.order({ lines: [{ barcode: 'mug', quantity: 3 }] });
    const { url: baseUrl, sellerId, apiKey, apiSecret } = koli;
    const seller = createSeller({ baseUrl, sellerId, apiKey, apiSecret });
    const cancel = { lines: [{ lineId: lines[0].lineId, quantity: 1 }], reasonId: 500 };
    const { newPackage } = await seller.cancelItems(shipmentPackageId, cancel);
    await koli.settle();
    assert.deepEqual(receiver.statusesOf(shipmentPackageId), ['Awaiting', 'Created', 'Cancelled']);
    assert.deepEqual(receiver.statusesOf(newPackage), ['Created']);
    const before = koli.clock.now();
    await koli.clock.advance('1d');
    assert.equal(koli.clock.now() - before, 86_400_000);
    const refused = await seller.cancelItems(shipmentPackageId, cancel).catch((error) => error);
    assert.equal(refused instanceof KoliError, true);
    const other = await startKoli();
    await other.order();
    await other.close();
  } finally {
    await koli.close();
  }
};
