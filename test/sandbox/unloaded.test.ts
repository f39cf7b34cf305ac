import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const at = (path: string) => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);

/** Starts and stops koli in a mode, and prints which modules were loaded. */
const script = (mode: string) => `
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ resolve(name, context, next) { const found = next(name, context); loaded.push(found.url); return found; } });
  const { readSettings } = await import(${at('app/config.ts')});
  const { serve } = await import(${at('app/serve.ts')});
  const { prepared } = await import(${at('core/postgres/prepared.ts')});
  const { settings } = readSettings({ PORT: '0' }, { memory: true });
  const served = await serve({ ...settings, mode: '${mode}' }, { load: await prepared(), seed: false });
  await served.close();
  console.log(JSON.stringify(loaded));
`;

async function loadedIn(mode: string): Promise<string[]> {
  const args = ['--input-type=module', '-e', script(mode)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 8 << 20 });
  return JSON.parse(stdout);
}

test('core mode loads no module of the sandbox', { timeout: 120_000 }, async () => {
  const ofSandbox = (urls: string[]) => urls.filter((url) => url.includes('/src/sandbox/'));
  const core = await loadedIn('core');
  expect(core.some((url) => url.endsWith('/src/core/extension.ts'))).toBe(true);
  expect(ofSandbox(core)).toEqual([]);
  expect(ofSandbox(await loadedIn('sandbox'))).not.toEqual([]);
});
