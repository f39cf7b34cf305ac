import type { ChildProcess } from 'node:child_process';
import { type Ended, koli } from '../child.ts';

/** Who asks what, and when koli is killed, is the same in every run; what koli was just doing is not. */
export function chance(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export type Running = { url: string; child: ChildProcess; ended: Promise<Ended> };

/** A sandbox in a process of its own, once it says where it is. An error in its log fails the test. */
export async function startKoli(env: Record<string, string>): Promise<Running> {
  const { child, ended, says } = koli(['serve'], env);
  const [, url] = await says(/sandbox: (http:\S+)/);
  return { url: url!, child, ended: ended.then(withoutErrors) };
}

function withoutErrors(ended: Ended): Ended {
  const errors = ended.err.split('\n').filter((line) => /^\{"level":[56]0,/.test(line));
  if (errors.length > 0) throw new Error(`koli logged ${errors.join('\n')}`);
  return ended;
}
