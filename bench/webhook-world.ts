import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makeWorkerUtils } from 'graphile-worker';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { createSeal } from '../src/core/seal.ts';
import { eventId } from '../src/core/webhook/attempt.ts';
import { startPostgres } from '../test/postgres-server.ts';
import { key } from './seed.ts';
import { first, marker, seller_id, type Template } from './template.ts';
import type { Ask, Told } from './webhook-receiver.ts';
import { type Job, queue, type Rival } from './webhook-sender.ts';
import { makeSeed, secret_key, startKoli } from './world.ts';

export const sides = ['koli', 'pg-boss', 'graphile-worker'] as const;
export type Side = (typeof sides)[number];

/** koli's concurrency per webhook. The queues get the same per receiver. */
export const calls_per_receiver = 8;

export type Shape = { receivers: number; packages: number };

/** A running sender. */
export type Sender = { stop(): Promise<unknown> };

/** Writes one event that owes a call. */
export type Producer = { write(n: number): Promise<void>; close(): Promise<unknown> };

export type WebhookBench = AsyncDisposable & {
  version: string;
  /** The prepared databases of each side, with or without a backlog. */
  reset(side: Side): Promise<void>;
  startSender(side: Side): Promise<Sender>;
  openProducer(side: Side): Promise<Producer>;
  receivers: { reset(): Promise<void>; tell(what: 'count' | 'arrivals'): Promise<Told> };
  sql<Row>(text: string): Promise<Row[]>;
};

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const sequence = 2;
const koli_env = { KOLI_WEBHOOK_ALLOW_HTTP: 'on', KOLI_WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8' };

/** The webhook id of the last event of package n. */
const idOf = (n: number, of = sequence): string => eventId({ seller_id, package_id: first.package + n, sequence: of });

/** koli's body for package n, so that the queues send the same bytes. */
function bodyOf(template: Template, n: number, part: 'placed' | 'picking'): string {
  const text = template[part].document + template.order.document;
  return text
    .replaceAll(String(marker.package), String(first.package + n))
    .replaceAll(String(marker.line[0]), String(first.line + 2 * n))
    .replaceAll(String(marker.line[1]), String(first.line + 2 * n + 1))
    .replaceAll(String(marker.order), String(first.order + n));
}

export async function openWebhookBench(
  template: Template,
  { receivers: ports, packages }: Shape,
  backlog: boolean,
  profile?: string,
): Promise<WebhookBench> {
  await using opened = new AsyncDisposableStack();
  const server = opened.use(await startPostgres());
  const urlOf = (database: string) => Object.assign(new URL(server.url), { pathname: `/${database}` }).href;
  const admin = opened.adopt(new pg.Client(server.url), (client) => client.end());
  await admin.connect();
  const child = opened.adopt(fork(file('webhook-receiver.ts')), (one) => void one.kill());
  const found = (await ask(child, { ports })) as number[];
  const urls = found.map((port) => `http://127.0.0.1:${port}/hook`);

  await makeSeed(admin, urlOf('seed'), template, packages);
  await owe(urlOf('seed'), urls, backlog);
  const jobs = (index: number): Job[] =>
    urls.map((url) => ({ url, id: idOf(index), body: bodyOf(template, index, 'placed') }));
  const all = backlog ? Array.from({ length: packages }, (_, index) => index) : [];
  await admin.query('create database "seed-pg-boss"');
  await fillBoss(urlOf('seed-pg-boss'), all, jobs);
  await admin.query('create database "seed-graphile-worker"');
  await fillGraphile(urlOf('seed-graphile-worker'), all, jobs);

  const { rows } = await admin.query('show server_version');
  const open = opened.move();
  const reset = async (side: Side) => {
    await admin.query(`drop database if exists "${side}" with (force)`);
    await admin.query(
      `create database "${side}" template "${side === 'koli' ? 'seed' : `seed-${side}`}" strategy file_copy`,
    );
    await admin.query('checkpoint');
  };
  let koli: Awaited<ReturnType<typeof startKoli>> | null = null;
  return {
    version: rows[0].server_version,
    reset,
    async startSender(side) {
      if (side === 'koli') {
        koli = await startKoli(urlOf(side), { profile, env: koli_env });
        return koli;
      }
      return startRival(side, urlOf(side), ports * calls_per_receiver);
    },
    openProducer: (side) =>
      side === 'koli'
        ? Promise.resolve(koliProducer(koli!.port))
        : rivalProducers[side](urlOf(side), (n) => ({
            url: urls[0]!,
            id: idOf(n, sequence + 1),
            body: bodyOf(template, n, 'picking'),
          })),
    receivers: {
      reset: async () => void (await ask(child, { reset: true })),
      tell: (tell) => ask(child, { tell }) as Promise<Told>,
    },
    sql: async (text) => (await admin.query(text)).rows,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

async function ask(child: ChildProcess, what: Ask): Promise<unknown> {
  const answered = once(child, 'message');
  child.send(what);
  return (await answered)[0];
}

/** Creates webhooks of the seeded seller, and a delivery to each for the last event of each package. */
async function owe(url: string, urls: string[], backlog: boolean): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  const seal = createSeal(secret_key);
  for (const each of urls)
    await client.query(
      `insert into webhooks (seller_id, webhook_id, url, authentication_type, secret, status, created_at)
       values ($1, $2, $3, 'API_KEY', $4, 'ACTIVE', $5)`,
      [seller_id, randomUUID(), each, seal.seal('bench-receiver-key'), Date.now()],
    );
  if (backlog)
    await client.query(
      `insert into deliveries
         (seller_id, package_id, sequence, webhook_id, state, envelope, legacy, epoch, due_at, created_at)
       select p.seller_id, p.package_id, p.sequence, w.webhook_id, 'owed', 'flat', false, 0, p.modified_at, p.modified_at
         from packages p cross join webhooks w`,
    );
  await client.query('vacuum (freeze, analyze)');
  await client.end();
}

const in_one_insert = 500;

async function fillBoss(url: string, all: number[], jobs: (index: number) => Job[]): Promise<void> {
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false });
  await boss.start();
  await boss.createQueue(queue, { notify: true, retryLimit: 13, retryDelay: 300 });
  for (let at = 0; at < all.length; at += in_one_insert) {
    const some = all.slice(at, at + in_one_insert).flatMap(jobs);
    await boss.insert(
      queue,
      some.map((data) => ({ data })),
    );
  }
  await boss.stop();
  await vacuum(url);
}

async function fillGraphile(url: string, all: number[], jobs: (index: number) => Job[]): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString: url });
  await utils.migrate();
  for (let at = 0; at < all.length; at += in_one_insert) {
    const some = all.slice(at, at + in_one_insert).flatMap(jobs);
    await utils.addJobs(some.map((payload) => ({ identifier: queue, payload, maxAttempts: 13 })));
  }
  await utils.release();
  await vacuum(url);
}

async function vacuum(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('vacuum (freeze, analyze)');
  await client.end();
}

async function startRival(rival: Rival, url: string, concurrency: number): Promise<Sender> {
  const child = fork(file('webhook-sender.ts'), [rival, url, String(concurrency)], {
    // graphile-worker logs every job.
    env: { ...process.env, GRAPHILE_LOGGER_DEBUG: '', NO_LOG_SUCCESS: '1' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return {
    async stop() {
      const gone = once(child, 'exit');
      child.send('stop');
      await gone;
    },
  };
}

/** A seller picks a package over HTTP. */
function koliProducer(port: number): Producer {
  const authorization = `Basic ${Buffer.from(`${key.api_key}:${key.secret}`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json', 'user-agent': 'bench' };
  const base = `http://127.0.0.1:${port}/integration/order/sellers/${seller_id}/shipment-packages/`;
  return {
    async write(n) {
      const answer = await fetch(base + (first.package + n), { method: 'PUT', headers, body: '{"status":"Picking"}' });
      await answer.text();
      if (answer.status !== 200) throw new Error(`koli answered ${answer.status}`);
    },
    close: () => Promise.resolve(),
  };
}

const rivalProducers: Record<Rival, (url: string, job: (n: number) => Job) => Promise<Producer>> = {
  async 'pg-boss'(url, job) {
    const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false });
    await boss.start();
    return { write: async (n) => void (await boss.send(queue, job(n))), close: () => boss.stop() };
  },
  async 'graphile-worker'(url, job) {
    const utils = await makeWorkerUtils({ connectionString: url });
    return {
      write: async (n) => void (await utils.addJob(queue, job(n))),
      close: () => Promise.resolve(utils.release()),
    };
  },
};

/** Waits until this many calls arrived, or none for long. */
export async function untilReceived({ receivers }: WebhookBench, count: number): Promise<Told> {
  let told = await receivers.tell('count');
  for (let quiet = 0; told.count - told.repeated < count; ) {
    await sleep(100);
    const next = await receivers.tell('count');
    quiet = next.count === told.count ? quiet + 1 : 0;
    told = next;
    if (quiet > 300) throw new Error(`only ${told.count} of ${count} calls came`);
  }
  return told;
}

export const latencyKey = (n: number): string => idOf(n, sequence + 1);
