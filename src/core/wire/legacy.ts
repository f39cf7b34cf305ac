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

export const unitNames = { lineItemDiscount: 'lineItemSellerDiscount' };

type Json = Record<string, unknown>;

/** A parsed package document with the old names beside the new ones. Done on reading, for sellers who ask for it. */
export function legacyNames(document: object): object {
  const { lines } = document as { lines?: Json[] };
  const renamed = withNames(document as Json, packageNames);
  if (lines !== undefined) renamed['lines'] = lines.map(legacyLine);
  return renamed;
}

function legacyLine(line: Json): Json {
  const renamed = withNames(line, lineNames);
  const units = line['discountDetails'] as Json[] | undefined;
  if (units !== undefined) renamed['discountDetails'] = units.map((unit) => withNames(unit, unitNames));
  return renamed;
}

function withNames(document: Json, names: Record<string, string>): Json {
  const renamed = { ...document };
  for (const [old_name, name] of Object.entries(names)) {
    if (name in document) renamed[old_name] = document[name];
  }
  return renamed;
}
