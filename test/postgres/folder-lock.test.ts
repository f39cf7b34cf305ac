import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from '../../src/core/postgres/folder-lock.ts';
import { StartError } from '../../src/core/start-error.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'koli-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lockFile = () => join(folder, 'lock');
const holder = () => JSON.parse(readFileSync(lockFile(), 'utf8')) as { pid: number; started: string | null };
const leaveLock = (fields: object) => writeFileSync(lockFile(), JSON.stringify({ host: hostname(), ...fields }));

test('a folder has one holder; a second one hears who it is, in one sentence', async () => {
  const lock = await lockFolder(folder);
  const refused = lockFolder(folder);
  await expect(refused).rejects.toThrow(StartError);
  await expect(refused).rejects.toThrow(`in use by another koli, process ${process.pid}:`);
  lock.release();
  expect(existsSync(lockFile())).toBe(false);
  (await lockFolder(folder)).release();
});

test('the lock of a process that was killed is taken over', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.once('exit', resolve));
  leaveLock({ pid: child.pid, started: null });
  const lock = await lockFolder(folder);
  expect(holder().pid).toBe(process.pid);
  lock.release();
});

test.runIf(existsSync('/proc/self/stat'))('so is one whose pid another process has now', async () => {
  leaveLock({ pid: process.pid, started: 'another-boot/12345' });
  const lock = await lockFolder(folder);
  expect(holder().started).not.toBe('another-boot/12345');
  lock.release();
});

test('so is one that was never written', async () => {
  writeFileSync(lockFile(), '');
  (await lockFolder(folder)).release();
});

test('a holder on another machine is believed to live', async () => {
  leaveLock({ pid: 1, started: null, host: 'elsewhere' });
  await expect(lockFolder(folder)).rejects.toThrow('in use by a koli on elsewhere');
});

test('of many that find a dead holder one becomes the next', async () => {
  leaveLock({ pid: 2 ** 22 + 1, started: 'gone/1' });
  const script = `const { lockFolder } = await import(${JSON.stringify(new URL('../../src/core/postgres/folder-lock.ts', import.meta.url).href)});
    try { await lockFolder(process.argv[1]); console.log('holds'); setTimeout(() => {}, 3000); } catch { console.log('refused'); }`;
  const outcomes = await Promise.all(
    [1, 2, 3].map(async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [text] = await new Promise<Buffer[]>((resolve) => child.stdout.once('data', (data) => resolve([data])));
      return text!.toString().trim();
    }),
  );
  expect(outcomes.sort()).toEqual(['holds', 'refused', 'refused']);
});

test('a folder that cannot be is refused with what to change', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const path of [file, join(file, 'within')]) {
    await expect(lockFolder(path)).rejects.toThrow(StartError);
    await expect(lockFolder(path)).rejects.toThrow('choose another with KOLI_DATA');
  }
});
