import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { request } from 'undici';
import { readSettings } from '../src/app/config.ts';
import { serve } from '../src/app/serve.ts';
import { findWork } from '../src/core/postgres/deliveries.ts';
import { tidy } from '../src/maintenance/prune.ts';
import { startPostgres } from '../test/postgres-server.ts';
import { orderInput } from '../test/wire/example.ts';
import { quantiles } from './quantiles.ts';

// `node bench/owed.ts [deliveries]` measures the cost of a backlog of webhook deliveries: the same writes with none and
// with a million owed, the size of the process, and the duration of sending, replays and pruning.

const deliveries = Number(process.argv[2] ?? 1_000_000);
const webhooks = 10;
const packages = deliveries / webhooks;
const seller_id = 2738;
const orders = 400;

await using server = await startPostgres();
const read = readSettings({ DATABASE_URL: server.url, PORT: '0', KOLI_RATE_LIMITS: 'off', KOLI_LOG_LEVEL: 'error' });
if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
let accepts = false;
let received = 0;
const receiver = createServer((call, response) => {
  call.resume();
  call.on('end', () => {
    received++;
    if (accepts) response.end();
    else response.writeHead(500).end();
  });
});
await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready));
const settings = { ...read.settings, webhook: { ...read.settings.webhook, retry_ms: 86_400_000 } };
await using koli = await serve(settings);
const sql = new pg.Client(server.url);
// The server stops first.
sql.on('error', () => {});
await sql.connect();

const basic = `Basic ${Buffer.from('sandbox-key:sandbox-secret').toString('base64')}`;
async function call(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, authorization = basic) {
  const headers = { authorization, 'content-type': 'application/json', 'user-agent': 'bench' };
  const answer = await request(koli.url + path, {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw new Error(text);
  return text === '' ? null : JSON.parse(text);
}

let taken = 0;
/** Orders, one by one on 16 connections. Each owes two deliveries to each webhook. */
async function writes(name: string): Promise<void> {
  const times: number[] = [];
  let next = 0;
  const started = performance.now();
  const one = async () => {
    while (next++ < orders) {
      const lines = orderInput.lines.map((line) => ({ ...line, sellerId: seller_id }));
      const order = { ...orderInput, orderNumber: String(20_000_000_000 + taken++), lines };
      const at = performance.now();
      const { results } = await call('POST', '/api/v1/orders', { orders: [order] }, 'Bearer sandbox-operator');
      if (results[0].packages === undefined) throw new Error(JSON.stringify(results));
      times.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: 16 }, one));
  const per_second = (1000 * orders) / (performance.now() - started);
  const { p50_ms, p99_ms } = quantiles(times);
  tell(`writes, ${name}`, `${per_second.toFixed(0)}/s, p50 ${p50_ms.toFixed(1)} ms, p99 ${p99_ms.toFixed(1)} ms`);
}

const tell = (what: string, figure: string) => console.log(`${what.padEnd(34)}${figure}`);
const memory = (what: string) => tell(`memory, ${what}`, `${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`);
const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const at = performance.now();
  return [await work(), performance.now() - at];
};

tell(
  'load of the machine',
  loadavg()
    .map((one) => one.toFixed(1))
    .join(' '),
);
for (let count = 0; count < webhooks; count++) {
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  await call('POST', '/api/v1/seller/webhooks', { url, authenticationType: 'API_KEY', apiKey: 'k' });
}
await writes('none owed (warming up)');
await koli.worker.settle();
await writes('none owed');
await koli.worker.settle();
memory('none owed');

const [, copying_ms] = await timed(async () => {
  const [{ package_id }] = (
    await sql.query('select max(package_id) as package_id from packages where seller_id = $1', [seller_id])
  ).rows;
  for (const table of ['packages', 'events', 'deliveries']) {
    const { rows } = await sql.query(
      `select column_name from information_schema.columns where table_name = $1 and column_name <> 'package_id'`,
      [table],
    );
    const names = rows.map((row) => row.column_name).join(', ');
    const first = table === 'packages' ? '' : 'and sequence = 1';
    await sql.query(
      `insert into ${table} (package_id, ${names}) select 3900000000 + n, ${names} from ${table}
        cross join generate_series(1, ${packages}) as n
        where seller_id = ${seller_id} and package_id = ${package_id} ${first}`,
    );
  }
  await sql.query(
    `update deliveries set state = 'owed', settled_at = null, due_at = ${2 ** 50}, attempts = 0
      where package_id > 3900000000`,
  );
});
tell('rows copied in', `${(copying_ms / 1000).toFixed(0)} s`);
await koli.worker.settle();
await writes(`${deliveries} owed`);
await koli.worker.settle();
const [, look_ms] = await timed(() => findWork(koli.world.db.pool, Date.now()));
tell('a look for work', `${look_ms.toFixed(1)} ms`);
memory('backlog owed');

accepts = true;
// The worker has not touched these, so that the two do not wait for each other.
await sql.query('update deliveries set due_at = 0 where package_id > 3900000000');
await sql.query(`update webhooks set failing_since = null, failures = 0`);
koli.worker.wake();
received = 0;
const drain_s = 15;
await sleep(drain_s * 1000);
tell('the backlog drains', `${Math.round(received / drain_s)}/s`);
memory('while draining');

const { content } = await call('GET', '/api/v1/seller/webhooks');
const each = async (word: string) => {
  for (const { id } of content) await call('POST', `/api/v1/seller/webhooks/${id}/${word}`);
};
await each('deactivate');
const [, holding_ms] = await timed(() => koli.worker.settle());
const [held] = (await sql.query(`select count(*)::integer as count from deliveries where state = 'held'`)).rows;
tell('switched off', `${held.count} held in ${(holding_ms / 1000).toFixed(1)} s`);
await each('activate');
const since = { notDeliveredSince: 0 };
const [dry, dry_ms] = await timed(() => call('POST', '/api/v1/seller/webhook-replays', { ...since, dryRun: true }));
tell('dry run of a replay', `${dry.total} deliveries in ${dry_ms.toFixed(0)} ms`);
const [replay, replay_ms] = await timed(() => call('POST', '/api/v1/seller/webhook-replays', since));
tell('the replay begins', `${replay.replayed} owed in ${replay_ms.toFixed(0)} ms`);
await writes('during the replay');
const progress = await call('GET', `/api/v1/seller/webhook-replays/${replay.id}`);
tell('the replay meanwhile', `${progress.replayed} of ${progress.total}`);
await call('POST', `/api/v1/seller/webhook-replays/${replay.id}/stop`);
await koli.worker.settle();

await sql.query(`update deliveries set state = 'delivered', created_at = 0, settled_at = 0 where state = 'held'`);
await sql.query('update events set at = 0');
const [{ count }] = (await sql.query(`select count(*)::integer as count from deliveries where created_at = 0`)).rows;
const pruning = timed(() => tidy(koli.world));
await writes('while pruning');
const [, pruned_ms] = await pruning;
tell(
  'pruning',
  `${count} deliveries in ${(pruned_ms / 1000).toFixed(1)} s, ${((1000 * pruned_ms) / count).toFixed(0)} ms a step`,
);
memory('at the end');
await sql.end();
receiver.closeAllConnections();
receiver.close();
