import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { operations } from '../documented.ts';
import { startWorld, type TestWorld } from '../world.ts';

/** Sends bytes as they are and reads until the other side ends, or for a second. */
const raw = (world: TestWorld, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(world.url);
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = '';
    const done = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setEncoding('latin1').on('data', (part) => {
      answer += part;
      if (answer.includes('\r\n\r\n')) setTimeout(done, 100);
    });
    socket.on('end', done).on('error', reject).setTimeout(5_000, done);
  });

test('HEAD is answered like GET, without a body', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const paths = ['/console', '/docs', '/docs/swagger-ui.css'];
  const reads = operations.filter(({ method, path }) => method === 'GET' && !/:(?!sellerId)|events$/.test(path));
  expect(reads.length).toBeGreaterThan(20);
  const asked = [
    ...paths.map((path) => ({ path, as: undefined })),
    ...reads.map(({ path, access }) => ({
      path: path.replace(':sellerId', String(seller.seller_id)),
      as: access === 'operator' ? ('operator' as const) : seller,
    })),
  ];
  for (const { path, as } of asked) {
    const [head, got] = [await world.call('HEAD', path, { as }), await world.call('GET', path, { as })];
    expect([path, head.status, head.body]).toEqual([path, got.status, '']);
    expect([path, head.headers['content-type']]).toEqual([path, got.headers['content-type']]);
  }
  const other = await world.call('POST', '/openapi.json');
  expect([other.status, other.headers['allow']]).toEqual([405, 'GET, HEAD']);
});

test('HEAD does not keep a stream open', async () => {
  await using world = await startWorld();
  const { status, headers, body } = await world.call('HEAD', '/api/v1/events', { as: 'operator' });
  expect([status, headers['content-type'], body]).toEqual([200, 'text/event-stream; charset=utf-8', '']);
});

test('no answer is sniffed for another type', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const list = `/integration/order/sellers/${seller.seller_id}/v2/orders`;
  const answers = [
    await world.call('GET', list, { as: seller }),
    await world.call('GET', list),
    await world.call('GET', '/nowhere'),
    await world.call('GET', '/openapi.json'),
    await world.call('PUT', '/openapi.json'),
    await world.call('GET', '/docs/start.js'),
  ];
  expect(answers.map(({ headers }) => headers['x-content-type-options'])).toEqual(answers.map(() => 'nosniff'));
  expect(await raw(world, 'nonsense\r\n\r\n')).toMatch(/x-content-type-options: nosniff/i);
});

test('a browser that asks for the root is led to the console; a program gets the usual answer', async () => {
  await using world = await startWorld();
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  const browser = await world.call('GET', '/', { headers: { accept } });
  expect([browser.status, browser.headers['location']]).toEqual([302, 'console']);
  for (const headers of [{}, { accept: '*/*' }, { accept: 'application/json' }])
    expect((await world.call('GET', '/', { headers })).status).toBe(556);
});

test.each([
  ['two hosts', 'GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: 127.0.0.1\r\n\r\n'],
  ['a version before 1.0', 'GET /openapi.json HTTP/0.9\r\nHost: 127.0.0.1\r\n\r\n'],
  ['a version after 1.1', 'GET /openapi.json HTTP/2.0\r\nHost: 127.0.0.1\r\n\r\n'],
  ['no host', 'GET /openapi.json HTTP/1.1\r\n\r\n'],
])('a request with %s is refused', async (_, text) => {
  await using world = await startWorld();
  expect(await raw(world, text)).toMatch(/^HTTP\/1\.1 400 /);
});

test('a request of HTTP 1.0 needs no Host', async () => {
  await using world = await startWorld();
  expect(await raw(world, 'GET /openapi.json HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
});
