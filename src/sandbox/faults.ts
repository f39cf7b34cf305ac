import { createHash } from 'node:crypto';
import {
  type Claimed,
  type DeliveryKey,
  postponeFollowers,
  releaseDeliveries,
  type Settled,
  settleDeliveries,
} from '../core/postgres/deliveries.ts';
import type { Client } from '../core/postgres/statement.ts';
import { type Clock, doneAt, type World } from '../core/world.ts';
import {
  countFired,
  countSeen,
  type FaultKey,
  type FaultRow,
  findFaults,
  lastHidden,
  releaseOvertaken,
} from './postgres/faults.ts';
import { type FaultInput, isTarget, kindOf, type Outcome, type Step, stepsOf, type Target } from './wire/fault.ts';

export type Fault = FaultKey & { number: number; input: FaultInput; created_at: number };

/** A fault that strikes, and what it does this time. */
export type Hit = { fault: Fault; step: Step };

export type AskedRequest = Target & { seller_id: number; package_id: number | null };

type Leased = Claimed & { leased_until: number };

/** A delivery that is sent now; `repeat_ms` after its success it is sent again. */
type Sent<D> = D & { repeat_ms?: number };

/**
 * What shall go wrong, and how often it did. The database knows both; here is only a copy of the faults themselves,
 * so that whoever has none pays nothing. All counting is done there, before anything strikes: no restart and no
 * restored snapshot can make a fault strike once too often.
 */
export type Faults = {
  /** Nothing can go wrong at the moment. Known without a question to the database. */
  isQuiet(): boolean;
  onRequest(asked: AskedRequest): Promise<Hit | null>;
  /** Of deliveries that a worker has just claimed, those that it shall send now; the others are seen to. */
  onClaimed<D extends Leased>(client: Client, claimed: D[]): Promise<Sent<D>[]>;
  /** These were delivered: what was to come after them may. */
  onDelivered(client: Client, delivered: (DeliveryKey & { at: number })[]): Promise<void>;
  /** Some package may be hidden from its seller. */
  mayHide(): boolean;
  /** Some package is about to be hidden; told before its transaction is committed. */
  expectHidden(until_at: number): void;
  /** Reads again what there is, when first asked: faults were made, deleted, or the whole database was replaced. */
  forget(): void;
  /** Reads what there is, if that is not known. */
  load(client?: Client): Promise<void>;
};

const usual_reorder_ms = 3_600_000;

export function createFaults({ db, clock }: Pick<World, 'db' | 'clock'>): Faults {
  let known: Fault[] | null = null;
  let hidden_until = 0;
  /** Counts how often it was forgotten, so that an answer from before is not taken for one from after. */
  let version = 0;

  async function load(client: Client = db.pool): Promise<void> {
    while (known === null) {
      const asked_in = version;
      const rows = await findFaults(client);
      const last = await lastHidden(client);
      if (asked_in !== version) continue;
      known = rows.map(faultOf);
      // What is just being hidden may not be in the database yet.
      const is_hiding = known.some(({ input }) => hasStep(input, 'children-late'));
      hidden_until = is_hiding ? Math.max(hidden_until, last) : last;
    }
  }

  async function matching(client: Client, matches: (fault: Fault) => boolean): Promise<Fault[]> {
    if (known === null) await load(client);
    const now = clock.now();
    return known!.filter((fault) => isOn(fault, now) && matches(fault));
  }

  async function whatOf(client: Client, delivery: Leased): Promise<Hit | null> {
    return firstHit(client, await matching(client, (fault) => strikesDelivery(fault, delivery)), delivery);
  }

  return {
    isQuiet: () => known !== null && known.length === 0 && clock.now() >= hidden_until,
    async onRequest(asked) {
      const candidates = await matching(db.pool, (fault) => strikesRequest(fault, asked));
      return firstHit(db.pool, candidates, { ...asked, webhook_id: null });
    },
    async onClaimed(client, claimed) {
      const firsts = await onePerPackage(client, claimed);
      const sent: Sent<(typeof claimed)[number]>[] = [];
      const kept: { delivery: Leased; hit: Hit }[] = [];
      for (const delivery of firsts) {
        // What a fault has sent astray once is not struck again, nor is what somebody replays to repair it.
        const is_struck = delivery.stray === null && delivery.replayed_from === null;
        const hit = is_struck ? await whatOf(client, delivery) : null;
        if (hit === null) sent.push(delivery);
        else if (hit.step.outcome === 'duplicated') sent.push({ ...delivery, repeat_ms: hit.step.laterMs ?? 0 });
        else kept.push({ delivery, hit });
      }
      await keepBack(client, clock, kept);
      return sent;
    },
    async onDelivered(client, delivered) {
      if (known === null) await load(client);
      const reorders = known!.some(({ input }) => hasStep(input, 'reordered'));
      if (reorders && delivered.length > 0) await releaseOvertaken(client, delivered);
    },
    mayHide: () => clock.now() < hidden_until,
    expectHidden(until_at) {
      hidden_until = Math.max(hidden_until, until_at);
    },
    forget() {
      known = null;
      version++;
    },
    load,
  };
}

const hasStep = (input: FaultInput, outcome: Outcome): boolean =>
  stepsOf(input).some((step) => step.outcome === outcome);

export const faultOf = ({ seller_id, fault_id, number, fault, created_at }: FaultRow): Fault => ({
  seller_id,
  fault_id,
  number,
  input: JSON.parse(fault),
  created_at,
});

export const windowOf = ({ input, created_at }: Fault) => ({
  from: input.from ?? created_at,
  until: input.until ?? Number.POSITIVE_INFINITY,
});

function isOn(fault: Fault, now: number): boolean {
  const { from, until } = windowOf(fault);
  return from <= now && now < until;
}

const isOf = ({ seller_id }: Fault, asked: number): boolean => seller_id === 0 || seller_id === asked;

function strikesRequest(fault: Fault, asked: AskedRequest): boolean {
  const { input } = fault;
  if (kindOf(input) !== 'request' || !isOf(fault, asked.seller_id)) return false;
  if (input.packageId !== undefined && input.packageId !== asked.package_id) return false;
  return isTarget(input, asked);
}

function strikesDelivery(fault: Fault, delivery: DeliveryKey): boolean {
  const { input } = fault;
  if (kindOf(input) !== 'delivery' || !isOf(fault, delivery.seller_id)) return false;
  if (input.packageId !== undefined && input.packageId !== delivery.package_id) return false;
  return input.webhookId === undefined || input.webhookId.toLowerCase() === delivery.webhook_id;
}

type Subject = { seller_id: number; package_id: number | null; webhook_id: string | null };

/** Faults are asked in the order in which they were made. The first that strikes decides, those after it count nothing. */
async function firstHit(client: Client, candidates: Fault[], subject: Subject): Promise<Hit | null> {
  for (const fault of candidates) {
    const counter = counterOf(fault.input, subject);
    const turn = await countSeen(client, fault, counter);
    const step = turn === null ? null : stepAt(fault, counter, turn);
    if (step !== null && (await countFired(client, fault, counter, fault.input.times ?? null))) return { fault, step };
  }
  return null;
}

/** Where a fault counts for this subject. What names no package counts by its seller. */
export function counterOf(input: FaultInput, { seller_id, package_id, webhook_id }: Subject): string {
  const per = input.per ?? (input.sequence === undefined ? 'all' : 'package');
  if (per === 'all') return '';
  if (per === 'webhook' && webhook_id !== null) return `webhook ${webhook_id}`;
  if (per === 'package' && package_id !== null) return `package ${seller_id}/${package_id}`;
  return `seller ${seller_id}`;
}

/** What a fault does at its n-th turn, as far as that hangs on nothing but the turn; null: it lets it pass. */
export function stepAt({ fault_id, input }: Pick<Fault, 'fault_id' | 'input'>, counter: string, turn: number) {
  const at = turn - (input.after ?? 0);
  if (at < 1) return null;
  const step = input.sequence === undefined ? input.do! : input.sequence[at - 1];
  if (step === undefined || step.outcome === 'passed') return null;
  if (input.rate !== undefined && draw(input.seed ?? 0, fault_id, counter, turn) >= input.rate) return null;
  return step;
}

/** From 0 to 1, the same for the same turn whenever it is asked for. */
function draw(seed: number, fault_id: string, counter: string, turn: number): number {
  const bytes = createHash('sha256').update(`${seed}/${fault_id}/${counter}/${turn}`).digest();
  return bytes.readUInt32BE(0) / 2 ** 32;
}

/**
 * With strays about, a claim may bring two deliveries of one package: the earlier goes first, the other waits for the
 * next claim. Sorted, so that a script meets them in the same order every time.
 */
async function onePerPackage<D extends Leased>(client: Client, claimed: D[]): Promise<D[]> {
  const sorted = claimed.toSorted(
    (a, b) =>
      a.seller_id - b.seller_id ||
      a.package_id - b.package_id ||
      a.sequence - b.sequence ||
      (a.webhook_id < b.webhook_id ? -1 : 1),
  );
  const seen = new Set<string>();
  const firsts: D[] = [];
  const others: D[] = [];
  for (const delivery of sorted) {
    const key = `${delivery.seller_id} ${delivery.webhook_id} ${delivery.package_id}`;
    (seen.has(key) ? others : firsts).push(delivery);
    seen.add(key);
  }
  if (others.length > 0) await releaseDeliveries(client, others);
  return firsts;
}

async function keepBack(client: Client, clock: Clock, kept: { delivery: Leased; hit: Hit }[]): Promise<void> {
  if (kept.length === 0) return;
  const rows = kept.map(({ delivery, hit }) => keptAs(delivery, hit, doneAt(clock, delivery.due_at)));
  await settleDeliveries(client, rows);
  const waiting = rows.filter((row): row is Settled & { due_at: number } => row.due_at !== null && !row.stray);
  if (waiting.length > 0) await postponeFollowers(client, waiting);
}

function keptAs(delivery: Leased, { fault, step }: Hit, now: number): Settled {
  const same: Settled = { ...delivery, stray: undefined, state: 'owed', due_at: null, settled_at: null };
  switch (step.outcome) {
    case 'lost':
      return { ...same, state: 'given-up', stray: 'lost', settled_at: now };
    case 'late':
      return { ...same, stray: 'late', due_at: now + step.laterMs! };
    case 'reordered':
      return { ...same, stray: 'after-next', due_at: now + (step.laterMs ?? usual_reorder_ms) };
    default:
      return { ...same, due_at: fault.input.until! };
  }
}
