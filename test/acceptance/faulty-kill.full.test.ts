import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readSettings } from '../../src/app/config.ts';
import { openDatabase } from '../../src/core/postgres/database.ts';
import { verify } from '../../src/maintenance/verify.ts';
import type { FaultInput } from '../../src/sandbox/wire/fault.ts';
import { newDatabase } from '../databases.ts';
import { startKoli } from './process.ts';

const packages_per_round = 30;
/** Awaiting, Created, Picking, Invoiced, Shipped, Delivered. */
const events_per_package = 6;
const kills = 2;

const faults: FaultInput[] = [
  { id: 'lost', rate: 0.1, seed: 1, do: { outcome: 'lost' } },
  { id: 'twice', rate: 0.15, seed: 2, do: { outcome: 'duplicated' } },
  { id: 'twice-later', rate: 0.15, seed: 3, do: { outcome: 'duplicated', laterMs: 300 } },
  { id: 'after-next', rate: 0.15, seed: 4, do: { outcome: 'reordered', laterMs: 400 } },
  { id: 'late', rate: 0.15, seed: 5, do: { outcome: 'late', laterMs: 500 } },
];

/** Takes its time, so that a kill finds calls under way. */
async function slowReceiver() {
  const ids: string[] = [];
  const server = createServer(async (request, response) => {
    request.resume();
    ids.push(String(request.headers['webhook-id']));
    await sleep(10);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    ids,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function ask(url: string, method: string, path: string, body?: object) {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: 'Bearer sandbox-operator', 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  expect([path, answer.ok, text]).toEqual([path, true, expect.any(String)]);
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came
  return JSON.parse(text) as any;
}

type Row = { state: string; out_of_order: string | null; id: string };

/** What is stored when nobody uses it any more, held against the laws. */
async function looked(env: Record<string, string>): Promise<Row[]> {
  const read = readSettings(env);
  if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
  const db = await openDatabase(read.settings);
  try {
    expect(await verify(db)).toMatchObject({ broken_count: 0, broken: [] });
    const text = `select state, out_of_order, 'evt_' || seller_id || '_' || package_id || '_' || sequence as id from deliveries`;
    return (await db.pool.query(text)).rows;
  } finally {
    await db.close();
  }
}

test(`webhook faults over ${kills} kills: only what a fault took is lost`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'koli-faulty-'));
  await using database = await newDatabase();
  await using receiver = await slowReceiver();
  const data = 'DATABASE_URL' in database.env ? database.env : { KOLI_DATA: join(folder, 'data') };
  // On a machine that is full this receiver may be too slow for a call; it comes again soon.
  const soon = { KOLI_WEBHOOK_TIMEOUT_MS: '1000', KOLI_WEBHOOK_RETRY_MS: '200' };
  const settings = { PORT: '0', KOLI_LOG_LEVEL: 'error', ...soon };
  const start = () => startKoli({ ...data, ...settings });
  let running = await start();
  try {
    const terms = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k' };
    const { id: webhook } = await ask(running.url, 'POST', '/api/v1/sellers/2738/webhooks', terms);
    for (const fault of faults) await ask(running.url, 'POST', '/api/v1/sandbox/faults', fault);
    for (let round = 0; round < kills; round++) {
      const before = receiver.ids.length;
      await ask(running.url, 'POST', '/api/v1/sandbox/orders', { count: packages_per_round, status: 'Delivered' });
      while (receiver.ids.length < before + 20) await sleep(5);
      running.child.kill('SIGKILL');
      await running.ended;
      running = await start();
    }
    const owed = async () => (await ask(running.url, 'GET', `/api/v1/sellers/2738/webhooks/${webhook}`)).health.owed;
    while ((await owed()) > 0) await sleep(100);
    const { content } = await ask(running.url, 'GET', '/api/v1/sandbox/faults');
    const fired = Object.fromEntries(content.map((one: { id: string; fired: number }) => [one.id, one.fired]));
    running.child.kill('SIGTERM');
    expect((await running.ended).status).toBe(0);

    const rows = await looked(data);
    expect(rows).toHaveLength(kills * packages_per_round * events_per_package);
    const lost = rows.filter(({ state }) => state === 'given-up');
    expect(rows.filter(({ state }) => state !== 'given-up' && state !== 'delivered')).toEqual([]);
    expect(lost.every(({ out_of_order }) => out_of_order === 'lost')).toBe(true);
    expect(lost).toHaveLength(fired.lost);
    const arrived = new Set(receiver.ids);
    expect(rows.filter(({ state, id }) => state === 'delivered' && !arrived.has(id))).toEqual([]);
    // All of them struck, also after the kills, and what came twice came under one name.
    for (const { id } of faults) expect([id, fired[id!] > 0]).toEqual([id, true]);
    expect(receiver.ids.length).toBeGreaterThan(arrived.size);
  } finally {
    running.child.kill('SIGKILL');
    await running.ended;
    rmSync(folder, { recursive: true, force: true });
  }
});
