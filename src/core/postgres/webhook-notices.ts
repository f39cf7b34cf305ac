import { columns } from './columns.ts';
import { rows, statement, touched } from './statement.ts';
import { type WebhookKey, webhookKeys } from './webhooks.ts';

export type NoticeFacts = {
  /** The event that could not be delivered. */
  event: string;
  status: number | null;
  error_class: string | null;
  failures: number;
  failing_since: number | null;
  /** When the webhook became PASSIVE, or will. */
  passive_at: number;
};

export type Notice = WebhookKey & { at: number; kind: 'first-failure' | 'passive'; facts: NoticeFacts };

const noticeColumns = columns({ seller_id: 'bigint', webhook_id: 'uuid', at: 'bigint', kind: 'text', facts: 'text' });

/** A frozen clock can put two streaks into one millisecond; one notice is enough for the owner. */
export const insertNotices = statement(
  'insertNotices',
  `insert into webhook_notices (${noticeColumns.names}) select * from ${noticeColumns.as('n')}
   on conflict (seller_id, webhook_id, at, kind) do nothing`,
  (notices: Notice[]) =>
    noticeColumns.arrays(notices.map((notice) => ({ ...notice, facts: JSON.stringify(notice.facts) }))),
  touched,
);

type ListedNotice = Omit<Notice, 'seller_id'>;

/** The latest notices of each webhook, newest first. */
export const listNotices = statement(
  'listNotices',
  `select k.webhook_id, n.at, n.kind, n.facts
     from ${webhookKeys.as('k', 2)}
    cross join lateral
          (select at, kind, facts from webhook_notices
            where seller_id = k.seller_id and webhook_id = k.webhook_id
            order by at desc, kind desc limit $1) as n
    order by n.at desc, n.kind desc`,
  (keys: WebhookKey[], limit: number) => [limit, ...webhookKeys.arrays(keys)],
  rows(
    (row: Omit<ListedNotice, 'facts'> & { facts: string }): ListedNotice => ({ ...row, facts: JSON.parse(row.facts) }),
  ),
);
