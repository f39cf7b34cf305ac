import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Client from '../../client/src/index.ts';
import { startWorld } from '../world.ts';

const folder = fileURLToPath(new URL('../../client/', import.meta.url));
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const sources = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const textOf = (file: string) => readFileSync(join(folder, 'src', file), 'utf8');

describe('the sources of the client', () => {
  test('import nothing but one another', () => {
    expect(sources.length).toBeGreaterThan(8);
    for (const file of sources) {
      const targets = [...textOf(file).matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, target]) => target!);
      const strangers = targets.filter((target) => !existsSync(join(folder, 'src', file, '..', target)));
      expect([file, strangers]).toEqual([file, []]);
      expect([file, targets.filter((target) => target.includes('../..'))]).toEqual([file, []]);
    }
  });

  test('need nothing at run time, and nothing of Node', () => {
    expect(manifest.dependencies).toBeUndefined();
    expect(manifest.peerDependencies).toBeUndefined();
    for (const file of sources.filter((file) => !file.startsWith('generated')))
      expect([file, textOf(file).match(/\bnode:|\bprocess\.|\bBuffer\b|\brequire\(/g)]).toEqual([file, null]);
  });
});

/** As `prepack` builds it: its own compiler, with the types of a browser and none of Node. */
describe('the package as it is built', () => {
  const out = mkdtempSync(join(tmpdir(), 'koli-client-'));
  afterAll(() => rmSync(out, { recursive: true }));
  beforeAll(() => {
    const compiler = join(folder, 'node_modules/typescript/bin/tsc');
    execFileSync(process.execPath, [compiler, '-p', folder, '--outDir', out], { stdio: 'pipe' });
  }, 120_000);

  test('has what its manifest names, and all names of the sources', async () => {
    const { 'koli-source': source, ...built_paths } = manifest.exports['.'] as Record<string, string>;
    expect(existsSync(join(folder, source!))).toBe(true);
    for (const path of Object.values(built_paths))
      expect(existsSync(join(out, path.replace('./dist/', '')))).toBe(true);
    const built: typeof Client = await import(pathToFileURL(join(out, 'index.js')).href);
    expect(Object.keys(built).sort()).toEqual([
      'KoliError',
      'WebhookError',
      'checkCredentials',
      'createOperator',
      'createSeller',
      'parseWebhook',
      'signWebhook',
      'verifyWebhook',
    ]);
  });

  test('calls, and hears', async () => {
    await using world = await startWorld();
    const { createSeller, signWebhook, verifyWebhook }: typeof Client = await import(
      pathToFileURL(join(out, 'index.js')).href
    );
    const { seller_id: sellerId, key: apiKey, secret: apiSecret } = await world.newSeller();
    const seller = createSeller({ baseUrl: world.url, sellerId, apiKey, apiSecret });
    expect((await seller.listOrdersV2()).totalElements).toBe(0);
    const body = '{"shipmentPackageId":1,"status":"Created"}';
    const secret = `whsec_${btoa('a secret of at least 24 bytes')}`;
    const headers = await signWebhook({ body, secret });
    expect((await verifyWebhook({ headers, body, secret })).package.shipmentPackageId).toBe(1);
  });
});
