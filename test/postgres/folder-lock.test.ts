import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StartError } from '../../src/core/errors/start-error.ts';
import { lockFolder } from '../../src/core/postgres/folder-lock.ts';

let folder: string;
const started: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'koli-lock-'));
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const locks = () => readdirSync(folder).filter((name) => name.includes('lock'));

const module_url = new URL('../../src/core/postgres/folder-lock.ts', import.meta.url).href;
const script = `const { lockFolder } = await import(${JSON.stringify(module_url)});
  try { await lockFolder(process.argv.at(-1)); console.log('holds'); setInterval(() => {}, 1000); }
  catch (error) { console.log(error.message); }`;

/** A process that takes the folder, and what it says. */
async function other(path = folder, wrapper: string[] = []) {
  const [program, ...words] = [...wrapper, process.execPath, '--input-type=module', '-e', script, path];
  const child = spawn(program!, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: said.toString().trim() };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('a folder has one holder; a second one learns who it is', async () => {
  const lock = await lockFolder(folder);
  const refused = lockFolder(folder);
  await expect(refused).rejects.toThrow(StartError);
  await expect(refused).rejects.toThrow(`in use by another koli, process ${process.pid}:`);
  lock.release();
  expect(locks()).toEqual([]);
  (await lockFolder(folder)).release();
});

test('the lock ends with its holder', async () => {
  const { child, said } = await other();
  expect(said).toBe('holds');
  await expect(lockFolder(folder)).rejects.toThrow(`process ${child.pid}:`);
  await kill(child);
  expect(locks()).toHaveLength(1);
  const lock = await lockFolder(folder);
  expect(locks()).toHaveLength(1);
  lock.release();
});

test('a suspended holder keeps the lock', async () => {
  const { child } = await other();
  child.kill('SIGSTOP');
  await expect(lockFolder(folder)).rejects.toThrow(`process ${child.pid}:`);
});

/** As a container made anew: nothing of the machine is called as before, and pids begin anew. */
const container = (host: string) => [
  'unshare',
  '--uts',
  '--net',
  '--pid',
  '--fork',
  '--kill-child',
  '--mount-proc',
  'sh',
  '-c',
  `hostname ${host}; exec "$@"`,
  'sh',
];
const has_containers = spawnSync('unshare', [...container('x').slice(1), 'true']).status === 0;

test.runIf(has_containers)('the lock works between machines with other names, pids and networks', async () => {
  const first = await other(folder, container('container-a'));
  expect(first.said).toBe('holds');
  expect((await other(folder, container('container-b'))).said).toContain('in use by another koli');
  await expect(lockFolder(folder)).rejects.toThrow('in use by another koli');
  await kill(first.child);
  expect((await other(folder, container('container-b'))).said).toBe('holds');
});

test('the lock belongs to the folder, not to its path: a copy is free, a moved folder and a link are not', async () => {
  const place = join(folder, 'place');
  const lock = await lockFolder(place);
  cpSync(place, join(folder, 'copy'), { recursive: true, filter: (from) => !from.includes('lock.') });
  mkdirSync(join(folder, 'copy'), { recursive: true });
  (await lockFolder(join(folder, 'copy'))).release();
  symlinkSync(place, join(folder, 'link'));
  await expect(lockFolder(join(folder, 'link'))).rejects.toThrow('in use by another koli');
  renameSync(place, join(folder, 'moved'));
  await expect(lockFolder(join(folder, 'moved'))).rejects.toThrow('in use by another koli');
  (await lockFolder(place)).release();
  lock.release();
});

test('the path may be longer than the name of a socket', async () => {
  const deep = join(folder, 'a'.repeat(100), 'b'.repeat(100));
  const lock = await lockFolder(deep);
  await expect(lockFolder(deep)).rejects.toThrow('in use by another koli');
  lock.release();
  (await lockFolder(deep)).release();
});

test('of many that find a dead holder one becomes the next', async () => {
  await kill((await other()).child);
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => other()));
  expect(outcomes.filter(({ said }) => said === 'holds')).toHaveLength(1);
});

test('of many within one process one gets the lock', async () => {
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
  const got = asked.filter((one) => one.status === 'fulfilled');
  expect(got).toHaveLength(1);
  got[0]!.value.release();
});

test('an impossible folder is refused with what to change', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const path of [file, join(file, 'within')]) {
    await expect(lockFolder(path)).rejects.toThrow(StartError);
    await expect(lockFolder(path)).rejects.toThrow('choose another with KOLI_DATA');
  }
});
