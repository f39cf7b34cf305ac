import { type Claimed, postponeFollowers, type Settled, settleDeliveries } from '../postgres/deliveries.ts';
import { type Client, together } from '../postgres/sql.ts';
import {
  insertNotices,
  lockStandings,
  type Notice,
  type Standing,
  updateStandings,
  type WebhookKey,
} from '../postgres/webhooks.ts';
import { eventId, type Outcome } from './attempt.ts';
import { afterFailure, calm, countFailure, type Profile, passiveAt } from './timetable.ts';

/** A delivery that this node holds a lease on. */
export type Leased = Claimed & {
  epoch: number;
  leased_until: number;
  /** Sent a second time, so long after its success: a sandbox's fault. */
  repeat_ms?: number;
};

/** An attempt that ended, and when, by the world's clock. */
export type Result = { delivery: Leased; outcome: Outcome; at: number };

export const keyOf = ({ seller_id, webhook_id }: WebhookKey): string => `${seller_id} ${webhook_id}`;

/** Writes down how attempts ended, and what follows for their deliveries, their webhooks and the owners of these. */
export async function settle(client: Client, results: Result[], profile: Profile): Promise<void> {
  const keys = new Map<string, WebhookKey & { failed: boolean }>();
  for (const { delivery, outcome } of results) {
    const { seller_id, webhook_id } = delivery;
    const failed = !outcome.ok || keys.get(keyOf(delivery))?.failed === true;
    keys.set(keyOf(delivery), { seller_id, webhook_id, failed });
  }
  const standings = await lockStandings(client, [...keys.values()]);
  const verdict = judge(results, standings, profile);
  const statements: Promise<unknown>[] = [settleDeliveries(client, verdict.settled)];
  const waiting = verdict.settled.filter(
    (row): row is Settled & { due_at: number } => row.due_at !== null && !row.stray,
  );
  if (waiting.length > 0) statements.push(postponeFollowers(client, waiting));
  if (verdict.standings.length > 0) statements.push(updateStandings(client, verdict.standings));
  if (verdict.notices.length > 0) statements.push(insertNotices(client, verdict.notices));
  await together(statements);
}

export type Verdict = { settled: Settled[]; standings: Standing[]; notices: Notice[] };

/** Pure: goes through results in the order in which they ended. `standings` are of webhooks that failed, now or before. */
export function judge(results: Result[], standings: Standing[], profile: Profile): Verdict {
  const now = new Map(standings.map((standing) => [keyOf(standing), standing]));
  const verdict: Verdict = { settled: [], standings: [], notices: [] };
  for (const result of results) {
    const { delivery, outcome } = result;
    const before = now.get(keyOf(delivery));
    if (outcome.ok) {
      if (before !== undefined) now.set(keyOf(delivery), { ...before, ...calm });
      verdict.settled.push(delivery.repeat_ms === undefined ? settledAs('delivered', result) : sentAgain(result));
      continue;
    }
    // A sandbox that was reset has neither webhook nor delivery any more.
    if (before === undefined) continue;
    const { standing, notice } = afterOneMore(before, result, profile);
    now.set(keyOf(delivery), standing);
    if (notice !== null) verdict.notices.push(notice);
    verdict.settled.push(failedAs(standing, result, profile));
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
  state,
  due_at: null,
  settled_at: at,
  stray: delivery.stray ?? undefined,
});

/** Delivered, and yet owed: as a stray, for which nothing else waits. */
const sentAgain = (result: Result): Settled => ({
  ...settledAs('owed', result),
  due_at: result.at + result.delivery.repeat_ms!,
  settled_at: null,
  stray: 'late',
});

/** Was the webhook switched off or deleted since the delivery became owed? */
const isLate = (standing: Standing, { epoch }: Leased) => standing.status !== 'ACTIVE' || standing.epoch !== epoch;

function failedAs(standing: Standing, result: Result, profile: Profile): Settled {
  const next = afterFailure(profile, result.delivery.attempts + 1, result.at);
  if (next === 'given-up') return settledAs('given-up', result);
  if (standing.deleted_at !== null) return settledAs('dropped', result);
  if (isLate(standing, result.delivery)) return settledAs('held', result);
  return { ...settledAs('owed', result), due_at: next.due_at, settled_at: null };
}

/** The webhook after one more failure. A call that began before it was switched off says nothing of what it is now. */
function afterOneMore(before: Standing, { delivery, outcome, at }: Result, profile: Profile) {
  if (before.deleted_at !== null || isLate(before, delivery)) return { standing: before, notice: null };
  const { news, ...streak } = countFailure(profile, before, at);
  if (streak.failure_counted_at === before.failure_counted_at) return { standing: before, notice: null };
  const standing: Standing = { ...before, ...streak };
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
  const notice: Notice | null = news && { seller_id, webhook_id, at, kind: news, facts: JSON.stringify(facts) };
  return { standing, notice };
}
