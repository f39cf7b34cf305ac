import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { operationsFile, typesFile } from '../client/tools/generate.ts';
import { settingList } from '../src/config.ts';
import { lifecycle } from '../src/domain/lifecycle.ts';
import { statuses } from '../src/domain/package.ts';
import type { Auth } from '../src/http/auth.ts';
import { type ErrorFacts, errors } from '../src/http/errors.ts';
import { openapi, stand_in } from '../src/http/openapi.ts';
import { withReference } from '../src/http/reference.ts';
import { routes } from '../src/http/routes.ts';
import { readSchema } from './schema.ts';

// Files that are folds of the program's own data. Written here, committed, and checked for drift in CI:
// `npm run generate` writes them, `npm run generate -- --check` tells which are stale.

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
const code = (text: string): string => `\`${text}\``;

const note = (source: string): string => `<!-- Made by \`npm run generate\` from ${source}: change it there. -->\n\n`;

const lifecyclePage = (): string => `${note('src/domain/lifecycle.ts')}# Lifecycle

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

const errorsPage = (): string => `${note('src/http/errors.ts')}# Errors

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

type Setting = { env?: string; flag?: string; default?: string; core?: string; secret?: boolean; description: string };

const settingsPage = (): string => `${note('src/config.ts')}# Settings

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

const files: { path: string; content(): string | Promise<string> }[] = [
  { path: 'docs/lifecycle.md', content: lifecyclePage },
  { path: 'docs/errors.md', content: errorsPage },
  { path: 'docs/settings.md', content: settingsPage },
  { path: 'openapi.json', content: reference },
  { path: 'client/src/generated/types.ts', content: () => typesFile(document) },
  { path: 'client/src/generated/operations.ts', content: () => operationsFile(document) },
  { path: 'schema.sql', content: readSchema },
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
