import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newDatabase } from '../databases.ts';
import { startKoli } from './process.ts';

const operator = 'Bearer sandbox-operator';
const seller = `Basic ${Buffer.from('other-key:other-secret').toString('base64')}`;
const headers = { 'user-agent': 'koli-test', 'content-type': 'application/json' };

/** A receiver that never answers. */
async function silence() {
  let calls = 0;
  const server = createServer(() => {
    calls++;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    calls: () => calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('koli under load', () => {
  test('stops by itself on a signal', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'koli-stop-'));
    await using database = await newDatabase();
    await using receiver = await silence();
    const data = 'DATABASE_URL' in database.env ? database.env : { KOLI_DATA: join(folder, 'data') };
    const { url, child, ended } = await startKoli({
      ...data,
      PORT: '0',
      KOLI_RATE_LIMITS: 'off',
      KOLI_LOG_LEVEL: 'fatal',
    });
    const ask = (method: string, path: string, body?: object) => {
      const authorization = path.startsWith('/api/') ? operator : seller;
      return fetch(url + path, { method, headers: { ...headers, authorization }, body: body && JSON.stringify(body) });
    };
    const done = async (...asked: Parameters<typeof ask>) => {
      const answer = await ask(...asked);
      expect([asked[1], answer.ok, await answer.text()]).toEqual([asked[1], true, expect.any(String)]);
    };
    try {
      const hook = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k' };
      await done('POST', '/api/v1/sellers/2738/webhooks', hook);
      await done('POST', '/api/v1/sandbox/faults', { operation: 'lists', do: { outcome: 'delayed', delayMs: 60_000 } });
      await done('PUT', '/api/v1/sandbox/clock', { rate: 60 });
      // Whoever waits hears of the end in one way or another.
      const waiting: Promise<unknown>[] = [];
      const leave = (...asked: Parameters<typeof ask>) => void waiting.push(ask(...asked).catch(() => null));
      leave('GET', '/api/v1/events');
      leave('POST', '/api/v1/verify');
      for (let round = 0; round < 20; round++) {
        leave('POST', '/api/v1/sandbox/orders', { count: 20, status: 'Picking' });
        leave('GET', '/integration/order/sellers/2739/v2/orders');
      }
      await expect.poll(receiver.calls).toBeGreaterThan(2);
      leave('PUT', '/api/v1/sandbox/clock', { advance: 'PT2H' });
      leave('PUT', '/api/v1/sandbox/clock', { advance: 'PT3H' });
      leave('POST', '/api/v1/sandbox/receiver-check', { url: receiver.url });
      leave('POST', '/api/v1/sandbox/sellers/2739/reset');
      leave('GET', '/api/v1/sandbox/export');
      const before = receiver.calls();
      await expect.poll(receiver.calls).toBeGreaterThan(before);
      child.kill('SIGTERM');
      // Cut off after ten seconds it would end with 1.
      expect((await ended).status).toBe(0);
      await Promise.all(waiting);
    } finally {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
