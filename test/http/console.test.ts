import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { startWorld } from '../world.ts';

describe('the console', () => {
  test('every path below it serves the page, with a nonce and without foreign sources', async () => {
    await using world = await startWorld();
    const nonces = new Set<string>();
    for (const path of ['/console', '/console/', '/console/packages?status=Created', '/console/sellers/1/packages/2']) {
      const { status, headers, body } = await world.call('GET', path);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-content-type-options']).toBe('nosniff');
      const policy = headers['content-security-policy']!;
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(policy).toContain("default-src 'none'");
      const [, nonce] = /script-src 'self' 'nonce-([\w-]{22})'/.exec(policy)!;
      nonces.add(nonce!);
      // Every script and style of the page is a file of ours or carries the nonce; none is written into it.
      expect(body).toContain(`nonce="${nonce}"`);
      expect(body).not.toMatch(/<script[^>]*>[^<]|<style|\son\w+=|https?:\/\//);
    }
    expect(nonces.size).toBe(4);
  });

  test('its files may be cached for ever, and are compressed', async () => {
    await using world = await startWorld();
    const { body: page } = await world.call('GET', '/console');
    const [, script] = /src="(console\/assets\/[^"]+\.js)"/.exec(page)!;
    const plain = await world.call('GET', `/${script}`);
    expect(plain.status).toBe(200);
    expect(plain.headers['content-type']).toMatch(/javascript/);
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(plain.headers['x-content-type-options']).toBe('nosniff');
    for (const encoding of ['gzip', 'br']) {
      const packed = await request(`${world.url}/${script}`, { headers: { 'accept-encoding': encoding } });
      expect(packed.headers['content-encoding']).toBe(encoding);
      expect((await packed.body.arrayBuffer()).byteLength).toBeLessThan(plain.body.length / 2);
    }
  });

  test.each(['/console/assets/none.js', '/console/assets/..%2findex.html', '/consoles'])(
    '%s is not served',
    async (path) => {
      await using world = await startWorld();
      expect((await world.call('GET', path)).status).not.toBe(200);
    },
  );
});

describe("the sandbox's published credentials", () => {
  const path = '/api/v1/sandbox/credentials';

  test('open what they are published for', async () => {
    await using world = await startWorld({ seed: true });
    const { operatorToken, sellers } = (await world.call('GET', path)).json;
    const as = { authorization: `Bearer ${operatorToken}` };
    expect((await world.call('GET', '/api/v1/sellers', { headers: as })).status).toBe(200);
    expect(sellers).toHaveLength(2);
    for (const { sellerId, name, apiKey, apiSecret } of sellers) {
      const seller = { seller_id: sellerId, key: apiKey, secret: apiSecret };
      expect((await world.call('GET', '/api/v1/seller', { as: seller })).json).toMatchObject({ sellerId, name });
    }
  });

  test('are not published when the token was set or the key was revoked', async () => {
    await using world = await startWorld({
      seed: true,
      env: { KOLI_OPERATOR_TOKEN: 'a-token-of-my-own' },
    });
    const revoked = await world.call('DELETE', '/api/v1/sellers/2738/keys/sandbox-key', { as: 'operator' });
    expect(revoked.status).toBe(200);
    const { operatorToken, sellers } = (await world.call('GET', path)).json;
    expect(operatorToken).toBe(null);
    expect(sellers.map(({ sellerId }: { sellerId: number }) => sellerId)).toEqual([2739]);
  });
});

describe('behind a proxy that serves koli below a path', () => {
  const prefix = '/tools/koli';

  test.each(['/console', '/console/', '/console/sellers/1/packages/2?a=/b', '/docs'])(
    'the page %s finds its files',
    async (page) => {
      // One that takes the path away, and one that leaves it.
      for (const env of [{}, { KOLI_BASE_PATH: prefix }]) {
        await using world = await startWorld({ env });
        const read = (path: string) => world.call('GET', 'KOLI_BASE_PATH' in env ? path : path.slice(prefix.length));
        const { body } = await read(prefix + page);
        const files = [...body.matchAll(/(?:src|href)="([^"#]+\.(?:js|css|svg|png))"/g)].map(
          ([, file]) => new URL(file!, `http://proxy.example${prefix}${page}`).pathname,
        );
        expect(files.length).toBeGreaterThan(1);
        for (const file of files) {
          expect(file.startsWith(`${prefix}/`)).toBe(true);
          expect([file, (await read(file)).status]).toEqual([file, 200]);
        }
      }
    },
  );
});
