import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { documentOf, expectRefused, packageIn } from './lab.ts';

let world: TestWorld;
let seller: TestSeller;
let stranger: TestSeller;

beforeAll(async () => {
  world = await startWorld();
  seller = await world.newSeller();
  stranger = await world.newSeller();
});
afterAll(() => world?.[Symbol.asyncDispose]());

const number = 'ABC2026000000001';
const customer = 7;
let links = 0;
const newLink = () => `https://invoices.example/${++links}`;
const lines = [{ barcode: 'a', quantity: 3 }];

const at = ({ seller_id }: TestSeller, rest = '') => `/integration/sellers/${seller_id}/seller-invoice-links${rest}`;

const link = (package_id: unknown, told: object = {}, as = seller) =>
  world.call('POST', at(as), { as, body: { invoiceLink: newLink(), shipmentPackageId: package_id, ...told } });

const unlink = (package_id: unknown, told: object = {}, as = seller) =>
  world.call('POST', at(as, '/delete'), {
    as,
    body: { serviceSourceId: package_id, channelId: 1, customerId: customer, ...told },
  });

function expectEmpty(answer: Answer, status: number): void {
  expect([answer.status, answer.body]).toEqual([status, '']);
}

test('the number that was given last is shown', async () => {
  const one = await packageIn(world, seller, 'Picking', lines);
  const shown = async () => (await documentOf(world, seller, one.package_id)).invoiceNumber;
  await link(one.package_id, { invoiceNumber: number });
  expect(await shown()).toBe(number);
  const invoiced = { status: 'Invoiced', params: { invoiceNumber: 'INV2' } };
  await world.call('PUT', one.path, { as: seller, body: invoiced });
  expect(await shown()).toBe('INV2');
  expectEmpty(await unlink(one.package_id), 202);
  expect(await shown()).toBe('INV2');
  await link(one.package_id, { invoiceNumber: number });
  expect(await shown()).toBe(number);
  expectEmpty(await unlink(one.package_id), 202);
  expect(await shown()).toBe('INV2');
});

test('another seller may use the same link', async () => {
  const invoiceLink = newLink();
  expectEmpty(await link((await packageIn(world, seller)).package_id, { invoiceLink }), 201);
  const theirs = await packageIn(world, stranger);
  expectEmpty(await link(theirs.package_id, { invoiceLink }, stranger), 201);
});

describe('two requests at the same time', () => {
  const rounds = 12;

  test('of links for one package: one is stored', async () => {
    for (let round = 0; round < rounds; round++) {
      const one = await packageIn(world, seller, 'Created', lines);
      const answers = await Promise.all([link(one.package_id), link(one.package_id), link(one.package_id)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      for (const answer of answers.filter(({ status }) => status === 409)) expectRefused(answer, 'invoiceThere');
    }
  });

  test('of one link for two packages: one gets it', async () => {
    for (let round = 0; round < rounds; round++) {
      const packages = await Promise.all([1, 2, 3].map(() => packageIn(world, seller, 'Created', lines)));
      const invoiceLink = newLink();
      const answers = await Promise.all(packages.map(({ package_id }) => link(package_id, { invoiceLink })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      for (const answer of answers.filter(({ status }) => status === 409)) expectRefused(answer, 'invoiceThere');
    }
  });

  test('that move a link: it has one place at any time', async () => {
    for (let round = 0; round < rounds; round++) {
      const [from, to] = [await packageIn(world, seller), await packageIn(world, seller)];
      const invoiceLink = newLink();
      await link(from.package_id, { invoiceLink });
      const sends = [() => unlink(from.package_id), () => link(to.package_id, { invoiceLink })];
      const [taken, given] = (
        round % 2 === 0
          ? await Promise.all(sends.map((send) => send()))
          : (await Promise.all(sends.toReversed().map((send) => send()))).toReversed()
      ) as [Answer, Answer];
      expectEmpty(taken, 202);
      expect([201, 409]).toContain(given.status);
      const { invoiceLink: shown } = await documentOf(world, seller, to.package_id);
      expect(shown).toBe(given.status === 201 ? invoiceLink : undefined);
    }
  });

  test('of a link and a cancel: the link is on the cancelled package, or refused', async () => {
    const seen = new Set<number>();
    for (let round = 0; round < rounds; round++) {
      const one = await packageIn(world, seller, 'Created', lines);
      const body = { lines: [{ lineId: one.line['a'], quantity: 1 }], reasonId: 500 };
      const sends = [
        () => link(one.package_id),
        () => world.call('PUT', `${one.path}/items/unsupplied`, { as: seller, body }),
      ];
      const answers = await Promise.all((round % 2 === 0 ? sends : sends.toReversed()).map((send) => send()));
      const [linked, cancelled] = (round % 2 === 0 ? answers : answers.toReversed()) as [Answer, Answer];
      expect(cancelled.status).toBe(200);
      if (linked.status === 201) expect(await documentOf(world, seller, one.package_id)).toHaveProperty('invoiceLink');
      else expectRefused(linked, 'applicable');
      const child = Number(cancelled.headers['koli-new-package']);
      expect(await documentOf(world, seller, child)).not.toHaveProperty('invoiceLink');
      seen.add(linked.status);
    }
    expect(seen).toEqual(new Set([201, 400]));
  });
});

test('of a link: it follows its package to the end, and never its remainder', async () => {
  const one = await packageIn(world, seller, 'Picking', lines);
  const invoiceLink = newLink();
  await link(one.package_id, { invoiceLink, invoiceNumber: number });
  await world.call('PUT', one.path, { as: seller, body: { status: 'Invoiced' } });
  const cancel = { lines: [{ lineId: one.line['a'], quantity: 1 }], reasonId: 500, shouldKeepPreviousStatus: true };
  const answer = await world.call('PUT', `${one.path}/items/unsupplied`, { as: seller, body: cancel });
  const child = Number(answer.headers['koli-new-package']);
  expect(await documentOf(world, seller, one.package_id)).toMatchObject({ status: 'Cancelled', invoiceLink });
  const born = await documentOf(world, seller, child);
  // It stays Invoiced, and with it the number.
  expect(born).toMatchObject({ status: 'Invoiced', invoiceNumber: number });
  expect(born).not.toHaveProperty('invoiceLink');
  expectRefused(await link(child, { invoiceLink }), 'invoiceThere');
  // Given up by the cancelled package, it is free for the one that came of it.
  expectEmpty(await unlink(one.package_id), 202);
  expectEmpty(await link(child, { invoiceLink }), 201);
});
