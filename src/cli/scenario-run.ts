import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { operations } from '../../client/src/generated/operations.ts';
import { createSeller, KoliError, parseWebhook, type SellerClient } from '../../client/src/index.ts';
import { StartError } from '../start-error.ts';
import { type Line, linesOf, walks } from './actions.ts';
import type { Koli } from './koli.ts';
import type { Scenario, Step, Word, Words } from './scenario-file.ts';
import { lengthOf, timeText } from './text.ts';

type Heard = { package_id: number; status: string; event: string };
type Receiver = { server: Server; webhook_id: string; answers: number; heard: Heard[] };

/** A run: a seller of its own, and the packages by the names that the scenario gave them. */
type Stage = {
  koli: Koli;
  seller: SellerClient;
  seller_id: number;
  seed: number;
  packages: Map<string, number>;
  /** Orders and races so far: each draws for itself. */
  drawn: number;
  receiver: Receiver | null;
};

export type Told = { step: string; ok: boolean; says: string };
export type Run = { ok: boolean; seller_id: number; told: Told[]; packages: Record<string, number> };

/** What an expectation found instead. */
class Unmet extends Error {}

export type RunOptions = {
  seed?: number;
  keep?: boolean;
  tell?: (told: Told) => void;
  /** Somebody wants it to end: after the step that is under way. */
  isStopped?: () => boolean;
};

/** Until the end or the first step that goes another way than the scenario says. */
export async function runScenario(koli: Koli, scenario: Scenario, options: RunOptions = {}): Promise<Run> {
  const stage = await open({ ...koli, operator: koli.once }, scenario, options.seed ?? scenario.seed);
  const told: Told[] = [];
  try {
    for (const step of scenario.steps) {
      if (options.isStopped?.()) {
        told.push({ step: 'stopped', ok: false, says: 'before its end' });
        break;
      }
      const one = await play(stage, step);
      told.push(one);
      options.tell?.(one);
      if (!one.ok) break;
    }
  } finally {
    await close(stage, options.keep === true);
  }
  const packages = Object.fromEntries(stage.packages);
  return { ok: told.every(({ ok }) => ok), seller_id: stage.seller_id, told, packages };
}

async function open(koli: Koli, { title, settings }: Scenario, seed: number): Promise<Stage> {
  const made = await koli.operator.createTestSeller({ seed, settings, name: title } as never);
  const { sellerId, apiKey, apiSecret } = made;
  const terms = { baseUrl: koli.url, userAgent: 'koli-cli', retries: 0, idempotency: 'none' } as const;
  const seller = createSeller({ ...terms, sellerId, apiKey, apiSecret });
  return { koli, seller, seller_id: sellerId, seed, packages: new Map(), drawn: 0, receiver: null };
}

async function close({ koli, seller_id, receiver }: Stage, keep: boolean): Promise<void> {
  receiver?.server.closeAllConnections();
  receiver?.server.close();
  if (receiver !== null && keep) await koli.operator.deleteSellerWebhook(seller_id, receiver.webhook_id);
  if (!keep) await koli.operator.deleteSeller(seller_id);
}

async function play(stage: Stage, step: Scenario['steps'][number]): Promise<Told> {
  if (!('race' in step)) return playOne(stage, step);
  const [first, second] = draw(stage) % 2 === 0 ? step.race : step.race.toReversed();
  const won = await playOne(stage, first!);
  if (!won.ok) return { ...won, step: `race: ${won.step}` };
  const lost = await playOne(stage, { ...second!, refused: second!.refused ?? 409 });
  return { step: 'race', ok: lost.ok, says: `${won.says}; ${lost.says}` };
}

/** The same in every run with the same seed. */
function draw(stage: Stage): number {
  const source = `koli/scenario/${stage.seed}/${stage.drawn++}`;
  return createHash('sha256').update(source).digest().readUInt32BE();
}

async function playOne(stage: Stage, { word, details, refused }: Step): Promise<Told> {
  try {
    const says = await plays[word](stage, details as never);
    if (refused === undefined) return { step: word, ok: true, says };
    return { step: word, ok: false, says: `${says}, and should have been refused (${refused})` };
  } catch (error) {
    if (error instanceof Unmet || error instanceof StartError) return { step: word, ok: false, says: error.message };
    if (!(error instanceof KoliError) || error.status === null) throw error;
    const ok = refused === error.status || refused === error.key;
    const wanted = refused === undefined ? '' : `, and not ${refused}`;
    return {
      step: word,
      ok,
      says: `${word} was refused: ${error.message}${ok ? '' : ` (${error.status} ${error.key})${wanted}`}`,
    };
  }
}

function packageOf({ packages }: Stage, name = 'p'): number {
  const id = packages.get(name);
  if (id !== undefined) return id;
  throw new StartError(`no package is called ${name}; there are ${[...packages.keys()].join(', ') || 'none yet'}`);
}

const nameOf = (details: string | { package?: string }): string =>
  typeof details === 'string' ? details : (details.package ?? 'p');

const readPackage = ({ koli, seller_id }: Stage, id: number) => koli.operator.readPackage(seller_id, id);

async function linesIn(stage: Stage, id: number, words: string | undefined): Promise<Line[]> {
  const { lines } = (await readPackage(stage, id)).package;
  if (words !== undefined) return linesOf(words.replaceAll(' ', ''), lines);
  return lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
}

const setStatus = async (stage: Stage, name: string, status: string, more: object = {}): Promise<string> => {
  const id = packageOf(stage, name);
  const done = await stage.koli.operator.setSandboxStatus(stage.seller_id, id, { status, ...more } as never);
  return `${name} is ${done.status}`;
};

type Play<W extends Word> = (stage: Stage, details: Words[W]) => Promise<string>;

const walkPlays = Object.fromEntries(
  Object.entries(walks).map(([word, { to }]) => [
    word,
    (stage: Stage, details: Words['pick']) => {
      const { package: _, ...more } = typeof details === 'string' ? {} : details;
      return setStatus(stage, nameOf(details), to, more);
    },
  ]),
) as unknown as { [W in keyof typeof walks]: Play<W> };

const plays: { [W in Word]: Play<W> } = {
  ...walkPlays,
  async order(stage, { as = 'p', ...given }) {
    const input = { seed: draw(stage), ...given, sellerId: stage.seller_id };
    const { orders } = await stage.koli.operator.createSandboxOrders(input as never);
    const [{ shipmentPackageId, status, orderNumber }] = orders as [(typeof orders)[number]];
    stage.packages.set(as, shipmentPackageId);
    return `${as} is ${status}: package ${shipmentPackageId} of order ${orderNumber}`;
  },
  failPayment: (stage, details) => setStatus(stage, nameOf(details), 'Cancelled'),
  async cancel(stage, { package: name = 'p', lines, reason = 500, keepStatus, rest = 'rest' }) {
    const id = packageOf(stage, name);
    const body = { lines: await linesIn(stage, id, lines), reasonId: reason, shouldKeepPreviousStatus: keepStatus };
    const { newPackage = null } = await stage.seller.cancelItems(id, body as never);
    return cancelled(stage, name, rest, newPackage);
  },
  async customerCancel(stage, { package: name = 'p', lines, reason, rest = 'rest' }) {
    const id = packageOf(stage, name);
    const body = { lines: lines === undefined ? undefined : await linesIn(stage, id, lines), reason };
    const { newPackageId } = await stage.koli.operator.customerCancel(stage.seller_id, id, body as never);
    return cancelled(stage, name, rest, newPackageId, ' by the customer');
  },
  async split(stage, { package: name = 'p', into, rest = 'rest', keepStatus }) {
    const id = packageOf(stage, name);
    const splitPackages = [];
    for (const words of Object.values(into)) {
      const lines = await linesIn(stage, id, words);
      splitPackages.push({
        packageDetails: lines.map(({ lineId, quantity }) => ({ orderLineId: lineId, quantities: quantity })),
      });
    }
    const body = { splitPackages, shouldKeepPreviousStatus: keepStatus };
    const { newPackages = [] } = await stage.seller.splitPackages(id, body as never);
    const names = [...Object.keys(into), rest].slice(0, newPackages.length);
    for (const [at, one] of names.entries()) stage.packages.set(one, newPackages[at]!);
    return `${name} is UnPacked, ${names.map((one) => `${one} is package ${packageOf(stage, one)}`).join(', ')}`;
  },
  async call(stage, { operation, package: name = 'p', body }) {
    const row = (operations as Record<string, { door: string; method: string; names: readonly string[] }>)[operation];
    if (row?.door !== 'seller' || row.method === 'GET')
      throw new StartError(`the seller's API has no write ${operation}: /docs names them all`);
    const method = (stage.seller as unknown as Record<string, (...given: unknown[]) => unknown>)[operation]!;
    // Where the path names no package, the body does.
    await method(...row.names.map(() => packageOf(stage, name)), ...(body === undefined ? [] : [body]));
    return `${operation} of ${name} is done`;
  },
  async wait({ koli }, length) {
    const { now } = await koli.operator.readClock();
    const later = await koli.operator.changeClock({ at: now + lengthOf(length) });
    return `${length} later: ${timeText(later.now)}`;
  },
  async fault(stage, { package: name, ...given }) {
    const target = name === undefined ? {} : { packageId: packageOf(stage, name) };
    const made = await stage.koli.operator.createFault({ ...given, ...target, sellerId: stage.seller_id } as never);
    return `fault ${made.id} is on`;
  },
  async clearFaults({ koli, seller_id }) {
    await koli.operator.deleteFaults({ sellerId: seller_id });
    return 'no faults are left';
  },
  async webhook(stage, { answers }) {
    stage.receiver ??= await startReceiver(stage);
    stage.receiver.answers = answers;
    return `the receiver answers ${answers}`;
  },
  async activate(stage) {
    await stage.koli.operator.activateSellerWebhook(stage.seller_id, receiverOf(stage).webhook_id);
    return 'the webhook is ACTIVE';
  },
  async replay(stage, which) {
    const { webhook_id } = receiverOf(stage);
    const scope = which === 'missed' ? { notDeliveredSince: 0 } : { startDate: 0 };
    const { total } = await stage.koli.operator.startSellerReplay(stage.seller_id, {
      webhookId: webhook_id,
      ...scope,
    } as never);
    return `${total} to be sent again`;
  },
  expect: (stage, wanted) => eventually(async () => expectation(stage, wanted)),
};

function cancelled(stage: Stage, name: string, rest: string, opened: number | null, by = ''): string {
  if (opened === null) return `${name} is Cancelled${by}`;
  stage.packages.set(rest, opened);
  return `${name} is Cancelled${by}, ${rest} is package ${opened}`;
}

async function startReceiver({ koli, seller_id }: Stage): Promise<Receiver> {
  const receiver: Receiver = { server: createServer(), webhook_id: '', answers: 200, heard: [] };
  receiver.server.on('request', async (request, response) => {
    const body = Buffer.concat(await request.toArray().catch(() => []));
    const event = String(request.headers['webhook-id']);
    const status = receiver.answers;
    // As a receiver should: what comes again is known by its name.
    if (status < 300 && !receiver.heard.some((one) => one.event === event))
      for (const one of parseWebhook(body))
        receiver.heard.push({ package_id: one.shipmentPackageId, status: one.status, event });
    response.writeHead(status).end();
  });
  await new Promise<void>((ready) => receiver.server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(receiver.server.address() as AddressInfo).port}/koli-scenario`;
  const terms = { url, authenticationType: 'API_KEY', apiKey: 'koli-scenario' };
  receiver.webhook_id = (await koli.operator.createSellerWebhook(seller_id, terms as never)).id;
  return receiver;
}

function receiverOf({ receiver }: Stage): Receiver {
  if (receiver !== null) return receiver;
  throw new StartError('there is no webhook yet: begin with a step like webhook: {answers: 200}');
}

const patience = 100;
const pause_ms = 50;

/** Webhooks arrive when they arrive: what is not true yet is looked at again, for five seconds. */
async function eventually(check: () => Promise<{ wrong: string[]; moves: boolean; says: string }>): Promise<string> {
  for (let tries = 1; ; tries++) {
    const { wrong, moves, says } = await check();
    if (wrong.length === 0) return says;
    if (!moves || tries === patience) throw new Unmet(wrong.join('; '));
    await sleep(pause_ms);
  }
}

async function expectation(stage: Stage, { package: name = 'p', ...wanted }: Words['expect']) {
  const found: Record<string, unknown> = {
    ...(asks(wanted, ofPackage) ? await packageFacts(stage, name) : {}),
    ...(asks(wanted, ofWebhook) ? await webhookFacts(stage) : {}),
    ...(wanted.heard === undefined ? {} : { heard: heardOf(stage, packageOf(stage, name)) }),
    ...(wanted.heardInAll === undefined ? {} : { heardInAll: receiverOf(stage).heard.length }),
    ...(wanted.packages === undefined ? {} : { packages: await countPackages(stage) }),
  };
  const wrong = Object.entries(wanted).flatMap(([fact, value]) => {
    const is = found[fact === 'trackingNot' ? 'tracking' : fact];
    return isMet(stage, fact, value, is) ? [] : [`${fact} of ${name} is ${told(is)}, and not ${told(value)}`];
  });
  return { wrong, moves: asks(wanted, [...ofWebhook, 'heard', 'heardInAll']), says: saysOf(name, wanted) };
}

const ofPackage = ['status', 'units', 'lines', 'tracking', 'trackingNot', 'events', 'from'];
const ofWebhook = ['webhook', 'held'];
const asks = (wanted: object, facts: string[]): boolean => Object.keys(wanted).some((fact) => facts.includes(fact));
const told = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const saysOf = (name: string, wanted: object): string =>
  `${name}: ${Object.entries(wanted)
    .map(([fact, value]) => `${fact} ${told(value)}`)
    .join(', ')}`;

function isMet(stage: Stage, fact: string, wanted: unknown, is: unknown): boolean {
  if (fact === 'trackingNot') return is !== wanted;
  if (fact === 'from') return is === packageOf(stage, wanted as string);
  if (fact === 'status' && Array.isArray(wanted)) return wanted.includes(is);
  return isDeepStrictEqual(is, wanted);
}

async function packageFacts(stage: Stage, name: string) {
  const { package: one, events, parentId } = await readPackage(stage, packageOf(stage, name));
  return {
    status: one.status,
    units: one.lines.map(({ quantity }) => quantity),
    lines: one.lines.length,
    tracking: one.cargoTrackingNumber,
    events: events.map(({ type }) => type),
    from: parentId,
  };
}

async function webhookFacts(stage: Stage) {
  const { status, health } = await stage.koli.operator.readSellerWebhook(stage.seller_id, receiverOf(stage).webhook_id);
  return { webhook: status, held: health.held };
}

const heardOf = (stage: Stage, id: number): string[] =>
  receiverOf(stage)
    .heard.filter(({ package_id }) => package_id === id)
    .map(({ status }) => status);

async function countPackages({ koli, seller_id }: Stage): Promise<number> {
  let count = 0;
  for await (const _ of koli.operator.each.searchPackages({ sellerId: seller_id } as never)) count++;
  return count;
}
