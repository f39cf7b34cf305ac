import { setTimeout as sleep } from 'node:timers/promises';
import type { Flags } from '../app/config.ts';
import { StartError } from '../core/start-error.ts';
import { type Koli, textOf, type Work } from './koli.ts';
import { nowOf } from './packages.ts';
import { progress } from './terminal.ts';
import { momentOf, numberOf, table, timeText } from './text.ts';

type Operator = Koli['operator'];
type Webhook = Awaited<ReturnType<Operator['listSellerWebhooks']>>['content'][number];
type Delivery = Awaited<ReturnType<Operator['listSellerDeliveries']>>['content'][number];
type Replay = Awaited<ReturnType<Operator['readSellerReplay']>>;

export const listWebhooks: Work = async (koli) => {
  const { content } = await koli.operator.listSellerWebhooks(koli.seller_id);
  koli.show(content, () =>
    table(
      ['webhook', 'status', 'owed', 'held', 'given up', 'address'],
      content.map(({ id, status, health, url }) => [id, status, health.owed, health.held, health.givenUp, url]),
    ),
  );
  return 0;
};

/** The one that is meant; a seller's only webhook need not be named. */
async function webhookOf({ operator, seller_id }: Koli, id: string | undefined): Promise<Webhook> {
  const { content } = await operator.listSellerWebhooks(seller_id);
  const found = id === undefined ? content : content.filter((one) => one.id.startsWith(id));
  if (found.length === 1) return found[0]!;
  if (content.length === 0) throw new StartError(`Seller ${seller_id} has no webhook.`);
  throw new StartError(
    id === undefined || found.length > 1
      ? `Which webhook? Name one of ${content.map((one) => one.id).join(', ')}.`
      : `Seller ${seller_id} has no webhook ${id}: name one of ${content.map((one) => one.id).join(', ')}.`,
  );
}

export const testWebhook: Work = async (koli, [id]) => {
  const webhook = await webhookOf(koli, id);
  const told = await koli.operator.testSellerWebhook(koli.seller_id, webhook.id);
  koli.show(told, () => `${told.url} answered ${told.status ?? told.errorClass} in ${told.durationMs} ms`);
  return told.ok ? 0 : 1;
};

export const webhookLog: Work = async (koli, [id], flags) => {
  const webhook = await webhookOf(koli, id);
  const most = numberOf(textOf(flags['limit']) ?? '20', '--limit');
  const state = textOf(flags['state']);
  const packageId =
    textOf(flags['package']) === undefined ? undefined : numberOf(textOf(flags['package'])!, '--package');
  const found: Delivery[] = [];
  const query = { state, packageId, size: Math.max(1, Math.min(most, 200)) };
  for await (const one of koli.operator.each.listSellerDeliveries(koli.seller_id, webhook.id, query as never)) {
    if (found.length >= most) break;
    found.push(one);
  }
  koli.show(found, () =>
    table(
      ['event', 'tells of', 'state', 'attempts', 'at'],
      found.map((one) => [one.eventId, one.status, one.state, one.attempts, timeText(one.createdDate)]),
    ),
  );
  return 0;
};

export const activateWebhook: Work = async (koli, [id]) => {
  const webhook = await webhookOf(koli, id);
  const done = await koli.operator.activateSellerWebhook(koli.seller_id, webhook.id);
  koli.show(done, () => `webhook ${webhook.id} is ACTIVE`);
  return 0;
};

/** One delivery, those of a package, those of a time, or all that was missed. */
export const replay: Work = async (koli, [id], flags) => {
  if (!['event', 'package', 'from', 'missed'].some((name) => textOf(flags[name]) !== undefined))
    throw new StartError('Say what to send again: --event, --package, --from (and --until) or --missed.');
  const body = {
    ...(await scopeOf(koli, flags)),
    ...(id === undefined ? {} : { webhookId: (await webhookOf(koli, id)).id }),
  };
  const started = await koli.operator.startSellerReplay(koli.seller_id, body as never);
  if ('dryRun' in started) {
    koli.show(started, () => `deliveries that would be sent again: ${started.total}`);
    return 0;
  }
  const ended = await through(koli, started);
  koli.show(ended, () => `${ended.replayed} of ${ended.total} owed again, ${ended.state}`);
  return ended.state === 'done' ? 0 : 1;
};

async function scopeOf(koli: Koli, flags: Flags): Promise<Record<string, unknown>> {
  const now = await nowOf(koli);
  const moment = (name: string) =>
    textOf(flags[name]) === undefined ? undefined : momentOf(textOf(flags[name])!, now);
  const scope = {
    eventId: textOf(flags['event']),
    packageId: textOf(flags['package']) === undefined ? undefined : numberOf(textOf(flags['package'])!, '--package'),
    startDate: moment('from'),
    endDate: moment('until'),
    notDeliveredSince: moment('missed'),
    url: textOf(flags['to']),
    dryRun: flags['dryRun'] === true ? true : undefined,
  };
  return Object.fromEntries(Object.entries(scope).filter(([, value]) => value !== undefined));
}

const poll_ms = 100;

/** Until a replay has made everything owed that it was asked for. */
export async function through(koli: Koli, started: Replay): Promise<Replay> {
  const bar = progress(koli.terminal, started.total, 'deliveries');
  let current = started;
  try {
    while (current.state === 'running') {
      await sleep(poll_ms);
      current = await koli.operator.readSellerReplay(koli.seller_id, started.id);
      bar.show(current.replayed);
    }
  } finally {
    bar.end();
  }
  return current;
}
