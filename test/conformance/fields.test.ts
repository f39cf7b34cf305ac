import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';
import type { FieldRow, Json, JsonObject, Line } from './format.ts';
import { checkDocument, type Document } from './run/documents.ts';
import { fill, matcher } from './run/names.ts';
import { address, prepare, type Stage, setStage } from './run/stage.ts';
import { addressFields, lineFields, never, oldNames, packageFields, taxFields } from './tables/fields.ts';

/** All that rows say of an order, as one. */
function together(rows: FieldRow[]): JsonObject {
  const all: JsonObject = {};
  const customer: JsonObject = {};
  for (const { order = {} } of rows) {
    Object.assign(customer, order['customer']);
    Object.assign(all, order);
  }
  return Object.keys(customer).length > 0 ? { ...all, customer } : all;
}

const whole: JsonObject = {
  ...together(packageFields),
  shipmentAddress: together(addressFields),
  invoiceAddress: together([...addressFields, ...taxFields]),
};
const lines = [
  { barcode: 'a', ...together(lineFields) },
  { barcode: 'b', quantity: 1, lineGrossAmount: 45.5, sellerDiscount: 5.25 },
] as Line[];

/** The same package, of an order that says nothing, one that says everything, and one that says it and is not paid. */
type Shown = { stage: Stage; document: Document };
const shown = {} as Record<'bare' | 'full' | 'masked' | 'old', Shown>;
let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  const stranger = await world.newSeller();
  shown.bare = await show(stranger, { lines: [{ barcode: 'a', quantity: 1 }] });
  shown.full = await show(stranger, { lines, order: whole });
  shown.masked = await show(stranger, { lines, order: whole, status: 'Awaiting' });
  shown.old = await show(stranger, { lines, order: whole, seller: { legacyFields: true } });
});
afterAll(() => world?.[Symbol.asyncDispose]());

async function show(stranger: TestSeller, given: Parameters<typeof setStage>[2]): Promise<Shown> {
  const stage = await setStage(world, stranger, given);
  const query = 'shipmentPackageIds={package}';
  const answer = await prepare(stage, { call: 'GET S/v2/orders', query });
  const [document] = answer.json.content;
  if (given.seller === undefined) checkDocument(document);
  return { stage, document };
}

function has(document: Document, field: string, value: Json, stage: Stage): void {
  if (value === '<omitted>') expect(document).not.toHaveProperty([field]);
  else expect(document[field]).toEqual(matcher(fill(value, stage.names)));
}

type Part = (document: Document) => Document;
const parts: [rows: FieldRow[], part: Part, name: string][] = [
  [packageFields, (document) => document, ''],
  [lineFields, (document) => document.lines[0], ''],
  [addressFields, (document) => document.shipmentAddress, ' of the shipment'],
  [[...addressFields, ...taxFields], (document) => document.invoiceAddress, ' of the invoice'],
];

for (const [rows, part, name] of parts)
  test.each(rows.map((row) => [row.id + name, row] as const))(
    '%s',
    (_, { field, bare, full = bare, masked = full }) => {
      has(part(shown.bare.document), field, bare, shown.bare.stage);
      has(part(shown.full.document), field, full, shown.full.stage);
      has(part(shown.masked.document), field, masked, shown.masked.stage);
    },
  );

describe('old names', () => {
  const levels: Record<string, Part> = {
    package: (document) => document,
    line: (document) => document.lines[0],
    unit: (document) => document.lines[0].discountDetails[0],
  };
  test.each(oldNames.map((row) => [row.id, row] as const))('%s', (_, { level, old, now }) => {
    const document = levels[level]!(shown.old.document);
    expect(document).toHaveProperty([old]);
    expect(document[old]).toEqual(document[now]);
    expect(levels[level]!(shown.full.document)).not.toHaveProperty([old]);
  });

  test('no other old names appear', () => {
    for (const [level, part] of Object.entries(levels)) {
      const added = Object.keys(part(shown.old.document)).filter((field) => !(field in part(shown.full.document)));
      expect(added.toSorted()).toEqual(
        oldNames
          .filter((row) => row.level === level)
          .map(({ old }) => old)
          .toSorted(),
      );
    }
  });
});

test.each(never.map((row) => [row.id, row] as const))('%s', (_, { level, field }) => {
  for (const { document } of Object.values(shown)) {
    const places = level === 'package' ? [document] : document.lines;
    for (const place of places) expect(place).not.toHaveProperty([field]);
  }
});

test('V2, the stream and a single package show the same fields', async () => {
  const { stage, document } = shown.full;
  const { names, seller } = stage;
  const path = address('GET S', names)[1];
  for (const end of ['/v2/orders', '/orders/stream']) {
    const { content } = (await world.call('GET', path + end, { as: seller })).json;
    expect(content).toEqual([document]);
  }
});
