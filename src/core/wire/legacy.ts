/** Names that fields had before; some integrations still read them. Old name → the name it stands beside. */
export const packageNames = {
  id: 'shipmentPackageId',
  grossAmount: 'packageGrossAmount',
  totalDiscount: 'packageSellerDiscount',
  totalTyDiscount: 'packageTyDiscount',
  totalPrice: 'packageTotalPrice',
  tcIdentityNumber: 'identityNumber',
};

export const lineNames = {
  id: 'lineId',
  merchantSku: 'stockCode',
  merchantId: 'sellerId',
  productCode: 'contentId',
  vatBaseAmount: 'vatRate',
  amount: 'lineGrossAmount',
  discount: 'lineSellerDiscount',
  tyDiscount: 'lineTyDiscount',
  price: 'lineUnitPrice',
};

/** Live answers have this one beside its successor, too. */
export const unitNames = { lineItemDiscount: 'lineItemSellerDiscount' };

/** Names of the marketplace's live answers that differ from those of its documents. Documented name → live name. */
const liveNames = { eInvoiceAvailable: 'isEInvoiceAvailable' };

type JsonObject = Record<string, unknown>;

/** A parsed package document with the names of live answers in place of the documented ones. */
export function withLiveNames(document: object): object {
  const { invoiceAddress = {} } = document as { invoiceAddress?: JsonObject };
  const names = liveNames as Record<string, string>;
  const renamed = Object.entries(invoiceAddress).map(([name, value]) => [names[name] ?? name, value]);
  return { ...document, invoiceAddress: Object.fromEntries(renamed) };
}

/** A parsed package document with the old names beside the new ones. Done on reading, for sellers who ask for it. */
export function legacyNames(document: object): object {
  const { lines } = document as { lines?: JsonObject[] };
  const renamed = withNames(document as JsonObject, packageNames);
  if (lines !== undefined) renamed['lines'] = lines.map(legacyLine);
  return renamed;
}

function legacyLine(line: JsonObject): JsonObject {
  const renamed = withNames(line, lineNames);
  const units = line['discountDetails'] as JsonObject[] | undefined;
  if (units !== undefined) renamed['discountDetails'] = units.map((unit) => withNames(unit, unitNames));
  return renamed;
}

function withNames(document: JsonObject, names: Record<string, string>): JsonObject {
  const renamed = { ...document };
  for (const [old_name, name] of Object.entries(names)) {
    if (name in document) renamed[old_name] = document[name];
  }
  return renamed;
}
