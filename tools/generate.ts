import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { operationsFile, typesFile } from '../client/tools/generate.ts';
import { settingList } from '../src/app/config.ts';
import { lifecycle } from '../src/core/domain/lifecycle.ts';
import { statuses } from '../src/core/domain/package.ts';
import { sparseLess } from '../src/core/wire/reading.ts';
import { type ErrorFacts, errors } from '../src/http/contract/errors.ts';
import { openapi, stand_in } from '../src/http/contract/openapi.ts';
import { withReference } from '../src/http/contract/reference.ts';
import { routes } from '../src/http/routes.ts';
import type { Auth } from '../src/http/server/auth.ts';
import {
  delay_limit_ms,
  later_limit_ms,
  type OutcomeRow,
  operationGroups,
  outcomes,
} from '../src/sandbox/wire/fault.ts';
import { ScenarioFile } from '../src/sandbox/wire/scenario.ts';
import { cliPage } from './cli-page.ts';
import { readSchema } from './schema.ts';

// Files that are folds of the program's own data. Written here, committed, and checked for drift in CI:
// `npm run generate` writes them, `npm run generate -- --check` tells which are stale.

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
const code = (text: string): string => `\`${text}\``;

const note = (source: string): string => `<!-- Made by \`npm run generate\` from ${source}: change it there. -->\n\n`;

const lifecyclePage = (): string => `${note('src/core/domain/lifecycle.ts')}# Lifecycle

Who may ask what of a package, in which statuses, and where it leads. What is not in the table is answered with 409,
or as the last column says; whether a command applies to a package can also hang on its contract or provider. Where \`to\` is empty the status stays: fields change, and no webhook is owed. Of two events the first is left
out where its status is reached already. A
partial cancel and a split open new packages, which start as Created or, when \`shouldKeepPreviousStatus\` is true, with
the status of the package they came from.

${table(
  ['command', 'by', 'from', 'to', 'events', 'else'],
  lifecycle.map(({ command, by, from, to, via, fact, otherwise }) => [
    command,
    by.join(', '),
    from.join(', '),
    to ?? '',
    via === undefined ? fact : `${via}, ${fact}`,
    otherwise === undefined ? '409' : otherwise === 'no.invoice' ? '404' : '400',
  ]),
)}

## The same, by status

${table(
  ['in status', 'possible'],
  statuses.map((status) => [
    status,
    lifecycle
      .filter((step) => step.from.includes(status))
      .map((step) => step.command)
      .join(', ') || 'nothing, ever',
  ]),
)}
`;

const errorsPage = (): string => `${note('src/http/contract/errors.ts')}# Errors

Every refusal has the same envelope, but those of an invoice file. \`timestamp\` is in true UTC milliseconds, \`errorCode\`
is the HTTP status as a string. Keys never change; messages are Turkish when \`Accept-Language\` begins with \`tr\`, else English.

\`\`\`json
{"timestamp":1794823407440,"exception":"KoliRefusal","errors":[{"key":"koli.line.repeated","message":"…","errorCode":"400"}]}
\`\`\`

${table(
  ['HTTP', 'key', 'exception', 'English', 'Turkish'],
  Object.values(errors)
    .toSorted((a, b) => a.status - b.status)
    .map(({ status, key, exception, en, tr }) => [
      String(status),
      code(key),
      exception,
      (en as (facts: ErrorFacts) => string)(stand_in),
      (tr as (facts: ErrorFacts) => string)(stand_in),
    ]),
)}

An invoice file that is refused for the file, for its date, or because the package has an invoice, is answered with 400
and \`{"timestamp":…,"path":"…","errors":[{"message":"…"}]}\`, whatever the table says.

An address that koli does not serve answers 556 with \`{"message":"Service Unavailable"}\`, as the marketplace does.
`;

const outcomeTable = (kind: 'request' | 'delivery'): string =>
  table(
    ['outcome', 'what becomes of it', 'takes', 'strikes'],
    Object.entries(outcomes as Record<string, OutcomeRow>)
      .filter(([, { of }]) => of === kind || of === 'any')
      .map(([name, { says, takes, needs, only }]) => [
        code(name),
        says,
        takes.map((detail) => code(detail) + (needs.includes(detail) ? ' (needed)' : '')).join(', '),
        only === undefined ? 'all' : code(only),
      ]),
  );

const faultsPage = (): string => `${note('src/sandbox/wire/fault.ts and tools/generate.ts')}# Faults

What a sandbox does wrong when it is told to. A fault is data: whom it strikes, when, how often, and what it does.
Operator token, sandbox mode only.

| call | answer |
| --- | --- |
| \`POST /api/v1/sandbox/faults\` | 201, the fault |
| \`GET /api/v1/sandbox/faults?sellerId=\` | \`{content}\`: all or one seller's, with what became of them |
| \`DELETE /api/v1/sandbox/faults/{id}?sellerId=\` | taken off; \`sellerId\` names one that was made for a seller |
| \`DELETE /api/v1/sandbox/faults?sellerId=\` | all taken off, or all of one seller |

\`\`\`json
{ "id": "cancel-dies", "sellerId": 2738, "operation": "cancelItems", "times": 3, "do": { "outcome": "failed-after", "status": 500 } }
\`\`\`

| field | meaning |
| --- | --- |
| \`id\` | its name, once per seller; without one \`f1\`, \`f2\` … |
| \`sellerId\`, \`packageId\` | strikes this seller, this package alone |
| \`operation\` | requests: an operation, a group, or a list of these; without it all |
| \`webhookId\` | deliveries: strikes this webhook alone |
| \`do\` | an outcome with its details |
| \`sequence\` | instead: outcomes of the first, second, third … time; then it passes. Counted per package unless \`per\` says otherwise |
| \`after\` | lets so many pass first |
| \`times\` | strikes so often |
| \`rate\`, \`seed\` | strikes with this chance. The draw hangs on seed, id and turn alone: a script repeats. Without a seed the sandbox's own, or 0 |
| \`from\`, \`until\` | only within this window of the sandbox's clock, epoch ms, \`until\` not included |
| \`per\` | \`all\`, \`seller\`, \`package\`, \`webhook\`: what \`after\`, \`times\`, \`rate\` and \`sequence\` count apart for |

The list adds \`seen\` (how often it was asked), \`fired\` (how often it struck), \`remaining\` (null: without end, or counted
apart), \`state\` (waiting, on, over) and \`counters\`. Of several faults that match, the first made is asked first; the first
that strikes decides, and those behind it count nothing.

${table(
  ['group', 'operations'],
  Object.entries(operationGroups).map(([name, says]) => [code(name), says]),
)}

Packages are known by the id in the path: a call that names one by tracking number or in its body counts by its seller.
Whoever does not come in (wrong key, too many requests, no JSON) meets no fault, and koli's own API has none.

## Requests

${outcomeTable('request')}

Every faulted answer has the header \`koli-fault: <id>\` and is never kept for an \`Idempotency-Key\`; what was really done is:
a repetition under the same key gets the true answer. \`delayMs\` is real time, at most ${delay_limit_ms / 1000} s; it is the
answer that waits, the work is done at once. \`laterMs\` runs on the sandbox's clock, at most ${later_limit_ms / 86_400_000} days.

**Outage of lists**: \`{"operation": "lists", "until": …, "do": {"outcome": "refused", "status": 503}}\`, or \`stale\`, which
leaves out what changed since the window began, totals included. Afterwards the window, asked for again, tells everything.

**Late children**: ids are announced at once. Until they are due, lists, stream and webhooks leave them out and writes on them
get 401. They appear with the time of the write that opened them, so whoever follows by time has passed them: ask again
for some time back. The operator sees and moves them all the while, and so do a seller's own pages of koli's API.

## Deliveries

${outcomeTable('delivery')}

A duplicate has the same \`webhook-id\` and bytes. What a fault has sent on its way (late, again, out of order) meets no second
fault, and neither does a replay. Two strays of one package come in the order of their events when both are due.

**Outage of webhooks**: \`{"until": …, "do": {"outcome": "held-back"}}\` sends everything at the end, \`lost\` never does: its
deliveries are given up, so only polling or a replay finds the changes.

Taking a fault off lets go of what it holds back: hidden packages are seen, and deliveries held back or astray are due.

## What is kept

Faults and their counts are in the database: they outlive a restart. A turn is counted before it has an effect, so no fault
strikes once too often; a koli that is killed in between has counted a turn whose caller saw the connection break. Faults
are known to the koli that they were told: run a sandbox with faults as one process. Without a fault a request costs nothing
more.

## A seller's switches

Settings of a seller (\`PATCH /api/v1/sellers/{id}\`), known in the sandbox only.

| setting | meaning |
| --- | --- |
| \`rateLimits\` | true, false, or null: as \`KOLI_RATE_LIMITS\` says |
| \`v1\` | \`on\`, \`off\` (556), \`brownout\` (426 at the times of \`KOLI_V1_BROWNOUT\`), or null: as \`KOLI_V1\` says |
| \`allowedNetworks\` | addresses and networks; the marketplace API answers 503 to all others; null: everybody |
| \`sparseBodies\` | bodies of the stage: without ${sparseLess.package.map(code).join(', ')}, lines without ${sparseLess.line.map(code).join(', ')} |
| \`legacyFields\` | old field names beside the new ones |
`;

type Setting = { env?: string; flag?: string; default?: string; core?: string; secret?: boolean; description: string };

const settingsPage = (): string => `${note('src/app/config.ts')}# Settings

Settings come from the environment or, where a flag is named, from the command line, which wins. All mistakes are told at
once, and koli does not start with one.

${table(
  ['environment', 'flag', 'default', 'meaning'],
  settingList.map((setting: Setting) => {
    const { env, flag, description } = setting;
    return [env ? code(env) : '', flag ? code(`--${flag}`) : '', defaultOf(setting), description];
  }),
)}
`;

function defaultOf({ default: given = 'none', core, secret }: Setting): string {
  const sandbox = secret && given !== 'none' ? 'one of its own' : given;
  if (core === undefined) return sandbox;
  return `sandbox: ${sandbox}; core: ${core === 'required' ? 'must be given' : core}`;
}

/** No operation looks at who may come in before it is asked. */
const everything = withReference(routes({} as Auth));

const document = openapi(everything, { url: 'http://127.0.0.1:4000', description: 'A sandbox on this machine' });

const reference = (): string => `${JSON.stringify(document, null, 1)}\n`;

const scenarioSchema = (): string =>
  `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...ScenarioFile }, null, 1)}\n`;

const files: { path: string; content(): string | Promise<string> }[] = [
  { path: 'docs/lifecycle.md', content: lifecyclePage },
  { path: 'docs/errors.md', content: errorsPage },
  { path: 'docs/settings.md', content: settingsPage },
  { path: 'docs/faults.md', content: faultsPage },
  { path: 'docs/scenario.schema.json', content: scenarioSchema },
  { path: 'openapi.json', content: reference },
  { path: 'client/src/generated/types.ts', content: () => typesFile(document) },
  { path: 'client/src/generated/operations.ts', content: () => operationsFile(document) },
  { path: 'schema.sql', content: readSchema },
  // Last: its sessions are played through the client. A new operation wants a second run for it.
  { path: 'docs/cli.md', content: cliPage },
];

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const { path, content } of files) {
  const file = fileURLToPath(new URL(`../${path}`, import.meta.url));
  const wanted = await content();
  if ((await readFile(file, 'utf8').catch(() => '')) === wanted) continue;
  stale.push(path);
  if (!check) await writeFile(file, wanted);
}
if (check && stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run \`npm run generate\` and commit.`);
  process.exitCode = 1;
} else console.log(check ? `${files.length} generated files are fresh` : `Wrote ${stale.join(', ') || 'nothing new'}`);
