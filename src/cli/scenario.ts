import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from '../start-error.ts';
import { textOf, type Work } from './koli.ts';
import { readScenario, type Scenario } from './scenario-file.ts';
import { runScenario, type Told } from './scenario-run.ts';
import { numberOf, table } from './text.ts';

/** The scenarios that koli brings along. */
export const library = fileURLToPath(new URL('../../scenarios/', import.meta.url));

export async function libraryNames(): Promise<string[]> {
  return (await readdir(library))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .sort();
}

/** A file where it names one, else a scenario of the library. */
export async function loadScenario(name: string): Promise<Scenario> {
  const file = extname(name) === '' && !name.includes('/') ? join(library, `${name}.yaml`) : name;
  try {
    return readScenario(await readFile(file, 'utf8'), name);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
    throw new StartError(`There is no scenario ${name}: name a file, or one of ${(await libraryNames()).join(', ')}.`);
  }
}

export const listScenarios: Work = async (koli) => {
  const names = await libraryNames();
  const rows = await Promise.all(names.map(async (name) => ({ name, title: (await loadScenario(name)).title })));
  koli.show(rows, () =>
    table(
      ['scenario', 'tells'],
      rows.map(({ name, title }) => [name, title]),
    ),
  );
  return 0;
};

export const runScenarios: Work = async (koli, names, flags) => {
  const scenarios = await Promise.all(names.map(async (name) => ({ name, scenario: await loadScenario(name) })));
  const seed = textOf(flags['seed']) === undefined ? undefined : numberOf(textOf(flags['seed'])!, '--seed');
  let stopped = false;
  void koli.terminal.stop().then(() => {
    stopped = true;
  });
  const runs = [];
  for (const { name, scenario } of scenarios) {
    if (!koli.json) koli.terminal.out(`${name}: ${scenario.title}`);
    const tell = koli.json ? undefined : (told: Told) => koli.terminal.out(toldText(told));
    const run = await runScenario(koli, scenario, {
      seed,
      keep: flags['keep'] === true,
      tell,
      isStopped: () => stopped,
    });
    runs.push({ name, ...run });
    if (!koli.json) koli.terminal.out(endText(run.ok, run.seller_id, flags['keep'] === true));
  }
  if (koli.json) koli.show(runs, () => '');
  return runs.every(({ ok }) => ok) ? 0 : 1;
};

const toldText = ({ ok, step, says }: Told): string => `  ${ok ? '✓' : '✗'} ${step.padEnd(14)} ${says}`;

const endText = (ok: boolean, seller_id: number, keep: boolean): string =>
  `  ${ok ? 'as it should be' : 'NOT as it should be'}${keep ? `; seller ${seller_id} is kept` : ''}`;
