import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { assets } from '../../assets/assets.ts';
import { unrefused } from '../../core/domain/refusal.ts';
import { readScenario, type Scenario } from '../wire/scenario.ts';

export type LibraryEntry = { name: string; scenario: Scenario };

const suffix = '.yaml';

/** They come with the program, so they are read once. */
let known_scenarios: Promise<LibraryEntry[]> | undefined;

export function readLibrary(): Promise<LibraryEntry[]> {
  known_scenarios ??= readAll();
  return known_scenarios;
}

async function readAll(): Promise<LibraryEntry[]> {
  const files = (await readdir(assets.scenarios)).filter((file) => file.endsWith(suffix));
  const names = files.map((file) => basename(file, suffix)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(assets.scenarios, name + suffix), 'utf8');
      return { name, scenario: unrefused(readScenario(parse(text))) };
    }),
  );
}

/** A step as people write it: `cancel: { lines: 1=1, rest: left }`. */
export const stepLine = (step: unknown): string =>
  stringify(step, { collectionStyle: 'flow', lineWidth: 0 })
    .trim()
    .replace(/^\{ ?(.*?) ?\}$/s, '$1');

/** The steps in words, before anything is done. */
export const stepsInWords = ({ steps, told }: Scenario): { step: string; words: string }[] =>
  steps.map((step, at) => ({ step: 'race' in step ? 'race' : step.word, words: stepLine(told.steps[at]) }));
