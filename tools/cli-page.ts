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

// docs/cli.md: the verbs, and sessions that are played against a sandbox with a seed and a clock that stands still.

type Recorder = { url: string; folder: string; receiver: string; settle(): Promise<void> };

export async function cliPage(): Promise<string> {
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
    parts.push(`### ${heading}\n\n${says}\n\n\`\`\`\n${await record(recorder, lines)}\n\`\`\`\n`);
  }
  return `${head}${tables()}\n## Sessions\n\nRecorded by \`npm run generate\`: seed 7, a clock that stands still.\n\n${parts.join('\n')}`;
}

const head = `<!-- Made by \`npm run generate\` from src/cli/verbs.ts and tools/cli-sessions.ts: change it there. -->

# The command line

\`npm run koli -- <verb>\` here, \`koli <verb>\` where it is installed. All verbs but those of the service itself work on a koli that
runs somewhere, through its API: \`--url\` or \`KOLI_URL\` says where (\`http://127.0.0.1:4000\`), \`--token\` or
\`KOLI_OPERATOR_TOKEN\` who asks (the sandbox's own), \`--seller\` whose packages are meant (2738). What the seller itself does
(\`cancel\`, \`split\`) is done with its key: the sandbox's two sellers have well-known ones, for others give \`--key key:secret\` or
\`KOLI_SELLER_KEY\`. Answers are tables and sentences; \`--json\` gives the whole answer. Times are UTC.

| exit status | meaning |
| --- | --- |
| 0 | done |
| 1 | refused, words mistaken, a scenario or a check that did not end as it should |
| 2 | nobody answers at the address |

What is wrong is told in one sentence on the standard error, with the id of the request where koli was asked.

## The service

| verb | what it does |
| --- | --- |
| \`koli serve\` | start the service, and with it the webhooks: \`npm start\` |
| \`koli migrate\` | bring the database to the schema of this koli |
| \`koli reseal\` | seal all secrets with the newest key |
| \`koli verify\` | hold every order and package against the laws |
| \`koli webhooks check <url>\` | send a receiver everything that it may meet |

These work on a database or an address, not on a koli that runs; [operating.md](operating.md) and [settings.md](settings.md) tell more.

`;

const cell = (text: string): string => text.replaceAll('|', '\\|');

const tables = (): string =>
  Object.entries(verbs)
    .map(([heading, rows]) => {
      const lines = rows.map(({ words, says, options = [] }) => {
        const flags = options.map(([flag]) => `\`${flag.replace(/^-., /, '')}\``).join(' ');
        return `| \`koli ${words}\` | ${cell(says)} | ${cell(flags)} |`;
      });
      return `## ${heading.replace(':', '')}\n\n| verb | what it does | options |\n| --- | --- | --- |\n${lines.join('\n')}\n`;
    })
    .join('\n');

/** What somebody sees who types the lines: `&` leaves a verb running in another terminal, `^C` ends it. */
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

/** Whatever is another in each run: places, ports, request ids, how long a receiver took. */
const settled = ({ url, folder, receiver }: Recorder, text: string): string =>
  text
    .replaceAll(`${folder}/`, './')
    .replaceAll(receiver, 'http://127.0.0.1:3000')
    .replaceAll(url, 'http://127.0.0.1:4000')
    .replaceAll(/\(request [-\w]+\)/g, '(request 0f62f827-c9a9-4535-a793-9e2f430b04a3)')
    .replaceAll(/[:\d]{8} UTC, runs at/g, '09:00:00 UTC, runs at')
    .replaceAll(/in \d+ ms/g, 'in 2 ms')
    .replaceAll(/: \d+ bytes/g, ': 6784 bytes');
