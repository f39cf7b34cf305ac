import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { start_of_time, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { takeOrder } from './orders.ts';

const now = start_of_time;

// What each parameter finds and refuses is written down in test/conformance; here is what no table can say.

let world: TestWorld;
let seller: TestSeller;

const path = (of: TestSeller, query: string) => `/integration/order/sellers/${of.seller_id}/v2/orders?${query}`;
const list = (query: string) => world.call('GET', path(seller, query), { as: seller });

beforeAll(async () => {
  world = await startWorld();
  seller = await world.newSeller();
  for (const barcode of ['plain', 'A"B\\C & çay +%']) await takeOrder(world, seller, [{ barcode, quantity: 1 }]);
});

afterAll(() => world?.[Symbol.asyncDispose]());

describe('a list', () => {
  test('answers or refuses every query', async () => {
    const names = 'startDate endDate page size orderNumber shipmentPackageIds[1] status orderByField barcode'.split(
      ' ',
    );
    const name = fc.oneof(fc.constantFrom(...names), fc.string());
    const coded = fc.oneof(
      fc.constantFrom('', '0', '-1', '1e3', '%', '%00', '%c3%28', 'Created', 'Created,,', "'", '"', '\\', String(now)),
      fc.integer().map(String),
      fc.string({ unit: 'binary' }).map((text) => encodeURIComponent(text.toWellFormed())),
    );
    const query = fc.array(fc.tuple(name, coded), { maxLength: 5 }).map((pairs) => pairs.map((pair) => pair.join('=')));
    const count = { 200: 0, 400: 0 };
    await fc.assert(
      fc.asyncProperty(query, async (pairs) => {
        const { status } = await list(pairs.join('&').replaceAll(/[^!-~]|#/g, ''));
        expect([200, 400]).toContain(status);
        count[status as 200]++;
      }),
      { numRuns: 300 },
    );
    expect(count[200]).toBeGreaterThan(50);
    expect(count[400]).toBeGreaterThan(50);
  });

  test('refuses in Turkish', async () => {
    const answer = await world.call('GET', path(seller, 'size=0'), {
      as: seller,
      headers: { 'accept-language': 'tr-TR' },
    });
    expect(answer.json.errors[0].message).toBe('size 1 ile 200 arasında bir tam sayı olmalı.');
  });
});

describe('pages', () => {
  test.each([
    ['PackageLastModifiedDate', 'DESC', 4],
    ['PackageLastModifiedDate', 'ASC', 7],
    ['CreatedDate', 'DESC', 1],
    ['CreatedDate', 'ASC', 23],
  ])('over packages of one moment are complete and without duplicates: %s %s by %i', async (field, direction, size) => {
    await using own = await startWorld();
    const many = await own.newSeller();
    const taken: number[] = [];
    for (let count = 0; count < 23; count++) taken.push((await takeOrder(own, many)).shipmentPackageId);
    taken.sort((a, b) => (direction === 'ASC' ? a - b : b - a));
    const seen: number[] = [];
    for (let page = 0, pages = 1; page < pages; page++) {
      const query = `orderByField=${field}&orderByDirection=${direction}&size=${size}&page=${page}`;
      const { json } = await own.call('GET', path(many, query), { as: many });
      pages = json.totalPages;
      expect(json.totalElements).toBe(23);
      seen.push(...json.content.map((one: { shipmentPackageId: number }) => one.shipmentPackageId));
    }
    expect(seen).toEqual(taken);
  });
});
