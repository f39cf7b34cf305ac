import { cpSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { npm, run, start } from './run.ts';

const sources = fileURLToPath(new URL('./consumer/', import.meta.url));
/** The newest that run on Node 20. */
const runners = ['vitest@4.1.12', 'jest@30.5.2', 'typescript@5.9.3', '@types/node@20.19.30'];

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(inject('workshop'), 'consumer-'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "consumer", "private": true }');
  await npm(process.execPath, ['install', '--ignore-scripts', ...runners, ...inject('packages')], folder);
  for (const name of readdirSync(sources)) cpSync(join(sources, name), join(folder, name));
});

describe.each(Object.entries(inject('nodes')))('on Node %s', (_version, node) => {
  test('Vitest', async () => {
    expect(await run(node, ['node_modules/vitest/vitest.mjs', 'run', 'vitest.test.mjs'], folder)).toMatch(/1 passed/);
  });

  test('Jest with CommonJS, which then ends by itself', async () => {
    const words = ['node_modules/jest/bin/jest.js', '--testMatch', '**/jest.test.cjs'];
    const out = await run(node, words, folder);
    expect(out).toMatch(/Tests: +2 passed/);
    expect(out).not.toMatch(/did not exit/);
  });

  test('Jest with ES modules', async () => {
    const words = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--testMatch', '**/jest.test.mjs'];
    expect(await run(node, [...words, '--moduleFileExtensions', 'js', 'mjs', 'cjs', 'json'], folder)).toMatch(
      /Tests: +1 passed/,
    );
  });

  test.each(['node.test.mjs', 'node.test.cjs'])('node:test, %s', async (file) => {
    const { status, out } = await start(node, ['--test', '--test-reporter=tap', file], folder).ended;
    expect([status, out.match(/^# pass (\d+)$/m)?.[1]]).toEqual([0, '1']);
  });
});

describe('types of the packages', () => {
  const check = async (file: string, options: object) => {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      types: ['node'],
      skipLibCheck: false,
      ...options,
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
    await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'], folder);
  };

  test.each(['node16', 'nodenext'])('%s, from ES modules and from CommonJS', async (module) => {
    for (const extension of ['mts', 'cts']) {
      cpSync(join(sources, 'types.ts'), join(folder, `types.${extension}`));
      await check(`types.${extension}`, { module, moduleResolution: module });
    }
  });

  test('bundler', () => check('types.ts', { module: 'esnext', moduleResolution: 'bundler' }));

  test('a mistake is a compile error', async () => {
    writeFileSync(
      join(folder, 'wrong.ts'),
      "import { startKoli } from '@koli/testing';\nstartKoli({ seed: 'one' });\n",
    );
    await expect(check('wrong.ts', { module: 'esnext', moduleResolution: 'bundler' })).rejects.toThrow('TS2322');
  });
});
