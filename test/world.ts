import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Agent, request } from 'undici';
import { inject } from 'vitest';
import { type Environment, readSettings, type Settings } from '../src/app/config.ts';
import type { Ring } from '../src/app/ring.ts';
import { serve } from '../src/app/serve.ts';
import type { GivenParts } from '../src/app/world.ts';
import { brokenLine } from '../src/cli/verify.ts';
import { defaultSellerSettings, type SellerSettings } from '../src/core/domain/seller.ts';
import type { Alarm, World } from '../src/core/world.ts';
import { type Verdict, verify } from '../src/maintenance/verify.ts';
import { newDatabase } from './databases.ts';
import { expectDocumented } from './documented.ts';
import { openLog } from './log.ts';
import { type Receiver, startReceiver } from './receiver.ts';

/** When every test begins: a Monday, 09:00 UTC. */
export const start_of_time = Date.UTC(2026, 10, 23, 9);

export type TestClock = { now(): number; set(at: number): void; advance(ms: number): void };

export type TestSeller = { seller_id: number; key: string; secret: string };

export type CallOptions = {
  as?: TestSeller | 'operator';
  /** Text and bytes go as they are, everything else as JSON. */
  body?: unknown;
  /** `undefined` takes away a header that is sent otherwise. */
  headers?: Record<string, string | undefined>;
  /** The body goes in pieces, and its length is not said before. */
  chunked?: boolean;
  /** Another node on the same database. */
  at?: string;
};

export type Answer = {
  status: number;
  headers: Record<string, string | undefined>;
  body: string;
  bytes: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  json: any;
};

export type TestWorld = AsyncDisposable & {
  url: string;
  world: World;
  /** The sandbox around it. */
  ring: Ring;
  clock: TestClock;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** The header that lets somebody in. */
  authorization(as: TestSeller | 'operator'): string;
  /** A webhook receiver that ends with the world. */
  receiver(): Promise<Receiver>;
  /** Until every webhook call that is due now was made. */
  settle(): Promise<void>;
  newSeller(settings?: Partial<SellerSettings>): Promise<TestSeller>;
  // biome-ignore lint/suspicious/noExplicitAny: rows as they come
  sql(text: string, values?: unknown[]): Promise<Record<string, any>[]>;
  /** Announces errors that koli will log; any other fails the test when the world ends. */
  expectLogged(...patterns: RegExp[]): void;
  /** Holds the database against the laws; throws what is broken. The end of the world does so too. */
  verify(): Promise<Verdict>;
};

export type StartOptions = {
  /** Settings as the environment would give them. */
  env?: Environment;
  /** Parts of the world to put in place of the usual ones. */
  world?: GivenParts;
  /** What falls due by itself happens while real time passes. Otherwise nothing happens unless a test asks for it. */
  runs?: boolean;
  /** Begin with the sellers and orders of a first start. */
  seed?: boolean;
  /** On the embedded database, also when the tests run on a server. */
  embedded?: boolean;
  /** Errors that koli will log, as `expectLogged` takes them. */
  expectErrors?: RegExp[];
  /** False for a test that breaks the laws on purpose. */
  verify?: boolean;
};

/** The whole program on a database of its own and a clock that stands still: what `koli serve` starts. */
export async function startWorld(options: StartOptions = {}): Promise<TestWorld> {
  const { env, seed = false } = options;
  const parts = options.runs ? options.world : { alarm: still, ...options.world };
  await using opened = new AsyncDisposableStack();
  const start = inject('start');
  // Embedded beside a server: there is no dump to begin with, so it is made anew.
  const anew = options.embedded === true && start.kind === 'postgres';
  const database = anew ? { env: {}, open: undefined } : opened.use(await newDatabase(start));
  const settings = settingsFor({ ...database.env, ...env }, anew);
  const clock = startClock();
  const db = await database.open?.();
  const log = opened.use(openLog(...(options.expectErrors ?? [])));
  const served = opened.use(await serve(settings, { db, seed, world: { clock, log: log.log, ...parts } }));
  const agent = opened.adopt(new Agent(), (agent) => agent.close());
  const { world, worker, url } = served;
  let sellers = 1000;
  const open = opened.move();
  return {
    url,
    world,
    ring: served.ring!,
    clock,
    authorization: (as) => authorization(settings, as),
    call: (method, path, options) => call(agent, settings, method, (options?.at ?? url) + path, options),
    receiver: async () => open.use(await startReceiver()),
    settle: () => worker.settle(),
    newSeller: (settings) => insertSeller(world, ++sellers, settings),
    sql: async (text, values) => (await world.db.pool.query(text, values)).rows,
    expectLogged: log.expectLogged,
    verify: () => obeyed(world),
    async [Symbol.asyncDispose]() {
      try {
        if (options.verify !== false) await obeyed(world);
      } finally {
        await open.disposeAsync();
      }
    },
  };
}

/** An alarm that never rings. */
const still: Alarm = () => ({ stop() {} });

async function obeyed(world: World): Promise<Verdict> {
  const verdict = await verify(world.db, undefined, world.files);
  if (verdict.broken_count > 0)
    throw new Error(`${verdict.broken_count} laws are broken:\n${verdict.broken.map(brokenLine).join('\n')}`);
  return verdict;
}

/** Without rate limits, which a test would run into at once; `env` puts them back. */
function settingsFor(env: Environment, memory: boolean): Settings {
  const defaults = { PORT: '0', KOLI_RATE_LIMITS: 'off', KOLI_WRONG_KEY_DELAY_MS: '0', KOLI_SEED: '1' };
  const result = readSettings({ ...defaults, ...env }, { memory });
  if ('mistakes' in result) throw new Error(result.mistakes.join('\n'));
  return result.settings;
}

export function startClock(at = start_of_time): TestClock {
  let now = at;
  return {
    now: () => now,
    set: (at) => {
      now = at;
    },
    advance: (ms) => {
      now += ms;
    },
  };
}

async function call(
  agent: Agent,
  settings: Settings,
  method: string,
  url: string,
  options: CallOptions = {},
): Promise<Answer> {
  const { as, body, headers } = options;
  const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const all: Record<string, string | undefined> = { 'user-agent': 'koli-test' };
  if (as !== undefined) all['authorization'] = authorization(settings, as);
  if (body !== undefined) all['content-type'] = 'application/json';
  for (const [name, value] of Object.entries(headers ?? {})) all[name.toLowerCase()] = value;
  for (const name of Object.keys(all)) if (all[name] === undefined) delete all[name];
  const answer = await request(url, {
    method: method as 'GET',
    headers: all as Record<string, string>,
    body: options.chunked ? Readable.from(inPieces(body as string)) : raw ? body : JSON.stringify(body),
    dispatcher: agent,
  });
  const bytes = Buffer.from(await answer.body.bytes());
  const text = bytes.toString();
  expectDocumented(method, url, { status: answer.statusCode, headers: answer.headers, body: text });
  return {
    status: answer.statusCode,
    headers: answer.headers as Answer['headers'],
    body: text,
    bytes,
    get json() {
      return JSON.parse(text);
    },
  };
}

/** Two halves, the second some time after the first. */
async function* inPieces(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  const half = bytes.length >> 1;
  yield bytes.subarray(0, half);
  await new Promise((resolve) => setImmediate(resolve));
  yield bytes.subarray(half);
}

const authorization = (settings: Settings, as: TestSeller | 'operator'): string =>
  as === 'operator'
    ? `Bearer ${settings.operator_token}`
    : `Basic ${Buffer.from(`${as.key}:${as.secret}`).toString('base64')}`;

/** Past the API, so that a test of one room needs no other. */
async function insertSeller(
  world: World,
  seller_id: number,
  settings: Partial<SellerSettings> = {},
): Promise<TestSeller> {
  const seller = { seller_id, key: `key-${seller_id}`, secret: `secret-${seller_id}` };
  const hash = createHash('sha256').update(seller.secret).digest();
  await world.db.pool.query(
    'insert into sellers (seller_id, name, settings, created_at, modified_at) values ($1, $2, $3, $4, $4)',
    [seller_id, `Seller ${seller_id}`, JSON.stringify({ ...defaultSellerSettings, ...settings }), world.clock.now()],
  );
  await world.db.pool.query(
    'insert into api_keys (seller_id, api_key, secret_hash, created_at) values ($1, $2, $3, $4)',
    [seller_id, seller.key, hash, world.clock.now()],
  );
  return seller;
}
