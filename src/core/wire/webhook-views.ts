import { type Static, type TSchema, Type } from 'typebox';
import { type Fact, statusOf } from '../domain/event.ts';
import type { Status } from '../domain/package.ts';
import { envelopes, profileNames } from './webhook.ts';

// Webhooks, their deliveries and replays as operators and sellers read them on koli's own API.

const ms = () => Type.Integer({ description: 'epoch ms' });
const count = () => Type.Integer({ minimum: 0 });
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const choice = <const C extends string>(values: readonly C[]) => Type.Enum([...values] as C[]);

const NoticeView = Type.Object({
  date: ms(),
  kind: choice(['first-failure', 'passive']),
  event: Type.String({ description: 'webhook-id of the call that failed' }),
  status: orNull(Type.Integer()),
  errorClass: orNull(Type.String()),
  failures: count(),
  failingSinceDate: orNull(ms()),
  passiveDate: ms(),
});

/** `waiting` says why nothing is sent at the moment, if so. */
export const waitings = ['passive', 'secret-unreadable', 'retry-after'] as const;
export type Waiting = (typeof waitings)[number];

export const WebhookView = Type.Object({
  id: Type.String(),
  createdDate: ms(),
  lastModifiedDate: orNull(ms()),
  url: Type.String(),
  username: orNull(Type.String()),
  authenticationType: choice(['BASIC_AUTHENTICATION', 'API_KEY']),
  status: choice(['ACTIVE', 'PASSIVE']),
  subscribedStatuses: orNull(Type.Array(Type.String())),
  countryCodes: orNull(Type.Array(Type.String())),
  envelope: choice(envelopes),
  profile: choice(profileNames),
  signing: Type.Object({
    on: Type.Boolean(),
    secrets: Type.Integer({ minimum: 0, description: 'the secrets that sign now: two or more during a rotation' }),
    rotationEndDate: orNull(ms()),
  }),
  waiting: orNull(choice(waitings)),
  pausedUntilDate: orNull(ms()),
  health: Type.Object({
    owed: count(),
    held: count(),
    givenUp: count(),
    lastSuccessDate: orNull(ms()),
    lastFailureDate: orNull(ms()),
    consecutiveFailures: count(),
    failingSinceDate: orNull(ms()),
    recent: Type.Object({
      attempts: count(),
      successRate: orNull(Type.Number({ minimum: 0, maximum: 1 })),
      p50Ms: orNull(count()),
      p95Ms: orNull(count()),
    }),
  }),
  notices: Type.Array(NoticeView),
});
export const WebhookViews = Type.Object({ content: Type.Array(WebhookView) });

type WebhookRow = {
  webhook_id: string;
  created_at: number;
  modified_at: number | null;
  url: string;
  username: string | null;
  authentication_type: 'BASIC_AUTHENTICATION' | 'API_KEY';
  status: 'ACTIVE' | 'PASSIVE';
  subscribed: string[] | null;
  country_codes: string[] | null;
  failures: number;
  failing_since: number | null;
  paused_until: number | null;
};
type HealthRow = {
  owed: number;
  held: number;
  given_up: number;
  succeeded_at: number | null;
  failed_at: number | null;
  recent: number;
  recent_ok: number;
  p50_ms: number | null;
  p95_ms: number | null;
};
type NoticeRow = {
  at: number;
  kind: 'first-failure' | 'passive';
  facts: {
    event: string;
    status: number | null;
    error_class: string | null;
    failures: number;
    failing_since: number | null;
    passive_at: number;
  };
};

/** What follows from the settings, the keys and the time. */
type ViewTerms = {
  envelope: 'flat' | 'page';
  profile: 'trendyol' | 'standard';
  /** The secrets that sign now. */
  signing: { until: number | null }[];
  waiting: Waiting | null;
};

export function webhookView(
  row: WebhookRow,
  terms: ViewTerms,
  health: HealthRow,
  notices: NoticeRow[],
): Static<typeof WebhookView> {
  const ends = terms.signing.flatMap(({ until }) => until ?? []);
  return {
    id: row.webhook_id,
    createdDate: row.created_at,
    lastModifiedDate: row.modified_at,
    url: row.url,
    username: row.username,
    authenticationType: row.authentication_type,
    status: row.status,
    subscribedStatuses: row.subscribed,
    countryCodes: row.country_codes,
    envelope: terms.envelope,
    profile: terms.profile,
    signing: {
      on: terms.signing.length > 0,
      secrets: terms.signing.length,
      rotationEndDate: ends.length === 0 ? null : Math.max(...ends),
    },
    waiting: terms.waiting,
    pausedUntilDate: terms.waiting === 'retry-after' ? row.paused_until : null,
    health: {
      owed: health.owed,
      held: health.held,
      givenUp: health.given_up,
      lastSuccessDate: health.succeeded_at,
      lastFailureDate: health.failed_at,
      consecutiveFailures: row.failures,
      failingSinceDate: row.failing_since,
      recent: {
        attempts: health.recent,
        successRate: health.recent === 0 ? null : health.recent_ok / health.recent,
        p50Ms: health.p50_ms,
        p95Ms: health.p95_ms,
      },
    },
    notices: notices.map(noticeView),
  };
}

const noticeView = ({ at, kind, facts }: NoticeRow): Static<typeof NoticeView> => ({
  date: at,
  kind,
  event: facts.event,
  status: facts.status,
  errorClass: facts.error_class,
  failures: facts.failures,
  failingSinceDate: facts.failing_since,
  passiveDate: facts.passive_at,
});

export const SigningSecretView = Type.Object({ secret: Type.String({ description: 'shown only in this answer' }) });

const delivery_states = ['owed', 'delivered', 'given-up', 'held', 'dropped'] as const;

const DeliveryView = Type.Object({
  eventId: Type.String({ description: 'the webhook-id of its calls' }),
  shipmentPackageId: Type.Integer(),
  sequence: Type.Integer({ description: 'of the event within its package' }),
  status: Type.String({ description: 'the status that it tells of' }),
  eventDate: ms(),
  state: choice(delivery_states),
  envelope: choice(envelopes),
  attempts: count(),
  nextAttemptDate: orNull(ms()),
  createdDate: ms(),
  settledDate: orNull(ms()),
  replay: orNull(Type.Object({ id: Type.String(), from: choice(delivery_states), url: orNull(Type.String()) })),
});
export const DeliveryViews = Type.Object({ content: Type.Array(DeliveryView), nextCursor: orNull(Type.String()) });

type ShownDelivery = {
  package_id: number;
  sequence: number;
  state: string;
  envelope: 'flat' | 'page';
  attempts: number;
  due_at: number;
  created_at: number;
  settled_at: number | null;
  replay_id: string | null;
  replayed_from: string | null;
  replay_url: string | null;
  type: string;
  at: number;
  born: string | null;
};

type State = (typeof delivery_states)[number];

export const deliveryView = (row: ShownDelivery, event_id: string): Static<typeof DeliveryView> => ({
  eventId: event_id,
  shipmentPackageId: row.package_id,
  sequence: row.sequence,
  status: (row.born ?? statusOf[row.type as Fact['type']]) as Status,
  eventDate: row.at,
  state: row.state as State,
  envelope: row.envelope,
  attempts: row.attempts,
  nextAttemptDate: row.state === 'owed' ? row.due_at : null,
  createdDate: row.created_at,
  settledDate: row.settled_at,
  replay: row.replay_id === null ? null : { id: row.replay_id, from: row.replayed_from as State, url: row.replay_url },
});

const AttemptView = Type.Object({
  number: Type.Integer(),
  date: ms(),
  durationMs: count(),
  ok: Type.Boolean(),
  status: orNull(Type.Integer()),
  errorClass: orNull(Type.String()),
  url: Type.String(),
  answer: Type.String({ description: 'the first KiB of the answer, or the text of the error' }),
});
export const DeliveryWithAttempts = Type.Object({ ...DeliveryView.properties, log: Type.Array(AttemptView) });

type ShownAttempt = {
  number: number;
  at: number;
  duration_ms: number;
  ok: boolean;
  status: number | null;
  error_class: string | null;
  url: string;
  excerpt: string;
};

export const attemptView = (row: ShownAttempt): Static<typeof AttemptView> => ({
  number: row.number,
  date: row.at,
  durationMs: row.duration_ms,
  ok: row.ok,
  status: row.status,
  errorClass: row.error_class,
  url: row.url,
  answer: row.excerpt,
});

const WebhookAttemptView = Type.Object({
  eventId: Type.String({ description: 'of the delivery' }),
  shipmentPackageId: Type.Integer(),
  ...Type.Omit(AttemptView, ['url', 'answer']).properties,
});
export const WebhookAttemptViews = Type.Object({
  content: Type.Array(WebhookAttemptView),
  nextCursor: orNull(Type.String()),
});

type WebhookAttemptRow = Omit<ShownAttempt, 'url' | 'excerpt'> & { package_id: number };

export const webhookAttemptView = (row: WebhookAttemptRow, event_id: string): Static<typeof WebhookAttemptView> => ({
  eventId: event_id,
  shipmentPackageId: row.package_id,
  number: row.number,
  date: row.at,
  durationMs: row.duration_ms,
  ok: row.ok,
  status: row.status,
  errorClass: row.error_class,
});

const ReplayPart = Type.Object({
  webhookId: Type.String(),
  state: choice(['running', 'done', 'stopped']),
  reason: orNull(choice(['passive', 'deleted', 'asked'])),
  total: count(),
  replayed: count(),
});

export const ReplayView = Type.Object({
  id: Type.String(),
  state: choice(['running', 'done', 'stopped']),
  total: Type.Integer({ minimum: 0, description: 'deliveries that matched at the start' }),
  replayed: Type.Integer({ minimum: 0, description: 'owed again so far' }),
  packageId: orNull(Type.Integer()),
  eventId: orNull(Type.String()),
  states: Type.Array(choice(delivery_states)),
  startDate: orNull(ms()),
  endDate: orNull(ms()),
  url: orNull(Type.String()),
  createdDate: ms(),
  endedDate: orNull(ms()),
  webhooks: Type.Array(ReplayPart),
});
export const ReplayViews = Type.Object({ content: Type.Array(ReplayView) });

type ShownReplay = {
  replay_id: string;
  webhook_id: string;
  state: 'running' | 'done' | 'stopped';
  reason: 'passive' | 'deleted' | 'asked' | null;
  package_id: number | null;
  sequence: number | null;
  states: State[];
  from_at: number;
  to_at: number;
  url: string | null;
  total: number;
  replayed: number;
  created_at: number;
  ended_at: number | null;
};

/** A replay has a row for each of its webhooks. It has ended when all rows have. */
export function replayView(rows: ShownReplay[], event_id: string | null): Static<typeof ReplayView> {
  const [first] = rows as [ShownReplay];
  const sum = (of: (row: ShownReplay) => number) => rows.reduce((all, row) => all + of(row), 0);
  const state = rows.some((row) => row.state === 'running')
    ? 'running'
    : rows.some((row) => row.state === 'stopped')
      ? 'stopped'
      : 'done';
  const by_time = first.package_id === null;
  return {
    id: first.replay_id,
    state,
    total: sum(({ total }) => total),
    replayed: sum(({ replayed }) => replayed),
    packageId: first.package_id,
    eventId: event_id,
    states: first.states,
    startDate: by_time ? first.from_at : null,
    endDate: by_time ? first.to_at : null,
    url: first.url,
    createdDate: first.created_at,
    endedDate: state === 'running' ? null : Math.max(...rows.map(({ ended_at }) => ended_at ?? 0)),
    webhooks: rows.map((row) => ({
      webhookId: row.webhook_id,
      state: row.state,
      reason: row.reason,
      total: row.total,
      replayed: row.replayed,
    })),
  };
}

export const DryRunView = Type.Object({
  dryRun: Type.Literal(true),
  total: count(),
  webhooks: Type.Array(Type.Object({ webhookId: Type.String(), total: count() })),
});

/** What a receiver said to a test event. */
export const TestView = Type.Object({
  eventId: Type.String({ description: 'the webhook-id of the call' }),
  url: Type.String(),
  ok: Type.Boolean(),
  status: orNull(Type.Integer()),
  errorClass: orNull(Type.String()),
  durationMs: count(),
  answer: Type.String(),
  signed: Type.Boolean(),
});

type Tested = {
  id: string;
  url: string;
  signed: boolean;
  outcome: { ok: boolean; status: number | null; error_class: string | null; duration_ms: number; excerpt: string };
};

export const testView = ({ id, url, signed, outcome }: Tested): Static<typeof TestView> => ({
  eventId: id,
  url,
  ok: outcome.ok,
  status: outcome.status,
  errorClass: outcome.error_class,
  durationMs: outcome.duration_ms,
  answer: outcome.excerpt,
  signed,
});
