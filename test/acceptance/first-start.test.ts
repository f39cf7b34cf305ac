import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { preparedPath } from '../../src/core/postgres/prepared.ts';
import { startReceiver } from '../receiver.ts';
import { startKoli } from './process.ts';

const no_network = new URL('./no-network.mjs', import.meta.url).href;
const maker = fileURLToPath(new URL('../../tools/first-database.mjs', import.meta.url));
const key = `Basic ${Buffer.from('sandbox-key:sandbox-secret').toString('base64')}`;
const shop = '/integration/order/sellers/2738/v2/orders?size=200';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'koli-first-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing is in reach but koli itself. */
const alone = () => ({
  PATH: '',
  PORT: '0',
  KOLI_LOG_LEVEL: 'error',
  KOLI_DATA: join(folder, 'data'),
  NODE_OPTIONS: `--import=${no_network}`,
  ATTEMPTS: join(folder, 'attempts'),
});

const attempts = () => (existsSync(join(folder, 'attempts')) ? readFileSync(join(folder, 'attempts'), 'utf8') : '');

const call = (url: string, method: string, path: string, body?: object, authorization = key) =>
  fetch(url + path, {
    method,
    headers: { authorization, 'user-agent': 'koli-test', 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });

describe('R7 no account, no token, no network, nothing to install', () => {
  test('the test notices an attempt to reach the network', () => {
    const script = `for (const url of ['http://192.0.2.1/', 'https://parcel.example/']) await fetch(url).catch(() => {})`;
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], { env: alone() });
    expect(attempts().split('\n')).toEqual([
      expect.stringContaining('192.0.2.1'),
      expect.stringContaining('parcel.example'),
      '',
    ]);
  });

  test('a start without a network prints seller and key, and serves everything from list to webhook', async () => {
    await using receiver = await startReceiver();
    const { url, child, ended } = await startKoli(alone());
    try {
      expect((await call(url, 'GET', shop)).status).toBe(200);
      const terms = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k' };
      const hooks = '/integration/webhook/sellers/2738/webhooks';
      expect((await call(url, 'POST', hooks, terms)).status).toBe(200);
      const order = await call(url, 'POST', '/api/v1/sandbox/orders', {}, 'Bearer sandbox-operator');
      expect(order.status).toBe(200);
      await expect.poll(() => receiver.requests.map(({ json }) => json.status)).toEqual(['Awaiting', 'Created']);
      const docs = await (await fetch(`${url}/docs`)).text();
      expect(docs.match(/(?:src|href)="(?:https?:)?\/\/[^"]*/g)).toBeNull();
    } finally {
      child.kill('SIGTERM');
    }
    const { status, out } = await ended;
    expect([status, attempts()]).toEqual([0, '']);
    expect(out).toMatch(/seller 2738 +key sandbox-key +secret sandbox-secret/);
    expect(out).toContain('bearer token sandbox-operator');
  });
});

describe('R8 start', () => {
  test('the first start uses the database that the installation prepared', async () => {
    expect(execFileSync(process.execPath, [maker], { encoding: 'utf8' })).toBe('');
    const made = statSync(await preparedPath());
    const { url, child, ended } = await startKoli({ PORT: '0', KOLI_DATA: join(folder, 'data') });
    try {
      const list = await (await call(url, 'GET', shop)).json();
      expect((list as { totalElements: number }).totalElements).toBe(9);
    } finally {
      child.kill('SIGTERM');
    }
    expect((await ended).status).toBe(0);
    expect(statSync(await preparedPath())).toMatchObject({ mtimeMs: made.mtimeMs, ino: made.ino });
  });

  test('the installation goes on where it cannot prepare a database', () => {
    // As on a Node that cannot read TypeScript, or a machine without room for it.
    const NODE_OPTIONS = '--import=data:text/javascript,process.exit(3)';
    const script = `process.execArgv.length = 0; process.env.NODE_OPTIONS = ${JSON.stringify(NODE_OPTIONS)};
      await import(${JSON.stringify(maker)})`;
    const made = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(made.stdout).toMatch(/^koli: the first start will make its database itself/);
  });
});
