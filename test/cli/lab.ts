import { run } from '../../src/cli/program.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { TestWorld } from '../world.ts';

export type Said = {
  status: number;
  out: string;
  notes: string;
  drawn: string[];
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was said
  json: any;
};

/** A terminal that remembers; `stop` ends what runs until somebody ends it. */
export function openTerminal(live = false) {
  const out: string[] = [];
  const notes: string[] = [];
  const drawn: string[] = [];
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  const terminal: Terminal = {
    out: (text) => void out.push(text),
    note: (text) => void notes.push(text),
    draw: (text) => void drawn.push(text),
    live,
    stop: () => stopped,
  };
  return { terminal, out, notes, drawn, stop };
}

export type Options = { live?: boolean; env?: Record<string, string>; url?: string };

/** A verb as somebody types it, in this process, against a koli that runs. */
export async function koli(world: Pick<TestWorld, 'url'>, words: string[], options: Options = {}): Promise<Said> {
  const { terminal, out, notes, drawn } = openTerminal(options.live);
  const env = { KOLI_URL: world.url, ...options.env };
  const status = await run(['node', 'koli', ...words], env, terminal);
  const text = out.join('\n');
  return {
    status,
    out: text,
    notes: notes.join('\n'),
    drawn,
    get json() {
      return JSON.parse(text);
    },
  };
}

/** The same, as words of one line. */
export const type = (world: Pick<TestWorld, 'url'>, line: string, options?: Options): Promise<Said> =>
  koli(world, line.split(' '), options);

/** Until something is as it should be; a test that waits in vain runs into its own limit. */
export async function until(met: () => boolean): Promise<void> {
  while (!met()) await new Promise((resolve) => setTimeout(resolve, 5));
}
