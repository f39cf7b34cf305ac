import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../src/app/config.ts';
import { serve } from '../src/app/serve.ts';
import { run } from '../src/cli/program.ts';
import type { Terminal } from '../src/cli/terminal.ts';
import { verbs } from '../src/cli/verbs.ts';
import { sessions } from './cli-sessions.ts';

// The generated parts of docs/cli.md: the verbs, and sessions recorded on a sandbox with a seed and a frozen clock.

type Recorder = { url: string; folder: string; receiver: string; settle(): Promise<void> };

export async function recordedSessions(): Promise<string> {
  const settings = readSettings({ KOLI_SEED: '7', PORT: '0', KOLI_LOG_LEVEL: 'silent' }, { memory: true });
  if ('mistakes' in settings) throw new Error(settings.mistakes.join('\n'));
  await using open = new AsyncDisposableStack();
  const { url, worker } = open.use(await serve(settings.settings));
  const folder = open.adopt(await mkdtemp(join(tmpdir(), 'koli-docs-')), (path) => rm(path, { recursive: true }));
  const server = createServer((request, response) => void request.resume().on('end', () => response.end()));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  open.defer(() => new Promise<void>((closed) => void server.close(() => closed()).closeAllConnections()));
  const receiver = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const recorder = { url, folder, receiver, settle: () => worker.settle() };
  const parts = [];
  for (const { heading, says, lines, files = {} } of sessions) {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    parts.push(`### ${heading}\n\n${says}\n\n\`\`\`\n${await record(recorder, lines)}\n\`\`\``);
  }
  return parts.join('\n\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

export const verbTables = (): string =>
  Object.entries(verbs)
    .map(([heading, rows]) => {
      const lines = rows.map(({ words, says, options = [] }) => {
        const flags = options.map(([flag]) => `\`${flag.replace(/^-., /, '')}\``).join(' ');
        return `| \`koli ${words}\` | ${cell(says)} | ${cell(flags)} |`;
      });
      return `## ${heading.replace(':', '')}\n\n| command | what it does | options |\n| --- | --- | --- |\n${lines.join('\n')}`;
    })
    .join('\n\n');

/** The output of a terminal in which the lines are typed. `&` leaves a verb running, `^C` ends it. */
async function record(recorder: Recorder, lines: readonly string[]): Promise<string> {
  const seen: string[] = [];
  let beside: { stop(): void; ended: Promise<number>; said: string[] } | null = null;
  for (const line of lines) {
    seen.push(line === '^C' ? '^C' : `$ ${line}`);
    if (line.endsWith(' &')) {
      beside = begin(recorder, line.slice(0, -2));
      while (beside.said.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    } else if (line === '^C') {
      beside!.stop();
      await beside!.ended;
    } else {
      const { ended, said } = begin(recorder, line.replace(/ +# refused$/, ''));
      const status = await ended;
      seen.push(...said);
      if (status !== (line.endsWith('# refused') ? 1 : 0)) throw new Error(`${status}: ${seen.join('\n')}`);
      await recorder.settle();
    }
    seen.push(...(beside?.said.splice(0) ?? []));
  }
  return seen.map((text) => settled(recorder, text)).join('\n');
}

function begin({ url, folder, receiver }: Recorder, line: string) {
  const { promise, resolve: stop } = Promise.withResolvers<void>();
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const terminal: Terminal = { out: say, note: say, draw: () => {}, live: false, stop: () => promise };
  const typed = line.replace(/^koli /, '').replaceAll('http://127.0.0.1:3000', receiver);
  const words = [...typed.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
  const placed = words.map((word) => (word.startsWith('./') ? join(folder, word) : word));
  return { stop, said, ended: run(['node', 'koli', ...placed], { KOLI_URL: url }, terminal) };
}

/** Replaces what differs in each run: folders, ports, request ids, durations, file sizes. */
const settled = ({ url, folder, receiver }: Recorder, text: string): string =>
  text
    .replaceAll(`${folder}/`, './')
    .replaceAll(receiver, 'http://127.0.0.1:3000')
    .replaceAll(url, 'http://127.0.0.1:4000')
    .replaceAll(/\(request [-\w]+\)/g, '(request 0f62f827-c9a9-4535-a793-9e2f430b04a3)')
    .replaceAll(/[:\d]{8} UTC, runs at/g, '09:00:00 UTC, runs at')
    .replaceAll(/in \d+ ms/g, 'in 2 ms')
    .replaceAll(/: \d+ bytes/g, ': 6784 bytes');
