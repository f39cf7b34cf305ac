import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser } from '../browser/chromium.ts';
import { npm, npm_cli, run, start } from './run.ts';

const no_network = new URL('../acceptance/no-network.mjs', import.meta.url).href;
const seller = `Basic ${Buffer.from('sandbox-key:sandbox-secret').toString('base64')}`;
const packages = inject('packages');

describe('what is packed', () => {
  const listed = packages.map((file) => ({
    file,
    names: execFileSync('tar', ['-tzf', file], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((name) => name.replace(/^package\//, '')),
    manifest: JSON.parse(execFileSync('tar', ['-xzOf', file, 'package/package.json'], { encoding: 'utf8' })),
  }));

  test('is three packages, each with licence and README, without an install script', () => {
    expect(listed.map(({ manifest }) => manifest.name).sort()).toEqual(['@koli/client', '@koli/testing', 'koli']);
    for (const { names, manifest } of listed) {
      expect(names).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
      expect(manifest.scripts).toBeUndefined();
      expect(manifest.private).toBeUndefined();
    }
  });

  test('have one version, and depend only on one another', () => {
    expect(new Set(listed.map(({ manifest }) => manifest.version)).size).toBe(1);
    const { version } = listed[0]!.manifest;
    const needs = Object.fromEntries(listed.map(({ manifest }) => [manifest.name, manifest.dependencies ?? {}]));
    expect(needs).toEqual({
      koli: {},
      '@koli/client': {},
      '@koli/testing': { koli: version, '@koli/client': version },
    });
  });

  test('contain what runs, types and source maps: no sources, no tests', () => {
    for (const { names, manifest } of listed) {
      const strangers = names.filter((name) => /\.ts$/.test(name) && !/\.d\.ts$/.test(name));
      expect([manifest.name, strangers]).toEqual([manifest.name, []]);
      expect(names.some((name) => /(^|\/)(test|src|bench|node_modules)\//.test(name))).toBe(false);
      expect(names.some((name) => name.endsWith('.js.map'))).toBe(true);
      expect(names.some((name) => name.endsWith('.d.ts'))).toBe(true);
    }
  });
});

describe.each(Object.entries(inject('nodes')))('installed with Node %s', (version, node) => {
  let folder: string;
  const koli = (words: string[], env: Record<string, string> = {}) =>
    start(node, [npm_cli, 'exec', '--offline', '--', 'koli', ...words], folder, env);
  const told = async (words: string[], env: Record<string, string> = {}) => {
    const { status, out } = await koli(words, env).ended;
    expect([words, status, out]).toEqual([words, 0, out]);
    return out;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(inject('workshop'), `project ${version}-`));
    writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "private": true }');
    await npm(node, ['install', '--ignore-scripts', '--engine-strict', ...packages], folder);
  });

  test('no other package is installed', () => {
    const names = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(names.sort()).toEqual(['@koli', 'koli']);
  });

  test('npx koli prints version and verbs', async () => {
    const { version: its } = JSON.parse(readFileSync(join(folder, 'node_modules/koli/package.json'), 'utf8'));
    expect((await told(['--version'])).trim()).toBe(its);
    const help = await told(['--help']);
    for (const verb of ['serve', 'migrate', 'verify', 'order', 'listen', 'scenario', 'clock', 'webhooks'])
      expect(help).toContain(`\n  ${verb} `);
  });

  test('npx koli starts a sandbox without a network, and its verbs work', async () => {
    const data = join(folder, 'its data');
    const attempts = join(folder, 'attempts');
    const env = { PORT: '0', KOLI_DATA: data, NODE_OPTIONS: `--import=${no_network}`, ATTEMPTS: attempts };
    const { child, says, ended } = koli([], env);
    const url = (await says(/sandbox: (http:\S+)/))[1]!;
    const there = { KOLI_URL: url };
    const [{ shipmentPackageId: id }] = JSON.parse(await told(['order', '--line', 'MUG=3', '--json'], there)).orders;
    await told(['cancel', String(id), '1=1'], there);
    expect(await told(['package', String(id)], there)).toMatch(/Cancelled/);
    expect(await told(['scenario', 'run', 'cancel-split-cancel'], there)).toMatch(/cancel-split-cancel/);
    expect(await told(['clock'], there)).toMatch(/\d{4}-\d\d-\d\d/);
    child.kill('SIGTERM');
    await ended;
    expect(existsSync(attempts) ? readFileSync(attempts, 'utf8') : '').toBe('');

    const again = koli(['serve'], { PORT: '0', KOLI_DATA: data });
    const { KOLI_URL } = { KOLI_URL: (await again.says(/sandbox: (http:\S+)/))[1]! };
    expect(await told(['package', String(id)], { KOLI_URL })).toMatch(/Cancelled/);
    again.child.kill('SIGTERM');
    await again.ended;
  });

  test('SIGTERM ends it with status 0', async () => {
    const { child, says, ended } = start(node, ['node_modules/koli/dist/koli.js', '--memory'], folder, { PORT: '0' });
    await says(/sandbox: http/);
    child.kill('SIGTERM');
    expect((await ended).status).toBe(0);
  });

  test('page, reference, label and metrics are served, and the page opens in a browser', async () => {
    const { child, says, ended } = start(node, ['node_modules/koli/dist/koli.js', '--memory'], folder, { PORT: '0' });
    try {
      const url = (await says(/sandbox: (http:\S+)/))[1]!;
      for (const path of ['/docs', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js', '/openapi.json'])
        expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
      await expectLabel(url);
      const browser = await openBrowser();
      try {
        const page = await browser.newPage();
        await page.goto(`${url}/console`);
        await page.getByLabel('Operator token').fill('sandbox-operator');
        await page.getByLabel('Operator token').press('Enter');
        await page.getByRole('heading', { name: 'Packages' }).waitFor();
      } finally {
        await browser.close();
      }
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
  });

  async function expectLabel(url: string): Promise<void> {
    const ask = (method: string, path: string, authorization: string, body?: object) =>
      fetch(url + path, {
        method,
        headers: { authorization, 'user-agent': 'koli-test', 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      });
    const order = await ask('POST', '/api/v1/sandbox/orders', 'Bearer sandbox-operator', { status: 'Invoiced' });
    const [{ shipmentPackageId }] = ((await order.json()) as { orders: [{ shipmentPackageId: number }] }).orders;
    const own = `/integration/order/sellers/2738`;
    const page = await ask('GET', `${own}/v2/orders?shipmentPackageIds=${shipmentPackageId}`, seller);
    const { content } = (await page.json()) as { content: [{ cargoTrackingNumber: number }] };
    const number = content[0].cargoTrackingNumber;
    const asked = await ask('POST', `/integration/sellers/2738/common-label/${number}`, seller, { format: 'ZPL' });
    expect([asked.status, await asked.text()]).toEqual([200, expect.any(String)]);
    const label = await ask(
      'GET',
      `/api/v1/sellers/2738/packages/${shipmentPackageId}/label.png`,
      'Bearer sandbox-operator',
    );
    expect(label.status).toBe(200);
    expect(Buffer.from(await label.arrayBuffer()).toString('latin1', 1, 4)).toBe('PNG');
  }
});

describe('the command of the package', () => {
  test('fails in one sentence where the port is in use', async () => {
    const folder = join(inject('workshop'), 'port');
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "private": true }');
    await npm(process.execPath, ['install', ...packages], folder);
    const first = start(process.execPath, ['node_modules/koli/dist/koli.js', '--memory'], folder, { PORT: '0' });
    const port = (await first.says(/sandbox: http:\S+:(\d+)/))[1]!;
    const words = ['node_modules/koli/dist/koli.js', '--memory', '--port', port];
    await expect(run(process.execPath, words, folder)).rejects.toThrow(`koli: Port ${port} on 127.0.0.1 is taken`);
    first.child.kill('SIGTERM');
    await first.ended;
  });
});
