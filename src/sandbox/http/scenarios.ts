import { type Refusal, refuse } from '../../core/domain/refusal.ts';
import { gives } from '../../http/contract/answers.ts';
import { json, type Operation, refusal } from '../../http/contract/operation.ts';
import { type LibraryEntry, readLibrary, stepsInWords } from '../story/library.ts';
import { Library, LibraryScenario } from '../wire/story.ts';
import { unguarded } from './row.ts';

const listedDocument = ({ name, scenario }: LibraryEntry) => ({
  name,
  title: scenario.title,
  seed: scenario.seed,
  steps: stepsInWords(scenario),
});

export async function unknownScenario(name: string): Promise<Refusal> {
  const names = (await readLibrary()).map((known) => known.name);
  return refuse({ code: 'scenario.unknown', name: name.slice(0, 64), names });
}

export const findScenario = async (name: string): Promise<LibraryEntry | undefined> =>
  (await readLibrary()).find((known) => known.name === name);

export const scenarioOperations = (): Operation[] => [
  unguarded({
    name: 'listScenarios',
    method: 'GET',
    path: '/api/v1/sandbox/scenarios',
    summary: 'List the scenarios of the library, with their steps',
    answers: { 200: gives(Library) },
    handle: async () => json({ content: (await readLibrary()).map(listedDocument) }),
  }),
  unguarded({
    name: 'readScenario',
    method: 'GET',
    path: '/api/v1/sandbox/scenarios/:scenario',
    summary: 'Read a scenario of the library',
    answers: { 200: gives(LibraryScenario) },
    async handle(call) {
      const name = call.params['scenario']!;
      const known = await findScenario(name);
      if (known === undefined) return refusal(call, await unknownScenario(name));
      return json({ ...listedDocument(known), scenario: known.scenario.told });
    },
  }),
];
