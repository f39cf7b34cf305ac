import { type Client, query } from './sql.ts';

/** What is numbered, and the first number of each: of the length that integrators know from the marketplace. */
export const firstIds = {
  package: 3_500_000_000,
  line: 4_700_000_000,
  tracking: 1,
  order: 10_000_000_001,
} as const;

export type IdKind = keyof typeof firstIds;
export type IdNeed = { seller_id: number; kind: IdKind; count: number };

/**
 * Unused ids from memory: they come in blocks, so that making one costs no round trip. Ids that were in memory when the
 * program ended are never used: gaps are harmless.
 */
export type IdBlocks = {
  /**
   * Fetches what is missing. Outside any transaction: nobody should wait for the row of the next block until another's
   * transaction ends.
   */
  ensure(client: Client, needs: IdNeed[]): Promise<void>;
  /** The next id. Throws when no `ensure` promised it: that is a mistake in the program. */
  draw(seller_id: number, kind: IdKind): number;
  /** `ensure` and `draw` in one, for callers beside the lanes. */
  take(client: Client, need: IdNeed): Promise<number[]>;
  /** Drops what is in memory after the rows of a seller, or of all, were replaced. */
  forget(seller_id?: number): void;
};

export type IdBlocksOptions = {
  /** `shared`: all sellers draw from one row. `per-seller`: each from a range of its own, undisturbed by the others. */
  scope: 'shared' | 'per-seller';
  /** Ids per statement. */
  block: number;
  /** How many callers may stand between `ensure` and their last `draw` at once: the lanes. */
  callers?: number;
};

const range_size = 100_000;

/** Ids in memory, from several blocks, the oldest first. */
type Stock = {
  seller_id: number;
  kind: IdKind;
  ranges: { next: number; end: number }[];
  count: number;
  /** The largest need so far: what each of the other callers may still draw. */
  peak: number;
  refill: Promise<void> | null;
};

export function createIdBlocks({ scope, block, callers = 1 }: IdBlocksOptions): IdBlocks {
  const stocks = new Map<string, Stock>();

  const stockOf = (seller_id: number, kind: IdKind): Stock => {
    const owner = scope === 'shared' ? 0 : seller_id;
    const key = `${owner}/${kind}`;
    let stock = stocks.get(key);
    if (stock === undefined) {
      stock = { seller_id: owner, kind, ranges: [], count: 0, peak: 0, refill: null };
      stocks.set(key, stock);
    }
    return stock;
  };

  return {
    async ensure(client, needs) {
      for (const [stock, count] of sums(needs, stockOf)) {
        stock.peak = Math.max(stock.peak, count);
        while (stock.count < count + (callers - 1) * stock.peak)
          await refill(client, stock, count + (callers - 1) * stock.peak, block);
      }
    },
    draw(seller_id, kind) {
      return drawFrom(stockOf(seller_id, kind));
    },
    async take(client, { seller_id, kind, count }) {
      const stock = stockOf(seller_id, kind);
      while (stock.count < count + callers * stock.peak)
        await refill(client, stock, count + callers * stock.peak, block);
      // Drawn in the same breath as counted: nobody comes between.
      return Array.from({ length: count }, () => drawFrom(stock));
    },
    forget(seller_id) {
      for (const [key, stock] of stocks)
        if (seller_id === undefined || stock.seller_id === seller_id) stocks.delete(key);
    },
  };
}

function sums(needs: IdNeed[], stockOf: (seller_id: number, kind: IdKind) => Stock): Map<Stock, number> {
  const counts = new Map<Stock, number>();
  for (const { seller_id, kind, count } of needs) {
    const stock = stockOf(seller_id, kind);
    if (count > 0) counts.set(stock, (counts.get(stock) ?? 0) + count);
  }
  return counts;
}

function drawFrom(stock: Stock): number {
  const range = stock.ranges[0];
  if (range === undefined) throw new Error(`no ${stock.kind} id was ensured for seller ${stock.seller_id}`);
  const id = range.next++;
  if (range.next === range.end) stock.ranges.shift();
  stock.count--;
  return id;
}

/** One fetch per stock at a time; who waited for another's looks again whether it was enough. */
async function refill(client: Client, stock: Stock, wanted: number, block: number): Promise<void> {
  // A failure is reported to the caller that sent the statement; the others try by themselves.
  if (stock.refill !== null) return stock.refill.catch(() => {});
  const blocks = Math.ceil((wanted - stock.count) / block);
  stock.refill = fetchBlock(client, stock, blocks * block).finally(() => {
    stock.refill = null;
  });
  return stock.refill;
}

async function fetchBlock(client: Client, stock: Stock, count: number): Promise<void> {
  const { seller_id, kind } = stock;
  const first =
    seller_id === 0 ? await advanceShared(client, kind, count) : await advanceOwn(client, seller_id, kind, count);
  stock.ranges.push({ next: first, end: first + count });
  stock.count += count;
}

async function advanceOwn(client: Client, seller_id: number, kind: IdKind, count: number): Promise<number> {
  for (;;) {
    const first = await advanceSeller(client, seller_id, kind, count);
    if (first !== null) return first;
    const size = Math.max(range_size, count);
    await openRange(client, seller_id, kind, await advanceShared(client, kind, size), size, count);
  }
}

/** The next `count` ids of the row that all draw from; the first of them. */
async function advanceShared(client: Client, kind: IdKind, count: number): Promise<number> {
  const rows = await query<{ first_id: number }>(
    client,
    'advanceShared',
    `insert into id_blocks as b (seller_id, kind, next_id, end_id)
     values (0, $1, $2::bigint + $3::bigint, 9007199254740991)
         on conflict (seller_id, kind) do update set next_id = b.next_id + $3
     returning next_id - $3 as first_id`,
    [kind, firstIds[kind], count],
  );
  return rows[0]!.first_id;
}

/** The next `count` ids of a seller's own range, or null when it has not so many left. */
async function advanceSeller(client: Client, seller_id: number, kind: IdKind, count: number): Promise<number | null> {
  const rows = await query<{ first_id: number }>(
    client,
    'advanceSeller',
    `update id_blocks
        set next_id = next_id + $3::bigint
      where seller_id = $1 and kind = $2 and next_id + $3 <= end_id
     returning next_id - $3 as first_id`,
    [seller_id, kind, count],
  );
  return rows[0]?.first_id ?? null;
}

/** Gives a seller a new range, unless another node was faster. What is left of the old one is given up. */
async function openRange(
  client: Client,
  seller_id: number,
  kind: IdKind,
  first: number,
  size: number,
  wanted: number,
): Promise<void> {
  await query(
    client,
    'openRange',
    `insert into id_blocks as b (seller_id, kind, next_id, end_id)
     values ($1, $2, $3::bigint, $3::bigint + $4::bigint)
         on conflict (seller_id, kind) do update
        set next_id = excluded.next_id, end_id = excluded.end_id
      where b.next_id + $5::bigint > b.end_id`,
    [seller_id, kind, first, size, wanted],
  );
}
