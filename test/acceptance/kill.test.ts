import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { expect, inject, test } from 'vitest';
import { readSettings } from '../../src/app/config.ts';
import { openDatabase } from '../../src/core/postgres/database.ts';
import { type Verdict, verify } from '../../src/maintenance/verify.ts';
import { koli } from '../child.ts';
import { newDatabase } from '../databases.ts';
import { lengthOf } from '../length.ts';
import { onServer } from '../only.ts';
import { startPostgres } from '../postgres-server.ts';
import { type Receiver, startReceiver } from '../receiver.ts';
import { chance, startKoli } from './process.ts';
import { orderOf, packagePath } from './shop.ts';

/** `KOLI_KILLS=20` kills more. On a server PostgreSQL is killed as well. */
const usual = lengthOf(1, inject('start').kind === 'postgres' ? 4 : 8);
const kills = Number(process.env['KOLI_KILLS'] ?? usual);
const clients = 8;
const seller_id = 2738;

type Answer = { status: number; told: string; replayed: boolean; headers: Record<string, string>; body: string };

/** One write, as it is sent and sent again. */
type Ask = {
  method: 'PUT' | 'POST';
  path: string;
  body: object;
  key: string | null;
  /** The package it closes or moves on; none when an order is placed. */
  parcel: Parcel | null;
  order_number?: string;
  answer?: Answer;
  apply(answer: Answer): void;
  /** What it led to, read from the packages, when its answer was lost and it cannot be asked again. */
  applyFound(children: Parcel[]): void;
};

/** A package as the answers told it. */
type Parcel = { id: number; line: number; units: number; status: string };

const agent = new Agent();

async function send(url: string, { method, path, body, key }: Omit<Ask, 'parcel' | 'apply' | 'applyFound'>) {
  const basic = Buffer.from('sandbox-key:sandbox-secret').toString('base64');
  const sent = await request(url + path, {
    method,
    dispatcher: agent,
    headers: {
      'user-agent': 'koli-test',
      'content-type': 'application/json',
      authorization: path.startsWith('/api/') ? 'Bearer sandbox-operator' : `Basic ${basic}`,
      ...(key === null ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify(body),
  });
  const text = await sent.body.text();
  const headers = sent.headers as Record<string, string>;
  const told = Object.entries(headers).filter(([name]) => name.startsWith('koli-'));
  return {
    status: sent.statusCode,
    told: JSON.stringify([sent.statusCode, text, told.sort()]),
    replayed: headers['idempotent-replayed'] === 'true',
    headers,
    body: text,
  };
}

type Summary = {
  shipmentPackageId: number;
  orderNumber: string;
  parentId: number | null;
  status: string;
  units: number;
};

/** All packages that changed since then, by id. */
async function listed(url: string, since: number): Promise<Map<number, Summary>> {
  const found = new Map<number, Summary>();
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ sellerId: String(seller_id), startDate: String(since), size: '200' });
    if (cursor !== null) query.set('cursor', cursor);
    const headers = { authorization: 'Bearer sandbox-operator', 'user-agent': 'koli-test' };
    const answer = await request(`${url}/api/v1/packages?${query}`, { dispatcher: agent, headers });
    const page = (await answer.body.json()) as { content: Summary[]; nextCursor: string | null };
    for (const one of page.content) found.set(one.shipmentPackageId, one);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

/** What was promised: every package of which an answer spoke, and every request with what came of it. */
class Ledger {
  readonly parcels = new Map<number, Parcel>();
  readonly touched = new Set<number>();
  answered: Ask[] = [];
  unanswered: Ask[] = [];
  readonly tally: Record<string, number> = {};
  #orders = 0;

  count(name: string, by = 1): void {
    this.tally[name] = (this.tally[name] ?? 0) + by;
  }

  keep(parcel: Parcel): Parcel {
    this.parcels.set(parcel.id, parcel);
    this.touched.add(parcel.id);
    return parcel;
  }

  order(key: string | null, opened: (parcel: Parcel) => void): Ask {
    const order_number = `kill-${++this.#orders}`;
    return {
      method: 'POST',
      path: '/api/v1/orders',
      body: { orders: [orderOf(seller_id, order_number, 6)] },
      key,
      parcel: null,
      order_number,
      apply: ({ body }) => {
        const [{ packages }] = JSON.parse(body).results;
        const [{ shipmentPackageId: id, lines }] = packages;
        opened(this.keep({ id, line: lines[0].lineId, units: 6, status: 'Created' }));
      },
      applyFound: () => {},
    };
  }

  #write(parcel: Parcel, path: string, body: object, key: string | null, apply: Ask['apply']): Ask {
    const method = path.endsWith('split') ? 'POST' : 'PUT';
    const applyFound = (children: Parcel[]) => {
      const ids = children.map(({ id }) => id);
      const headers = { 'koli-new-package': String(ids[0]), 'koli-new-packages': ids.join(',') };
      apply({ status: 200, told: '', replayed: false, headers, body: '' });
    };
    return { method, path: packagePath(seller_id, parcel.id) + path, body, key, parcel, apply, applyFound };
  }

  pick(parcel: Parcel, key: string | null): Ask {
    return this.#write(parcel, '', { status: 'Picking' }, key, () => {
      this.keep(Object.assign(parcel, { status: 'Picking' }));
    });
  }

  cancel(parcel: Parcel, key: string | null, opened: (parcel: Parcel) => void): Ask {
    const body = { lines: [{ lineId: parcel.line, quantity: 1 }], reasonId: 500 };
    return this.#write(parcel, '/items/unsupplied', body, key, ({ headers }) => {
      const units = parcel.units - 1;
      if (units > 0) {
        const id = Number(headers['koli-new-package']);
        opened(this.keep({ id, line: parcel.line, units, status: 'Created' }));
      }
      this.keep(Object.assign(parcel, { status: 'Cancelled', units: 1 }));
    });
  }

  split(parcel: Parcel, key: string | null, opened: (parcel: Parcel) => void): Ask {
    const body = { quantitySplit: [{ orderLineId: parcel.line, quantities: [1] }] };
    return this.#write(parcel, '/quantity-split', body, key, ({ headers }) => {
      const ids = headers['koli-new-packages']!.split(',').map(Number);
      for (const [index, id] of ids.entries()) {
        const units = index === 0 ? 1 : parcel.units - 1;
        opened(this.keep({ id, line: parcel.line, units, status: 'Created' }));
      }
      this.keep(Object.assign(parcel, { status: 'UnPacked' }));
    });
  }
}

/** One client: asks one thing after another of packages that are its own, until koli or its database is gone. */
async function work(url: string, ledger: Ledger, draw: (below: number) => number, name: string): Promise<void> {
  const own: Parcel[] = [];
  const opened = (parcel: Parcel) => void own.push(parcel);
  for (let asked = 0; ; asked++) {
    const key = draw(2) === 0 ? `${name}-${asked}` : null;
    const ask = next(ledger, own, draw, key, opened);
    try {
      const answer = await send(url, ask);
      if (answer.status === 503) {
        ledger.count('answered 503');
        ledger.unanswered.push(ask);
        return;
      }
      if (answer.status !== 200) throw new Unexpected(`${ask.path}: ${answer.told}`);
      Object.assign(ask, { answer });
      ask.apply(answer);
      ledger.answered.push(ask);
    } catch (error) {
      if (error instanceof Unexpected) throw error;
      ledger.unanswered.push(ask);
      return;
    }
  }
}

class Unexpected extends Error {}

function next(
  ledger: Ledger,
  own: Parcel[],
  draw: (below: number) => number,
  key: string | null,
  opened: (parcel: Parcel) => void,
): Ask {
  if (own.length === 0 || draw(4) === 0) return ledger.order(key, opened);
  const at = draw(own.length);
  const parcel = own[at]!;
  if (parcel.status === 'Created' && draw(3) === 0) return ledger.pick(parcel, key);
  own.splice(at, 1);
  return parcel.units > 1 && draw(2) === 0 ? ledger.split(parcel, key, opened) : ledger.cancel(parcel, key, opened);
}

/** After the kill: what was answered is there, what was not is there as a whole or not at all. */
async function check(url: string, ledger: Ledger, since: number): Promise<void> {
  const found = await listed(url, since);
  const doubtful = new Set(ledger.unanswered.map(({ parcel }) => parcel?.id));
  for (const id of ledger.touched) if (!doubtful.has(id)) expectThere(found.get(id), ledger.parcels.get(id)!);
  for (const ask of ledger.unanswered) await settle(url, ledger, ask, found);
  const keyed = ledger.answered.filter(({ key }) => key !== null);
  for (const ask of keyed.slice(-20)) {
    const again = await send(url, ask);
    expect([again.told, again.replayed]).toEqual([ask.answer!.told, true]);
    ledger.count('answers given again');
  }
  const after = await listed(url, since);
  expect([...after.keys()].sort()).toEqual([...ledger.touched].sort());
  for (const id of ledger.touched) expectThere(after.get(id), ledger.parcels.get(id)!);
  ledger.count('answered', ledger.answered.length);
  ledger.count('unanswered', ledger.unanswered.length);
  ledger.answered = [];
  ledger.unanswered = [];
  ledger.touched.clear();
}

const expectThere = (found: Summary | undefined, { id, status, units }: Parcel): void =>
  expect(found).toMatchObject({ shipmentPackageId: id, status, units });

/** A request whose answer was lost is asked again, as its sender would do. */
async function settle(url: string, ledger: Ledger, ask: Ask, found: Map<number, Summary>): Promise<void> {
  const all = [...found.values()];
  const { parcel, key } = ask;
  const before = parcel && found.get(parcel.id);
  const performed =
    parcel === null
      ? all.some(({ orderNumber }) => orderNumber === ask.order_number)
      : before !== undefined && before !== null && before.status !== parcel.status;
  ledger.count(performed ? 'unanswered and done' : 'unanswered and not done');
  const again = await send(url, ask);
  if (key === null && parcel !== null && performed) {
    expect(again.status).toBe(409);
    const children = all.filter(({ parentId }) => parentId === parcel.id);
    const sorted = children.sort((a, b) => a.shipmentPackageId - b.shipmentPackageId);
    ask.applyFound(
      sorted.map(({ shipmentPackageId: id, units, status }) => ({ id, line: parcel.line, units, status })),
    );
    return;
  }
  expect(again.status).toBe(200);
  if (parcel !== null) expect(again.replayed).toBe(performed);
  ask.apply(again);
  if (key === null) return;
  const third = await send(url, ask);
  expect([third.told, third.replayed]).toEqual([again.told, true]);
}

/** Where koli keeps its data, and a look at it right after a crash. */
async function somewhere() {
  const database = await newDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'koli-kill-'));
  const on_server = 'DATABASE_URL' in database.env;
  const env: Record<string, string> = on_server ? database.env : { KOLI_DATA: join(folder, 'data') };
  return {
    env,
    /** The folder is koli's again at once, so what the crash left is looked at in a copy. */
    async verify(round: number): Promise<Verdict> {
      const copy = join(folder, `copy-${round}`);
      if (!on_server) cpSync(join(folder, 'data', 'pgdata'), join(copy, 'pgdata'), { recursive: true });
      const at = on_server ? env : { KOLI_DATA: copy };
      // The verb itself now and then: starting it takes longer than what it does.
      const verdict =
        round % 5 === 0 ? JSON.parse((await koli(['verify', '--json'], at).ended).out) : await verifyHere(at);
      rmSync(copy, { recursive: true, force: true });
      return verdict;
    },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true });
      await database[Symbol.asyncDispose]();
    },
  };
}

async function verifyHere(env: Record<string, string>): Promise<Verdict> {
  const read = readSettings(env);
  if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
  const db = await openDatabase(read.settings);
  try {
    return await verify(db);
  } finally {
    await db.close();
  }
}

async function subscribe(url: string, hook: string): Promise<void> {
  const body = { url: hook, authenticationType: 'API_KEY', apiKey: 'key-1' };
  const path = `/integration/webhook/sellers/${seller_id}/webhooks`;
  expect((await send(url, { method: 'POST', path, body, key: null })).status).toBe(200);
}

/** Events that arrived, and how often one came again because koli was killed before it wrote down that it came. */
function arrived({ requests }: Receiver) {
  const ids = requests.map(({ headers }) => String(headers['webhook-id']));
  return { ids: new Set(ids), repeated: ids.length - new Set(ids).size };
}

/** First arrivals of a package's events come in the order of the events. */
function expectInOrder(ids: Set<string>): void {
  const last = new Map<string, number>();
  for (const id of ids) {
    const [, , package_id, sequence] = id.split('_') as [string, string, string, string];
    expect([id, Number(sequence)]).toEqual([id, (last.get(package_id) ?? 0) + 1]);
    last.set(package_id, Number(sequence));
  }
}

const settings = {
  PORT: '0',
  KOLI_RATE_LIMITS: 'off',
  KOLI_LOG_LEVEL: 'error',
  KOLI_WEBHOOK_TIMEOUT_MS: '1000',
  KOLI_WEBHOOK_RETRY_MS: '500',
};

type Crash = {
  url(): string;
  /** Ends something in the middle of the load. */
  kill(): Promise<unknown>;
  /** Starts it again, and looks at what the crash left. */
  revive(round: number): Promise<Verdict>;
};

async function until(met: () => boolean): Promise<void> {
  while (!met()) await sleep(2);
}

/** Load, crash, look: so many times over. */
async function survive(rounds: number, ledger: Ledger, draw: (below: number) => number, crash: Crash): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const since = Date.now();
    const loads = Array.from({ length: clients }, (_, client) =>
      work(crash.url(), ledger, chance(draw(2 ** 31)), `r${round}-c${client}`),
    );
    // In the middle of the load, however slow the machine is: after a few answers to each client, and a moment more.
    const enough = clients * (2 + draw(6));
    await Promise.race([Promise.all(loads), until(() => ledger.answered.length >= enough)]);
    await sleep(draw(30));
    await crash.kill();
    await Promise.all(loads);
    expect(await crash.revive(round)).toMatchObject({ broken_count: 0, broken: [] });
    await check(crash.url(), ledger, since);
  }
}

test(`no acknowledged write is lost when koli is killed ${kills} times`, async () => {
  await using place = await somewhere();
  await using receiver = await startReceiver();
  const env = { ...place.env, ...settings };
  const ledger = new Ledger();
  let running = await startKoli(env);
  try {
    await subscribe(running.url, receiver.url);
    await survive(kills, ledger, chance(20_261_123), {
      url: () => running.url,
      kill: () => {
        running.child.kill('SIGKILL');
        return running.ended;
      },
      async revive(round) {
        const verdict = place.verify(round);
        running = await startKoli(env);
        return verdict;
      },
    });
    const all = await listed(running.url, 0);
    for (const parcel of ledger.parcels.values()) expectThere(all.get(parcel.id), parcel);
    await expectDelivered(place.verify, receiver, ledger, kills);
    expect(ledger.tally['answered 503']).toBeUndefined();
    running.child.kill('SIGTERM');
    expect((await running.ended).status).toBe(0);
    expect(await place.verify(kills + 1)).toMatchObject({ broken_count: 0 });
  } finally {
    running.child.kill('SIGKILL');
  }
});

const database_kills = lengthOf(1, 5);
const name = `nothing that was answered is lost when PostgreSQL is killed ${database_kills} times under koli`;

onServer(name, async () => {
  await using server = await startPostgres();
  await using receiver = await startReceiver();
  const env = { DATABASE_URL: server.url };
  const ledger = new Ledger();
  const running = await startKoli({ ...env, ...settings, KOLI_LOG_LEVEL: 'fatal' });
  try {
    await subscribe(running.url, receiver.url);
    await survive(database_kills, ledger, chance(15_261_123), {
      url: () => running.url,
      kill: server.kill,
      async revive() {
        await server.restart();
        await untilServed(running.url);
        return verifyHere(env);
      },
    });
    const all = await listed(running.url, 0);
    for (const parcel of ledger.parcels.values()) expectThere(all.get(parcel.id), parcel);
    await expectDelivered(() => verifyHere(env), receiver, ledger, database_kills);
    expect(ledger.tally['answered 503']).toBeGreaterThan(database_kills);
    running.child.kill('SIGTERM');
    expect((await running.ended).status).toBe(0);
  } finally {
    running.child.kill('SIGKILL');
  }
});

/** koli lives on while its database is away, and finds back to it by itself. */
async function untilServed(url: string): Promise<void> {
  const path = `/api/v1/packages?sellerId=${seller_id}&size=1`;
  const headers = { authorization: 'Bearer sandbox-operator', 'user-agent': 'koli-test' };
  for (;;) {
    const answer = await request(url + path, { dispatcher: agent, headers });
    await answer.body.dump();
    if (answer.statusCode === 200) return;
    expect(answer.statusCode).toBe(503);
    await sleep(20);
  }
}

/** Every event reaches the seller, those too whose call was under way at a kill: its lease ends after some seconds. */
async function expectDelivered(
  verify: (round: number) => Promise<Verdict>,
  receiver: Receiver,
  ledger: Ledger,
  crashes: number,
): Promise<void> {
  const { checked } = await verify(crashes);
  for (let tries = 0; tries < 200 && arrived(receiver).ids.size < checked.deliveries; tries++) await sleep(100);
  const { ids, repeated } = arrived(receiver);
  expect(ids.size).toBe(checked.deliveries);
  expectInOrder(ids);
  expect(ledger.tally['answered']).toBeGreaterThan(crashes * clients);
  expect(ledger.tally['answers given again']).toBeGreaterThan(crashes);
  console.log({ ...ledger.tally, packages: ledger.parcels.size, delivered: ids.size, repeated }, checked);
}
