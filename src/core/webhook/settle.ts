import { type AttemptRow, insertAttempts } from '../postgres/attempts.ts';
import { type Claimed, postponeFollowers, type Settled, settleDeliveries } from '../postgres/deliveries.ts';
import type { Client } from '../postgres/statement.ts';
import { together } from '../postgres/transaction.ts';
import { insertNotices, type Notice } from '../postgres/webhook-notices.ts';
import { lockStandings, type Standing, updateStandings, type WebhookKey } from '../postgres/webhooks.ts';
import { type AttemptOutcome, eventId } from './attempt.ts';
import {
  afterFailure,
  calm,
  chanceOf,
  countFailure,
  type News,
  type Profile,
  type ProfileName,
  type Profiles,
  passiveAt,
  retry_after_most_ms,
  type Streak,
} from './timetable.ts';

/** A delivery that this node holds a lease on. */
export type Leased = Claimed & { epoch: number; leased_until: number };

/** An attempt that ended, where it went, and when, by the world's clock. */
export type Result = { delivery: Leased; url: string; outcome: AttemptOutcome; at: number };

/** What judging goes by, beside the results. */
export type Rules = { profiles: Profiles; profile: ProfileName };

export const webhookText = ({ seller_id, webhook_id }: WebhookKey): string => `${seller_id} ${webhook_id}`;

/** Writes down how attempts ended, and what follows for their deliveries, their webhooks and the owners of these. */
export async function settle(client: Client, results: Result[], rules: Rules): Promise<void> {
  const keys = new Map<string, WebhookKey & { failed: boolean }>();
  for (const { delivery, outcome } of results) {
    const { seller_id, webhook_id } = delivery;
    const failed = !outcome.ok || keys.get(webhookText(delivery))?.failed === true;
    keys.set(webhookText(delivery), { seller_id, webhook_id, failed });
  }
  const standings = await lockStandings(client, [...keys.values()]);
  const verdict = judge(results, standings, rules);
  const statements: Promise<unknown>[] = [insertAttempts(client, results.map(attemptRow))];
  statements.push(settleDeliveries(client, verdict.settled));
  if (verdict.waiting.length > 0) statements.push(postponeFollowers(client, verdict.waiting));
  if (verdict.standings.length > 0) statements.push(updateStandings(client, verdict.standings));
  if (verdict.notices.length > 0) statements.push(insertNotices(client, verdict.notices));
  await together(statements);
}

const attemptRow = ({ delivery, url, outcome, at }: Result): AttemptRow => ({
  seller_id: delivery.seller_id,
  webhook_id: delivery.webhook_id,
  package_id: delivery.package_id,
  sequence: delivery.sequence,
  number: delivery.attempts + 1,
  leased_until: delivery.leased_until,
  at,
  duration_ms: outcome.duration_ms,
  ok: outcome.ok,
  status: outcome.status,
  error_class: outcome.error_class,
  url,
  excerpt: outcome.excerpt,
});

type Settlement = {
  settled: Settled[];
  /** Of these, the ones that wait for their next attempt, and whose followers wait with them. */
  waiting: (Settled & { due_at: number })[];
  standings: Standing[];
  notices: Notice[];
};

/** Pure: goes through results in the order in which they ended. `standings` are of webhooks that failed, now or before. */
export function judge(results: Result[], standings: Standing[], rules: Rules): Settlement {
  const now = new Map(standings.map((standing) => [webhookText(standing), standing]));
  const verdict: Settlement = { settled: [], waiting: [], standings: [], notices: [] };
  for (const result of results) {
    const { delivery, outcome } = result;
    const before = now.get(webhookText(delivery));
    if (outcome.ok) {
      // What went elsewhere says nothing of the webhook, here and below.
      if (before !== undefined && delivery.replay_url === null) now.set(webhookText(delivery), { ...before, ...calm });
      verdict.settled.push(settledAs('delivered', result));
      continue;
    }
    // Webhook and delivery may have been deleted meanwhile.
    if (before === undefined) continue;
    const profile = rules.profiles[before.profile ?? rules.profile];
    const { standing, notice } = afterOneMore(before, result, profile);
    now.set(webhookText(delivery), standing);
    if (notice !== null) verdict.notices.push(notice);
    const failed = failedAs(standing, result, profile);
    verdict.settled.push(failed);
    if (failed.due_at !== null && delivery.out_of_order === null)
      verdict.waiting.push({ ...failed, due_at: failed.due_at });
  }
  verdict.standings = [...now.values()].filter((standing) => !standings.includes(standing));
  return verdict;
}

const settledAs = (state: Settled['state'], { delivery, at }: Result): Settled => ({
  seller_id: delivery.seller_id,
  webhook_id: delivery.webhook_id,
  package_id: delivery.package_id,
  sequence: delivery.sequence,
  leased_until: delivery.leased_until,
  attempts: delivery.attempts + 1,
  state: state === 'owed' ? state : endState(state, delivery),
  due_at: null,
  settled_at: at,
});

/** What was delivered before its replay stays so; a replay to another address leaves everything as it was. */
function endState(state: Settled['state'], { replayed_from, replay_url }: Leased): Settled['state'] {
  if (replayed_from === null) return state;
  return replay_url !== null || replayed_from === 'delivered' ? replayed_from : state;
}

/** Was the webhook switched off or deleted since the delivery became owed? */
const isOutdated = (standing: Standing, { epoch }: Leased) => standing.status !== 'ACTIVE' || standing.epoch !== epoch;

function failedAs(standing: Standing, result: Result, profile: Profile): Settled {
  const { delivery, at } = result;
  const attempts = delivery.attempts + 1 - delivery.attempts_before;
  const chance = chanceOf(eventId(delivery), delivery.webhook_id, delivery.attempts);
  const next = afterFailure(profile, attempts, at, chance);
  if (next === 'given-up') return settledAs('given-up', result);
  if (standing.deleted_at !== null) return settledAs('dropped', result);
  if (isOutdated(standing, delivery)) return settledAs('held', result);
  const due_at = Math.max(next.due_at, at + (pauseOf(result, profile) ?? 0));
  return { ...settledAs('owed', result), due_at, settled_at: null };
}

/** How long the receiver asks not to be called. Never sooner than its own turn: else it would use up all attempts. */
function pauseOf({ outcome }: Result, { heeds_answers }: Profile): number | null {
  const asks = heeds_answers && (outcome.status === 429 || outcome.status === 503);
  if (!asks || outcome.retry_after_ms === null) return null;
  return Math.min(outcome.retry_after_ms, retry_after_most_ms);
}

/** The webhook after one more failure. A call that began before it was switched off says nothing of what it is now. */
function afterOneMore(before: Standing, result: Result, profile: Profile) {
  const { delivery, outcome, at } = result;
  if (before.deleted_at !== null || isOutdated(before, delivery) || delivery.replay_url !== null)
    return { standing: before, notice: null };
  const { news, ...streak } = counted(before, result, profile);
  const pause_ms = pauseOf(result, profile);
  const paused_until = pause_ms === null ? before.paused_until : Math.max(before.paused_until ?? 0, at + pause_ms);
  const same = streak.failure_counted_at === before.failure_counted_at && paused_until === before.paused_until;
  if (same && news === null) return { standing: before, notice: null };
  const standing: Standing = { ...before, ...streak, paused_until };
  if (news === 'passive') Object.assign(standing, { status: 'PASSIVE', epoch: before.epoch + 1 });
  const facts = {
    event: eventId(delivery),
    status: outcome.status,
    error_class: outcome.error_class,
    failures: streak.failures,
    failing_since: streak.failing_since,
    passive_at: news === 'first-failure' ? passiveAt(profile, at) : at,
  };
  const { seller_id, webhook_id } = before;
  const notice: Notice | null = news && { seller_id, webhook_id, at, kind: news, facts };
  return { standing, notice };
}

/** Adds a failure to the streak. 410 means that the address is gone for good. */
function counted({ failures, failure_counted_at, failing_since }: Streak, result: Result, profile: Profile) {
  const { outcome, at } = result;
  const streak = { failures, failure_counted_at, failing_since };
  if (!profile.heeds_answers || outcome.status !== 410) return countFailure(profile, streak, at);
  const news: News = 'passive';
  return { failures: failures + 1, failure_counted_at: at, failing_since: failing_since ?? at, news };
}
