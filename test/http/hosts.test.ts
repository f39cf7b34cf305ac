import { describe, expect, test } from 'vitest';
import { readSettings } from '../../src/app/config.ts';
import { startWorld } from '../world.ts';

describe('a koli on a loopback address', () => {
  const asked = async (hosts: (string | undefined)[], env: Record<string, string> = {}) => {
    await using world = await startWorld({ env });
    const { port } = new URL(world.url);
    const statuses: [string | undefined, number][] = [];
    for (const host of hosts)
      for (const path of ['/api/v1/sandbox/credentials', '/console', '/docs']) {
        const answer = await world.call('GET', path, { headers: { host: host?.replace('PORT', port) } });
        if (answer.status === 421) expect(answer.json.errors[0].message).toContain('KOLI_ALLOWED_HOSTS');
        statuses.push([host, answer.status]);
      }
    return statuses;
  };

  const served = ['127.0.0.1:PORT', 'localhost', 'LOCALHOST:PORT', 'localhost.', '[::1]:PORT', 'shop.localhost:PORT'];
  test('serves addresses, localhost and names below it', async () => {
    for (const [host, status] of await asked([...served, '192.168.1.5:4000']))
      expect([host, [200, 503].includes(status)]).toEqual([host, true]);
  });

  const strange = [
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'nolocalhost',
  ];
  test('refuses every other name, such as a web page may point at it', async () => {
    for (const [host, status] of await asked(strange)) expect([host, status]).toEqual([host, 421]);
  });

  test('serves the names of its setting', async () => {
    const env = { KOLI_ALLOWED_HOSTS: 'koli.example, *.shop.example' };
    const hosts = ['koli.example:PORT', 'a.shop.example', 'b.a.shop.example.', 'localhost'];
    for (const [host, status] of await asked(hosts, env))
      expect([host, [200, 503].includes(status)]).toEqual([host, true]);
    for (const [host, status] of await asked(['shop.example', 'a.koli.example', 'evil.example'], env))
      expect([host, status]).toEqual([host, 421]);
    const all = await asked(['evil.example'], { KOLI_ALLOWED_HOSTS: '*' });
    expect(all.every(([, status]) => status !== 421)).toBe(true);
  });

  test('reads names only from its setting', () => {
    for (const text of ['http://koli.example', 'koli.example:4000', 'a b', '*.', 'a.*.b'])
      expect(readSettings({ KOLI_ALLOWED_HOSTS: text })).toMatchObject({
        mistakes: [expect.stringContaining('KOLI_ALLOWED_HOSTS must be names')],
      });
  });
});

test('who calls is what a named proxy says, and what no other says', async () => {
  const call = async (env: Record<string, string>) => {
    await using world = await startWorld({ env });
    const seller = await world.newSeller({ allowed_networks: ['192.0.2.0/24'] });
    const path = `/integration/order/sellers/${seller.seller_id}/v2/orders`;
    return (await world.call('GET', path, { as: seller, headers: { 'x-forwarded-for': '192.0.2.7' } })).status;
  };
  expect(await call({})).toBe(503);
  expect(await call({ KOLI_TRUSTED_PROXIES: '10.0.0.0/8' })).toBe(503);
  expect(await call({ KOLI_TRUSTED_PROXIES: '127.0.0.0/8' })).toBe(200);
});
