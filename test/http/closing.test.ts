import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../src/app/config.ts';
import { type Served, serve } from '../../src/app/serve.ts';
import { newDatabase } from '../databases.ts';

async function start(): Promise<AsyncDisposable & { served: Served; open(...text: string[]): Promise<Socket> }> {
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await newDatabase());
  const read = readSettings({ ...database.env, PORT: '0', KOLI_LOG_LEVEL: 'fatal', KOLI_RATE_LIMITS: 'off' });
  if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
  const served = opened.use(await serve(read.settings, { load: database.load, seed: true }));
  // Node would end idle and unfinished connections by itself: then each test here passes whatever koli does.
  Object.assign(served.server.server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 });
  const open = opened.move();
  return {
    served,
    async open(...text) {
      const socket = connect(Number(new URL(served.url).port), '127.0.0.1');
      open.defer(() => void socket.destroy());
      await once(socket, 'connect');
      for (const part of text) socket.write(part);
      return socket;
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

const authorization = 'authorization: Bearer sandbox-operator\r\nuser-agent: koli-test\r\nhost: localhost';
const get = (path: string) => `GET ${path} HTTP/1.1\r\n${authorization}\r\n\r\n`;
const post = (path: string, length: number, body: string) =>
  `POST ${path} HTTP/1.1\r\n${authorization}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`;

/** Until the server has seen what was sent. */
async function heard(served: Served, count: number): Promise<void> {
  for (;;) {
    const open = await new Promise<number>((resolve) => served.server.server.getConnections((_, n) => resolve(n)));
    if (open >= count) return;
  }
}

describe('koli stops', () => {
  test('with an unused connection open', async () => {
    await using koli = await start();
    const socket = await koli.open();
    await heard(koli.served, 1);
    await koli.served.close();
    if (!socket.closed) await once(socket.resume(), 'close');
  });

  test('with incomplete requests open', async () => {
    await using koli = await start();
    await koli.open('GET /api/v1/sand');
    await koli.open(post('/api/v1/sandbox/orders', 100, '{"count"'));
    await heard(koli.served, 2);
    await koli.served.close();
  });

  test('with a client that does not read its answer', async () => {
    await using koli = await start();
    const { served } = koli;
    const made = await fetch(`${served.url}/api/v1/sandbox/orders`, {
      method: 'POST',
      headers: { authorization: 'Bearer sandbox-operator', 'content-type': 'application/json' },
      body: JSON.stringify({ count: 1_000, silent: true }),
    });
    expect((await made.text()).length).toBeGreaterThan(100_000);
    // Asked for so often that no buffer on the way holds it all.
    const socket = await koli.open(...Array.from({ length: 40 }, () => get('/api/v1/sandbox/export')));
    socket.pause();
    await expect.poll(() => socket.bytesRead).toBeGreaterThan(0);
    await served.close();
  });

  test('with listeners that read, and ones that do not', async () => {
    await using koli = await start();
    const reader = await koli.open(get('/api/v1/events'));
    const sleeper = await koli.open(get('/api/v1/events'));
    const [head] = await once(reader, 'data');
    expect(String(head)).toContain('200 OK');
    sleeper.pause();
    await koli.served.close();
  });

  test('after it answered the requests that it began', async () => {
    await using koli = await start();
    const { served } = koli;
    const body = JSON.stringify({ count: 200, status: 'Picking' });
    const socket = await koli.open(post('/api/v1/sandbox/orders', body.length, body));
    const answered = new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (part) => {
        text += part;
      });
      socket.on('close', () => resolve(text));
    });
    const packages = async () =>
      (await served.world.db.pool.query('select count(*)::integer as n from packages')).rows[0].n;
    const before = await packages();
    // A turn of the event loop each time: the embedded database answers without one.
    while ((await packages()) === before) await turn();
    await served.close();
    expect(await answered).toMatch(/^HTTP\/1\.1 200 OK/);
    expect((await answered).match(/"orderNumber"/g)).toHaveLength(200);
  });
});

/** What came over a connection until the server ended it. This side never hangs up. */
async function saidUntilCut(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (part) => {
    text += part;
  });
  if (!socket.destroyed) await once(socket, 'close');
  return text;
}

describe('a node before its end', () => {
  test('is not ready, still answers, and ends each connection with its answer', async () => {
    await using koli = await start();
    const { served } = koli;
    const [asking, idle] = [await koli.open(get('/api/v1/health/ready')), await koli.open()];
    const [first] = await once(asking, 'data');
    expect(String(first)).toMatch(/^HTTP\/1\.1 200/);
    expect(String(first)).not.toMatch(/connection: close/i);
    const drained = served.drain(600_000);
    asking.write(get('/api/v1/packages?size=1'));
    expect(await saidUntilCut(asking)).toMatch(/^HTTP\/1\.1 200[\s\S]*connection: close/i);
    const late = await koli.open(get('/api/v1/health/ready'));
    expect(await saidUntilCut(late)).toMatch(/^HTTP\/1\.1 503[\s\S]*connection: close/i);
    idle.destroy();
    // No connection is open any more.
    await drained;
  });
});

describe('a client that keeps sending after a refusal', () => {
  const broken: [status: number, text: string, times: object][] = [
    [400, 'NOT HTTP AT ALL\r\n\r\n', {}],
    [408, 'GET /api/v1/sand', { headersTimeout: 100, requestTimeout: 100 }],
    [408, post('/api/v1/sandbox/orders', 100, '{"count"'), { headersTimeout: 100, requestTimeout: 100 }],
    [413, post('/api/v1/sandbox/orders', 100_000_000, '{"count"'), {}],
    [431, `GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, {}],
  ];
  test.each(broken)('loses its connection soon after a %i', async (status, text, times) => {
    await using koli = await start();
    Object.assign(koli.served.server.server, times);
    const socket = connect({ port: Number(new URL(koli.served.url).port), host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => {});
    socket.write(text);
    const said = saidUntilCut(socket);
    const open = () => new Promise<number>((resolve) => koli.served.server.server.getConnections((_, n) => resolve(n)));
    await once(socket, 'data');
    await expect.poll(open, { timeout: 20_000 }).toBe(0);
    socket.destroy();
    expect(await said).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });
});
