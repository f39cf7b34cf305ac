import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Call } from './judge.ts';

export type ReceiverOptions = { tick: () => number; calls: Call[] };

type Reply = (response: ServerResponse, socket: Socket) => void;

const status =
  (code: number, headers: Record<string, string> = {}): Reply =>
  (response) =>
    response.writeHead(code, headers).end(`${code}`);

const raw =
  (text: string): Reply =>
  (_, socket) =>
    socket.end(text, () => socket.destroy());

const mebibyte = Buffer.alloc(2 ** 20, 'x');

/** As much of 100 MB as the other side wants to read. */
const huge =
  (code: number): Reply =>
  (response) => {
    response.writeHead(code, { 'content-length': 100 * mebibyte.length });
    const pour = () => {
      while (!response.destroyed && response.write(mebibyte));
    };
    response.on('drain', pour).on('error', () => {});
    pour();
  };

/** `hears`: what koli can come to know from it. */
type Manner = { hears: Call['hears']; reply: Reply; closes?: boolean };

const manners = {
  'answers at once': { hears: 'success', reply: status(200) },
  'answers 204': { hears: 'success', reply: status(204) },
  'answers slowly': {
    hears: 'success',
    reply: (response, socket) => void setTimeout(status(200), 120, response, socket),
  },
  'answers with 100 MB': { hears: 'success', reply: huge(200), closes: true },
  'closes after half an answer': {
    hears: 'success',
    reply: raw('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf of'),
    closes: true,
  },
  'answers without end': {
    hears: 'success',
    reply: (response) => {
      const timer = setInterval(() => response.write('.'), 100);
      response.writeHead(200).on('close', () => clearInterval(timer));
    },
    closes: true,
  },
  'answers 500': { hears: 'refusal', reply: status(500) },
  'answers 404': { hears: 'refusal', reply: status(404) },
  'answers 429': { hears: 'refusal', reply: status(429, { 'retry-after': '1' }) },
  'answers 410': { hears: 'refusal', reply: status(410) },
  'answers 302': { hears: 'refusal', reply: status(302, { location: '/elsewhere' }) },
  'refuses with 100 MB': { hears: 'refusal', reply: huge(503) },
  'closes before it has read': { hears: 'nothing', reply: (_, socket) => socket.destroy() },
  'closes without an answer': { hears: 'nothing', reply: (_, socket) => socket.destroy() },
  'closes within the status line': { hears: 'nothing', reply: raw('HTTP/1.1 20') },
  'closes within the headers': { hears: 'nothing', reply: raw('HTTP/1.1 200 OK\r\ncontent-le') },
  hangs: { hears: 'nothing', reply: () => {} },
  'answers too late': {
    hears: 'nothing',
    reply: (response, socket) => void socket.once('close', () => response.writeHead(200).end()),
  },
} as const satisfies Record<string, Manner>;
export type MannerName = keyof typeof manners;

/** How receivers are: what they do at first to some of the events, at most three times each, and then to all. */
type Temper = { name: string; share: number; first: MannerName[]; later: MannerName[] };

export const tempers: Temper[] = [
  { name: 'good', share: 0, first: [], later: ['answers at once'] },
  {
    name: 'failing',
    share: 0.3,
    first: ['answers 500', 'answers 404', 'refuses with 100 MB'],
    later: ['answers at once'],
  },
  { name: 'throttling', share: 0.2, first: ['answers 429', 'answers 410', 'answers 302'], later: ['answers 204'] },
  { name: 'hanging', share: 0.02, first: ['hangs', 'answers too late'], later: ['answers at once'] },
  {
    name: 'closing',
    share: 0.2,
    first: [
      'closes before it has read',
      'closes without an answer',
      'closes within the status line',
      'closes within the headers',
    ],
    later: ['answers at once', 'answers at once', 'closes after half an answer'],
  },
  { name: 'talkative', share: 0, first: [], later: [...Array(15).fill('answers at once'), 'answers with 100 MB'] },
  {
    name: 'slow',
    share: 0.05,
    first: ['answers 500'],
    later: [...Array(60).fill('answers at once'), ...Array(39).fill('answers slowly'), 'answers without end'],
  },
];

/** The same for an event in every run of it: a number below `below`. */
const dice = (salt: string, below: number): number => createHash('sha256').update(salt).digest().readUInt32BE() % below;

function mannerOf({ name, share, first, later }: Temper, id: string, attempt: number): MannerName {
  const faults = dice(`${name} ${id}`, 1_000) < share * 1_000 ? 1 + dice(`how often ${id}`, 3) : 0;
  const choices = attempt < faults ? first : later;
  return choices[dice(`${name} ${id} ${attempt}`, choices.length)]!;
}

export type ChaosReceiver = AsyncDisposable & { name: string; url: string };

/** A receiver that writes down every call that reaches it, and how it answered. */
export async function startChaosReceiver(temper: Temper, options: ReceiverOptions): Promise<ChaosReceiver> {
  const { tick, calls } = options;
  const attempts = new Map<string, number>();
  const last = new WeakMap<Socket, Call>();
  const server = createServer((request, response) => void receive(request, response).catch(() => {}));
  server.on('connection', (socket: Socket) => {
    socket.on('error', () => {});
    socket.on('close', () => {
      const call = last.get(socket);
      if (call !== undefined) call.closed = tick();
    });
  });

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = String(request.headers['webhook-id']);
    const attempt = attempts.get(id) ?? 0;
    const name = mannerOf(temper, id, attempt);
    const { hears, reply, closes = false }: Manner = manners[name];
    const digest = name === 'closes before it has read' ? null : await read(request);
    attempts.set(id, attempt + 1);
    const { hash = null, status = null } = digest ?? {};
    const call: Call = {
      webhook: temper.name,
      id,
      hash,
      status,
      arrived: tick(),
      hears,
      manner: name,
      closes,
      closed: null,
    };
    calls.push(call);
    last.set(request.socket, call);
    reply(response, request.socket);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    name: temper.name,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${temper.name}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Fails when koli was killed before it had sent all: then nothing was received. */
async function read(request: IncomingMessage): Promise<{ hash: string; status: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const body = JSON.parse(bytes.toString());
  const { status, shipmentPackageId } = body.content?.[0] ?? body;
  if (!String(request.headers['webhook-id']).includes(`_${shipmentPackageId}_`)) throw new Error('another package');
  return { hash: createHash('sha256').update(bytes).digest('hex'), status };
}
