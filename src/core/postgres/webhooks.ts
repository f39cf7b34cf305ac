import { defaultSellerSettings, type SellerSettings } from '../domain/seller.ts';
import { array, columns } from './columns.ts';
import { rows, scalar, statement, touched } from './statement.ts';

export type WebhookKey = { seller_id: number; webhook_id: string };

export const webhookKeys = columns({ seller_id: 'bigint', webhook_id: 'uuid' });

/** A signing secret, sealed, and when it stops signing: null while it is the newest. */
export type SealedSecret = { secret: string; until: number | null };

/** What a webhook does not say, the settings of its seller say. */
const settingsOf = (settings: string): SellerSettings => ({ ...defaultSellerSettings, ...JSON.parse(settings) });
type StoredSigning<Row> = Omit<Row, 'signing'> & { signing: string | null };
const secretsOf = (signing: string | null): SealedSecret[] => (signing === null ? [] : JSON.parse(signing));

export type Subscription = WebhookKey & {
  status: 'ACTIVE' | 'PASSIVE';
  epoch: number;
  /** Null: every status, future ones included. */
  subscribed: string[] | null;
  /** Null: packages of every country. */
  country_codes: string[] | null;
  /** Its own, else its seller's; null: the setting. */
  envelope: 'flat' | 'page' | null;
  /** The seller wants old field names beside the new ones. */
  legacy: boolean;
  /** The seller's bodies are as poor as those of the marketplace's stage. */
  sparse: boolean;
  live: boolean;
};

/** What decides which deliveries an event owes. */
export const webhooksOf = statement(
  'webhooksOf',
  `select w.seller_id, w.webhook_id, w.status, w.epoch, w.subscribed, w.country_codes, w.envelope, s.settings
     from webhooks w
     join sellers s on s.seller_id = w.seller_id
    where w.seller_id = any ($1::bigint[]) and w.deleted_at is null`,
  (seller_ids: number[]) => [array('bigint', seller_ids)],
  rows(
    ({ settings, ...row }: Omit<Subscription, 'legacy' | 'sparse' | 'live'> & { settings: string }): Subscription => {
      const { webhook_envelope, legacy_fields: legacy, sparse_bodies: sparse, live_names: live } = settingsOf(settings);
      return { ...row, envelope: row.envelope ?? webhook_envelope, legacy, sparse, live };
    },
  ),
);

export type Receiver = WebhookKey & {
  url: string;
  authentication_type: 'BASIC_AUTHENTICATION' | 'API_KEY';
  username: string | null;
  secret: string;
  status: 'ACTIVE' | 'PASSIVE';
  epoch: number;
  signing: SealedSecret[];
  failing_since: number | null;
  /** Nothing is sent before, as the receiver asked for. */
  paused_until: number | null;
  deleted_at: number | null;
};

/** What a worker must know to send, or not to send. */
export const findReceivers = statement(
  'findReceivers',
  `select seller_id, webhook_id, url, authentication_type, username, secret, status, epoch, signing, failing_since,
          paused_until, deleted_at
     from ${webhookKeys.as('k')}
     join webhooks using (seller_id, webhook_id)`,
  (keys: WebhookKey[]) => webhookKeys.arrays(keys),
  rows((row: StoredSigning<Receiver>): Receiver => ({ ...row, signing: secretsOf(row.signing) })),
);

export type Standing = WebhookKey & {
  status: 'ACTIVE' | 'PASSIVE';
  epoch: number;
  failures: number;
  failure_counted_at: number | null;
  failing_since: number | null;
  /** Null: as the setting says. */
  profile: 'trendyol' | 'standard' | null;
  paused_until: number | null;
  deleted_at: number | null;
};

const attempted = columns({ seller_id: 'bigint', webhook_id: 'uuid', failed: 'boolean' });

/**
 * Failures are counted on the row as it is, one node after the other; in key order, so that two do not deadlock. Where
 * nothing failed, only a streak of failures that now ends needs the row: almost always there is none.
 */
export const lockStandings = statement(
  'lockStandings',
  `select w.seller_id, w.webhook_id, w.status, w.epoch, w.failures, w.failure_counted_at, w.failing_since, w.profile,
          w.paused_until, w.deleted_at
     from ${attempted.as('k')}
     join webhooks w on w.seller_id = k.seller_id and w.webhook_id = k.webhook_id
    where k.failed or w.failing_since is not null
    order by w.seller_id, w.webhook_id
      for update of w`,
  (keys: (WebhookKey & { failed: boolean })[]) => attempted.arrays(keys),
  rows<Standing>(),
);

const standingColumns = columns({
  seller_id: 'bigint',
  webhook_id: 'uuid',
  status: 'text',
  epoch: 'integer',
  failures: 'integer',
  failure_counted_at: 'bigint',
  failing_since: 'bigint',
  paused_until: 'bigint',
});

export const updateStandings = statement(
  'updateStandings',
  `update webhooks w
      set status = n.status, epoch = n.epoch, failures = n.failures,
          failure_counted_at = n.failure_counted_at, failing_since = n.failing_since, paused_until = n.paused_until,
          modified_at = case when w.status = n.status then w.modified_at else n.failure_counted_at end
     from ${standingColumns.as('n')}
    where w.seller_id = n.seller_id and w.webhook_id = n.webhook_id`,
  (standings: Standing[]) => standingColumns.arrays(standings),
  touched,
);

// What the owner does.

/** PASSIVE ones count, deleted ones do not. True until the transaction ends when the seller is locked. */
export const countWebhooks = statement(
  'countWebhooks',
  'select count(*)::integer as count from webhooks where seller_id = $1 and deleted_at is null',
  (seller_id: number) => [seller_id],
  scalar<number>(),
);

/** Deleted ones count, too: it numbers the next one. */
export const countWebhooksEver = statement(
  'countWebhooksEver',
  'select count(*)::integer as count from webhooks where seller_id = $1',
  (seller_id: number) => [seller_id],
  scalar<number>(),
);

type WebhookFields = WebhookKey & {
  url: string;
  authentication_type: string;
  username: string | null;
  /** Sealed. */
  secret: string;
  subscribed: string[] | null;
  country_codes: string[] | null;
};

const fieldValues = (fields: WebhookFields) => [
  fields.seller_id,
  fields.webhook_id,
  fields.url,
  fields.authentication_type,
  fields.username,
  fields.secret,
  fields.subscribed,
  fields.country_codes,
];

export const insertWebhook = statement(
  'insertWebhook',
  `insert into webhooks
     (seller_id, webhook_id, url, authentication_type, username, secret, subscribed, country_codes, status, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, 'ACTIVE', $9)`,
  (fields: WebhookFields, now: number) => [...fieldValues(fields), now],
  touched,
);

export type WebhookOptions = { envelope: 'flat' | 'page' | null; profile: 'trendyol' | 'standard' | null };

/** What koli offers beyond the marketplace's terms: these do not change with them. */
export const setWebhookOptions = statement(
  'setWebhookOptions',
  `update webhooks
      set envelope = $3, profile = $4
    where seller_id = $1 and webhook_id = $2 and deleted_at is null`,
  ({ seller_id, webhook_id }: WebhookKey, { envelope, profile }: WebhookOptions) => [
    seller_id,
    webhook_id,
    envelope,
    profile,
  ],
  touched,
);

/** Without secrets calls are not signed. */
export const setSigning = statement(
  'setSigning',
  `update webhooks
      set signing = $3, modified_at = $4
    where seller_id = $1 and webhook_id = $2 and deleted_at is null`,
  ({ seller_id, webhook_id }: WebhookKey, secrets: SealedSecret[], now: number) => [
    seller_id,
    webhook_id,
    secrets.length === 0 ? null : JSON.stringify(secrets),
    now,
  ],
  touched,
);

/** Everything the owner gave is replaced; whether it is on stays, and its failures are forgotten. */
export const replaceWebhook = statement(
  'replaceWebhook',
  `update webhooks
      set url = $3, authentication_type = $4, username = $5, secret = $6, subscribed = $7, country_codes = $8,
          failures = 0, failure_counted_at = null, failing_since = null, paused_until = null, modified_at = $9
    where seller_id = $1 and webhook_id = $2 and deleted_at is null`,
  (row: WebhookFields, now: number) => [...fieldValues(row), now],
  touched,
);

export const hasWebhook = statement(
  'hasWebhook',
  'select exists (select from webhooks where seller_id = $1 and webhook_id = $2 and deleted_at is null)',
  ({ seller_id, webhook_id }: WebhookKey) => [seller_id, webhook_id],
  scalar<boolean>(),
);

export const activateWebhook = statement(
  'activateWebhook',
  `update webhooks
      set status = 'ACTIVE', failures = 0, failure_counted_at = null, failing_since = null, paused_until = null,
          modified_at = case when status = 'ACTIVE' then modified_at else $3 end
    where seller_id = $1 and webhook_id = $2 and deleted_at is null`,
  ({ seller_id, webhook_id }: WebhookKey, now: number) => [seller_id, webhook_id, now],
  touched,
);

/** The new epoch holds all that is owed until now; the worker writes it on the deliveries, some at a time. */
export const deactivateWebhook = statement(
  'deactivateWebhook',
  `update webhooks
      set status = 'PASSIVE',
          epoch = case when status = 'PASSIVE' then epoch else epoch + 1 end,
          modified_at = case when status = 'PASSIVE' then modified_at else $3 end
    where seller_id = $1 and webhook_id = $2 and deleted_at is null`,
  ({ seller_id, webhook_id }: WebhookKey, now: number) => [seller_id, webhook_id, now],
  touched,
);

export const deleteWebhook = statement(
  'deleteWebhook',
  `update webhooks
      set deleted_at = $3, epoch = epoch + 1, modified_at = $3
    where seller_id = $1 and webhook_id = $2 and deleted_at is null`,
  ({ seller_id, webhook_id }: WebhookKey, now: number) => [seller_id, webhook_id, now],
  touched,
);

export type ListedWebhook = WebhookKey & {
  created_at: number;
  modified_at: number | null;
  url: string;
  username: string | null;
  authentication_type: 'BASIC_AUTHENTICATION' | 'API_KEY';
  status: 'ACTIVE' | 'PASSIVE';
  epoch: number;
  subscribed: string[] | null;
  country_codes: string[] | null;
  /** Sealed. */
  secret: string;
  signing: SealedSecret[];
  /** Its own; null: the seller's, or else the setting. */
  envelope: 'flat' | 'page' | null;
  seller_envelope: 'flat' | 'page' | null;
  profile: 'trendyol' | 'standard' | null;
  failures: number;
  failing_since: number | null;
  paused_until: number | null;
};

type StoredWebhook = Omit<StoredSigning<ListedWebhook>, 'seller_envelope'> & { settings: string };

const listedOf = ({ settings, ...row }: StoredWebhook): ListedWebhook => ({
  ...row,
  signing: secretsOf(row.signing),
  seller_envelope: settingsOf(settings).webhook_envelope,
});

const select_listed = `
  select w.seller_id, w.webhook_id, w.created_at, w.modified_at, w.url, w.username, w.authentication_type, w.status,
         w.epoch, w.subscribed, w.country_codes, w.secret, w.signing, w.envelope, w.profile, w.failures,
         w.failing_since, w.paused_until, s.settings
    from webhooks w
    join sellers s on s.seller_id = w.seller_id
   where w.seller_id = $1 and w.deleted_at is null`;

export const listWebhooks = statement(
  'listWebhooks',
  `${select_listed} order by w.created_at, w.webhook_id`,
  (seller_id: number) => [seller_id],
  rows(listedOf),
);

export const findWebhook = statement(
  'findWebhook',
  `${select_listed} and w.webhook_id = $2`,
  ({ seller_id, webhook_id }: WebhookKey) => [seller_id, webhook_id],
  rows(listedOf),
);

/** For changing it by what it was; or for relying on its status until the transaction ends. */
export const lockWebhook = statement(
  'lockWebhook',
  `${select_listed} and w.webhook_id = $2 for update of w`,
  ({ seller_id, webhook_id }: WebhookKey) => [seller_id, webhook_id],
  rows(listedOf),
);

// Secrets under a new key.

/** `signing` is not decoded: a change of it by its owner shows in its text. */
export type SealedWebhook = WebhookKey & { secret: string; signing: string | null };

export const sealedAfter = statement(
  'sealedAfter',
  `select seller_id, webhook_id, secret, signing
     from webhooks
    where (seller_id, webhook_id) > ($1, $2::uuid)
    order by seller_id, webhook_id
    limit $3`,
  (after: WebhookKey, limit: number) => [after.seller_id, after.webhook_id, limit],
  rows<SealedWebhook>(),
);

/** Unless its owner has changed it meanwhile: then it is sealed with the new key already. */
export const reseal = statement(
  'reseal',
  `update webhooks
      set secret = $5, signing = $6
    where seller_id = $1 and webhook_id = $2 and secret = $3 and signing is not distinct from $4`,
  (before: SealedWebhook, after: SealedWebhook) => [
    before.seller_id,
    before.webhook_id,
    before.secret,
    before.signing,
    after.secret,
    after.signing,
  ],
  touched,
);
