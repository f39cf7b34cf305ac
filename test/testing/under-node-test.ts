import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startKoli } from '@koli/testing';

test('an order comes by webhook', async () => {
  await using koli = await startKoli();
  const receiver = await koli.receiver();
  const { shipmentPackageId } = await koli.order();
  await koli.settle();
  assert.deepEqual(receiver.statusesOf(shipmentPackageId), ['Awaiting', 'Created']);
});
