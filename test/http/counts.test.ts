import { describe, expect, test } from 'vitest';
import { start_of_time, startWorld, type TestWorld } from '../world.ts';
import { packageIn } from './lab.ts';

const hour_ms = 3_600_000;

type Step = { at: number; byStatus: Record<string, number>; opened: number };

const counted = async (world: TestWorld, query = '') => {
  const answer = await world.call('GET', `/api/v1/package-counts${query}`, { as: 'operator' });
  expect(answer.status, answer.body).toBe(200);
  return answer.json;
};

const some = (steps: Step[]) => steps.filter(({ byStatus, opened }) => opened > 0 || Object.keys(byStatus).length > 0);

describe('counts', () => {
  test('packages are counted by their last change and by their creation', async () => {
    await using world = await startWorld();
    const [one, other] = [await world.newSeller(), await world.newSeller()];
    const early = await packageIn(world, one);
    await packageIn(world, other, 'Delivered');
    world.clock.set(start_of_time + 2 * hour_ms);
    await world.call('PUT', early.path, { as: one, body: { status: 'Picking' } });
    await packageIn(world, one, 'Cancelled');

    const whole = await counted(world);
    expect(whole).toMatchObject({ step: hour_ms, opened: 3, byStatus: { Picking: 1, Delivered: 1, Cancelled: 1 } });
    expect(whole.steps).toHaveLength(24);
    expect(whole.to - whole.from).toBe(24 * hour_ms);
    expect(some(whole.steps)).toEqual([
      { at: start_of_time, byStatus: { Delivered: 1 }, opened: 2 },
      { at: start_of_time + 2 * hour_ms, byStatus: { Picking: 1, Cancelled: 1 }, opened: 1 },
    ]);

    const mine = (await world.call('GET', '/api/v1/seller/package-counts', { as: one })).json;
    expect(mine.byStatus).toEqual({ Picking: 1, Cancelled: 1 });
    expect(await counted(world, `?sellerId=${one.seller_id}`)).toEqual(mine);
    expect((await counted(world, `?sellerId=${other.seller_id}`)).byStatus).toEqual({ Delivered: 1 });
    expect((await counted(world, `?to=${start_of_time}&steps=1`)).byStatus).toEqual({ Delivered: 1 });
  });

  test('days begin in Istanbul', async () => {
    await using world = await startWorld();
    const { from, to, steps } = await counted(world, `?step=${24 * hour_ms}&steps=2`);
    expect(new Date(from).toISOString()).toBe('2026-11-21T21:00:00.000Z');
    expect(new Date(to).toISOString()).toBe('2026-11-23T21:00:00.000Z');
    expect(steps).toHaveLength(2);
  });

  test.each([
    [`step=${24 * hour_ms}&steps=32`, 'koli.query.window'],
    ['step=59999', 'koli.query.invalid'],
    ['steps=0', 'koli.query.invalid'],
    ['steps=201', 'koli.query.invalid'],
    ['from=1', 'koli.query.invalid'],
  ])('%s is refused with the reason', async (query, key) => {
    await using world = await startWorld();
    const { status, json } = await world.call('GET', `/api/v1/package-counts?${query}`, { as: 'operator' });
    expect([status, json.errors[0].key]).toEqual([400, key]);
  });
});
