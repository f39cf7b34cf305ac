import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Who asks what, and when koli is killed, is the same in every run; what koli was just doing is not. */
export function chance(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export type Running = { url: string; child: ChildProcess; ended: Promise<{ status: number | null; out: string }> };

/** Runs one verb as somebody types it, away from the project's folder. */
export function koli(words: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [main, ...words], {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  const ended = once(child, 'close').then(() => ({ status: child.exitCode, out }));
  return { child, ended, said: () => out };
}

/** A sandbox in a process of its own, once it says where it is. */
export async function startKoli(env: Record<string, string>): Promise<Running> {
  const { child, ended, said } = koli(['serve'], env);
  for (;;) {
    const url = said().match(/sandbox: (http:\S+)/)?.[1];
    if (url !== undefined) return { url, child, ended };
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`koli did not start: ${said()}`);
    await Promise.race([once(child.stdout!, 'data'), ended]);
  }
}
