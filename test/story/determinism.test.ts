import { expect, inject, test } from 'vitest';
import { tidy } from '../../src/maintenance/prune.ts';
import { readLibrary } from '../../src/sandbox/story/library.ts';
import { is_full, lengthOf } from '../length.ts';
import { expectSame, frozen, type Sandbox, startSandbox } from '../sandbox/lab.ts';
import { end, start, until } from './lab.ts';

const stories = lengthOf(3, 1_000);

/** Every story of the library, and a stretch of traffic after them; what they leave, as a file. */
async function everything(world: Sandbox, between = async () => {}): Promise<{ said: string[]; file: Buffer }> {
  await world.done('POST', '/reset', { to: 'empty', seed: 11, clock: frozen });
  const runs = [];
  for (const { name } of (await readLibrary()).slice(0, stories))
    runs.push(await end(world, await start(world, name, { seed: 5 })));
  const failed = runs.filter(({ state }) => state !== 'passed');
  expect(failed.map(({ name, steps }) => [name, steps])).toEqual([]);
  await between();
  await world.done('PUT', '/traffic', { rate: '500/s', for: 160, seed: 7 });
  await until(async () => !(await world.done('GET', '/traffic')).content[0].on);
  const { content } = await world.done('GET', '/traffic');
  const { orders, steps, cancels, refused } = content[0];
  expect([orders, refused]).toEqual([80, 0]);
  const said = runs.flatMap((run) => run.steps.map(({ says }: { says: string }) => `${run.name}: ${says}`));
  return { said: [...said, `${orders} ${steps} ${cancels}`], file: await world.export() };
}

/**
 * Where the tests run on a server, it is held against the embedded database; where they run on the embedded one alone,
 * two of them are held against one another.
 */
test('all scenarios and some traffic, twice on either database, give the same words and the same bytes', async () => {
  await using one = await startSandbox();
  await using other = await startSandbox({ embedded: true, env: { KOLI_LANES: undefined } });
  expect([one.world.db.kind, other.world.db.kind]).toEqual([inject('start').kind, 'pglite']);
  const first = await everything(one);
  expect(first.said.length).toBeGreaterThan(lengthOf(15, 150));
  // The minute at which koli tidies is one of real time.
  const beside = await everything(other, () => tidy(other.world));
  expect(beside.said).toEqual(first.said);
  expectSame(beside.file, first.file);
  if (!is_full) return;
  // And once more in the same sandbox, after its reset.
  const again = await everything(one);
  expect(again.said).toEqual(first.said);
  expectSame(again.file, first.file);
});
