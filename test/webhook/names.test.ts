import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hostNames, hostsFile, resolveHost, resolveWith } from '../../src/core/webhook/names.ts';

type Asked = { of: 'system' | 'servers'; host: string };

const fails = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));

/** What the hosts file, the name servers and the system say; names that are missing are not known there. */
function machine(said: { hosts?: string; servers?: Record<string, string> | string; system?: Record<string, string> }) {
  const asked: Asked[] = [];
  const names = hostNames(said.hosts ?? '');
  const from = (of: Asked['of'], table: Record<string, string> | string) => (host: string) => {
    asked.push({ of, host });
    const address = typeof table === 'string' ? undefined : table[host];
    if (address === undefined) return fails(typeof table === 'string' ? table : 'ENOTFOUND');
    return Promise.resolve([{ address, family: address.includes(':') ? 6 : 4 }]);
  };
  const resolve = resolveWith({
    system: from('system', said.system ?? {}),
    isInHosts: async (host) => names.has(host),
    servers: from('servers', said.servers ?? {}),
  });
  return { asked, resolve: async (host: string) => (await resolve(host)).map(({ address }) => address) };
}

describe('a name means to a webhook what it means to the machine', () => {
  test('of the hosts file: no name server is asked', async () => {
    const { asked, resolve } = machine({
      hosts: '127.0.0.1 localhost\n127.0.0.1\tshop.example.com  www.shop.example.com # ours\n',
      servers: { 'shop.example.com': '203.0.113.5' },
      system: { 'shop.example.com': '127.0.0.1', 'www.shop.example.com': '127.0.0.1' },
    });
    expect(await resolve('shop.example.com')).toEqual(['127.0.0.1']);
    expect(await resolve('www.shop.example.com')).toEqual(['127.0.0.1']);
    expect(asked.map(({ of }) => of)).toEqual(['system', 'system']);
  });

  test('of the name servers, and the system has the last word: a search domain may win', async () => {
    const { asked, resolve } = machine({
      servers: { 'receiver.shop': '198.51.100.7' },
      system: { 'receiver.shop': '10.0.0.7' },
    });
    expect(await resolve('receiver.shop')).toEqual(['10.0.0.7']);
    expect(asked.map(({ of }) => of)).toEqual(['servers', 'system']);
  });

  test.each(['ENOTFOUND', 'ENODATA', 'ECONNREFUSED'])('of the system alone, where a server says %s', async (code) => {
    const { resolve } = machine({ servers: code, system: { 'only.example': '127.0.0.1' } });
    expect(await resolve('only.example')).toEqual(['127.0.0.1']);
  });

  test.each(['ETIMEOUT', 'ESERVFAIL', 'EREFUSED'])(
    'a server that says %s does not cost a thread of the system',
    async (code) => {
      const { asked, resolve } = machine({ servers: code, system: { 'dead.example': '127.0.0.1' } });
      await expect(resolve('dead.example')).rejects.toMatchObject({ code });
      expect(asked.map(({ of }) => of)).toEqual(['servers']);
    },
  );

  test.each(['receiver', 'receiver.local', 'host.docker.internal'])('%s is left to the system', async (host) => {
    const { asked, resolve } = machine({ system: { [host]: '10.0.0.7' } });
    expect(await resolve(host)).toEqual(['10.0.0.7']);
    expect(asked.map(({ of }) => of)).toEqual(['system']);
  });

  test('of the standards: names below localhost are this machine, and some are none', async () => {
    const { asked, resolve } = machine({ servers: { 'a.localhost': '203.0.113.5', 'a.invalid': '203.0.113.5' } });
    expect(await resolve('a.localhost')).toEqual(['127.0.0.1', '::1']);
    for (const host of ['a.invalid', 'shop.onion'])
      await expect(resolve(host)).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect(asked.map(({ of }) => of)).toEqual(['system']);
  });

  test('as the program runs: localhost', async () => {
    expect(['127.0.0.1', '::1']).toContain((await resolveHost('localhost'))[0]?.address);
  });
});

test('a hosts file is read again when it was changed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'koli-hosts-'));
  try {
    const path = join(folder, 'hosts');
    const isInHosts = hostsFile(path);
    expect(await isInHosts('shop.example')).toBe(false);
    writeFileSync(path, '::1 Shop.Example\r\n# 127.0.0.1 other.example\n');
    expect(await isInHosts('shop.example')).toBe(true);
    expect(await isInHosts('SHOP.example.')).toBe(true);
    expect(await isInHosts('other.example')).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
