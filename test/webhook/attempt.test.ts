import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { programOf } from '../../src/app/program.ts';
import { attempt, type CallTarget, callTerms, eventId, type Message, waitOf } from '../../src/core/webhook/attempt.ts';
import { guardedAgent } from '../../src/core/webhook/guard.ts';

const id = eventId({ seller_id: 900217, package_id: 3500000017, sequence: 2 });
const api_key = { authentication_type: 'API_KEY', username: 'kept', secret: 'key-1' } as const;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function receiver(answer: (request: IncomingMessage, response: ServerResponse, body: string) => unknown) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    answer(request, response, body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closers.push(() => new Promise((done) => server.close(done).closeAllConnections()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function sender(timeout_ms = 2_000) {
  const agent = guardedAgent({ timeout_ms, allowed_networks: ['127.0.0.0/8'] });
  closers.push(() => agent.destroy());
  return (to: CallTarget, body = '{}', message: Partial<Message> = {}) =>
    attempt(
      agent,
      to,
      { id, body, secrets: [], ...message },
      callTerms({ settings: { webhook: { timeout_ms } } as never, program: programOf('sandbox') }),
    );
}

test('the request: method, path, headers, body', async () => {
  const seen: { request: IncomingMessage; body: string }[] = [];
  const origin = await receiver((request, response, body) => {
    seen.push({ request, body });
    response.writeHead(204).end();
  });
  const send = sender();
  const body = '{"customerFirstName":"Şükrü"}';
  const outcome = await send({ ...api_key, url: `${origin}/hook?a=1&b=ş#part` }, body);
  expect(outcome).toMatchObject({ ok: true, status: 204, error_class: null, excerpt: '' });
  const basic = { authentication_type: 'BASIC_AUTHENTICATION', username: 'ali', secret: 'gizli:ş' } as const;
  await send({ ...basic, url: origin }, body);

  const { request } = seen[0]!;
  expect([request.method, request.url, seen[0]!.body]).toEqual(['POST', '/hook?a=1&b=%C5%9F', body]);
  const { version } = (await import('../../package.json', { with: { type: 'json' } })).default;
  expect(request.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': `koli/${version}`,
    'webhook-id': 'evt_900217_3500000017_2',
    'x-api-key': 'key-1',
  });
  expect(request.headers).not.toHaveProperty('authorization');
  expect(Math.abs(Number(request.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(5);
  const second = seen[1]!.request.headers;
  expect(second.authorization).toBe(`Basic ${Buffer.from('ali:gizli:ş').toString('base64')}`);
  expect(second).not.toHaveProperty('x-api-key');
});

test.each([200, 201, 299])('%i is a success', async (status) => {
  const origin = await receiver((_, response) => response.writeHead(status).end());
  expect(await sender()({ ...api_key, url: origin })).toMatchObject({ ok: true, status });
});

test.each([301, 302, 307, 400, 404, 410, 429, 500, 503])(
  '%i is a failure, and the answer is stored',
  async (status) => {
    let calls = 0;
    const origin = await receiver((_, response) => {
      calls++;
      response.writeHead(status, { location: '/elsewhere' }).end('not\0today');
    });
    const outcome = await sender()({ ...api_key, url: origin });
    expect(outcome).toMatchObject({ ok: false, status, error_class: null, excerpt: 'not\ufffdtoday' });
    expect(calls).toBe(1);
  },
);

test('an endless answer is cut after its first KiB, and its status counts', async () => {
  const origin = await receiver((_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('x'.repeat(700)), 1);
    response.on('close', () => clearInterval(timer));
  });
  const outcome = await sender()({ ...api_key, url: origin });
  expect(outcome).toMatchObject({ ok: true, status: 200 });
  expect(outcome.excerpt).toBe('x'.repeat(1024));
});

test('a longer answer is read to its end, and keeps its connection', async () => {
  const connections = new Set<unknown>();
  const origin = await receiver((request, response) => {
    connections.add(request.socket);
    response.end(`${'x'.repeat(1022)}ğğ${'y'.repeat(4_000)}`);
  });
  const send = sender();
  for (let call = 0; call < 3; call++) {
    const outcome = await send({ ...api_key, url: origin });
    expect(outcome.excerpt).toBe(`${'x'.repeat(1022)}ğ`);
  }
  expect(connections.size).toBe(1);
});

test('a receiver that echoes its request does not bring secrets into the log', async () => {
  const long = `s3cret-${'k'.repeat(3_000)}`;
  const whsec = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const origin = await receiver((request, response) => {
    const { authorization, 'x-api-key': key } = request.headers;
    const told = `got ${authorization ?? key} and ${whsec}`;
    response.writeHead(500).end(request.url === '/endless' ? `${'x'.repeat(5_300)}${key}`.padEnd(9_000, '.') : told);
  });
  const send = sender();
  const key = { ...api_key, secret: long, url: `${origin}/hook` };
  expect((await send(key, '{}', { secrets: [whsec] })).excerpt).toBe('got *** and ***');
  const basic = { authentication_type: 'BASIC_AUTHENTICATION', username: 'ali', secret: 'gizli' } as const;
  expect((await send({ ...basic, url: `${origin}/hook` }, '{}', { secrets: [whsec] })).excerpt).toBe(
    'got Basic *** and ***',
  );
  // Half a secret at the place where reading ends.
  const cut = await send({ ...key, url: `${origin}/endless` });
  expect(cut.excerpt).toBe('x'.repeat(1024));
});

test('Retry-After is read in seconds and as a date of each form; other values are ignored', () => {
  expect([waitOf('120'), waitOf(' 0 '), waitOf(undefined), waitOf('')]).toEqual([120_000, 0, null, null]);
  const at = new Date(Math.ceil(Date.now() / 1000) * 1000 + 60_000);
  const asctime = at.toUTCString().replace(/(\w+), (\d+) (\w+) (\d+) (\S+) GMT/, '$1 $3 $2 $5 $4');
  for (const text of [at.toUTCString(), asctime]) {
    const wait_ms = waitOf(text)!;
    expect([text, wait_ms > 50_000 && wait_ms <= 61_000]).toEqual([text, true]);
  }
  expect(waitOf('Fri, 31 Dec 1999 23:59:59 GMT')).toBe(0);
  for (const text of [
    'soon',
    '-5',
    '1.5',
    '99999999999',
    'Mon',
    'Mon, soon',
    'Mon, 02.01.2027 10:00:00',
    'Mon, 30 Feb 2027',
  ])
    expect([text, waitOf(text)]).toEqual([text, null]);
});

test('silence, and an answer without a complete status, end at the timeout', async () => {
  const silent = await receiver(() => {});
  const outcome = await sender(150)({ ...api_key, url: silent });
  expect(outcome).toMatchObject({ ok: false, status: null, error_class: 'timeout' });
  expect(outcome.duration_ms).toBeGreaterThanOrEqual(140);
  expect(outcome.duration_ms).toBeLessThan(1_000);
});

test('connecting counts into the timeout', async () => {
  const sockets: Socket[] = [];
  const server = createTcpServer((socket) => sockets.push(socket));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((done) => server.close(done));
  });
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outcome = await sender(150)({ ...api_key, url });
  expect(outcome).toMatchObject({ ok: false, error_class: 'timeout' });
  expect(outcome.duration_ms).toBeLessThan(1_000);
});

test('a refused connection, a dropped connection and a failed TLS handshake are told apart', async () => {
  const send = sender();
  expect(await send({ ...api_key, url: 'http://127.0.0.1:1' })).toMatchObject({ ok: false, error_class: 'network' });
  let calls = 0;
  const origin = await receiver((request) => {
    calls++;
    request.socket.destroy();
  });
  expect(await send({ ...api_key, url: origin })).toMatchObject({ ok: false, error_class: 'network' });
  expect(calls).toBe(1);
  const outcome = await send({ ...api_key, url: origin.replace('http:', 'https:') });
  expect(outcome).toMatchObject({ ok: false, error_class: 'tls' });
});

test('an untrusted certificate is refused before anything is sent', async () => {
  const pem = readFileSync(new URL('certificate.pem', import.meta.url));
  let calls = 0;
  const server = createTlsServer({ key: pem, cert: pem }, (_, response) => {
    calls++;
    response.end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closers.push(() => new Promise((done) => server.close(done).closeAllConnections()));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await sender()({ ...api_key, url })).toMatchObject({ ok: false, error_class: 'tls' });
  expect(calls).toBe(0);
});

test('a connection that the receiver closed while idle is not a failure: the call uses a new one', async () => {
  let calls = 0;
  const origin = await receiver((request, response) => {
    calls++;
    if (calls === 2) request.socket.destroy();
    else response.end();
  });
  const send = sender();
  expect(await send({ ...api_key, url: origin })).toMatchObject({ ok: true });
  expect(await send({ ...api_key, url: origin })).toMatchObject({ ok: true });
  expect(calls).toBe(3);
});

test('calls to one receiver run in parallel, and reuse connections', async () => {
  let connections = 0;
  let most = 0;
  let now = 0;
  const server = createServer((request, response) => {
    most = Math.max(most, ++now);
    request.resume();
    setTimeout(() => {
      now--;
      response.end();
    });
  });
  server.on('connection', () => connections++);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closers.push(() => new Promise((done) => server.close(done).closeAllConnections()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = sender();
  for (let round = 0; round < 3; round++) await Promise.all(Array.from({ length: 8 }, () => send({ ...api_key, url })));
  expect({ most, connections }).toEqual({ most: 8, connections: 8 });
});

/** A receiver that answers each call with these bytes, in these pieces. */
async function speaker(...pieces: string[]) {
  const server = createTcpServer((socket) => {
    let seen = '';
    socket.on('error', () => {});
    socket.on('data', async (data) => {
      seen += data.toString('latin1');
      if (!seen.endsWith('{}')) return;
      seen = '';
      socket.setNoDelay(true);
      for (const piece of pieces) {
        socket.write(piece);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
  });
  let connections = 0;
  server.on('connection', () => connections++);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closers.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, connections: () => connections };
}

const last = (status: number) => `HTTP/1.1 ${status} Done\r\nContent-Length: 2\r\n\r\nok`;
const early = 'HTTP/1.1 100 Continue\r\n\r\n';

test.each([
  ['100 in one piece with the answer', [early + last(200)], 200],
  ['100 in a piece of its own', [early, last(200)], 200],
  ['100 with a header, twice', [`HTTP/1.1 100 Continue\r\nX: 1\r\n\r\n${early}${last(204).replace('ok', '')}`], 204],
  ['100 letter by letter', [...early, last(200)], 200],
  [
    '100 and a header in two pieces',
    ['HTTP/1.1 100 Continue\r\nX: 1\r\n\r', '\nHTTP/1.1 200 Do', last(200).slice(15)],
    200,
  ],
  [
    '102 and 103',
    ['HTTP/1.1 102 Processing\r\n\r\n', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n', last(201)],
    201,
  ],
  ['100 before a failure', [early + last(500)], 500],
  ['a body that looks like 100', [`HTTP/1.1 200 OK\r\nContent-Length: ${early.length}\r\n\r\n`, early], 200],
] as [string, string[], number][])('interim answers are passed over: %s', async (_, pieces, status) => {
  const { url, connections } = await speaker(...pieces);
  const send = sender();
  // The second call goes over the same connection, where all of it holds again.
  for (let call = 0; call < 2; call++)
    expect(await send({ ...api_key, url })).toMatchObject({ status, ok: status < 300, error_class: null });
  expect(connections()).toBe(status === 204 ? connections() : 1);
});

test('an answer may have 200 KiB of headers; longer ones fail and say so', async () => {
  let size = 200 << 10;
  const origin = await receiver((_, response) => {
    for (let index = 0; index < size >> 10; index++) response.setHeader(`x-${index}`, 'x'.repeat(1_000));
    response.end();
  });
  const send = sender();
  expect(await send({ ...api_key, url: origin })).toMatchObject({ ok: true, status: 200 });
  size = 400 << 10;
  expect(await send({ ...api_key, url: origin })).toMatchObject({
    ok: false,
    error_class: 'network',
    excerpt: 'the header of the answer is longer than 256 KiB',
  });
});
