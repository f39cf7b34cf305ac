import { extname } from 'node:path';
import { parseDocument } from 'yaml';
import type { Arguments, Result } from '../../client/src/index.ts';
import { isRefusal } from '../core/domain/refusal.ts';
import { StartError } from '../core/errors/start-error.ts';
import { readScenario } from '../sandbox/wire/scenario.ts';
import type { Koli, VerbWork } from './koli.ts';
import { fieldText, fileText, table } from './text.ts';

type Run = Result<'readScenarioRun'>;
type Start = Arguments<'startScenarioRun'>[0];
type EndedStep = { step: string; ok: boolean; says: string };

/** How long koli waits for the next step before it answers. */
const waitMs = 10_000;

/** A name with a slash or an extension is a file, other names are in the library. */
async function scenarioOf(name: string): Promise<Start['scenario']> {
  if (extname(name) === '' && !name.includes('/')) return name;
  const document = parseDocument(await fileText(name), { prettyErrors: true });
  const [broken] = document.errors;
  if (broken !== undefined) throw new StartError(`${name}: ${broken.message.split('\n')[0]!.replace(/:$/, '')}.`);
  if (document.contents === null) throw new StartError(`${name}: the file is empty; a scenario has a title and steps.`);
  const scenario = readScenario(document.toJS());
  if (isRefusal(scenario)) throw new StartError(`${name}: ${fieldText(scenario)}`);
  return scenario.told as Start['scenario'];
}

export const listScenariosVerb: VerbWork = async (koli) => {
  const { content } = await koli.operator.listScenarios();
  const rows = content.map(({ name, title }) => ({ name, title }));
  koli.show(rows, () =>
    table(
      ['scenario', 'title'],
      rows.map(({ name, title }) => [name, title]),
    ),
  );
  return 0;
};

export const runScenariosVerb: VerbWork = async (koli, names, options) => {
  const scenarios = await Promise.all(names.map(async (name) => ({ name, scenario: await scenarioOf(name) })));
  const seed = options.number('seed');
  const keep = options.isOn('keep');
  const stopped = koli.terminal.stop().then(() => true as const);
  const runs = [];
  for (const { name, scenario } of scenarios) {
    const run = await followed(koli, name, { scenario, seed, keep }, stopped);
    const told = endedSteps(run);
    const packages = Object.fromEntries(run.packages.map((one) => [one.name, one.shipmentPackageId]));
    runs.push({ name, ok: run.state === 'passed', sellerId: run.sellerId, told, packages });
    if (!koli.json) koli.terminal.out(endText(run));
    if (run.reason === 'asked') break;
  }
  if (koli.json) koli.show(runs, () => '');
  return runs.every(({ ok }) => ok) ? 0 : 1;
};

/** Prints the steps of a run as they end. Ctrl-C stops the run. */
async function followed(koli: Koli, name: string, start: Start, stopped: Promise<true>): Promise<Run> {
  let run: Run = await koli.operator.startScenarioRun(start);
  const { id } = run;
  if (!koli.json) koli.terminal.out(`${name}: ${run.title}`);
  for (let seen = 0; ; ) {
    const steps = endedSteps(run);
    if (!koli.json) for (const step of steps.slice(seen)) koli.terminal.out(stepText(step));
    seen = Math.max(seen, steps.length);
    if (run.endedDate !== null) return run;
    const next = koli.operator.readScenarioRun(id, { seen, waitMs });
    const ended = await Promise.race([next, stopped]);
    run = ended === true ? await koli.operator.stopScenarioRun(id) : ended;
  }
}

/** The steps that have ended, and why a run was stopped. */
function endedSteps({ steps, reason, says }: Run): EndedStep[] {
  const ended = steps.flatMap(({ step, state, says }) =>
    state === 'passed' || state === 'failed' ? [{ step, ok: state === 'passed', says: says! }] : [],
  );
  if (reason === null) return ended;
  return [...ended, { step: 'stopped', ok: false, says: reason === 'asked' ? 'before its end' : says! }];
}

const stepText = ({ ok, step, says }: EndedStep): string => `  ${ok ? '✓' : '✗'} ${step.padEnd(14)} ${says}`;

const endText = ({ state, keep, sellerId }: Run): string =>
  `  ${state === 'passed' ? 'passed' : 'FAILED'}${keep ? `; seller ${sellerId} is kept` : ''}`;
