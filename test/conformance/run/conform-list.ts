import { afterAll, beforeAll, expect, test } from 'vitest';
import { start_of_time, startWorld, type TestWorld } from '../../world.ts';
import type { ListRow, Stocked } from '../format.ts';
import { checkAnswer } from './conform.ts';
import { checkDocument, type Document } from './documents.ts';
import { fill, fillText, matcher, type Names } from './names.ts';
import { placeOrder, prepare, type Stage } from './stage.ts';

/** Asks a list about its stock, one test for each question; `paths` are addresses that answer alike. */
export function conformList(paths: string[], stock: Stocked[], rows: ListRow[]): void {
  let world: TestWorld;
  let stage: Stage;
  const names: Names = { start: start_of_time };

  beforeAll(async () => {
    // The list at its old address answers as the one of V2.
    world = await startWorld({ env: { KOLI_V1: 'on' } });
    const [seller, stranger] = [await world.newSeller(), await world.newSeller()];
    Object.assign(names, { seller: seller.seller_id, stranger: stranger.seller_id });
    stage = { world, seller, stranger, names, given: {} };
    await fillStock(stage, stock);
    world.clock.set(start_of_time);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test.each(rows.map((row) => [row.id, row] as const))('%s', async (_, row) => {
    for (const path of paths) {
      if (row.first !== undefined) names['cursor'] = (await ask(path, row.first)).json.nextCursor;
      const answer = await ask(path, row.query, row.by);
      if (row.refused !== undefined) checkAnswer(answer, { refused: row.refused, says: row.says }, names);
      else found(answer, row);
    }
  });

  async function ask(path: string, query: string, as: 'seller' | 'stranger' = 'seller') {
    const asking = stage[as];
    const address = `/integration/order/sellers/${asking.seller_id}${path}`;
    return world.call('GET', `${address}?${fillText(query, names)}`, { as: asking });
  }

  function found(answer: Awaited<ReturnType<typeof ask>>, { finds = [], has = {} }: ListRow): void {
    expect([answer.status, answer.body]).toEqual([200, expect.any(String)]);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    const { content, ...envelope } = answer.json;
    const nameOf = (id: number) => Object.keys(names).find((name) => names[name] === id && name !== 'package') ?? id;
    expect(content.map((one: Document) => nameOf(one.shipmentPackageId))).toEqual(finds);
    expect(envelope).toMatchObject(matcher(fill({ size: finds.length, ...has }, names)) as object);
    for (const document of content) {
      checkDocument(document);
      expect(document.supplierId).toBe(names['seller']);
    }
  }
}

type Happening = { at: number; happen(): Promise<void> };

/** Everything in the order of its time: a clock goes one way. */
async function fillStock(stage: Stage, stock: Stocked[]): Promise<void> {
  const { world } = stage;
  const happenings = stock.flatMap((stocked): Happening[] => {
    const own: Stage = { ...stage, names: { ...stage.names } };
    if (stocked.seller === 'stranger')
      Object.assign(own, { seller: stage.stranger, names: { ...stage.names, seller: stage.stranger.seller_id } });
    const { name, order, lines = [{ barcode: 'plain', quantity: 1 }], done = [] } = stocked;
    const place = async () => {
      await placeOrder(own, { order, lines });
      stage.names[name] = own.names['package']!;
    };
    const steps = done.map(({ at, ...request }) => ({
      at,
      happen: async () => {
        await prepare(own, request);
        for (const kept of Object.keys(request.keep ?? {})) stage.names[kept] = own.names[kept]!;
      },
    }));
    return [{ at: stocked.at, happen: place }, ...steps].map(({ at, happen }) => ({
      at: fill(at, stage.names) as unknown as number,
      happen,
    }));
  });
  for (const { at, happen } of happenings.toSorted((one, two) => one.at - two.at)) {
    // Whatever is done takes place a second after the clock was looked at.
    world.clock.set(at - 1_000);
    await happen();
  }
}
