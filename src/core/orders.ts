import { takenNumbers } from './postgres/orders.ts';
import type { World } from './world.ts';

/**
 * Numbers for orders that come without one. Those that a caller gave to an order are passed over. Seller 0 stands for
 * orders of any sellers.
 */
export async function newOrderNumbers({ ids, db }: World, seller_id: number, count: number): Promise<string[]> {
  const free: string[] = [];
  while (free.length < count) {
    const need = { seller_id, kind: 'order', count: count - free.length } as const;
    const drawn = (await ids.take(db.pool, need)).map(String);
    const taken = new Set(await takenNumbers(db.pool, seller_id, drawn));
    free.push(...drawn.filter((number) => !taken.has(number)));
  }
  return free;
}
