import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { delimiter, dirname } from 'node:path';

/** npm as a script, for whichever Node is to run it. */
export const npm_cli = process.env['npm_execpath'] ?? '/usr/share/nodejs/npm/bin/npm-cli.js';

export type Program = {
  child: ChildProcess;
  ended: Promise<{ status: number | null; out: string }>;
  says(pattern: RegExp): Promise<RegExpMatchArray>;
};

/** A program in a folder, on one Node, with nothing in its environment but what is named. */
export function start(node: string, words: string[], cwd: string, env: Record<string, string> = {}): Program {
  const path = [dirname(node), '/usr/bin', '/bin'].join(delimiter);
  const child = spawn(node, words, {
    cwd,
    env: { PATH: path, HOME: tmpdir(), CI: 'true', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  const hear = (data: Buffer) => {
    out += data;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = once(child, 'close').then(() => ({ status: child.exitCode, out }));
  const says = async (pattern: RegExp): Promise<RegExpMatchArray> => {
    for (;;) {
      const found = out.match(pattern);
      if (found) return found;
      if (child.exitCode !== null) throw new Error(`ended without saying ${pattern}: ${out}`);
      await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), ended]);
    }
  };
  return { child, ended, says };
}

/** What a program printed; throws where it failed. */
export async function run(node: string, words: string[], cwd: string, env?: Record<string, string>): Promise<string> {
  const { status, out } = await start(node, words, cwd, env).ended;
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}:\n${out}`);
  return out;
}

/** Where this machine's npm finds its registry; nothing of the script that runs the tests. */
const registry = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name, value]) =>
      value !== undefined &&
      (!name.startsWith('npm_') || /^npm_config_(registry|cafile|cache|userconfig|globalconfig)$/.test(name)) &&
      !['PATH', 'NODE_OPTIONS', 'NODE_ENV'].includes(name),
  ),
) as Record<string, string>;

export const npm = (node: string, words: string[], cwd: string): Promise<string> =>
  run(node, [npm_cli, ...words, '--no-audit', '--no-fund', '--no-update-notifier'], cwd, registry);
