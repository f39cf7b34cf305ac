import { afterAll, expect, test } from 'vitest';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';
import type { EventRow } from './format.ts';
import { rows } from './rows/events.ts';
import type { Document } from './run/documents.ts';
import { fill, matcher } from './run/names.ts';
import { address, prepare, type Stage, setStage } from './run/stage.ts';

const worlds = new Map<string, { world: TestWorld; stranger: TestSeller }>();
afterAll(async () => {
  await Promise.all([...worlds.values()].map(({ world }) => world[Symbol.asyncDispose]()));
});

async function worldFor(server: Record<string, string> = {}) {
  const key = JSON.stringify(server);
  const found = worlds.get(key);
  if (found !== undefined) return found;
  const world = await startWorld({ env: server });
  const fresh = { world, stranger: await world.newSeller() };
  worlds.set(key, fresh);
  return fresh;
}

test.each(rows.map((row) => [row.id, row] as const))('%s', async (_, row) => {
  const { world, stranger } = await worldFor(row.given?.server);
  const stage = await setStage(world, stranger, row.given ?? {});
  const receiver = await world.receiver();
  const { webhook = {}, request } = row;
  const body = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k', ...webhook };
  await prepare(stage, { call: 'POST W', body });
  await prepare(stage, request);
  await world.settle();
  const calls = receiver.requests.map(({ json, headers }) => ({ headers, json, told: json.content?.[0] ?? json }));
  const documents = await listed(stage);
  const names = nameAll(stage, documents);
  // Calls of one package come in order; between packages there is none.
  const sorted = calls.toSorted((one, two) => one.told.shipmentPackageId - two.told.shipmentPackageId);
  expect(sorted.map(({ told }) => `${names.get(told.shipmentPackageId)} ${told.status}`)).toEqual(row.tells);
  for (const document of documents) {
    const last = sorted.findLast(({ told }) => told.shipmentPackageId === document.shipmentPackageId);
    if (last !== undefined) checkCall(last, document, row, stage);
  }
  const ids = calls.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(ids.length);
});

async function listed({ world, seller, names }: Stage): Promise<Document[]> {
  const query = `orderNumber=${names['order']}&size=200&orderByField=CreatedDate&orderByDirection=ASC`;
  const { content } = (await world.call('GET', `${address('GET S', names)[1]}/v2/orders?${query}`, { as: seller }))
    .json;
  return content.toSorted((one: Document, two: Document) => one.shipmentPackageId - two.shipmentPackageId);
}

function nameAll({ names }: Stage, documents: Document[]): Map<number, string> {
  const fresh = documents.filter(({ shipmentPackageId }) => shipmentPackageId !== names['package']);
  const named = fresh.map(({ shipmentPackageId }, index): [number, string] => [
    shipmentPackageId,
    index === 0 ? 'new' : `new${index + 1}`,
  ]);
  return new Map([[names['package'] as number, 'package'], ...named]);
}

type Call = { headers: Record<string, unknown>; json: Document; told: Document };

/** The last call of a package holds it as lists show it now. */
function checkCall({ headers, json, told }: Call, document: Document, row: EventRow, { names }: Stage): void {
  expect(told).toEqual(document);
  const envelope = { totalElements: 1, totalPages: 1, page: 0, size: 1, content: [document] };
  if (row.envelope !== undefined) expect(json).toEqual(row.envelope === 'page' ? envelope : document);
  if (row.says !== undefined) expect(told).toMatchObject(matcher(fill(row.says, names)) as object);
  for (const [name, value] of Object.entries(row.headers ?? {}))
    expect([name, headers[name] ?? null]).toEqual([name, value]);
  expect(headers['user-agent']).toMatch(/^koli\/\d+\.\d+\.\d+$/);
  expect(headers['webhook-id']).toMatch(/^\S+$/);
  expect(headers['webhook-timestamp']).toMatch(/^\d{10}$/);
}
