import { expect } from 'vitest';
import type { Sandbox } from '../sandbox/lab.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
export type Run = any;

const runs = '/scenario-runs';

/** Asks for a run; anything but 202 fails the test. */
export async function start(world: Sandbox, scenario: unknown, more: object = {}): Promise<Run> {
  const answer = await world.ask('POST', runs, { scenario, ...more });
  expect(answer.status, answer.body).toBe(202);
  return answer.json;
}

/** The run when it has ended. */
export async function end(world: Sandbox, { id, stepsTotal }: Run): Promise<Run> {
  for (;;) {
    const answer = await world.ask('GET', `${runs}/${id}?seen=${stepsTotal}&waitMs=20000`);
    expect(answer.status, answer.body).toBe(200);
    if (answer.json.endedDate !== null) return answer.json;
  }
}

/** The run when more than `seen` of its steps have ended. */
export const atStep = async (world: Sandbox, { id }: Run, seen: number): Promise<Run> =>
  (await world.ask('GET', `${runs}/${id}?seen=${seen}&waitMs=20000`)).json;

export const play = async (world: Sandbox, scenario: unknown, more: object = {}): Promise<Run> =>
  end(world, await start(world, scenario, more));

export const sellersOf = async (world: Sandbox): Promise<number[]> =>
  (await world.sql('select seller_id from sellers order by 1')).map((row) => row['seller_id']);

/** A story that goes on until somebody ends it: a webhook that is to hear what never comes, again and again. */
export const endless = {
  title: 'Without end',
  steps: [
    { webhook: { answers: 200 } },
    { order: { status: 'Awaiting' } },
    { expect: { status: 'Awaiting' } },
    { expect: { heardInAll: 7 } },
  ],
};

export async function until(met: () => Promise<boolean>): Promise<void> {
  while (!(await met())) await new Promise((resolve) => setTimeout(resolve, 5));
}
