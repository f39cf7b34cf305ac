import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from '../../client/src/index.ts';
import { StartError } from '../core/errors/start-error.ts';
import type { Koli, VerbWork } from './koli.ts';
import type { Options } from './options.ts';
import { nowOf, page_most, takeFirst } from './packages.ts';
import { progress } from './terminal.ts';
import { table, timeText } from './text.ts';

type Webhook = Result<'listSellerWebhooks'>['content'][number];
type Delivery = Result<'listSellerDeliveries'>['content'][number];
type Replay = Result<'readSellerReplay'>;

export const listWebhooksVerb: VerbWork = async (koli) => {
  const { content } = await koli.operator.listSellerWebhooks(koli.seller_id);
  koli.show(content, () =>
    table(
      ['webhook', 'status', 'owed', 'held', 'given up', 'address'],
      content.map(({ id, status, health, url }) => [id, status, health.owed, health.held, health.givenUp, url]),
    ),
  );
  return 0;
};

/** The webhook whose id begins like this. If a seller has one webhook, the id can be left out. */
async function chooseWebhook({ operator, seller_id }: Koli, id: string | undefined): Promise<Webhook> {
  const { content } = await operator.listSellerWebhooks(seller_id);
  const found = id === undefined ? content : content.filter((one) => one.id.startsWith(id));
  if (found.length === 1) return found[0]!;
  if (content.length === 0) throw new StartError(`Seller ${seller_id} has no webhook.`);
  const ids = content.map((one) => one.id).join(', ');
  throw new StartError(
    id === undefined || found.length > 1
      ? `Seller ${seller_id} has several webhooks: give one of ${ids}.`
      : `Seller ${seller_id} has no webhook ${id}: give one of ${ids}.`,
  );
}

export const testWebhookVerb: VerbWork = async (koli, [id]) => {
  const webhook = await chooseWebhook(koli, id);
  const result = await koli.operator.testSellerWebhook(koli.seller_id, webhook.id);
  koli.show(result, () => `${result.url} answered ${result.status ?? result.errorClass} in ${result.durationMs} ms`);
  return result.ok ? 0 : 1;
};

export const webhookLogVerb: VerbWork = async (koli, [id], options) => {
  const webhook = await chooseWebhook(koli, id);
  const limit = options.limit('limit', 20);
  const query = {
    state: options.text('state'),
    packageId: options.number('package'),
    size: Math.min(limit, page_most),
  };
  const deliveries = koli.operator.each.listSellerDeliveries(koli.seller_id, webhook.id, query as never);
  const found = await takeFirst<Delivery>(deliveries, limit);
  koli.show(found, () =>
    table(
      ['event', 'package status', 'state', 'attempts', 'at'],
      found.map((one) => [one.eventId, one.status, one.state, one.attempts, timeText(one.createdDate)]),
    ),
  );
  return 0;
};

export const activateWebhookVerb: VerbWork = async (koli, [id]) => {
  const webhook = await chooseWebhook(koli, id);
  const done = await koli.operator.activateSellerWebhook(koli.seller_id, webhook.id);
  koli.show(done, () => `webhook ${webhook.id} is ACTIVE`);
  return 0;
};

export const replayVerb: VerbWork = async (koli, [id], options) => {
  if (!['event', 'package', 'from', 'missed'].some((name) => options.text(name) !== undefined))
    throw new StartError('Give what to send again: --event, --package, --from (and --until) or --missed.');
  const body = {
    ...(await replayInput(koli, options)),
    ...(id === undefined ? {} : { webhookId: (await chooseWebhook(koli, id)).id }),
  };
  const started = await koli.operator.startSellerReplay(koli.seller_id, body as never);
  if ('dryRun' in started) {
    koli.show(started, () => `deliveries that would be sent again: ${started.total}`);
    return 0;
  }
  const ended = await waitForReplay(koli, started);
  koli.show(ended, () => `${ended.replayed} of ${ended.total} owed again, ${ended.state}`);
  return ended.state === 'done' ? 0 : 1;
};

async function replayInput(koli: Koli, options: Options): Promise<Record<string, unknown>> {
  const now = await nowOf(koli);
  return {
    eventId: options.text('event'),
    packageId: options.number('package'),
    startDate: options.moment('from', now),
    endDate: options.moment('until', now),
    notDeliveredSince: options.moment('missed', now),
    url: options.text('to'),
    dryRun: options.trueOrAbsent('dryRun'),
  };
}

const poll_ms = 100;

/** Waits until all deliveries of a replay are owed again. */
export async function waitForReplay(koli: Koli, started: Replay): Promise<Replay> {
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
