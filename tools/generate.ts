import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { operationsFile, typesFile } from '../client/tools/generate.ts';
import { programOf } from '../src/app/program.ts';
import { type Setting, settingGroups } from '../src/app/settings.ts';
import { carriersAbroad } from '../src/core/domain/cargo.ts';
import { type Country, countries } from '../src/core/domain/countries.ts';
import { lifecycle } from '../src/core/domain/lifecycle.ts';
import { statuses } from '../src/core/domain/package.ts';
import { sparseLess } from '../src/core/wire/reading.ts';
import { openapi } from '../src/http/contract/openapi.ts';
import { withReference } from '../src/http/contract/reference.ts';
import { languages, refusalRows } from '../src/http/contract/refusals.ts';
import { routes } from '../src/http/routes.ts';
import { targetOf } from '../src/sandbox/http/faulty.ts';
import { withSandbox } from '../src/sandbox/http/operations.ts';
import { type OutcomeRow, operationGroups, outcomes } from '../src/sandbox/wire/fault.ts';
import { incidents } from '../src/sandbox/wire/incidents.ts';
import { ScenarioFile } from '../src/sandbox/wire/scenario.ts';
import { recordedSessions, verbTables } from './cli-page.ts';
import { picture, rooms } from './rooms.ts';
import { readSchema } from './schema.ts';

// Files that follow from the program's own data. `npm run generate` writes them, and they are committed.
// `npm run generate -- --check` names the stale ones; CI runs it.

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
const code = (text: string): string => `\`${text}\``;

const note = (source: string): string => `<!-- Made by \`npm run generate\` from ${source}: change it there. -->\n\n`;

const lifecycleTable = (): string =>
  table(
    ['command', 'by', 'from', 'to', 'events', 'else'],
    lifecycle.map(({ command, by, from, to, via, fact, otherwise }) => [
      command,
      by.join(', '),
      from.join(', '),
      to ?? '',
      [via, fact].filter(Boolean).join(', ') || 'none',
      otherwise === undefined ? '409' : otherwise === 'no.invoice' ? '404' : '400',
    ]),
  );

const statusTable = (): string =>
  table(
    ['status', 'possible commands'],
    statuses.map((status) => [
      status,
      lifecycle
        .filter((step) => step.from.includes(status))
        .map((step) => step.command)
        .join(', ') || 'none: the package is closed for good',
    ]),
  );

const countryTable = (): string =>
  table(
    [
      'storefront',
      'country',
      'region',
      'currency',
      'VAT',
      'company facts',
      'identity number',
      'the marketplace pays',
      'label',
    ],
    countries.map((country) => [
      code(country.code),
      country.name.en,
      country.region,
      country.currency,
      `${country.vat.percent} %`,
      country.vat.fields.map(code).join(', '),
      country.identity_digits.join(' or '),
      paidIn(country),
      country.label === 'common' ? 'common label' : "the carrier's own",
    ]),
  );

const paidIn = ({ code: country, carriers, region }: Country): string =>
  (region === 'home'
    ? [...carriers]
    : carriersAbroad.filter((one) => one.marketplace_pays_in.includes(country)).map((one) => one.code)
  )
    .map(code)
    .join(', ') || 'none';

const carrierTable = (): string =>
  table(
    ['code', 'name that readers see', 'countries', 'the seller pays', 'the marketplace pays in'],
    carriersAbroad.map((carrier) => [
      code(carrier.code),
      carrier.name,
      countries
        .filter(({ carriers }) => carriers.includes(carrier.code))
        .map((one) => one.code)
        .join(', '),
      carrier.seller_pays ? 'yes' : '',
      carrier.marketplace_pays_in.join(', '),
    ]),
  );

/** Texts of both languages side by side, as they stand in their files. */
const texts = (kind: 'rules' | 'whys' | 'forms'): string[][] =>
  Object.keys(languages.en[kind]).map((name) => [code(name), languages.en[kind][name]!, languages.tr[kind][name]!]);

const errorsPage = (): string => `${note('src/http/contract/refusals.ts and src/http/language/')}# Errors

Every refusal has the same envelope, but those of an invoice file. \`timestamp\` is in true UTC milliseconds, \`errorCode\`
is the HTTP status as a string, or the marketplace's number where the table has one in brackets. Keys never change; messages are Turkish when \`Accept-Language\` begins with \`tr\`, else English.

\`\`\`json
{"timestamp":1794823407440,"exception":"KoliRefusal","errors":[{"key":"koli.line.repeated","message":"…","errorCode":"400"}]}
\`\`\`

${table(
  ['HTTP', 'key', 'exception', 'English', 'Turkish'],
  Object.entries(refusalRows)
    .toSorted(([, a], [, b]) => a.status - b.status)
    .map(([name, { status, key, exception, error_code }]) => [
      error_code === undefined ? String(status) : `${status} (${error_code})`,
      code(key),
      exception,
      languages.en.sentences[name]!,
      languages.tr.sentences[name]!,
    ]),
)}

\`{name}\` stands for a fact of the request. The facts \`{broken}\`, \`{why}\` and \`{expected}\` are sentences themselves:

## {broken}: what is wrong with a field

${table(['rule', 'English', 'Turkish'], texts('rules'))}

## {why}: why something is not possible for a package

${table(['reason', 'English', 'Turkish'], texts('whys'))}

## {expected}: what a field takes

${table(['form', 'English', 'Turkish'], texts('forms'))}

Where a field takes one of several forms, all of them are named: \`${languages.en.or}\`, \`${languages.tr.or}\`.

## Other forms of answers

An invoice file that is refused for the file, for its date, or because the package has an invoice, is answered with 400
and \`{"timestamp":…,"path":"…","errors":[{"message":"…"}]}\`, whatever the table says.

An address that koli does not serve answers 556 with \`{"message":"Service Unavailable"}\`, as the marketplace does.
`;

const outcomeTable = (kind: 'request' | 'delivery'): string =>
  table(
    ['outcome', 'effect', 'fields', 'applies to'],
    Object.entries(outcomes as Record<string, OutcomeRow>)
      .filter(([, { of }]) => of === kind || of === 'any')
      .map(([name, { says, takes, needs, only }]) => [
        code(name),
        says,
        takes.map((detail) => code(detail) + (needs.includes(detail) ? ' (required)' : '')).join(', '),
        only === undefined ? 'all' : code(only),
      ]),
  );

const incidentTable = (): string =>
  table(
    ['incident', 'date', 'what happened', 'lasts'],
    Object.entries(incidents).map(([name, { dates, says, lasts_ms }]) => [
      code(name),
      dates.join(', '),
      says.en,
      `${lasts_ms / 3_600_000} h`,
    ]),
  );

const groupTable = (): string =>
  table(
    ['group', 'operations'],
    Object.entries(operationGroups).map(([name, says]) => [code(name), says]),
  );

/** The operations that a fault can name. The list `listOrders` is closed, so no page mentions it. */
const operationTable = (): string =>
  table(
    ['operation', 'request'],
    everything
      .filter((operation) => targetOf(operation)?.own === false && operation.name !== 'listOrders')
      .map(({ name, method, path }) => [code(name), code(`${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)]),
  );

const sparseText = (): string =>
  `Sparse bodies lack ${sparseLess.package.map(code).join(', ')} and, in each line, ${sparseLess.line.map(code).join(', ')}.`;

const settingTables = (): string =>
  Object.entries(settingGroups)
    .map(([heading, settings]) => `## ${heading}\n\n${settingTable(settings)}`)
    .join('\n\n');

const settingTable = (settings: readonly Setting[]): string =>
  table(
    ['environment', 'flag', 'default', 'meaning'],
    settings.map((setting) => [
      setting.env ? code(setting.env) : '',
      setting.flag ? code(`--${setting.flag}`) : '',
      defaultOf(setting),
      setting.description,
    ]),
  );

function defaultOf({ default: given = 'none', core, secret }: Setting): string {
  const sandbox = secret && given !== 'none' ? 'a public value' : given;
  if (core === undefined) return sandbox;
  return `sandbox: ${sandbox}; core: ${core}`;
}

/** No operation uses its `Auth` before its first request. */
const everything = withReference(withSandbox(routes()), programOf('sandbox'));

const document = openapi(
  everything,
  { url: 'http://127.0.0.1:4000', description: 'A sandbox on this machine' },
  programOf('sandbox'),
);

const reference = (): string => `${JSON.stringify(document, null, 1)}\n`;

const scenarioSchema = (): string =>
  `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...ScenarioFile }, null, 1)}\n`;

type Content = () => string | Promise<string>;

const fileAt = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** A page written by hand, with generated parts between `<!-- generated: name -->` and `<!-- end -->`. */
const page = (path: string, parts: Record<string, Content>): { path: string; content: Content } => ({
  path,
  content: async () => {
    let text = await readFile(fileAt(path), 'utf8');
    for (const [name, content] of Object.entries(parts)) {
      const [before, rest] = split(text, `<!-- generated: ${name} -->`, path);
      const [, after] = split(rest, '<!-- end -->', path);
      text = `${before}<!-- generated: ${name} -->\n\n${await content()}\n\n<!-- end -->${after}`;
    }
    return text;
  },
});

function split(text: string, mark: string, path: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  if (at === -1) throw new Error(`${path} lacks ${mark}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

const roomTable = (): string =>
  table(
    ['folder', 'may import'],
    Object.entries(rooms).map(([room, imports]) => [code(room), imports.map(code).join(', ')]),
  );

const edges = (): string =>
  `${picture()}

An arrow points to a folder that may be imported. An arrow to a folder that other arrows lead to is left out; the table has all.
\`tools/rooms.ts\` is the source of both, and \`test/house.test.ts\` holds every import against it.

${roomTable()}`;

const files: { path: string; content: Content }[] = [
  page('ARCHITECTURE.md', { edges }),
  page('docs/lifecycle.md', { commands: lifecycleTable, statuses: statusTable }),
  page('docs/abroad.md', { countries: countryTable, carriers: carrierTable }),
  { path: 'docs/errors.md', content: errorsPage },
  page('docs/settings.md', { settings: settingTables }),
  page('docs/faults.md', {
    operations: operationTable,
    groups: groupTable,
    incidents: incidentTable,
    requests: () => outcomeTable('request'),
    deliveries: () => outcomeTable('delivery'),
    sparse: sparseText,
  }),
  { path: 'docs/scenario.schema.json', content: scenarioSchema },
  { path: 'openapi.json', content: reference },
  { path: 'client/src/generated/types.ts', content: () => typesFile(document) },
  { path: 'client/src/generated/operations.ts', content: () => operationsFile(document) },
  { path: 'schema.sql', content: readSchema },
  // Last: its sessions use the generated client. A new operation needs a second run.
  page('docs/cli.md', { verbs: verbTables, sessions: recordedSessions }),
];

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const { path, content } of files) {
  const file = fileAt(path);
  const wanted = await content();
  if ((await readFile(file, 'utf8').catch(() => '')) === wanted) continue;
  stale.push(path);
  if (!check) await writeFile(file, wanted);
}
if (check && stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run \`npm run generate\` and commit.`);
  process.exitCode = 1;
} else console.log(check ? `${files.length} generated files are fresh` : `Wrote ${stale.join(', ') || 'nothing new'}`);
