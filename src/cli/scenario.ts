import { extname } from 'node:path';
import { parseDocument } from 'yaml';
import type { Arguments, Result } from '../../client/src/index.ts';
import { StartError } from '../core/start-error.ts';
import { isMistaken, readScenario } from '../sandbox/wire/scenario.ts';
import { type Koli, textOf, type Work } from './koli.ts';
import { fileText, numberOf, table } from './text.ts';

type Run = Result<'readScenarioRun'>;
type Wish = Arguments<'startScenarioRun'>[0];
type Told = { step: string; ok: boolean; says: string };

/** Until a step has ended, a question waits so long for it. */
const waitMs = 10_000;

/** A file where it names one, else a scenario of the library. A mistake in a file is told with its place. */
async function chosen(name: string): Promise<Wish['scenario']> {
  if (extname(name) === '' && !name.includes('/')) return name;
  const document = parseDocument(await fileText(name), { prettyErrors: true });
  const [broken] = document.errors;
  if (broken !== undefined) throw new StartError(`${name}: ${broken.message.split('\n')[0]!.replace(/:$/, '')}.`);
  if (document.contents === null) throw new StartError(`${name}: the file is empty: a scenario has a title and steps.`);
  const scenario = readScenario(document.toJS());
  if (isMistaken(scenario)) throw new StartError(`${name}: ${scenario.field} ${scenario.problem}.`);
  return scenario.told as Wish['scenario'];
}

export const listScenarios: Work = async (koli) => {
  const { content } = await koli.operator.listScenarios();
  const rows = content.map(({ name, title }) => ({ name, title }));
  koli.show(rows, () =>
    table(
      ['scenario', 'tells'],
      rows.map(({ name, title }) => [name, title]),
    ),
  );
  return 0;
};

export const runScenarios: Work = async (koli, names, flags) => {
  const scenarios = await Promise.all(names.map(async (name) => ({ name, scenario: await chosen(name) })));
  const seed = textOf(flags['seed']) === undefined ? undefined : numberOf(textOf(flags['seed'])!, '--seed');
  const keep = flags['keep'] === true;
  const stopped = koli.terminal.stop().then(() => true as const);
  const runs = [];
  for (const { name, scenario } of scenarios) {
    const run = await followed(koli, name, { scenario, seed, keep }, stopped);
    const told = toldIn(run);
    const packages = Object.fromEntries(run.packages.map((one) => [one.name, one.shipmentPackageId]));
    runs.push({ name, ok: run.state === 'passed', sellerId: run.sellerId, told, packages });
    if (!koli.json) koli.terminal.out(endText(run));
    if (run.reason === 'asked') break;
  }
  if (koli.json) koli.show(runs, () => '');
  return runs.every(({ ok }) => ok) ? 0 : 1;
};

/** A run to its end, each step told as it comes; who asks to end ends it. */
async function followed(koli: Koli, name: string, wish: Wish, stopped: Promise<true>): Promise<Run> {
  let run: Run = await koli.operator.startScenarioRun(wish);
  const { id } = run;
  if (!koli.json) koli.terminal.out(`${name}: ${run.title}`);
  for (let seen = 0; ; ) {
    const steps = toldIn(run);
    if (!koli.json) for (const told of steps.slice(seen)) koli.terminal.out(toldText(told));
    seen = Math.max(seen, steps.length);
    if (run.endedDate !== null) return run;
    const next = koli.operator.readScenarioRun(id, { seen, waitMs });
    const ended = await Promise.race([next, stopped]);
    run = ended === true ? await koli.operator.stopScenarioRun(id) : ended;
  }
}

/** Steps that have ended, and why there are no more of them. */
function toldIn({ steps, reason, says }: Run): Told[] {
  const ended = steps.flatMap(({ step, state, says }) =>
    state === 'passed' || state === 'failed' ? [{ step, ok: state === 'passed', says: says! }] : [],
  );
  if (reason === null) return ended;
  return [...ended, { step: 'stopped', ok: false, says: reason === 'asked' ? 'before its end' : says! }];
}

const toldText = ({ ok, step, says }: Told): string => `  ${ok ? '✓' : '✗'} ${step.padEnd(14)} ${says}`;

const endText = ({ state, keep, sellerId }: Run): string =>
  `  ${state === 'passed' ? 'as it should be' : 'NOT as it should be'}${keep ? `; seller ${sellerId} is kept` : ''}`;
