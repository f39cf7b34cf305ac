import type { Arguments, OperatorClient, Result } from '../../client/src/index.ts';

type Wish = Arguments<'startScenarioRun'>[0];
type Run = Result<'readScenarioRun'>;

export type ScenarioOptions = {
  /** The seed of orders and races; default the scenario's own. */
  seed?: number;
  /** Whether its seller and packages stay; default true. */
  keep?: boolean;
};

/** A run that passed, with its packages by name. */
export type PlayedScenario = { sellerId: number; packages: Record<string, number>; steps: Run['steps'] };

/** How long koli waits for news before it answers. */
const waitMs = 20_000;

export async function playScenario(
  operator: OperatorClient,
  scenario: Wish['scenario'],
  options: ScenarioOptions = {},
): Promise<PlayedScenario> {
  let run: Run = await operator.startScenarioRun({ scenario, ...options });
  while (run.endedDate === null) run = await operator.readScenarioRun(run.id, { seen: run.stepsTotal, waitMs });
  if (run.state !== 'passed') throw new Error(sentenceOf(run));
  const packages = Object.fromEntries(run.packages.map((one) => [one.name, one.shipmentPackageId]));
  return { sellerId: run.sellerId!, packages, steps: run.steps };
}

function sentenceOf({ name, title, steps, says }: Run): string {
  const at = steps.findIndex(({ state }) => state === 'failed' || state === 'stopped');
  const step = at < 0 ? '' : `, steps[${at}] (${steps[at]!.words})`;
  return `The scenario ${name ?? JSON.stringify(title)} went another way${step}: ${steps[at]?.says ?? says}`;
}
