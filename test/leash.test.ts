import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const leash = JSON.stringify(new URL('./leash.ts', import.meta.url).href);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('%s leaves nothing of a process and its child', async (signal) => {
  const folder = mkdtempSync(join(tmpdir(), 'koli-leash-'));
  const script = `
    const { leash } = await import(${leash});
    const { spawn } = await import('node:child_process');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    leash(child, ${JSON.stringify(folder)});
    console.log(child.pid);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(parent.stdout, 'data');
  const pid = Number(said);
  expect([isAlive(pid), existsSync(folder)]).toEqual([true, true]);
  parent.kill(signal);
  await expect.poll(() => [isAlive(pid), existsSync(folder)]).toEqual([false, false]);
});
