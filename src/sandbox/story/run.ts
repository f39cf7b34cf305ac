import { KoliError } from '../../../client/src/index.ts';
import type { Scenario, ScenarioStep } from '../wire/scenario.ts';
import type { Api } from './api.ts';
import { plays } from './plays.ts';
import { drawChance, heard, type Receivers, type Stage, Unmet } from './stage.ts';

/** `won`: the place of the step of a race that came first. */
export type StepResult = { ok: boolean; says: string; won?: number };

/** Those who follow a run hear of its seller, and of each step before and after it. */
type Audience = {
  opened(seller_id: number): void;
  begins(at: number): void;
  told(at: number, told: StepResult, packages: [name: string, id: number][]): void;
};

type Performance = {
  api: Api;
  receivers: Receivers;
  scenario: Scenario;
  seed: number;
  keep: boolean;
  /** Ends it in the middle of a step. */
  signal: AbortSignal;
};

/** What is begun with a seller is not left half done: a stop waits for it, but not for long. */
const open_ms = 30_000;
const close_ms = 5_000;

/** Until the end or the first step that goes another way than the scenario says. Throws why it was ended before. */
export async function playScenario(run: Performance, audience: Audience): Promise<boolean> {
  try {
    const stage = await openStage(run);
    try {
      audience.opened(stage.seller_id);
      return await playSteps(stage, run.scenario, audience);
    } finally {
      await closeStage(stage, run.keep);
    }
  } catch (error) {
    run.signal.throwIfAborted();
    throw error;
  }
}

async function playSteps(stage: Stage, { steps }: Scenario, audience: Audience): Promise<boolean> {
  for (const [at, step] of steps.entries()) {
    stage.signal.throwIfAborted();
    audience.begins(at);
    stage.touched.clear();
    const told = await play(stage, step);
    // A call without an answer may have been done or not.
    stage.signal.throwIfAborted();
    if (told.ok) await heard(stage);
    audience.told(
      at,
      told,
      [...stage.touched].map((name) => [name, stage.packages.get(name)!]),
    );
    if (!told.ok) return false;
  }
  return true;
}

async function openStage({ api, receivers, scenario, seed, signal }: Performance): Promise<Stage> {
  const { title: name, settings } = scenario;
  const { operator } = api.until(AbortSignal.timeout(open_ms));
  const made = await operator.createTestSeller({ seed, settings, name } as never);
  const { sellerId: seller_id } = made;
  api.concern(seller_id);
  const own = { packages: new Map(), touched: new Set<string>(), drawn: 0, receiver: null };
  return { api, receivers, signal, seller: api.seller(made), seller_id, seed, ...own };
}

/** What was opened is closed, however the run has ended. A seller that was replaced meanwhile is not its own any more. */
async function closeStage({ api, receivers, receiver, seller_id }: Stage, keep: boolean): Promise<void> {
  const { operator } = api.until(AbortSignal.timeout(close_ms));
  try {
    // A kept seller keeps its webhook log, but its receiver has gone.
    if (keep && receiver !== null) await operator.deactivateSellerWebhook(seller_id, receiver.webhook_id);
    if (!keep) await operator.deleteSeller(seller_id);
  } catch (error) {
    if (!(error instanceof KoliError)) throw error;
  } finally {
    if (receiver !== null) receivers.delete(receiver.url);
  }
}

async function play(stage: Stage, step: Scenario['steps'][number]): Promise<StepResult> {
  if (!('race' in step)) return playOne(stage, step);
  const won = drawChance(stage) % 2;
  const [first, second] = won === 0 ? step.race : step.race.toReversed();
  const told = await playOne(stage, first!);
  if (!told.ok) return told;
  const lost = await playOne(stage, { ...second!, refused: second!.refused ?? 409 });
  return { ok: lost.ok, says: `${told.says}; ${lost.says}`, won };
}

/** What is written in a scenario for a connection that ends without an answer. */
const unanswered = 'unanswered';

async function playOne(stage: Stage, { word, details, refused }: ScenarioStep): Promise<StepResult> {
  try {
    const says = await plays[word](stage, details as never);
    if (refused === undefined) return { ok: true, says };
    return { ok: false, says: `${says}, and should have been refused (${refused})` };
  } catch (error) {
    if (error instanceof Unmet) return { ok: false, says: error.message };
    if (!(error instanceof KoliError)) throw error;
    return refusedAs(word, error, refused);
  }
}

function refusedAs(word: string, { status, key, message }: KoliError, refused: ScenarioStep['refused']): StepResult {
  const [is, says] =
    status === null
      ? [unanswered, `${word} was not answered`]
      : [`${status} ${key}`, `${word} was refused: ${message}`];
  if (refused === (status ?? unanswered) || (key !== null && refused === key)) return { ok: true, says };
  const wanted = refused === undefined ? '' : `, and not ${refused}`;
  return { ok: false, says: `${says} (${is})${wanted}` };
}
