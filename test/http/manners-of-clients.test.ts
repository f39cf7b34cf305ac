import { once } from 'node:events';
import { connect } from 'node:net';
import fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { watchFlight } from '../../src/http/server/flight.ts';
import { wrongKeyDelays } from '../../src/http/server/wrong-keys.ts';
import { startWorld } from '../world.ts';
import { form, packageIn } from './lab.ts';

describe('a wrong key', () => {
  test('waits longer the more often it is tried from one address, and for a minute', () => {
    let now = 0;
    const delay = wrongKeyDelays(1_000, () => now);
    const tried = (address: string, times: number) => Array.from({ length: times }, () => delay(address));
    expect(tried('a', 20).every((ms) => ms === 0)).toBe(true);
    expect(tried('a', 3)).toEqual([50, 100, 150]);
    expect(delay('b')).toBe(0);
    expect(Math.max(...tried('a', 100))).toBe(1_000);
    now = 60_000;
    expect(delay('a')).toBe(0);
    expect(Math.max(...Array.from({ length: 50 }, () => wrongKeyDelays(0)('a')))).toBe(0);
  });

  test('is counted, and does not slow down the right one', async () => {
    await using world = await startWorld({ env: { KOLI_WRONG_KEY_DELAY_MS: '10' } });
    const seller = await world.newSeller();
    const path = `/integration/order/sellers/${seller.seller_id}/v2/orders`;
    const wrong = { ...seller, secret: 'wrong' };
    for (let call = 0; call < 25; call++) expect((await world.call('GET', path, { as: wrong })).status).toBe(401);
    const headers = { authorization: 'Bearer wrong' };
    expect((await world.call('GET', '/api/v1/sellers', { headers })).status).toBe(401);
    expect((await world.call('GET', '/api/v1/sellers')).status).toBe(401);
    expect((await world.call('GET', path, { as: seller })).status).toBe(200);
    const { body } = await world.call('GET', '/api/v1/metrics', { as: 'operator' });
    expect(body).toContain('koli_wrong_keys_total{of="seller"} 25\n');
    expect(body).toContain('koli_wrong_keys_total{of="operator"} 1\n');
  });
});

test("koli's own operations of sellers have request limits, too", async () => {
  await using world = await startWorld({ env: { KOLI_RATE_LIMITS: 'on' } });
  const seller = await world.newSeller();
  const statuses: number[] = [];
  for (let call = 0; call < 51; call++)
    statuses.push((await world.call('GET', '/api/v1/seller/packages', { as: seller })).status);
  expect([statuses.filter((status) => status === 200).length, statuses.at(-1)]).toEqual([50, 429]);
});

describe('forms', () => {
  test('of one seller leave places to others, and those that do not move are cut', async () => {
    await using world = await startWorld();
    const [slow, other] = [await world.newSeller(), await world.newSeller()];
    const path = (seller: typeof slow) => `/integration/sellers/${seller.seller_id}/seller-invoice-file`;
    const head = [
      `POST ${path(slow)} HTTP/1.1`,
      'host: localhost',
      'user-agent: koli-test',
      `authorization: ${world.authorization(slow)}`,
      'content-type: multipart/form-data; boundary=x',
      'content-length: 100000',
      '\r\n--x\r\n',
    ].join('\r\n');
    const sockets = Array.from({ length: 16 }, () => connect(Number(new URL(world.url).port), '127.0.0.1'));
    const answers = sockets.map(async (socket) => {
      let text = '';
      socket.on('data', (part) => {
        text += part;
      });
      socket.on('error', () => {});
      socket.write(head);
      await once(socket, 'close');
      return text.slice(9, 12);
    });
    await expect.poll(() => sockets.filter((socket) => socket.bytesRead > 0).length).toBe(8);
    const found = await packageIn(world, other, 'Picking');
    const bill = await form({ shipmentPackageId: String(found.package_id), file: ['a.pdf', '%PDF-1.4 a bill'] });
    expect((await world.call('POST', path(other), { as: other, ...bill })).status).not.toBe(503);
    expect((await Promise.all(answers)).toSorted()).toEqual([...Array(8).fill('408'), ...Array(8).fill('503')]);
  });
});

describe('answers that nobody reads', () => {
  test('are bounded, for all and for each client, and are cut when they do not move', async () => {
    const app = fastify();
    const flight = watchFlight(app, { flight_bytes: 100 << 20, client_bytes: 20 << 20, still_ms: 500, look_ms: 50 });
    app.addHook('onRequest', (request, _reply, done) => done(flight.refuse(request) ?? undefined));
    app.setErrorHandler((error, _request, reply) =>
      reply.code((error as { facts?: object }).facts ? 503 : 500).send('no'),
    );
    app.get('/large', () => 'x'.repeat(30 << 20));
    app.get('/small', () => 'ok');
    app.put('/small', () => 'ok');
    try {
      const url = await app.listen({ port: 0, host: '127.0.0.1' });
      const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
      socket.write('GET /large HTTP/1.1\r\nhost: x\r\n\r\n');
      await once(socket, 'readable');
      expect((await fetch(`${url}/small`)).status).toBe(503);
      expect((await fetch(`${url}/small`, { method: 'PUT' })).status).toBe(200);
      await expect.poll(async () => (await fetch(`${url}/small`)).status, { timeout: 20_000 }).toBe(200);
      socket.resume();
      if (!socket.closed) await once(socket, 'close');
    } finally {
      await app.close();
    }
  });
});
