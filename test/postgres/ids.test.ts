import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/core/postgres/database.ts';
import { createIdBlocks, firstIds, type IdBlocks, type IdKind } from '../../src/core/postgres/ids.ts';
import { findReserved, insertGivenIds } from '../../src/sandbox/postgres/given-ids.ts';
import { newDatabase, type TestDatabase } from '../databases.ts';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await newDatabase();
  const settings = { database_url: database.env['DATABASE_URL'], data_folder: '', memory: true, pool: 8 };
  db = await openDatabase(settings, { load: database.load });
});
afterAll(async () => {
  await db.close();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await db.pool.query('delete from id_blocks');
});

/** The pool, counting what is sent through it. */
function counting() {
  const counter = { statements: 0 };
  const client = new Proxy(db.pool, {
    get(pool, name) {
      if (name === 'query') counter.statements++;
      const value = Reflect.get(pool, name);
      return typeof value === 'function' ? value.bind(pool) : value;
    },
  });
  return { counter, client };
}

async function draw(ids: IdBlocks, seller_id: number, count: number, kind: IdKind = 'package'): Promise<number[]> {
  await ids.ensure(db.pool, [{ seller_id, kind, count }]);
  return Array.from({ length: count }, () => ids.draw(seller_id, kind));
}

const run = (first: number, count: number): number[] => Array.from({ length: count }, (_, index) => first + index);

describe('ids of all sellers from one row', () => {
  test('begin with the first of their kind and go on without a gap', async () => {
    const ids = createIdBlocks({ scope: 'shared', block: 10 });
    for (const kind of Object.keys(firstIds) as IdKind[]) {
      expect(await draw(ids, 1, 7, kind)).toEqual(run(firstIds[kind], 7));
      expect(await draw(ids, 2, 25, kind)).toEqual(run(firstIds[kind] + 7, 25));
    }
  });

  test('cost one statement per block', async () => {
    const ids = createIdBlocks({ scope: 'shared', block: 100 });
    const { counter, client } = counting();
    for (let drawn = 0; drawn < 300; drawn++) {
      await ids.ensure(client, [{ seller_id: drawn % 5, kind: 'line', count: 1 }]);
      ids.draw(drawn % 5, 'line');
    }
    expect(counter.statements).toBe(3);
  });

  test('are never given twice by two nodes', async () => {
    const nodes = run(0, 3).map(() => createIdBlocks({ scope: 'shared', block: 7, callers: 20 }));
    const batches = run(0, 60).map((batch) => draw(nodes[batch % 3]!, batch, 1 + (batch % 11)));
    const drawn = (await Promise.all(batches)).flat();
    expect(new Set(drawn).size).toBe(drawn.length);
  });
});

describe('ids of each seller from a range', () => {
  test('do not depend on other sellers', async () => {
    const ids = createIdBlocks({ scope: 'per-seller', block: 10 });
    const of = (seller_id: number) => firstIds.package + seller_id * 100_000;
    expect(await draw(ids, 2, 30)).toEqual(run(of(2), 30));
    expect(await draw(ids, 1, 3)).toEqual(run(of(1), 3));
    expect(await draw(ids, 2, 12)).toEqual(run(of(2) + 30, 12));
    expect(await draw(ids, 50_001, 1)).toEqual([of(1)]);
  });

  test('continue in the next range when one is used up, because they are unique within a seller only', async () => {
    const ids = createIdBlocks({ scope: 'per-seller', block: 50_000 });
    await draw(ids, 1, 99_999);
    expect(await draw(ids, 1, 3)).toEqual(run(firstIds.package + 199_999, 3));
    expect(await draw(ids, 2, 1)).toEqual([firstIds.package + 200_000]);
  });

  test('suffice when more are needed at once than a range holds', async () => {
    const ids = createIdBlocks({ scope: 'per-seller', block: 100 });
    const drawn = await draw(ids, 1, 150_000);
    expect(new Set(drawn).size).toBe(150_000);
  });

  test('are never given twice by two nodes', async () => {
    const nodes = run(0, 2).map(() => createIdBlocks({ scope: 'per-seller', block: 30_000, callers: 20 }));
    const drawOf = async (batch: number) =>
      (await draw(nodes[batch % 2]!, batch % 3, 5_000)).map((id) => `${batch % 3} ${id}`);
    const drawn = (await Promise.all(run(0, 40).map(drawOf))).flat();
    expect(new Set(drawn).size).toBe(drawn.length);
  });
});

describe('ids that a caller chose', () => {
  const seller_id = 7;
  const first = firstIds.package + seller_id * 100_000;
  const choose = async (id: number) => {
    await insertGivenIds(db.pool, [{ seller_id, kind: 'package', id }]);
  };
  afterEach(async () => {
    await db.pool.query('delete from given_ids');
  });

  test('are skipped, in memory and in blocks that are fetched later', async () => {
    const ids = createIdBlocks({ scope: 'per-seller', block: 5, findReserved });
    expect(await draw(ids, seller_id, 2)).toEqual(run(first, 2));
    for (const id of [first + 3, first + 6, first + 7]) expect(ids.reserve(seller_id, 'package', id)).toBe(true);
    await choose(first + 9);
    expect(await draw(ids, seller_id, 5)).toEqual([2, 4, 5, 8, 10].map((at) => first + at));
  });

  test('are refused when they were drawn before, and accepted when the caller repeats its choice', async () => {
    const ids = createIdBlocks({ scope: 'per-seller', block: 5, findReserved });
    await draw(ids, seller_id, 3);
    expect(ids.reserve(seller_id, 'package', first + 2)).toBe(false);
    expect(ids.reserve(seller_id, 'package', first + 4)).toBe(true);
    expect(ids.reserve(seller_id, 'package', first + 4)).toBe(true);
    expect(ids.reserve(seller_id, 'package', first + 1_000)).toBe(true);
    expect(ids.reserve(seller_id + 1, 'package', first + 2)).toBe(true);
  });

  test('are known once they came into memory', async () => {
    const ids = createIdBlocks({ scope: 'per-seller', block: 5, findReserved });
    const isKnown = (id: number) => ids.knows(seller_id, 'package', id);
    expect(isKnown(first)).toBe(false);
    await draw(ids, seller_id, 3);
    expect([first - 1, first, first + 4, first + 5].map(isKnown)).toEqual([false, true, true, false]);
  });

  test('stay skipped after a restart', async () => {
    const ids = createIdBlocks({ scope: 'per-seller', block: 50, findReserved });
    await draw(ids, seller_id, 2);
    await choose(first + 2);
    ids.reserve(seller_id, 'package', first + 2);
    await ids.giveBack(db.pool);
    expect((await db.pool.query('select next_id from id_blocks')).rows).toEqual([{ next_id: first + 3 }]);
    expect(await draw(ids, seller_id, 2)).toEqual(run(first + 3, 2));
  });
});

describe('ids in memory', () => {
  test('are drawn only after they were ensured', () => {
    const ids = createIdBlocks({ scope: 'shared', block: 10 });
    expect(() => ids.draw(1, 'package')).toThrow('no package id was ensured');
  });

  test('suffice for all callers that ensured before one drew', async () => {
    const ids = createIdBlocks({ scope: 'shared', block: 5, callers: 8 });
    for (let round = 0; round < 5; round++) {
      const needs = run(1, 8).map((count) => ({ seller_id: count, kind: 'package' as const, count }));
      await Promise.all(needs.map((need) => ids.ensure(db.pool, [need])));
      const drawn = needs.flatMap(({ seller_id, count }) => run(0, count).map(() => ids.draw(seller_id, 'package')));
      expect(new Set(drawn).size).toBe(36);
    }
  });

  test('that are taken at once leave the ids of other callers', async () => {
    const ids = createIdBlocks({ scope: 'shared', block: 5 });
    await ids.ensure(db.pool, [{ seller_id: 1, kind: 'order', count: 4 }]);
    const taken = await Promise.all(run(0, 20).map(() => ids.take(db.pool, { seller_id: 1, kind: 'order', count: 3 })));
    const drawn = [...taken.flat(), ...run(0, 4).map(() => ids.draw(1, 'order'))];
    expect(new Set(drawn).size).toBe(64);
  });

  test('survive a failed fetch of another caller', async () => {
    const ids = createIdBlocks({ scope: 'shared', block: 5 });
    const broken = { query: () => Promise.reject(new Error('away')) } as never;
    const need = [{ seller_id: 1, kind: 'line' as const, count: 1 }];
    const [failed, served] = await Promise.allSettled([ids.ensure(broken, need), ids.ensure(db.pool, need)]);
    expect([failed.status, served.status]).toEqual(['rejected', 'fulfilled']);
    expect(ids.draw(1, 'line')).toBe(firstIds.line);
  });

  test('are forgotten seller by seller', async () => {
    const ids = createIdBlocks({ scope: 'per-seller', block: 10 });
    await ids.ensure(
      db.pool,
      [1, 2].map((seller_id) => ({ seller_id, kind: 'line' as const, count: 1 })),
    );
    ids.forget(1);
    expect(() => ids.draw(1, 'line')).toThrow();
    expect(ids.draw(2, 'line')).toBe(firstIds.line + 200_000);
  });
});
