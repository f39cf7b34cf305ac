import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { leash } from './leash.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Kept by the processes that tests start: without it each reads and compiles all of koli again, 0.1 s of CPU. */
const compiled = fileURLToPath(new URL('../node_modules/.cache/koli-tests', import.meta.url));

export type Ended = { status: number | null; signal: NodeJS.Signals | null; out: string; err: string };

export type Child = {
  child: ChildProcess;
  /** What it has said so far. */
  output: { out: string; err: string };
  /** What it says, as soon as it has said it. */
  says(pattern: RegExp): Promise<RegExpMatchArray>;
  ended: Promise<Ended>;
};

/** koli as it is typed, with nothing in the environment but what is given. */
export function koli(words: string[], env: Record<string, string> = {}, cwd = tmpdir()): Child {
  const child = spawn(process.execPath, [main, ...words], {
    cwd,
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: compiled, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  leash(child);
  const output = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    output.out += data;
  });
  child.stderr.on('data', (data) => {
    output.err += data;
  });
  const ended = once(child, 'close').then(() => ({ status: child.exitCode, signal: child.signalCode, ...output }));
  const says = async (pattern: RegExp): Promise<RegExpMatchArray> => {
    for (;;) {
      const found = (output.out + output.err).match(pattern);
      if (found) return found;
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`ended without saying ${pattern}: ${output.out}${output.err}`);
      await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), ended]);
    }
  };
  return { child, output, says, ended };
}
