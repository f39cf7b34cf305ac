import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseWebhook, type SellerClient } from '../../../client/src/index.ts';
import { type Line, readLines } from '../../core/wire/words.ts';
import type { Virtual } from '../virtual.ts';
import type { Api } from './api.ts';

export type Receivers = Virtual['receivers'];
type Heard = { package_id: number; status: string; event: string };
export type StageReceiver = { url: string; webhook_id: string; answers: number; heard: Heard[] };

/** A run while it lasts: a seller of its own, and the packages by the names that the scenario gave them. */
export type Stage = {
  api: Api;
  receivers: Receivers;
  signal: AbortSignal;
  seller: SellerClient;
  seller_id: number;
  seed: number;
  packages: Map<string, number>;
  /** Names that the step under way has touched. */
  touched: Set<string>;
  /** Orders and races so far: each draws for itself. */
  drawn: number;
  receiver: StageReceiver | null;
};

/** What a step found instead of what it wants, in a sentence. */
export class Unmet extends Error {}

/** The same in every run with the same seed. */
export function drawChance(stage: Stage): number {
  const source = `koli/scenario/${stage.seed}/${stage.drawn++}`;
  return createHash('sha256').update(source).digest().readUInt32BE();
}

export function packageOf({ packages, touched }: Stage, name = 'p'): number {
  const id = packages.get(name);
  if (id === undefined)
    throw new Unmet(`no package is called ${name}; there are ${[...packages.keys()].join(', ') || 'none yet'}`);
  touched.add(name);
  return id;
}

export function callIt({ packages, touched }: Stage, name: string, package_id: number): void {
  packages.set(name, package_id);
  touched.add(name);
}

export const readPackage = ({ api, seller_id }: Stage, id: number) => api.operator.readPackage(seller_id, id);

export async function stageLines(stage: Stage, id: number, words: string | undefined): Promise<Line[]> {
  const { lines } = (await readPackage(stage, id)).package;
  if (words === undefined) return lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
  const found = readLines(words.replaceAll(' ', ''), lines);
  if (typeof found === 'string') throw new Unmet(found);
  return found;
}

export function receiverOf({ receiver }: Stage): StageReceiver {
  if (receiver !== null) return receiver;
  throw new Unmet('there is no webhook yet: begin with a step like webhook: {answers: 200}');
}

/** A reserved name that belongs to no one. It has the seller in it, so a story has the same address in each run. */
const receiverUrl = (seller_id: number): string => `https://scenario.invalid/${seller_id}`;

/** A webhook whose other end is in this process. */
export async function openReceiver(stage: Stage): Promise<StageReceiver> {
  const { api, receivers, seller_id } = stage;
  const url = receiverUrl(seller_id);
  const receiver: StageReceiver = { url, webhook_id: '', answers: 200, heard: [] };
  stage.receiver = receiver;
  receivers.set(url, ({ id: event, body }) => {
    // As a receiver should: what comes again is known by its name.
    if (receiver.answers < 300 && !receiver.heard.some((one) => one.event === event))
      for (const { shipmentPackageId: package_id, status } of parseWebhook(body))
        receiver.heard.push({ package_id, status, event });
    return receiver.answers;
  });
  const terms = { url, authenticationType: 'API_KEY', apiKey: 'koli-scenario' };
  receiver.webhook_id = (await api.operator.createSellerWebhook(seller_id, terms as never)).id;
  return receiver;
}

/** So often, and so long: five seconds. */
const patience = 500;
const pause_ms = 10;

/** Until something is so; false when it does not come to be. */
export async function until(signal: AbortSignal, met: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < patience; tries++) {
    if (await met()) return true;
    await sleep(pause_ms, undefined, { signal });
  }
  return false;
}

/**
 * Waits until the receiver has heard what is due, so that the next step finds the same each time. Within a package one
 * call waits for the one before it; what is due later, or held, is not waited for.
 */
export async function heard({ api, seller_id, receiver, signal }: Stage): Promise<void> {
  if (receiver === null) return;
  const { webhook_id } = receiver;
  await until(signal, async () => {
    const { status, waiting } = await api.operator.readSellerWebhook(seller_id, webhook_id);
    if (status !== 'ACTIVE' || waiting !== null) return true;
    const owed = { state: ['owed' as const], size: 200 };
    const { content } = await api.operator.listSellerDeliveries(seller_id, webhook_id, owed);
    const { now } = await api.operator.readClock();
    const first = Map.groupBy(content, (one) => one.shipmentPackageId).values();
    return [...first].every((ones) => {
      const next = ones.reduce((least, one) => (one.sequence < least.sequence ? one : least));
      return next.nextAttemptDate === null || next.nextAttemptDate > now;
    });
  });
}
