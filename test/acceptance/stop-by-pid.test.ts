import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { is_full } from '../length.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;
let started: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'koli-stop-'));
});
afterEach(() => {
  // Its whole group: what a failed test leaves is gone with it.
  if (started?.pid !== undefined) spawnSync('kill', ['-KILL', '--', `-${started.pid}`]);
  rmSync(folder, { recursive: true, force: true });
});

/** Starts koli through something else, in a group of its own; gives what was started, and where koli answers. */
async function start(program: string, words: string[], cwd = root) {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    PORT: '0',
    KOLI_DATA: join(folder, 'data'),
    KOLI_LOG_LEVEL: 'error',
  };
  const child = spawn(program, words, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  started = child;
  let said = '';
  for await (const part of child.stdout!) {
    said += part;
    const url = said.match(/sandbox: (http:\S+)/)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error(`koli did not start: ${said}`);
}

const isGone = (url: string) =>
  fetch(`${url}/api/v1/health/live`).then(
    () => false,
    () => true,
  );

/** A Node of the machine that cannot run koli's sources: the launcher hands over to the packaged one. */
const older = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((place) => join(place, 'node'))
  .find(
    (node) =>
      existsSync(node) &&
      Number.parseInt(spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout, 10) < 24,
  );

const ways: [what: string, program: string, words: string[]][] = [
  ['npm start', 'npm', ['start']],
  ['npm run koli -- serve', 'npm', ['run', 'koli', '--', 'serve']],
  ['bin/koli.js', process.execPath, ['bin/koli.js', 'serve']],
  ...(older === undefined
    ? []
    : [['bin/koli.js on an older Node', older, ['bin/koli.js', 'serve']] as [string, string, string[]]]),
];

const signals: NodeJS.Signals[] = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'];
/** The full run tries every signal on every way; a quick one the hardest signal on each, and SIGTERM on the first. */
const tries = ways.flatMap(([what, program, words], way) =>
  signals.slice(0, is_full ? signals.length : way === 0 ? 2 : 1).map((signal) => ({ what, program, words, signal })),
);

describe('koli ends with its parent', () => {
  test.each(tries)('$what, $signal', async ({ program, words, signal }) => {
    const { child, url } = await start(program, words);
    expect(await isGone(url)).toBe(false);
    child.kill(signal);
    await expect.poll(() => isGone(url)).toBe(true);
    if (signal !== 'SIGKILL') return;
    // Its folder is free.
    const again = await start(process.execPath, ['src/main.ts', 'serve']);
    again.child.kill('SIGTERM');
    await once(again.child, 'exit');
  });
});

test('koli stays when a shell that started it in the background ends', async () => {
  const { child, url } = await start('sh', ['-c', `"${process.execPath}" src/main.ts serve & sleep 0.2`]);
  if (child.exitCode === null) await once(child, 'exit');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await isGone(url)).toBe(false);
});
