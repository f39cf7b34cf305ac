import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../src/sandbox/random.ts';
import { start_of_time, startWorld } from './world.ts';

describe('random', () => {
  test('repeats with a seed', () => {
    const [one, two, other] = [new SeededRandom(1), new SeededRandom(1), new SeededRandom(2)];
    const [a, b] = [
      { seller_id: 7, what: 'a' },
      { seller_id: 7, what: 'b' },
    ];
    const draws = [one, two, other].map((random) => [
      random.uuid(a),
      random.bytes(40, a).toString('hex'),
      random.uuid(b),
    ]);
    expect(draws[0]).toEqual(draws[1]);
    expect(draws[0]).not.toEqual(draws[2]);
    expect(new Set(draws[0]).size).toBe(3);
    // Whatever else was drawn before.
    expect(one.uuid(a)).toBe(draws[0]![0]);
    expect(one.uuid(a)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('does not repeat without one', () => {
    const random = new SeededRandom(undefined);
    const name = { seller_id: 7, what: 'a' };
    expect(random.uuid(name)).not.toBe(random.uuid(name));
  });
});

describe('the test world', () => {
  test('starts the whole program on a clock that stands still', async () => {
    await using world = await startWorld();
    expect(world.world.clock.now()).toBe(start_of_time);
    world.clock.advance(1_000);
    expect(world.world.clock.now()).toBe(start_of_time + 1_000);
    const seller = await world.newSeller();
    expect(await world.sql('select seller_id from sellers')).toEqual([{ seller_id: seller.seller_id }]);
    expect((await world.call('GET', '/nowhere', { as: seller })).status).toBeGreaterThanOrEqual(400);
    await world.settle();
  });

  test('has receivers that give the set answers', async () => {
    await using world = await startWorld();
    const receiver = await world.receiver();
    receiver.answer(500, 404);
    const statuses: number[] = [];
    for (let call = 0; call < 3; call++)
      statuses.push((await fetch(receiver.url, { method: 'POST', body: JSON.stringify({ call }) })).status);
    expect(statuses).toEqual([500, 404, 200]);
    expect(receiver.requests.map(({ json }) => json.call)).toEqual([0, 1, 2]);
  });
});
