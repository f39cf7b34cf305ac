import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import { parseWebhook } from '../../client/src/index.ts';
import { StartError } from '../core/errors/start-error.ts';
import type { Koli, VerbWork } from './koli.ts';
import type { Options } from './options.ts';
import { nowOf } from './packages.ts';
import { Registration } from './registration.ts';
import { fileText, isHttpAddress, pairOf, timeFrom, timeText } from './text.ts';
import { waitForReplay } from './webhooks.ts';

/** The path of listeners, by which leftovers are recognised. */
const path = '/koli-listen/';
/** The header with which a listener shows that it is alive. */
const alive_header = 'koli-listen';
/** Less than the 10 s that koli waits for an answer. */
const forward_ms = 9_500;

/** Registers a webhook while the verb runs, and prints and forwards its calls. */
export const listenVerb: VerbWork = async (koli, _, options) => {
  const forward = forwardOf(options);
  const tls = await tlsOf(options);
  const credentials = expectedCredentials(options);
  // Before anything is registered that a signal would leave behind.
  const stopped = koli.terminal.stop();
  await removeLeftovers(koli);
  const listener = new LocalReceiver(koli, forward, tls);
  const url = await listener.open();
  let is_off = true;
  try {
    const registration = await Registration.register(koli, { url, ...credentials } as never);
    const over = new AbortController();
    const kept = registration.keep(over.signal);
    try {
      const target = forward === null ? '' : `, forwarding to ${forward}`;
      koli.terminal.note(`Listening to seller ${koli.seller_id}${target}. Stop with Ctrl-C.`);
      const since = options.text('replay');
      if (since !== undefined) await replayMissed(koli, registration.id(), url, since);
      await stopped;
    } finally {
      over.abort();
      await kept;
      is_off = await registration.takeOff();
    }
  } finally {
    await listener.close();
  }
  koli.terminal.note(
    is_off
      ? 'Stopped listening and deleted the webhook.'
      : 'Stopped listening. koli does not answer: the next listener deletes the webhook.',
  );
  return 0;
};

type ForwardTls = { rejectUnauthorized?: boolean; ca?: string };

/** A receiver on this machine often has a certificate of its own making. */
async function tlsOf(options: Options): Promise<ForwardTls> {
  const file = options.text('ca');
  return {
    ...(options.isOn('insecure') && { rejectUnauthorized: false }),
    ...(file !== undefined && { ca: await fileText(file) }),
  };
}

function forwardOf(options: Options): string | null {
  const url = options.text('forwardTo');
  if (url === undefined || isHttpAddress(url)) return url ?? null;
  throw new StartError('--forward-to must be an address like http://127.0.0.1:3000/hook.');
}

/** The credentials that the receiver expects, or a random key. */
function expectedCredentials(options: Options) {
  const basic = options.text('basic');
  if (basic !== undefined) return { authenticationType: 'BASIC_AUTHENTICATION', ...pairOf(basic, '--basic') };
  return { authenticationType: 'API_KEY', apiKey: options.text('apiKey') ?? randomBytes(16).toString('hex') };
}

const isListener = (url: string): boolean => new URL(url).pathname.startsWith(path);

/** Deletes webhooks of killed listeners. */
async function removeLeftovers({ operator, seller_id, terminal }: Koli): Promise<void> {
  const { content } = await operator.listSellerWebhooks(seller_id);
  for (const { id, url } of content.filter((one) => isListener(one.url))) {
    if (await isAlive(url)) continue;
    await operator.deleteSellerWebhook(seller_id, id);
    terminal.note(`Deleted the webhook of a killed listener (${url}).`);
  }
}

async function isAlive(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).headers.has(alive_header);
  } catch {
    return false;
  }
}

/** Replays to this listener what the seller's other webhooks were owed since a time. */
async function replayMissed(koli: Koli, own_id: string, url: string, since: string): Promise<void> {
  const { operator, seller_id, terminal } = koli;
  const startDate = timeFrom(since, await nowOf(koli));
  const { content } = await operator.listSellerWebhooks(seller_id);
  const others = content.filter((one) => one.id !== own_id && !isListener(one.url));
  if (others.length === 0) terminal.note(`Nothing to replay: seller ${seller_id} has no other webhook.`);
  for (const { id, status } of others) {
    if (status !== 'ACTIVE') {
      terminal.note(`Webhook ${id} is PASSIVE and is not replayed: activate it first.`);
      continue;
    }
    const started = await operator.startSellerReplay(seller_id, { webhookId: id, startDate, url } as never);
    if (!('dryRun' in started)) await waitForReplay(koli, started);
  }
}

const own_headers = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive']);

/** The status of the receiver, or why it did not answer. */
type ReceiverOutcome = number | string;

const isTaken = (outcome: ReceiverOutcome): boolean => typeof outcome === 'number' && outcome < 300;

/** The local receiver behind the webhook. */
class LocalReceiver {
  readonly #koli: Koli;
  readonly #forward: string | null;
  readonly #agent: Agent;
  #is_told = false;
  readonly #server = createServer((incoming, answer) => void this.#receive(incoming, answer));
  /** Replayed events. A replay sends an event once per webhook of the seller; the listener takes it once. */
  readonly #seen = new Set<string>();

  constructor(koli: Koli, forward: string | null, tls: ForwardTls) {
    this.#agent = new Agent({ connect: tls });
    this.#koli = koli;
    this.#forward = forward;
  }

  async open(): Promise<string> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${path}${randomBytes(8).toString('hex')}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
    await this.#agent.destroy();
  }

  async #receive(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    try {
      const body = Buffer.concat(await incoming.toArray());
      answer.setHeader(alive_header, 'yes');
      if (incoming.method !== 'POST') return void answer.end();
      const replayed = incoming.headers['koli-replay'] === undefined ? null : String(incoming.headers['webhook-id']);
      if (replayed !== null && this.#seen.has(replayed)) return void answer.end();
      if (replayed !== null) this.#seen.add(replayed);
      const outcome = this.#forward === null ? 200 : await this.#pass(this.#forward, incoming, body);
      if (replayed !== null && !isTaken(outcome)) this.#seen.delete(replayed);
      this.#print(incoming, body, outcome);
      answer.writeHead(typeof outcome === 'number' ? outcome : 502).end();
    } catch {
      // koli closed the connection and waits for no answer.
      answer.destroy();
    }
  }

  /** Forwards a call with the same headers and bytes. */
  async #pass(url: string, { headers }: IncomingMessage, body: Buffer): Promise<ReceiverOutcome> {
    const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !own_headers.has(name)));
    try {
      const answer = await request(url, {
        method: 'POST',
        headers: kept as Record<string, string>,
        body,
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(forward_ms),
      });
      await answer.body.dump();
      return answer.statusCode;
    } catch (error) {
      const { code, name } = error as { code?: string; name: string };
      this.#explain(code ?? name);
      return code ?? name;
    }
  }

  /** Once: each call would say the same. */
  #explain(code: string): void {
    if (this.#is_told || !/CERT|SIGNATURE|ISSUER/.test(code)) return;
    this.#is_told = true;
    this.#koli.terminal.note(
      `The certificate of the receiver is not trusted (${code}): name its issuer with --ca <file>, or do not check it with --insecure.`,
    );
  }

  #print({ headers }: IncomingMessage, body: Buffer, outcome: ReceiverOutcome): void {
    const mark = headers['koli-replay'] ? 'replay' : headers['koli-test'] ? 'test' : null;
    const forwarded = this.#forward === null ? null : outcome;
    for (const one of parseWebhook(body)) {
      const { lastModifiedDate: time, shipmentPackageId, orderNumber, status } = one;
      const event = { event: headers['webhook-id'], time, shipmentPackageId, orderNumber, status, mark, forwarded };
      const words = [timeText(time), shipmentPackageId, status.padEnd(17), `order ${orderNumber}`];
      if (mark !== null) words.push(`(${mark})`);
      if (forwarded !== null) words.push(`→ ${forwarded}`);
      this.#koli.terminal.out(this.#koli.json ? JSON.stringify(event) : words.join('  '));
    }
  }
}
