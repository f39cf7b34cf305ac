import { expect } from 'vitest';
import type { Change, FieldRow, Json, JsonObject } from '../format.ts';
import { addressFields, lineFields, packageFields, taxFields } from '../tables/fields.ts';
import { words } from '../tables/words.ts';
import { fill, type Names } from './names.ts';

// biome-ignore lint/suspicious/noExplicitAny: documents as they come
export type Document = any;

const kurus = (amount: number): number => Math.round(amount * 100);
const lira = (amount_kurus: number): number => amount_kurus / 100;
/** Rounded half up. */
const average = (sum: number, count: number): number => Math.floor((2 * sum + count) / (2 * count));

type Unit = {
  lineItemId: string;
  lineItemPrice: number;
  lineItemSellerDiscount: number;
  lineItemTyDiscount: number;
};

const unitNumber = (lineId: number, { lineItemId }: Unit): number => Number(lineItemId.slice(String(lineId).length));

/** What follows from the units of a line. */
function lineMoney({ lineGrossAmount, lineSgrFee = 0 }: Document, units: Unit[]): JsonObject {
  const gross_kurus = kurus(lineGrossAmount);
  const sum = (field: keyof Unit) => units.reduce((total, unit) => total + kurus(Number(unit[field])), 0);
  const seller = average(sum('lineItemSellerDiscount'), units.length);
  const platform = average(sum('lineItemTyDiscount'), units.length);
  return {
    quantity: units.length,
    lineSellerDiscount: lira(seller),
    lineTyDiscount: lira(platform),
    lineTotalDiscount: lira(seller + platform),
    lineUnitPrice: lira(Math.max(0, gross_kurus - seller - platform) + kurus(lineSgrFee)),
  };
}

/** What follows from all units of a package. */
function packageMoney(lines: Document[]): JsonObject {
  let [gross, seller, platform, deposit] = [0, 0, 0, 0];
  for (const line of lines) {
    gross += kurus(line.lineGrossAmount) * line.quantity;
    deposit += kurus(line.lineSgrFee ?? 0) * line.quantity;
    for (const unit of line.discountDetails as Unit[]) {
      seller += kurus(unit.lineItemSellerDiscount);
      platform += kurus(unit.lineItemTyDiscount);
    }
  }
  return {
    packageGrossAmount: lira(gross),
    packageSellerDiscount: lira(seller),
    packageTyDiscount: lira(platform),
    packageTotalDiscount: lira(seller + platform),
    packageTotalPrice: lira(gross - seller - platform + deposit),
    ...(lines.some((line) => line.lineSgrFee !== undefined) ? { totalSgrFee: lira(deposit) } : {}),
  };
}

const isKind: Record<FieldRow['kind'], (value: unknown) => boolean> = {
  integer: (value) => Number.isSafeInteger(value),
  // Two decimals at most, and no trace of binary fractions.
  decimal: (value) => typeof value === 'number' && /^-?\d+(\.\d{1,2})?$/.test(String(value)),
  text: (value) => typeof value === 'string',
  flag: (value) => typeof value === 'boolean',
  list: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

function checkFields(document: Document, rows: FieldRow[], where: string): void {
  const known = new Map(rows.map((row) => [row.field, row]));
  for (const { field, kind, bare } of rows) {
    const value = document[field];
    const right = value === undefined ? bare === '<omitted>' : value === null ? bare === null : isKind[kind](value);
    // A phone number and a tax number are null or text.
    if (!right) throw new Error(`${where}.${field} is ${JSON.stringify(value)}, and should be of the kind ${kind}`);
  }
  const strange = Object.keys(document).filter((field) => !known.has(field));
  if (strange.length > 0) throw new Error(`${where} has fields that nobody knows: ${strange.join(', ')}`);
}

/** What is true of every package that anybody ever reads. */
export function checkDocument(document: Document): void {
  const where = `package ${document.shipmentPackageId}`;
  checkFields(document, packageFields, where);
  checkFields(document.shipmentAddress, addressFields, `${where}.shipmentAddress`);
  const of_company = document.commercial ? taxFields : [];
  checkFields(document.invoiceAddress, [...addressFields, ...of_company], `${where}.invoiceAddress`);
  for (const line of document.lines) {
    checkFields(line, lineFields, `${where}.lines`);
    const gross = kurus(line.lineGrossAmount);
    expect(line, `${where}: money of line ${line.lineId}`).toMatchObject(lineMoney(line, line.discountDetails));
    for (const unit of line.discountDetails as Unit[]) {
      const net = gross - kurus(unit.lineItemSellerDiscount) - kurus(unit.lineItemTyDiscount);
      expect([unit.lineItemId, kurus(unit.lineItemPrice)], where).toEqual([unit.lineItemId, net]);
      expect(unit.lineItemId, where).toMatch(new RegExp(`^${line.lineId}\\d{3,}$`));
    }
  }
  expect(document, `${where}: money`).toMatchObject(packageMoney(document.lines));
}

const dropped = ['cargoTrackingLink', 'cargoSenderNumber', 'cargoDeci', 'invoiceLink', 'invoiceNumber'];

/** The package as it should be, from what it was (or from what it came from) and from what the row tells. */
export function changed(before: Document, change: Change, names: Names, fresh?: string): Document {
  const { is, passes = [], tracking, fields = {}, without = [] } = change;
  const now = names['now'];
  const document = { ...before, lastModifiedDate: now };
  if (fresh !== undefined) {
    for (const field of dropped) delete document[field];
    Object.assign(document, {
      shipmentPackageId: names[fresh],
      originPackageIds: [before.shipmentNumber],
      invoiceStatus: 'NotInvoiced',
      invoiceRejectedReasonKeys: [],
    });
  }
  if (is !== undefined) {
    const entries = [...passes, is].map((status) => ({ createdDate: now, status }));
    document.status = is;
    document.shipmentPackageStatus = words[is].inner;
    document.packageHistories = fresh === undefined ? [...before.packageHistories, ...entries] : entries;
  }
  document.lines = linesOf(before, change, names);
  if (change.holds !== undefined) Object.assign(document, packageMoney(document.lines));
  if (change.holds !== undefined && before.discountDisplays !== undefined && fields['discountDisplays'] === undefined)
    throw new Error('the row divides a package with promotions and does not say who gets how much of them');
  if (tracking !== undefined) document.cargoTrackingNumber = `<tracking ${tracking}>`;
  for (const field of without) delete document[field];
  return { ...document, ...(fill(fields, names) as object) };
}

function linesOf(before: Document, { is, holds, each = {}, line = {} }: Change, names: Names): Document[] {
  const held = before.lines.filter(({ barcode }: Document) => holds === undefined || barcode in holds);
  return held.map((old: Document) => {
    const units = holds?.[old.barcode];
    const kept = (old.discountDetails as Unit[]).filter(
      (unit) => units?.includes(unitNumber(old.lineId, unit)) ?? true,
    );
    if (units !== undefined && kept.length !== units.length)
      throw new Error(`the package never held units ${units} of ${old.barcode}`);
    return {
      ...old,
      ...(units === undefined ? {} : { discountDetails: kept, ...lineMoney(old, kept) }),
      ...(is === undefined ? {} : { orderLineItemStatusName: words[is].inner }),
      ...(fill(each, names) as object),
      ...(fill((line[old.barcode] ?? {}) as Json, names) as object),
    };
  });
}

/** What an unpaid package does not show, taken from the package as it is shown afterwards. */
export function unmasked(document: Document, shown: Document): Document {
  const hidden = [
    'customerId',
    'customerFirstName',
    'customerLastName',
    'customerEmail',
    'taxNumber',
    'identityNumber',
    'shipmentAddress',
    'invoiceAddress',
    'cargoTrackingNumber',
  ];
  const bare = Object.fromEntries(hidden.map((field) => [field, shown[field]]));
  const [awaiting, ...rest] = document.packageHistories;
  return {
    ...document,
    ...bare,
    packageHistories: [{ ...awaiting, createdDate: shown.originShipmentDate }, ...rest],
  };
}
