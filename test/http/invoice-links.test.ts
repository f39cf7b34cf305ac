import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, start_of_time, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import {
  type Case,
  changingNothing,
  documentOf,
  expectRefused,
  openStatuses,
  packageIn,
  type RefusalName,
} from './lab.ts';

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
const micro = { micro: true };

const at = ({ seller_id }: TestSeller, rest = '') => `/integration/sellers/${seller_id}/seller-invoice-links${rest}`;

const link = (package_id: unknown, told: object = {}, as = seller) =>
  world.call('POST', at(as), { as, body: { invoiceLink: newLink(), shipmentPackageId: package_id, ...told } });

const unlink = (package_id: unknown, told: object = {}, as = seller) =>
  world.call('POST', at(as, '/delete'), {
    as,
    body: { serviceSourceId: package_id, channelId: 1, customerId: customer, ...told },
  });

const eventsOf = async ({ package_id }: Case) =>
  (await world.sql('select type, owed from events where package_id = $1 order by sequence', [package_id])).map(
    ({ type, owed }) => [type, owed],
  );

function expectEmpty(answer: Answer, status: number): void {
  expect([answer.status, answer.body]).toEqual([status, '']);
}

describe('a link is given', () => {
  test.each([...openStatuses, 'Shipped', 'AtCollectionPoint', 'Delivered', 'UnDelivered', 'Returned'])(
    'to a package that is %s',
    async (status) => {
      const one = await packageIn(world, seller, status);
      const before = await documentOf(world, seller, one.package_id);
      const events = await eventsOf(one);
      const invoiceLink = newLink();
      expectEmpty(await link(one.package_id, { invoiceLink, invoiceNumber: number, extra: 1 }), 201);
      const after = await documentOf(world, seller, one.package_id);
      expect(after).toEqual({ ...before, invoiceLink, invoiceNumber: number, lastModifiedDate: world.clock.now() });
      expect(await eventsOf(one)).toEqual([...events, ['invoiceLinked', 0]]);
    },
  );

  test.each([
    ['nothing else', {}],
    ['seconds', { invoiceDateTime: 1_764_000_000 }],
    ['milliseconds', { invoiceDateTime: 1_764_000_000_000 }],
    ['milliseconds to come', { invoiceDateTime: start_of_time + 10 ** 9 }],
    ['the first year', { invoiceNumber: 'a1Z2020999999999' }],
    ['the last year', { invoiceNumber: '0002099000000000' }],
    ['a long link', { invoiceLink: `https://invoices.example/${'ğ'.repeat(2_000)}` }],
    ['http', { invoiceLink: 'http://invoices.example/1?a=b#c' }],
  ])('with %s', async (_, told) => {
    const one = await packageIn(world, seller, 'Created', lines);
    expectEmpty(await link(one.package_id, told), 201);
    const { invoiceLink, invoiceNumber } = await documentOf(world, seller, one.package_id);
    expect({ invoiceLink, invoiceNumber }).toEqual({
      invoiceLink: 'invoiceLink' in told ? told.invoiceLink : expect.stringMatching(/^https:/),
      invoiceNumber: 'invoiceNumber' in told ? told.invoiceNumber : undefined,
    });
  });

  test('with both terms where customs wants them', async () => {
    const one = await packageIn(world, seller, 'Created', lines, micro);
    const told = { invoiceNumber: number, invoiceDateTime: 1_764_000_000 };
    for (const missing of ['invoiceNumber', 'invoiceDateTime'])
      expect(expectRefused(await link(one.package_id, { ...told, [missing]: undefined }), 'field')).toContain(missing);
    expectEmpty(await link(one.package_id, told), 201);
  });

  test('the number that was told last is shown', async () => {
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
});

describe('a link is refused', () => {
  test.each<[string, object, string]>([
    ['no link', { invoiceLink: undefined }, 'invoiceLink'],
    ['an empty link', { invoiceLink: '' }, 'invoiceLink'],
    ['no address', { invoiceLink: 'invoice-1' }, 'invoiceLink'],
    ['another scheme', { invoiceLink: 'ftp://invoices.example/1' }, 'invoiceLink'],
    ['a script', { invoiceLink: 'javascript:alert(1)' }, 'invoiceLink'],
    ['a blank', { invoiceLink: 'https://invoices.example/1 2' }, 'invoiceLink'],
    ['a link beyond all', { invoiceLink: `https://x.example/${'x'.repeat(2_031)}` }, 'invoiceLink'],
    ['a number for a link', { invoiceLink: 1 }, 'invoiceLink'],
    ...[0, -1, 999_999_999, 10_000_000_000, 999_999_999_999, 10_000_000_000_000, 1_764_000_000.5, '1764000000'].map(
      (invoiceDateTime): [string, object, string] => [
        `date ${JSON.stringify(invoiceDateTime)}`,
        { invoiceDateTime },
        'invoiceDateTime',
      ],
    ),
    ...[
      '',
      'AB2026000000001',
      'ABCD2026000000001',
      'ABC2019000000001',
      'ABC2100000000001',
      'ABC202600000001',
      'ABC20260000000011',
      'AB-2026000000001',
      'ABÇ2026000000001',
      'ABC2026000000001\n',
      2026,
    ].map((invoiceNumber): [string, object, string] => [
      `number ${JSON.stringify(invoiceNumber)}`,
      { invoiceNumber },
      'invoiceNumber',
    ]),
    ['no package', { shipmentPackageId: undefined }, 'shipmentPackageId'],
    ['a package in quotes', { shipmentPackageId: '3500000001' }, 'shipmentPackageId'],
    ['package 0', { shipmentPackageId: 0 }, 'shipmentPackageId'],
    ['half a package', { shipmentPackageId: 1.5 }, 'shipmentPackageId'],
    ['a package beyond numbers', { shipmentPackageId: 2 ** 53 }, 'shipmentPackageId'],
    ['nobody’s package', { shipmentPackageId: 99 }, 'shipmentPackageId'],
  ])('for %s', async (_, told, field) => {
    const one = await packageIn(world, seller, 'Created', lines);
    const answer = await changingNothing(world, () => link(one.package_id, told));
    expect(expectRefused(answer, 'field')).toContain(field);
  });

  test('for the package of another seller, as for one of nobody', async () => {
    const theirs = await packageIn(world, stranger);
    expect(expectRefused(await changingNothing(world, () => link(theirs.package_id)), 'field')).toBe(
      `shipmentPackageId ${theirs.package_id} names no package of this seller.`,
    );
  });

  test.each(['Awaiting', 'PaymentFailed', 'Cancelled', 'UnPacked'])('while a package is %s', async (status) => {
    const one = await packageIn(world, seller, status);
    expectRefused(await changingNothing(world, () => link(one.package_id)), 'applicable');
  });

  test('when the package has one, or the link is of another package', async () => {
    const [one, other] = [await packageIn(world, seller), await packageIn(world, seller)];
    const invoiceLink = newLink();
    await link(one.package_id, { invoiceLink });
    for (const told of [{}, { invoiceLink }])
      expectRefused(await changingNothing(world, () => link(one.package_id, told)), 'invoiceThere');
    expectRefused(await changingNothing(world, () => link(other.package_id, { invoiceLink })), 'invoiceThere');
    // Another seller knows nothing of it.
    const theirs = await packageIn(world, stranger);
    expectEmpty(await link(theirs.package_id, { invoiceLink }, stranger), 201);
  });

  test.each(['[]', '1', '"x"', 'null', undefined])('a body that is %s', async (body) => {
    expectRefused(await world.call('POST', at(seller), { as: seller, body }), 'field');
    expectRefused(await world.call('POST', at(seller, '/delete'), { as: seller, body }), 'field');
  });
});

describe('a link is taken away', () => {
  test('and is free again, and so is its package', async () => {
    const [one, other] = [await packageIn(world, seller), await packageIn(world, seller)];
    const invoiceLink = newLink();
    await link(one.package_id, { invoiceLink, invoiceNumber: number });
    world.clock.advance(1000);
    expectEmpty(await unlink(one.package_id), 202);
    const after = await documentOf(world, seller, one.package_id);
    expect(after).not.toHaveProperty('invoiceLink');
    expect(after).not.toHaveProperty('invoiceNumber');
    expect(after.lastModifiedDate).toBe(world.clock.now());
    expect((await eventsOf(one)).at(-1)).toEqual(['invoiceUnlinked', 0]);
    expectEmpty(await link(other.package_id, { invoiceLink }), 201);
    expectEmpty(await link(one.package_id), 201);
  });

  test.each<[string, RefusalName, object]>([
    ['another customer', 'field', { customerId: customer + 1 }],
    ['no customer', 'field', { customerId: undefined }],
    ['a customer in quotes', 'field', { customerId: '7' }],
    ['another channel', 'field', { channelId: 2 }],
    ['no channel', 'field', { channelId: undefined }],
    ['no package', 'field', { serviceSourceId: undefined }],
    ['nobody’s package', 'field', { serviceSourceId: 99 }],
    ['a malformed package', 'field', { serviceSourceId: 'x' }],
  ])('but not for %s', async (_, name, told) => {
    const one = await packageIn(world, seller);
    await link(one.package_id);
    expectRefused(await changingNothing(world, () => unlink(one.package_id, told)), name);
  });

  test('but not of another seller', async () => {
    const theirs = await packageIn(world, stranger);
    await link(theirs.package_id, {}, stranger);
    expectRefused(await changingNothing(world, () => unlink(theirs.package_id)), 'field');
  });

  test.each(['Awaiting', 'Created', 'Cancelled'])('but not from a package without one that is %s', async (status) => {
    const one = await packageIn(world, seller, status);
    expectRefused(await changingNothing(world, () => unlink(one.package_id)), 'noInvoice');
  });
});

describe('two at once', () => {
  const rounds = 12;

  test('links to one package: one is stored', async () => {
    for (let round = 0; round < rounds; round++) {
      const one = await packageIn(world, seller, 'Created', lines);
      const answers = await Promise.all([link(one.package_id), link(one.package_id), link(one.package_id)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      for (const answer of answers.filter(({ status }) => status === 409)) expectRefused(answer, 'invoiceThere');
    }
  });

  test('packages with one link: one has it', async () => {
    for (let round = 0; round < rounds; round++) {
      const packages = await Promise.all([1, 2, 3].map(() => packageIn(world, seller, 'Created', lines)));
      const invoiceLink = newLink();
      const answers = await Promise.all(packages.map(({ package_id }) => link(package_id, { invoiceLink })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      for (const answer of answers.filter(({ status }) => status === 409)) expectRefused(answer, 'invoiceThere');
    }
  });

  test('a link changes its package: it is nowhere or in one place', async () => {
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

  test('a link and a cancel: the link is on the cancelled package, or refused', async () => {
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

test('a link follows its package to the end, and never its child', async () => {
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
