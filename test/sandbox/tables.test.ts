import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { form, packagePath } from '../http/lab.ts';
import type { Answer, TestSeller } from '../world.ts';
import { makeFault } from './faults-lab.ts';
import { expectSame, frozen, type Sandbox, startSandbox } from './lab.ts';

const folder = mkdtempSync(join(tmpdir(), 'koli-states-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const other_key = { KOLI_SECRET_KEY: Buffer.alloc(32, 9).toString('base64') };

/** Of no state: the version of the schema, the states themselves, and the time of nodes in core mode. */
const apart = ['schema_version', 'snapshots', 'latest_times'];

async function tablesOf(world: Sandbox): Promise<string[]> {
  const rows = await world.sql(
    `select tablename::text as name from pg_tables where schemaname = current_schema() order by 1`,
  );
  return rows.map(({ name }) => name).filter((name) => !apart.includes(name));
}

/** How many rows each table has, of a seller or of all. */
async function counts(world: Sandbox, seller_id?: number): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const name of await tablesOf(world)) {
    const where = seller_id === undefined ? '' : ` where seller_id = ${seller_id}`;
    found[name] = (await world.sql(`select count(*)::integer as count from ${name}${where}`))[0]!['count'];
  }
  return found;
}

const done = (answer: Answer): Answer => {
  expect([200, 201, 202], answer.body).toContain(answer.status);
  return answer;
};

const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');

/** A row in every table. */
async function fillEveryTable(world: Sandbox) {
  await world.done('PUT', '/clock', frozen);
  const receiver = await world.receiver();
  receiver.answer(500);
  const seller = await world.tenant({ webhook: { url: receiver.url }, seed: 5 });
  const call = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    done(await world.call(method, path, { as: seller, body, headers }));
  await world.order(seller, { paymentDelay: 'PT5M' });
  const given = await world.order(seller, { shipmentPackageId: 4_242_424_242, status: 'Picking' });
  await world.settle();
  await world.done('PUT', '/clock', { advance: 'PT1M' });

  const invoices = `/integration/sellers/${seller.seller_id}`;
  const link = { shipmentPackageId: given.shipmentPackageId, invoiceLink: 'https://invoices.example/1.pdf' };
  await call('POST', `${invoices}/seller-invoice-links`, link, { 'idempotency-key': 'once' });
  await call('POST', `${invoices}/common-label/${given.cargoTrackingNumber}`, { format: 'ZPL' });
  const filed = await world.order(seller);
  const sent = await form({ shipmentPackageId: String(filed.shipmentPackageId), file: ['invoice.pdf', pdf] });
  await call('POST', `${invoices}/seller-invoice-file`, sent.body, sent.headers as Record<string, string>);
  const warranty = await form({
    shipmentPackageId: String(filed.shipmentPackageId),
    lineId: String(filed.lines[0]!.lineId),
    file: ['warranty.pdf', pdf],
  });
  await call('POST', `${invoices}/warranty-documents`, warranty.body, warranty.headers as Record<string, string>);

  const [webhook] = (await call('GET', '/api/v1/seller/webhooks')).json.content;
  await call('POST', `/api/v1/seller/webhooks/${webhook.id}/signing-secret`);
  await call('POST', '/api/v1/seller/webhook-replays', { webhookId: webhook.id, notDeliveredSince: 0 });

  await makeFault(world, {
    sellerId: seller.seller_id,
    operation: 'openers',
    do: { outcome: 'children-late', laterMs: 3_600_000 },
  });
  await makeFault(world, { operation: 'lists', do: { outcome: 'refused', status: 503 }, times: 1, per: 'seller' });
  const split = await world.order(seller, { lines: [{ quantity: 2 }] });
  const body = { lines: [{ lineId: split.lines[0]!.lineId, quantity: 1 }], reasonId: 500 };
  await call('PUT', `${packagePath(seller, split.shipmentPackageId)}/items/unsupplied`, body);
  const list = `/integration/order/sellers/${seller.seller_id}/v2/orders`;
  expect((await world.call('GET', list, { as: seller })).status).toBe(503);
  await world.settle();
  return { seller, receiver, filed };
}

const fileOf = async (world: Sandbox, seller: TestSeller, package_id: number) =>
  (await world.call('GET', `/api/v1/seller/packages/${package_id}/invoice-file`, { as: seller })).bytes;

const hidden = async (world: Sandbox) => (await world.sql('select count(*)::integer as count from hidden_packages'))[0];

describe('every table is covered', () => {
  test.each([
    ['the database', {}, { KOLI_INVOICE_FOLDER: join(folder, 'other') }],
    ['a folder', { KOLI_INVOICE_FOLDER: join(folder, 'own') }, {}],
  ])('by export, reset and import, with invoice files in %s', async (_, env, other_env) => {
    await using world = await startSandbox({ env });
    const { seller, receiver, filed } = await fillEveryTable(world);
    const before = await counts(world);
    // A new table must get a row above: only then is it known that a state holds it.
    expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);
    const file = await world.export();

    await world.done('POST', '/reset', { to: 'empty' });
    const left = Object.entries(await counts(world)).filter(([, count]) => count > 0);
    expect(Object.fromEntries(left)).toEqual({ api_keys: 2, sellers: 2, watermarks: 2 });
    expect((await world.call('GET', '/api/v1/sandbox/faults', { as: 'operator' })).json.content).toEqual([]);

    expect((await world.import(file)).status).toBe(200);
    expect(await counts(world)).toEqual(before);
    expectSame(await world.export(), file);
    expect(await fileOf(world, seller, filed.shipmentPackageId)).toEqual(pdf);

    await using other = await startSandbox({ env: { ...other_key, ...other_env } });
    expect((await other.import(file)).status).toBe(200);
    expectSame(await other.export(), file);
    expect(await fileOf(other, seller, filed.shipmentPackageId)).toEqual(pdf);
    const [row] = await other.sql('select content is null as is_out from invoice_files');
    expect(row!['is_out']).toBe('KOLI_INVOICE_FOLDER' in other_env);

    // What was sealed under the first key opens under this one: that of the webhook, of its signature, of its origin.
    receiver.requests.length = 0;
    await other.order(seller);
    await other.settle();
    expect(receiver.requests.at(-1)!.headers['webhook-signature']).toMatch(/^v1,/);
    await other.done('POST', `/sellers/${seller.seller_id}/reset`);
    await other.order(seller);
    await other.settle();
    expect(receiver.requests.at(-1)!.headers['x-api-key']).toBe('sandbox-webhook-key');
  });

  test('by a snapshot: faults continue their counts, and hidden packages stay hidden', async () => {
    await using world = await startSandbox();
    const { seller } = await fillEveryTable(world);
    const before = [await hidden(world), (await world.call('GET', '/api/v1/sandbox/faults', { as: 'operator' })).json];
    await world.done('PUT', '/snapshots/all');
    expect((await world.call('DELETE', '/api/v1/sandbox/faults', { as: 'operator' })).status).toBe(200);
    expect(await hidden(world)).toEqual({ count: 0 });
    await world.done('POST', '/snapshots/all/restore');
    expect([await hidden(world), (await world.call('GET', '/api/v1/sandbox/faults', { as: 'operator' })).json]).toEqual(
      before,
    );
    // The one that struck once may not strike again.
    await world.list(seller);
  });

  test('by the deletion of a seller', async () => {
    await using world = await startSandbox({ env: { KOLI_INVOICE_FOLDER: join(folder, 'third') } });
    const { seller } = await fillEveryTable(world);
    const own = Object.entries(await counts(world, seller.seller_id)).filter(([, count]) => count === 0);
    // These are the whole sandbox's, seller 0.
    expect(own.map(([name]) => name)).toEqual(['sandbox_clock', 'watermarks']);
    expect(readdirSync(join(folder, 'third', String(seller.seller_id)))).toHaveLength(1);
    await world.done('DELETE', `/sellers/${seller.seller_id}`);
    expect(Object.entries(await counts(world, seller.seller_id)).filter(([, count]) => count > 0)).toEqual([]);
    const counters = await world.sql('select fault_id from fault_counts');
    expect(counters).toEqual([]);
  });
});

test('a reset does not wait for an answer that a fault delays', async () => {
  await using world = await startSandbox();
  const seller = await world.tenant();
  await makeFault(world, { operation: 'lists', do: { outcome: 'delayed', delayMs: 60_000 }, times: 1 });
  const ended: string[] = [];
  const patience = new AbortController();
  const basic = Buffer.from(`${seller.key}:${seller.secret}`).toString('base64');
  const list = fetch(`${world.url}/integration/order/sellers/${seller.seller_id}/v2/orders`, {
    headers: { authorization: `Basic ${basic}`, 'user-agent': 'koli-test' },
    signal: patience.signal,
  }).then(
    () => ended.push('answered'),
    () => ended.push('given up'),
  );
  await expect.poll(() => world.sql('select fired from fault_counts')).toEqual([{ fired: 1 }]);
  await world.done('POST', '/reset', { to: 'empty' });
  expect(ended).toEqual([]);
  patience.abort();
  await list;
  expect(ended).toEqual(['given up']);
});
