import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { readSettings, type Settings } from '../../src/config.ts';
import type { Command } from '../../src/domain/command.ts';
import { decide } from '../../src/domain/decide.ts';
import { announced, type Event } from '../../src/domain/event.ts';
import { evolve } from '../../src/domain/evolve.ts';
import { defaultLimits } from '../../src/domain/limits.ts';
import type { Order } from '../../src/domain/order.ts';
import type { Package } from '../../src/domain/package.ts';
import { place } from '../../src/domain/place.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import type { Supply } from '../../src/domain/supply.ts';
import { openDatabase } from '../../src/postgres/database.ts';
import { type DeliveryRow, insertDeliveries } from '../../src/postgres/deliveries.ts';
import { insertEvents } from '../../src/postgres/events.ts';
import { insertOrders, updateOrderDocuments } from '../../src/postgres/orders.ts';
import { insertPackages, type PackageRow, updatePackages } from '../../src/postgres/packages.ts';
import { relaxed } from '../../src/postgres/relaxed.ts';
import { webhooksOf } from '../../src/postgres/webhooks.ts';
import { createSeal } from '../../src/seal.ts';
import { startWorker, type Worker, type WorkerOptions } from '../../src/webhook/worker.ts';
import { type OrderIntake, parseOrder } from '../../src/wire/order.ts';
import { orderDocument, packageDocument, wholeDocument } from '../../src/wire/package.ts';
import { subscriptionName } from '../../src/wire/webhook.ts';
import type { World } from '../../src/world.ts';
import { newDatabase } from '../databases.ts';
import { orderInput, seller_id } from '../wire/example.ts';

export { seller_id };

/** A million seconds after 1970 and then some: far from real time, as a sandbox's clock may be. */
const start = 1_794_820_000_000;

export type Lab = AsyncDisposable & {
  world: World;
  clock: { now: number };
  /** Old field names, as a seller's setting asks for. */
  legacy: boolean;
  /** Starts a worker that stops with the lab. */
  worker(options?: WorkerOptions): Worker;
  webhook(url: string, fields?: Record<string, unknown>): Promise<string>;
  /** Takes in an order: a package whose first events owe deliveries like those of every later command. */
  order(payment?: 'confirmed' | 'pending'): Promise<number>;
  command(package_id: number, command: Command): Promise<number[]>;
  /** The body that a call for this event must have. */
  bodyAt(package_id: number, sequence: number): string;
  // biome-ignore lint/suspicious/noExplicitAny: rows as they come
  sql(text: string, values?: unknown[]): Promise<Record<string, any>[]>;
  /** How many deliveries are in which state. */
  states(): Promise<Record<string, number>>;
  /** Until all workers have nothing to do. */
  settle(): Promise<void>;
  /** Moves the clock, then settles. */
  advance(ms: number): Promise<void>;
};

export async function openLab(webhook: Partial<Settings['webhook']> = {}): Promise<Lab> {
  const database = await newDatabase();
  const read = readSettings(database.env);
  if ('mistakes' in read) throw new Error(read.mistakes.join());
  const settings = { ...read.settings, webhook: { ...read.settings.webhook, timeout_ms: 2_000, ...webhook } };
  const db = await openDatabase(settings, { load: database.load });
  const clock = { now: start };
  const world = {
    settings,
    limits: defaultLimits,
    db,
    clock: { now: () => clock.now },
    seal: createSeal(settings.secret_key),
    log: pino({ level: 'fatal' }),
  } as unknown as World;
  const workers: Worker[] = [];
  const lives = new Map<number, { order: Order; events: Event[]; current: Package }>();
  const supply = supplyOf(clock);
  let orders = 0;

  const sql = async (text: string, values?: unknown[]) => (await db.pool.query(text, values)).rows;

  /** What the write path does, in small. */
  async function record(order: Order, events: Event[], intake?: OrderIntake): Promise<void> {
    const born = new Set<number>();
    for (const event of events) {
      const life = lives.get(event.package_id) ?? { order, events: [], current: null as unknown as Package };
      if (event.sequence === 1) born.add(event.package_id);
      life.current = evolve(event.sequence === 1 ? null : life.current, event);
      life.events.push(event);
      lives.set(event.package_id, life);
    }
    const touched = [...new Set(events.map((event) => event.package_id))].map((id) => lives.get(id)!);
    const rows = touched.map(({ current }) => rowOf(current, order));
    const isNew = (row: PackageRow) => born.has(row.package_id);
    await relaxed(db.pool, async (client) => {
      const document = orderDocument(order, !touched[0]!.current.confirmed);
      if (intake !== undefined) await insertOrders(client, [orderRow(order, touched[0]!.current, document)]);
      else await updateOrderDocuments(client, [{ seller_id, order_number: order.order_number, document }]);
      await insertPackages(client, rows.filter(isNew));
      await updatePackages(
        client,
        rows.filter((row) => !isNew(row)),
      );
      await insertEvents(
        client,
        events.map(({ fact: { type, ...facts }, ...event }) => ({
          ...event,
          type,
          facts: JSON.stringify(facts),
          owed: 0,
        })),
      );
      const hooks = await webhooksOf(client, [seller_id]);
      const owed = events.flatMap((event) => {
        const status = subscriptionName(announced(event)!);
        const matching = hooks.filter((hook) => hook.subscribed === null || hook.subscribed.includes(status));
        return matching.map((hook): DeliveryRow => {
          const { seller_id, package_id, sequence } = event;
          const state = hook.status === 'ACTIVE' ? 'owed' : 'held';
          const { webhook_id, epoch, envelope } = hook;
          const shape = { envelope: envelope ?? settings.webhook.envelope, legacy: lab.legacy };
          return { seller_id, package_id, sequence, webhook_id, state, epoch, ...shape };
        });
      });
      await insertDeliveries(client, owed, clock.now);
    });
  }

  const lab: Lab = {
    world,
    clock,
    legacy: false,
    worker(options) {
      const worker = startWorker(world, options);
      workers.push(worker);
      return worker;
    },
    async webhook(url, fields = {}) {
      const webhook_id = randomUUID();
      const row = {
        seller_id,
        webhook_id,
        url,
        authentication_type: 'API_KEY',
        secret: world.seal.seal('key-1'),
        status: 'ACTIVE',
        created_at: clock.now,
        ...fields,
      };
      const names = Object.keys(row);
      const places = names.map((_, index) => `$${index + 1}`);
      await sql(`insert into webhooks (${names.join()}) values (${places.join()})`, Object.values(row));
      return webhook_id;
    },
    async order(payment = 'confirmed') {
      const input = { ...orderInput, orderNumber: String(10900000000 + ++orders), payment };
      const intake = parseOrder(input, defaultLimits, clock.now) as OrderIntake;
      const share = intake.shares[0]!;
      const terms = { payment, cargo_provider: 'TEXMP', warehouse_id: 0 };
      const { order, events } = place({ ...share.order, order_number: input.orderNumber }, terms, supply);
      await record(order, events, intake);
      return events[0]!.package_id;
    },
    async command(package_id, command) {
      const life = lives.get(package_id)!;
      const events = decide(life.current, life.order.lines, command, supply);
      if (isRefusal(events)) throw new Error(JSON.stringify(events));
      await record(life.order, events);
      return [...new Set(events.map((event) => event.package_id))];
    },
    bodyAt(package_id, sequence) {
      const { order, events } = lives.get(package_id)!;
      const current = events.slice(0, sequence).reduce(evolve, null as Package | null)!;
      return wholeDocument(current, order);
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
    async [Symbol.asyncDispose]() {
      for (const worker of workers) await worker.close();
      await db.close();
      await database[Symbol.asyncDispose]();
    },
  };
  return lab;
}

let last_id = 3_500_000_000;

const supplyOf = (clock: { now: number }): Supply => ({
  get now() {
    return clock.now;
  },
  limits: defaultLimits,
  packageId: () => ++last_id,
  lineId: () => ++last_id,
  trackingSerial: () => ++last_id,
});

const rowOf = (current: Package, order: Order): PackageRow => ({
  seller_id: current.seller_id,
  package_id: current.package_id,
  order_number: current.order_number,
  status: current.status,
  created_at: current.created_at,
  modified_at: current.modified_at,
  sequence: current.sequence,
  state: JSON.stringify(current),
  document: packageDocument(current, order.lines),
});

const orderRow = (order: Order, first: Package, document: string) => ({
  seller_id: order.seller_id,
  order_number: order.order_number,
  root_id: first.package_id,
  content_hash: Buffer.from('00', 'hex'),
  ordered_at: order.ordered_at,
  created_at: first.created_at,
  facts: JSON.stringify(order.details),
  lines: JSON.stringify(order.lines),
  document,
  barcodes: [],
});

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
