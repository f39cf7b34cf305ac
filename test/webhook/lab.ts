import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readSettings, type Settings } from '../../src/app/config.ts';
import { createMetrics } from '../../src/app/metrics.ts';
import { programOf } from '../../src/app/program.ts';
import type { Answer, Placed } from '../../src/core/corridor/ask.ts';
import { Lanes } from '../../src/core/corridor/lanes.ts';
import type { Command } from '../../src/core/domain/command.ts';
import type { Event, Fact } from '../../src/core/domain/event.ts';
import { fold } from '../../src/core/domain/evolve.ts';
import { defaultLimits } from '../../src/core/domain/limits.ts';
import { isRefusal, type Refusal } from '../../src/core/domain/refusal.ts';
import { defaultSellerSettings } from '../../src/core/domain/seller.ts';
import { none } from '../../src/core/extension.ts';
import { openDatabase } from '../../src/core/postgres/database.ts';
import { createIdBlocks } from '../../src/core/postgres/ids.ts';
import { insertSeller } from '../../src/core/postgres/sellers.ts';
import { createSeal } from '../../src/core/seal.ts';
import { startWorker, type Worker, type WorkerOptions } from '../../src/core/webhook/worker.ts';
import { type OrderIntake, parseOrder } from '../../src/core/wire/order.ts';
import { wholeDocument } from '../../src/core/wire/package.ts';
import { runningClock, type World } from '../../src/core/world.ts';
import { newDatabase } from '../databases.ts';
import { openLog } from '../log.ts';
import { orderInput, seller_id } from '../wire/example.ts';

export { seller_id };

/**
 * The corridor and a database, with as many workers as a test wants and when it wants them: the whole program starts
 * one of its own, and HTTP adds nothing here.
 */
export type Lab = AsyncDisposable & {
  world: World;
  /** Stands still, far from real time, until a test moves it. */
  clock: { now: number };
  /** Starts a worker that stops with the lab. */
  worker(options?: WorkerOptions): Worker;
  webhook(url: string, fields?: Record<string, unknown>): Promise<string>;
  /** From now on the seller's bodies have the old field names, too. */
  useLegacyFields(): Promise<void>;
  /** Takes in an order; the id of its package. */
  order(payment?: 'confirmed' | 'pending'): Promise<number>;
  /** Ids of the packages that changed or were opened. */
  command(package_id: number, command: Command): Promise<number[]>;
  /** The body that a call for this event must have. */
  bodyAt(package_id: number, sequence: number): Promise<string>;
  // biome-ignore lint/suspicious/noExplicitAny: rows as they come
  sql(text: string, values?: unknown[]): Promise<Record<string, any>[]>;
  /** How many deliveries are in which state. */
  states(): Promise<Record<string, number>>;
  /** Until all workers have nothing to do. */
  settle(): Promise<void>;
  /** Moves the clock, then settles. */
  advance(ms: number): Promise<void>;
};

export async function openLab(webhook: Partial<Settings['webhook']> = {}, ...errors: RegExp[]): Promise<Lab> {
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await newDatabase());
  const read = readSettings(database.env);
  if ('mistakes' in read) throw new Error(read.mistakes.join());
  const settings = { ...read.settings, webhook: { ...read.settings.webhook, ...webhook } };
  const clock = { now: Date.UTC(2026, 10, 23, 9) };
  const world: World = {
    settings,
    limits: defaultLimits,
    db: (await database.open?.()) ?? opened.adopt(await openDatabase(settings), (db) => db.close()),
    clock: runningClock(() => clock.now),
    alarm: () => ({ stop() {} }),
    ids: createIdBlocks({ scope: 'per-seller', block: 100 }),
    random: { bytes: randomBytes, uuid: () => randomUUID() },
    seal: createSeal(settings.secret_key),
    files: null,
    log: opened.use(openLog(...errors)).log,
    metrics: createMetrics(),
    program: programOf('sandbox'),
    extension: none,
  };
  const lanes = opened.adopt(new Lanes(world, () => {}), (lanes) => lanes.close());
  const workers: Worker[] = [];
  const sql = async (text: string, values?: unknown[]) => (await world.db.pool.query(text, values)).rows;
  const seller = { seller_id, name: 'Seller', created_at: clock.now };
  await insertSeller(world.db.pool, { ...seller, settings: defaultSellerSettings });
  let orders = 0;
  const open = opened.move();

  const lab: Lab = {
    world,
    clock,
    worker(options) {
      const worker = open.use(startWorker(world, options));
      workers.push(worker);
      return worker;
    },
    async webhook(url, fields = {}) {
      const webhook_id = randomUUID();
      const secret = world.seal.seal('key-1');
      const given = { seller_id, webhook_id, url, secret, authentication_type: 'API_KEY', status: 'ACTIVE' };
      const row = { ...given, created_at: clock.now, ...fields };
      const places = Object.keys(row).map((_, index) => `$${index + 1}`);
      await sql(`insert into webhooks (${Object.keys(row)}) values (${places})`, Object.values(row));
      return webhook_id;
    },
    async useLegacyFields() {
      await sql('update sellers set settings = $1', [
        JSON.stringify({ ...defaultSellerSettings, legacy_fields: true }),
      ]);
    },
    async order(payment = 'confirmed') {
      const order_number = String(10900000000 + ++orders);
      const intake = parseOrder({ ...orderInput, orderNumber: order_number, payment }, defaultLimits, clock.now);
      const { order } = (intake as OrderIntake).shares[0]!;
      const placed = await performed<Placed>((render) =>
        lanes.perform({
          kind: 'order',
          seller_id,
          idempotency: null,
          order: { ...order, order_number },
          terms: { payment, cargo_provider: 'TEXMP', warehouse_id: 0 },
          content_hash: createHash('sha256').update(order_number).digest(),
          render,
        }),
      );
      return placed.package_id;
    },
    async command(package_id, command) {
      const events = await performed<Event[]>((render) =>
        lanes.perform({ kind: 'command', seller_id, package_id, command, idempotency: null, render }),
      );
      return [...new Set(events.map((event) => event.package_id))];
    },
    async bodyAt(package_id, sequence) {
      const rows = await sql('select * from events where package_id = $1 and sequence <= $2 order by sequence', [
        package_id,
        sequence,
      ]);
      const events = rows.map((row) => ({ ...row, fact: { type: row['type'], ...JSON.parse(row['facts']) } as Fact }));
      const current = fold(events as unknown as Event[]);
      const [order] = await sql('select * from orders where order_number = $1', [current.order_number]);
      const [details, lines] = [JSON.parse(order!['facts']), JSON.parse(order!['lines'])];
      const ordered_at = order!['ordered_at'];
      const { order_number } = current;
      return wholeDocument(current, { seller_id, order_number, ordered_at, details, lines, discount_displays: [] });
    },
    sql,
    async states() {
      const rows = await sql('select state, count(*)::integer as count from deliveries group by state order by state');
      return Object.fromEntries(rows.map((row) => [row['state'], row['count']]));
    },
    async settle() {
      await Promise.all(workers.map((worker) => worker.settle()));
    },
    async advance(ms) {
      clock.now += ms;
      await lab.settle();
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
  return lab;
}

/** What came of an ask, past the answer that would go over the wire. */
async function performed<T extends object>(
  ask: (answer: (outcome: T | Refusal) => Answer) => Promise<Answer>,
): Promise<T> {
  let result: T | Refusal | undefined;
  await ask((outcome) => {
    result = outcome;
    return { status: 200, headers: {}, body: '' };
  });
  if (result === undefined || isRefusal(result)) throw new Error(JSON.stringify(result));
  return result;
}

export type Call = { headers: IncomingHttpHeaders; body: string; path: string; at: number };

export type Receiver = AsyncDisposable & {
  url: string;
  calls: Call[];
  /** Names of the events that came, in order. */
  ids(): string[];
  /** Decides the next answers; 200 unless told otherwise. */
  answer: (call: Call, response: ServerResponse) => unknown;
};

export async function openReceiver(): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const call = { headers: request.headers, body, path: request.url ?? '', at: Date.now() };
    receiver.calls.push(call);
    receiver.answer(call, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    calls: [],
    ids: () => receiver.calls.map((call) => String(call.headers['webhook-id'])),
    answer: (_, response) => response.end(),
    [Symbol.asyncDispose]: () => new Promise((done) => void server.close(() => done()).closeAllConnections()),
  };
  return receiver;
}
