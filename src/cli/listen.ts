import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import { parseWebhook } from '../../client/src/index.ts';
import type { Flags } from '../app/config.ts';
import { StartError } from '../core/start-error.ts';
import { type Koli, textOf, type Work } from './koli.ts';
import { nowOf } from './packages.ts';
import { register } from './registration.ts';
import { momentOf, timeText } from './text.ts';
import { through } from './webhooks.ts';

/** Addresses under which listeners are registered, and by which a leftover is known. */
const path = '/koli-listen/';
/** By what a listener shows that it is alive. */
const alive_header = 'koli-listen';
const forward_ms = 9_500;

type Listener = { koli: Koli; forward: string | null; agent: Agent; seen: Set<string> };

/** A webhook for as long as the verb runs. */
export const listen: Work = async (koli, _, flags) => {
  const forward = forwardOf(flags);
  const credentials = credentialsOf(flags);
  // Asked for before there is anything to give back.
  const stopped = koli.terminal.stop();
  await removeLeftovers(koli);
  const listener = { koli, forward, agent: new Agent(), seen: new Set<string>() };
  const server = createServer((incoming, answer) => void receive(listener, incoming, answer));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}${randomBytes(8).toString('hex')}`;
  let is_off = true;
  try {
    const registration = await register(koli, { url, ...credentials } as never);
    const over = new AbortController();
    const kept = registration.keep(over.signal);
    try {
      koli.terminal.note(
        `Listening to seller ${koli.seller_id}${forward === null ? '' : `, forwarding to ${forward}`}. Ctrl-C ends it.`,
      );
      const since = textOf(flags['replay']);
      if (since !== undefined) await replayMissed(koli, registration.id(), url, since);
      await stopped;
    } finally {
      over.abort();
      await kept;
      is_off = await registration.takeOff();
    }
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await listener.agent.destroy();
  }
  koli.terminal.note(
    is_off
      ? 'Stopped listening; the webhook is gone.'
      : 'Stopped listening. koli does not answer: the next listener takes the webhook off.',
  );
  return 0;
};

function forwardOf(flags: Flags): string | null {
  const url = textOf(flags['forwardTo']);
  if (url === undefined) return null;
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new StartError('--forward-to must be an address like http://127.0.0.1:3000/hook.');
}

/** What the receiver behind it wants to see; made up when it wants nothing. */
function credentialsOf(flags: Flags) {
  const basic = textOf(flags['basic']);
  const [username, ...rest] = basic?.split(':') ?? [];
  if (basic !== undefined && rest.length === 0)
    throw new StartError('--basic must be user:password, with a colon between.');
  if (basic !== undefined) return { authenticationType: 'BASIC_AUTHENTICATION', username, password: rest.join(':') };
  return { authenticationType: 'API_KEY', apiKey: textOf(flags['apiKey']) ?? randomBytes(16).toString('hex') };
}

/** Webhooks of listeners that were killed: their address answers no more, or something else does. */
async function removeLeftovers({ operator, seller_id, terminal }: Koli): Promise<void> {
  const { content } = await operator.listSellerWebhooks(seller_id);
  for (const { id, url } of content.filter((one) => new URL(one.url).pathname.startsWith(path))) {
    if (await isAlive(url)) continue;
    await operator.deleteSellerWebhook(seller_id, id);
    terminal.note(`Removed the webhook of a listener that was killed (${url}).`);
  }
}

async function isAlive(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).headers.has(alive_header);
  } catch {
    return false;
  }
}

async function receive(listener: Listener, incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
  try {
    const body = Buffer.concat(await incoming.toArray());
    answer.setHeader(alive_header, 'yes');
    if (incoming.method !== 'POST') return void answer.end();
    // A replay to a listener tells once what several webhooks of the seller have been owed.
    const replayed = incoming.headers['koli-replay'] === undefined ? null : String(incoming.headers['webhook-id']);
    if (replayed !== null && listener.seen.has(replayed)) return void answer.end();
    if (replayed !== null) listener.seen.add(replayed);
    const status = listener.forward === null ? 200 : await forwarded(listener, listener.forward, incoming, body);
    if (replayed !== null && !(typeof status === 'number' && status < 300)) listener.seen.delete(replayed);
    tell(listener, incoming, body, status);
    answer.writeHead(typeof status === 'number' ? status : 502).end();
  } catch {
    // koli broke the connection off: nobody waits for an answer.
    answer.destroy();
  }
}

const own_headers = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive']);

/** The same headers, the same bytes. The status of whoever got them, or why nobody did. */
async function forwarded(
  { agent }: Listener,
  url: string,
  { headers }: IncomingMessage,
  body: Buffer,
): Promise<number | string> {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !own_headers.has(name)));
  try {
    const answer = await request(url, {
      method: 'POST',
      headers: kept as Record<string, string>,
      body,
      dispatcher: agent,
      signal: AbortSignal.timeout(forward_ms),
    });
    await answer.body.dump();
    return answer.statusCode;
  } catch (error) {
    const { code, name } = error as { code?: string; name: string };
    return code ?? name;
  }
}

function tell({ koli, forward }: Listener, { headers }: IncomingMessage, body: Buffer, status: number | string): void {
  const mark = headers['koli-replay'] ? 'replay' : headers['koli-test'] ? 'test' : null;
  for (const one of parseWebhook(body)) {
    const event = {
      event: headers['webhook-id'],
      time: one.lastModifiedDate,
      shipmentPackageId: one.shipmentPackageId,
      orderNumber: one.orderNumber,
      status: one.status,
      mark,
      forwarded: forward === null ? null : status,
    };
    const answer = forward === null ? '' : `  → ${status}`;
    const line = `${timeText(one.lastModifiedDate)}  ${one.shipmentPackageId}  ${one.status.padEnd(17)}  order ${one.orderNumber}${mark === null ? '' : `  (${mark})`}${answer}`;
    koli.terminal.out(koli.json ? JSON.stringify(event) : line);
  }
}

/** What the seller's other webhooks were told since a time, told to this one. */
async function replayMissed(koli: Koli, own_id: string, url: string, since: string): Promise<void> {
  const { operator, seller_id, terminal } = koli;
  const startDate = momentOf(since, await nowOf(koli));
  const { content } = await operator.listSellerWebhooks(seller_id);
  const others = content.filter((one) => one.id !== own_id && !new URL(one.url).pathname.startsWith(path));
  if (others.length === 0)
    terminal.note(`Seller ${seller_id} has no webhook that was owed anything: there is nothing to replay.`);
  for (const { id, status } of others) {
    if (status !== 'ACTIVE') {
      terminal.note(`Webhook ${id} is PASSIVE, and what it was owed is left out: activate it first.`);
      continue;
    }
    const started = await operator.startSellerReplay(seller_id, { webhookId: id, startDate, url } as never);
    if (!('dryRun' in started)) await through(koli, started);
  }
}
