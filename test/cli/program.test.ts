import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { koli as koliAt } from '../child.ts';
import { newDatabase } from '../databases.ts';
import { inFull } from '../length.ts';

const folder = mkdtempSync(join(tmpdir(), 'koli-cli-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const koli = (words: string[], env?: Record<string, string>) => koliAt(words, env, folder);

describe('koli', () => {
  test('lists its verbs, options and variables', async () => {
    const { status, out } = await koli(['serve', '--help']).ended;
    expect(status).toBe(0);
    expect(out).toMatch(/--port <number>[\s\S]+KOLI_SECRET_KEY/);
    expect((await koli(['--help']).ended).out).toMatch(/serve[\s\S]+migrate/);
  });

  test('starts the service without a verb, with or without options', async () => {
    for (const words of [[], ['--log-level', 'error', '--data', join(folder, 'no-verb')]]) {
      const { child, ended, says } = koli(words, { PORT: '0' });
      await says(/sandbox: http/);
      child.kill('SIGTERM');
      expect((await ended).status).toBe(0);
    }
    const unknown = await koli(['servve']).ended;
    expect(unknown.err).toContain("unknown command 'servve'");
    expect(unknown.status).toBe(1);
  });

  test('reports all mistakes at once, one a line', async () => {
    const env = { PORT: 'x', KOLI_MODE: 'core', DATABASE_URL: 'mysql://koli:geheim@db/koli' };
    const { status, err, out } = await koli(['serve'], env).ended;
    expect(status).toBe(1);
    expect(out).toBe('');
    expect(err.trim().split('\n')).toHaveLength(4);
    for (const line of err.trim().split('\n')) expect(line).toMatch(/^koli: .+\.$/);
    expect(err).not.toContain('geheim');
  });

  test('reports in one sentence that the database is away', async () => {
    const { status, err } = await koli(['migrate'], { DATABASE_URL: 'postgres://koli:geheim@127.0.0.1:1/koli' }).ended;
    expect(status).toBe(1);
    expect(err).toBe('koli: No PostgreSQL answers at 127.0.0.1:1: start it, or correct DATABASE_URL.\n');
  });
});

/** The program needs a database that it can open by itself: a server's when there is one, else a folder that is kept. */
async function somewhere() {
  const database = await newDatabase();
  const where = 'DATABASE_URL' in database.env ? database.env : { KOLI_DATA: join(folder, 'data') };
  return { env: { PORT: '0', ...where }, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

describe('koli serve', () => {
  test('prints its address and credentials, answers, and stops on a signal, also after it was killed', async () => {
    await using place = await somewhere();
    const killed = koli(['serve'], place.env);
    await killed.says(/sandbox: http/);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const { child, says, ended } = koli(['serve'], place.env);
    const [, url] = await says(/sandbox: (http:\S+)/);
    await says(/key sandbox-key {3}secret sandbox-secret[\s\S]+curl [\s\S]+curl [\s\S]+curl /);
    expect((await fetch(`${url}/`)).status).toBeGreaterThanOrEqual(400);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ status: 0, signal: null, err: '' });
  });

  test('names the port that is in use, and leaves no lock', async () => {
    await using place = await somewhere();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    for (let round = 0; round < 2; round++) {
      const { status, err } = await koli(['serve'], { ...place.env, PORT: String(port) }).ended;
      expect(status).toBe(1);
      expect(err).toBe(
        `koli: Port ${port} on 127.0.0.1 is taken by another program: stop it, or choose another with PORT or --port.\n`,
      );
    }
    other.close();
  });

  inFull('R6 starts from a file of an export, and not where it would replace something', async () => {
    const file = join(folder, 'shop.koli');
    const first = koli(['serve', '--memory', '--port', '0']);
    const [, url] = await first.says(/sandbox: (http:\S+)/);
    const headers = { authorization: 'Bearer sandbox-operator' };
    await fetch(`${url}/api/v1/sandbox/orders`, { method: 'POST', headers });
    const exported = await fetch(`${url}/api/v1/sandbox/export`, { headers });
    writeFileSync(file, Buffer.from(await exported.arrayBuffer()));

    const second = koli(['serve', '--data', 'from-file', '--from', 'shop.koli', '--port', '0']);
    const [, copy] = await second.says(/sandbox: (http:\S+)/);
    const packages = async (of: string) => (await fetch(`${of}/api/v1/packages?size=200`, { headers })).json();
    expect(await packages(copy!)).toEqual(await packages(url!));
    for (const { child, ended } of [first, second]) {
      child.kill('SIGTERM');
      expect(await ended).toMatchObject({ status: 0, err: '' });
    }
    const again = await koli(['serve', '--data', 'from-file', '--from', 'shop.koli']).ended;
    expect(again).toMatchObject({ status: 1, err: expect.stringMatching(/^koli: --from shop.koli would replace/) });
    for (const wrong of ['nowhere.koli', '.']) {
      const { status, err } = await koli(['serve', '--memory', '--from', wrong]).ended;
      expect([status, err]).toEqual([1, `koli: ${wrong} cannot be read: give --from the file of an export.\n`]);
    }
    const core = await koli(['serve', '--from', 'shop.koli'], { KOLI_MODE: 'core' }).ended;
    expect(core.err).toContain('koli: Core mode does not accept --from');
  });
});

describe('koli reseal', () => {
  test('prints what it changed, and that nothing is left to do', async () => {
    await using place = await somewhere();
    const { child, says, ended } = koli(['serve'], place.env);
    const [, url] = await says(/sandbox: (http:\S+)/);
    const body = JSON.stringify({ url: 'http://127.0.0.1:1/', authenticationType: 'API_KEY', apiKey: 'key-1' });
    const headers = {
      authorization: `Basic ${btoa('sandbox-key:sandbox-secret')}`,
      'content-type': 'application/json',
    };
    expect((await fetch(`${url}/api/v1/seller/webhooks`, { method: 'POST', headers, body })).status).toBe(201);
    child.kill('SIGTERM');
    await ended;
    const keys = {
      KOLI_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
      KOLI_PREVIOUS_SECRET_KEYS: Buffer.from('koli-sandbox-key-is-not-a-secret').toString('base64'),
    };
    const closed = await koli(['reseal'], { ...place.env, KOLI_SECRET_KEY: Buffer.alloc(32, 2).toString('hex') }).ended;
    expect(closed.out).toMatch(
      /^encrypted anew: 0 webhooks, 0 stored answers\ncannot be decrypted: webhook \S{36} of seller 2738\n$/,
    );
    expect(closed.status).toBe(1);
    for (const count of [1, 0]) {
      const { status, out } = await koli(['reseal'], { ...place.env, ...keys }).ended;
      expect([status, out]).toEqual([
        0,
        `encrypted anew: ${count} webhook${count === 1 ? '' : 's'}, 0 stored answers\n`,
      ]);
    }
  });

  test('requires an existing database', async () => {
    const { status, err } = await koli(['reseal', '--data', join(folder, 'nowhere')]).ended;
    expect(status).toBe(1);
    expect(err).toMatch(/^koli: There is no database in /);
  });
});
