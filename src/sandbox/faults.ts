import { createHash } from 'node:crypto';
import type { DeliveryKey } from '../core/postgres/deliveries.ts';
import type { Client } from '../core/postgres/statement.ts';
import type { World } from '../core/world.ts';
import { countFired, countSeen, type Fault, findFaults } from './postgres/faults.ts';
import { lastHidden } from './postgres/hidden-packages.ts';
import {
  type FaultInput,
  type FaultOutcome,
  type FaultStep,
  type FaultTarget,
  faultSteps,
  isTarget,
  kindOf,
} from './wire/fault.ts';

/** A fault that strikes, and what it does this time. */
export type Hit = { fault: Fault; step: FaultStep };

type AskedRequest = FaultTarget & { seller_id: number; package_id: number | null };

/**
 * The faults that are set. Memory holds a copy of them, so that a sandbox without faults pays nothing. The database
 * counts, before anything strikes: after a restart or a restored snapshot no fault strikes once too often.
 */
export class Faults {
  readonly #world: Pick<World, 'db' | 'clock'>;
  #known: Fault[] | null = null;
  #hidden_until = 0;
  /** Counts how often the copy was dropped, so that an answer from before is not taken for one from after. */
  #version = 0;

  constructor(world: Pick<World, 'db' | 'clock'>) {
    this.#world = world;
  }

  /** Nothing can go wrong at the moment. This asks no database. */
  isQuiet(): boolean {
    return this.#known !== null && this.#known.length === 0 && !this.mayHide();
  }

  /** Whether a package may be hidden from its seller. */
  mayHide(): boolean {
    return this.#world.clock.now() < this.#hidden_until;
  }

  /** A package is about to be hidden. Called before its transaction is committed. */
  expectHidden(until_at: number): void {
    this.#hidden_until = Math.max(this.#hidden_until, until_at);
  }

  /** Drops the copy: faults were set or deleted, or the whole database was replaced. */
  forget(): void {
    this.#known = null;
    this.#version++;
  }

  /** Reads the copy, unless it is there. */
  async load(client: Client = this.#world.db.pool): Promise<void> {
    while (this.#known === null) {
      const version = this.#version;
      const rows = await findFaults(client);
      const last = await lastHidden(client);
      if (version !== this.#version) continue;
      this.#known = rows;
      // A package that is being hidden just now may not be in the database yet.
      this.#hidden_until = this.#has('children-late') ? Math.max(this.#hidden_until, last) : last;
    }
  }

  async has(client: Client, outcome: FaultOutcome): Promise<boolean> {
    await this.load(client);
    return this.#has(outcome);
  }

  async onRequest(asked: AskedRequest): Promise<Hit | null> {
    const { pool } = this.#world.db;
    const candidates = await this.#matching(pool, (fault) => strikesRequest(fault, asked));
    return firstHit(pool, candidates, { ...asked, webhook_id: null });
  }

  async onDelivery(client: Client, delivery: DeliveryKey): Promise<Hit | null> {
    const candidates = await this.#matching(client, (fault) => strikesDelivery(fault, delivery));
    return firstHit(client, candidates, delivery);
  }

  #has(outcome: FaultOutcome): boolean {
    return this.#known!.some(({ input }) => faultSteps(input).some((step) => step.outcome === outcome));
  }

  async #matching(client: Client, matches: (fault: Fault) => boolean): Promise<Fault[]> {
    await this.load(client);
    const now = this.#world.clock.now();
    return this.#known!.filter((fault) => isOn(fault, now) && matches(fault));
  }
}

export const windowOf = ({ input, created_at }: Fault) => ({
  from: input.from ?? created_at,
  until: input.until ?? Number.POSITIVE_INFINITY,
});

function isOn(fault: Fault, now: number): boolean {
  const { from, until } = windowOf(fault);
  return from <= now && now < until;
}

const concerns = ({ seller_id }: Fault, asked: number): boolean => seller_id === 0 || seller_id === asked;

function strikesRequest(fault: Fault, asked: AskedRequest): boolean {
  const { input } = fault;
  if (kindOf(input) !== 'request' || !concerns(fault, asked.seller_id)) return false;
  if (input.packageId !== undefined && input.packageId !== asked.package_id) return false;
  return isTarget(input, asked);
}

function strikesDelivery(fault: Fault, delivery: DeliveryKey): boolean {
  const { input } = fault;
  if (kindOf(input) !== 'delivery' || !concerns(fault, delivery.seller_id)) return false;
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
function counterOf(input: FaultInput, { seller_id, package_id, webhook_id }: Subject): string {
  const per = input.per ?? (input.sequence === undefined ? 'all' : 'package');
  if (per === 'all') return '';
  if (per === 'webhook' && webhook_id !== null) return `webhook ${webhook_id}`;
  if (per === 'package' && package_id !== null) return `package ${seller_id}/${package_id}`;
  return `seller ${seller_id}`;
}

/** What a fault does at its n-th match, as far as that depends on the number only; null: nothing. */
function stepAt({ fault_id, input }: Pick<Fault, 'fault_id' | 'input'>, counter: string, turn: number) {
  const at = turn - (input.after ?? 0);
  if (at < 1) return null;
  const step = input.sequence === undefined ? input.do! : input.sequence[at - 1];
  if (step === undefined || step.outcome === 'passed') return null;
  if (input.rate !== undefined && drawFraction(input.seed ?? 0, fault_id, counter, turn) >= input.rate) return null;
  return step;
}

/** From 0 to 1, the same for the same turn whenever it is asked for. */
function drawFraction(seed: number, fault_id: string, counter: string, turn: number): number {
  const bytes = createHash('sha256').update(`${seed}/${fault_id}/${counter}/${turn}`).digest();
  return bytes.readUInt32BE(0) / 2 ** 32;
}
