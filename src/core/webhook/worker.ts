import { setTimeout as sleep } from 'node:timers/promises';
import { earliestDue, findWork, findWorkOf, releaseDeliveries } from '../postgres/deliveries.ts';
import { type ReplayKey, runningReplays } from '../postgres/replays.ts';
import type { Client } from '../postgres/statement.ts';
import { inRelaxedTransaction } from '../postgres/transaction.ts';
import type { WebhookKey } from '../postgres/webhooks.ts';
import type { World } from '../world.ts';
import { type AttemptOutcome, attempt, callTerms, eventId } from './attempt.ts';
import { type Channel, isIdle, isSilent, learn, openChannel, type Ready, wanted } from './channel.ts';
import { type ClaimRequest, claim } from './claim.ts';
import { type GuardedAgent, guardedAgent } from './guard.ts';
import type { Resolve } from './names.ts';
import { replayStep } from './replay.ts';
import { type Result, type Rules, settle, webhookText } from './settle.ts';
import { signing } from './sign.ts';
import { profilesOf } from './timetable.ts';

export type Worker = AsyncDisposable & {
  /** Deliveries became due: of one seller, or of an unknown one. Returns at once. */
  wake(seller_id?: number): void;
  /** Waits until nothing is due or under way any more, what becomes due on the way included. */
  settle(signal?: AbortSignal): Promise<void>;
  /** When the next delivery will become due after a time, by the world's clock. */
  nextDue(after: number): Promise<number | null>;
  /** Ends the round under way and begins no other until `release`: nothing of the worker's is written meanwhile. */
  hold(): Promise<void>;
  release(): void;
  /** The rows of a seller, or of all, were replaced while it was held: what it knew of them is over. */
  forget(seller_id?: number): void;
  /** Lets calls under way end that do so soon, gives back the others and what was not begun. */
  close(): Promise<void>;
};

export type WorkerOptions = {
  resolve?: Resolve;
  /** Interval at which a node looks for work without a wake-up: retries, and work of other nodes that ended. */
  poll_ms?: number;
  /** How long `close` waits for open calls. */
  patience_ms?: number;
};

/** Receivers that answer do so within this; koli itself stops within ten seconds. */
const usual_patience_ms = 4_000;

export function startWorker(world: World, options: WorkerOptions = {}): Worker {
  const worker = new DeliveryWorker(world, options);
  worker.wake();
  return worker;
}

/** What one node has open at once, over all webhooks. */
const node_limits = {
  running: 512,
  /** Places that webhooks which did not answer in time may hold together: the others stay free for those that do. */
  running_silent: 256,
  /** Deliveries in memory, with their bodies: 4 KB each as a rule, 220 KB at most. */
  claimed: 1024,
  /** Webhooks that one round claims for: it stays near 10 ms. */
  claims_per_round: 64,
  /** Replays of many deliveries that one look finds, and steps of them in one round. */
  replays: 64,
  steps_per_round: 2,
};

/** A lease outlasts a call that begins within its first eight seconds, and the writing down. */
const lease_spare_ms = 10_000;
const settle_spare_ms = 2_000;

/** SQLSTATEs of two nodes in each other's way: what was undone is done again at once. */
const collisions = ['40001', '40P01'];

type Ended = { channel: Channel; result: Result };

/** By a receiver in this process, so in no time. */
const answeredCall = (status: number): AttemptOutcome => ({
  ...{ ok: status >= 200 && status < 300, duration_ms: 0, status },
  ...{ error_class: null, retry_after_ms: null, excerpt: '' },
});

/**
 * Sends what is owed. One loop of rounds: a round is one short transaction that settles the calls which ended since the
 * last one, looks for work and claims as much as there is room for. Calls run beside the rounds. Under load a round
 * carries many of each (group commit); an idle worker begins a round the moment it is woken.
 */
class DeliveryWorker implements Worker {
  readonly #world: World;
  readonly #poll_ms: number;
  readonly #rules: Rules;
  readonly #agent: GuardedAgent;

  readonly #channels = new Map<string, Channel>();
  /** Channels with room and perhaps more to claim; who waits longest is served first. */
  readonly #hungry = new Set<Channel>();
  /** Channels with claimed deliveries that have not begun. */
  readonly #loaded = new Set<Channel>();
  readonly #woken = new Set<number>();
  #ended: Ended[] = [];
  #running = 0;
  #running_silent = 0;
  #claimed = 0;
  /** Webhooks with work that the last look at all sellers found; not those that wait for the operator. */
  #found = 0;
  /** Replays of many deliveries that are not through; and what the last round made owed for them. */
  #replays: ReplayKey[] = [];
  #replayed = 0;

  #rounds: Promise<void> | null = null;
  #rounds_done = 0;
  #again = false;
  #look_at = 0;
  /** The last round failed; and nothing is tried before the timer says so. */
  #failing = false;
  #paused = false;
  #closing = false;
  readonly #patience_ms: number;
  /** Aborts open calls. Their outcome is unknown, so they are made again. */
  #impatient = false;
  readonly #broken_off: Ready[] = [];
  /** How many want no round to begin. */
  #holders = 0;
  #timer: NodeJS.Timeout | undefined;
  #change = Promise.withResolvers<void>();

  constructor(world: World, { resolve, poll_ms = 1_000, patience_ms = usual_patience_ms }: WorkerOptions) {
    this.#world = world;
    this.#poll_ms = poll_ms;
    this.#patience_ms = patience_ms;
    const { webhook } = world.settings;
    this.#rules = { profiles: profilesOf(webhook), profile: webhook.profile };
    this.#agent = guardedAgent({ ...webhook, resolve });
  }

  wake(seller_id?: number): void {
    if (seller_id === undefined) this.#look_at = 0;
    else this.#woken.add(seller_id);
    this.#kick();
  }

  async settle(signal?: AbortSignal): Promise<void> {
    const wake = () => this.#signal();
    signal?.addEventListener('abort', wake, { once: true });
    try {
      await this.#settled(() => this.#closing || signal?.aborted === true);
    } finally {
      signal?.removeEventListener('abort', wake);
    }
  }

  async #settled(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      this.#look_at = 0;
      const target = this.#rounds_done + (this.#rounds === null ? 1 : 2);
      this.#kick();
      while (this.#rounds_done < target && !isOver()) await this.#change.promise;
      const idle = this.#claimed === 0 && this.#ended.length === 0;
      if (idle && this.#found === 0 && this.#replayed === 0 && this.#woken.size === 0) return;
      // With nothing in memory, what is due is under way at another node. Two workers that wait wake each other. On the
      // embedded database, their rounds would leave the event loop no turn in which calls could end.
      if (this.#claimed > 0) await Promise.all([this.#change.promise, sleep(0)]);
      else if (this.#ended.length === 0) await sleep(10);
    }
  }

  nextDue(after: number): Promise<number | null> {
    return earliestDue(this.#world.db.pool, after);
  }

  async hold(): Promise<void> {
    this.#holders++;
    await this.#rounds;
  }

  release(): void {
    this.#holders--;
    this.wake();
  }

  forget(seller_id?: number): void {
    for (const [id, channel] of this.#channels) {
      if (seller_id !== undefined && channel.seller_id !== seller_id) continue;
      channel.gone = true;
      this.#claimed -= channel.queue.length + channel.running;
      this.#channels.delete(id);
      this.#hungry.delete(channel);
      this.#loaded.delete(channel);
      channel.queue.length = 0;
    }
    this.#ended = this.#ended.filter(({ channel }) => !channel.gone);
    this.#replays = this.#replays.filter((replay) => seller_id !== undefined && replay.seller_id !== seller_id);
    this.#signal();
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    clearTimeout(this.#timer);
    this.#signal();
    await this.#rounds;
    const timer = setTimeout(() => {
      this.#impatient = true;
      void this.#agent.destroy();
    }, this.#patience_ms);
    while (this.#running > 0) await this.#change.promise;
    clearTimeout(timer);
    try {
      await inRelaxedTransaction(this.#world.db, (client) => this.#writeLast(client));
    } catch (error) {
      this.#world.log.error({ err: error }, 'the last webhook calls could not be written down: they will be repeated');
    }
    if (!this.#impatient) await this.#agent.destroy();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  // Rounds

  #kick(): void {
    if (this.#closing || this.#paused || this.#holders > 0) return;
    if (this.#rounds === null) this.#rounds = this.#runRounds();
    else this.#again = true;
  }

  async #runRounds(): Promise<void> {
    do {
      this.#again = false;
      await this.#round();
      this.#rounds_done++;
      this.#signal();
    } while (this.#again && !this.#paused && !this.#closing && this.#holders === 0);
    this.#rounds = null;
    if (this.#closing) return;
    clearTimeout(this.#timer);
    const wait_ms = this.#paused ? this.#poll_ms : Math.max(0, this.#look_at - performance.now());
    this.#timer = setTimeout(() => {
      this.#paused = false;
      this.#kick();
    }, wait_ms);
  }

  async #round(): Promise<void> {
    const ended = this.#ended.splice(0);
    const sellers = [...this.#woken];
    this.#woken.clear();
    const asks: ClaimRequest[] = [];
    try {
      const ready = await inRelaxedTransaction(this.#world.db, async (client) => {
        await this.#writeDown(client, ended);
        const thorough = await this.#look(client, sellers);
        await this.#replay(client);
        asks.push(...this.#asks());
        return asks.length === 0 ? [] : this.#claim(client, asks, thorough);
      });
      if (this.#failing) this.#world.log.info('webhooks go on');
      this.#failing = false;
      this.#take(asks, ready);
    } catch (error) {
      this.#undo(ended, asks);
      this.#again = true;
      if (collisions.includes((error as { code?: string }).code ?? '')) return;
      if (!this.#failing) this.#world.log.error({ err: error }, 'webhooks wait: trying again every second');
      this.#failing = true;
      this.#paused = true;
    }
  }

  async #writeDown(client: Client, ended: Ended[]): Promise<void> {
    if (ended.length === 0) return;
    const results = ended.map(({ result }) => result);
    await settle(client, results, this.#rules);
    const delivered = results.filter(({ outcome }) => outcome.ok).map(({ delivery, at }) => ({ ...delivery, at }));
    await this.#world.extension.delivered(client, delivered);
    for (const { channel, result } of ended) {
      channel.busy.delete(result.delivery.package_id);
      // Its package's next event may have waited for this.
      this.#expectMore(channel);
    }
  }

  /** Finds webhooks with work: of woken sellers, and once a second of all. */
  async #look(client: Client, sellers: number[]): Promise<boolean> {
    const started = performance.now();
    const now = this.#world.clock.now();
    const look_at_all = started >= this.#look_at;
    let keys: WebhookKey[] = [];
    if (look_at_all) {
      keys = await findWork(client, now);
      const took_ms = performance.now() - started;
      this.#look_at = started + Math.max(this.#poll_ms, 10 * took_ms);
      // One whose secret does not open waits for the operator, not for a round.
      this.#found = keys.filter((key) => this.#channels.get(webhookText(key))?.locked !== true).length;
      this.#replays = await runningReplays(client, node_limits.replays);
      for (const channel of this.#channels.values())
        if (isIdle(channel, started)) this.#channels.delete(webhookText(channel));
    } else if (sellers.length > 0) keys = await findWorkOf(client, sellers, now);
    for (const key of keys) this.#expectMore(this.#channelOf(key));
    return look_at_all;
  }

  /** Some steps of replays, in turn. */
  async #replay(client: Client): Promise<void> {
    this.#replayed = 0;
    for (const key of this.#replays.splice(0, node_limits.steps_per_round)) {
      const { count, ended } = await replayStep(client, key, this.#world.clock.now());
      if (!ended) this.#replays.push(key);
      if (count > 0) this.#expectMore(this.#channelOf(key));
      this.#replayed += count;
    }
  }

  #channelOf(key: WebhookKey): Channel {
    const id = webhookText(key);
    const known = this.#channels.get(id);
    if (known !== undefined) return known;
    const channel = openChannel(key);
    this.#channels.set(id, channel);
    return channel;
  }

  #expectMore(channel: Channel): void {
    channel.more = true;
    this.#hungry.add(channel);
  }

  /** What to claim in this round: room is shared out among those who wait for it. */
  #asks(): ClaimRequest[] {
    const room = node_limits.claimed - this.#claimed;
    const waiting = Math.min(this.#hungry.size, node_limits.claims_per_round);
    const asks: ClaimRequest[] = [];
    for (const channel of this.#hungry) {
      if (asks.length === waiting || asks.length >= room) break;
      this.#hungry.delete(channel);
      const size = wanted(channel, Math.max(1, Math.floor(room / waiting)));
      if (size !== null) asks.push({ channel, size });
    }
    return asks;
  }

  #claim(client: Client, asks: ClaimRequest[], thorough: boolean): Promise<Ready[]> {
    const real_now = Date.now();
    const leased_until = real_now + this.#world.settings.webhook.timeout_ms + lease_spare_ms;
    return claim(client, this.#world, asks, { now: this.#world.clock.now(), real_now, leased_until, thorough });
  }

  #take(asks: ClaimRequest[], ready: Ready[]): void {
    for (const delivery of ready) {
      const channel = this.#channelOf(delivery);
      channel.busy.add(delivery.package_id);
      channel.queue.push(delivery);
      this.#loaded.add(channel);
    }
    this.#claimed += ready.length;
    for (const { channel } of asks) if (channel.more) this.#hungry.add(channel);
    for (const channel of this.#loaded) this.#begin(channel);
    if (this.#hungry.size > 0 && this.#claimed < node_limits.claimed) this.#again = true;
    if (this.#replayed > 0) this.#again = true;
  }

  #undo(ended: Ended[], asks: ClaimRequest[]): void {
    this.#ended.unshift(...ended);
    for (const { channel, result } of ended) channel.busy.add(result.delivery.package_id);
    for (const { channel } of asks) this.#expectMore(channel);
    this.#look_at = 0;
  }

  // Calls

  #begin(channel: Channel): void {
    while (channel.queue.length > 0 && channel.running < channel.limit && this.#running < node_limits.running) {
      if (isSilent(channel) && this.#running_silent >= node_limits.running_silent) break;
      const delivery = channel.queue.shift()!;
      const { timeout_ms } = this.#world.settings.webhook;
      if (delivery.leased_until - Date.now() >= timeout_ms + settle_spare_ms) void this.#call(channel, delivery);
      else this.#forget(channel, delivery);
    }
    if (channel.queue.length === 0) this.#loaded.delete(channel);
  }

  /** It waited so long that its lease would end before the call does. The next claim sends it. */
  #forget(channel: Channel, delivery: Ready): void {
    this.#claimed--;
    channel.busy.delete(delivery.package_id);
  }

  async #call(channel: Channel, delivery: Ready): Promise<void> {
    const was_silent = isSilent(channel);
    channel.running++;
    this.#running++;
    if (was_silent) this.#running_silent++;
    const url = delivery.replay_url ?? channel.target!.url;
    const outcome = await this.#outcomeOf(channel, delivery, url);
    channel.running--;
    this.#running--;
    if (was_silent) this.#running_silent--;
    if (channel.gone) return this.#signal();
    this.#claimed--;
    this.#world.metrics.called(
      outcome.ok ? 'ok' : (outcome.error_class ?? String(outcome.status)),
      outcome.duration_ms,
    );
    if (this.#impatient && outcome.status === null) {
      this.#broken_off.push(delivery);
      return this.#signal();
    }
    learn(channel, outcome, performance.now());
    this.#ended.push({ channel, result: { delivery, url, outcome, at: this.#world.clock.doneAt(delivery.due_at) } });
    if (!this.#closing) this.#begin(channel);
    if (channel.more) this.#hungry.add(channel);
    this.#signal();
    this.#kick();
  }

  #outcomeOf(channel: Channel, delivery: Ready, url: string): Promise<AttemptOutcome> | AttemptOutcome {
    const { body, replayed_from } = delivery;
    const excerpt = 'the body could not be made; the operator finds the reason in the log';
    if (body === null)
      return { ok: false, duration_ms: 0, status: null, error_class: 'body', retry_after_ms: null, excerpt };
    const status = this.#world.extension.receive(url, { id: eventId(delivery), body });
    if (status !== null) return answeredCall(status);
    const target = channel.target!;
    const secrets = signing(target.signing, this.#world.clock.now()).map(({ secret }) => secret);
    const mark = replayed_from === null ? undefined : 'koli-replay';
    const message = { id: eventId(delivery), body, secrets, mark } as const;
    return attempt(this.#agent, { ...target, url }, message, callTerms(this.#world));
  }

  #signal(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }

  async #writeLast(client: Client): Promise<void> {
    await this.#writeDown(client, this.#ended.splice(0));
    const unsent = [...this.#broken_off, ...[...this.#channels.values()].flatMap((channel) => channel.queue)];
    if (unsent.length > 0) await releaseDeliveries(client, unsent);
  }
}
