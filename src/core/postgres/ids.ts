import { type Client, first, scalar, statement, touched } from './statement.ts';

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
   * Fetches what is missing. Outside any transaction, so that no caller waits for the row of the next block until the
   * transaction of another one ends.
   */
  ensure(client: Client, needs: IdNeed[]): Promise<void>;
  /** The next id. Throws when no `ensure` promised it: that is a mistake in the program. */
  draw(seller_id: number, kind: IdKind): number;
  /** `ensure` and `draw` in one, for callers beside the lanes. */
  take(client: Client, need: IdNeed): Promise<number[]>;
  /** Marks an id that the caller chose as used, so that it is never drawn. False when it was drawn already. */
  reserve(seller_id: number, kind: IdKind, id: number): boolean;
  /** Whether the id came into memory since the program started. If so, `reserve` knows whether it was drawn. */
  knows(seller_id: number, kind: IdKind, id: number): boolean;
  /** Writes down what is left in memory, and forgets it: the rows then tell which id comes next. No draw meanwhile. */
  giveBack(client: Client): Promise<void>;
  /** Drops what is in memory after the rows of a seller, or of all, were replaced. */
  forget(seller_id?: number): void;
};

type IdBlocksOptions = {
  /**
   * `shared`: all sellers draw from one row. `per-seller`: each from a range of its own that follows from its id, so
   * that its ids do not hang on what the others do; only there may ids be chosen.
   */
  scope: 'shared' | 'per-seller';
  /** Ids per statement. */
  block: number;
  /** How many callers may stand between `ensure` and their last `draw` at once: the lanes. */
  callers?: number;
  /** Per seller: ids of a range that callers chose, so that they are never drawn. */
  findReserved?(client: Client, range: IdRange): Promise<number[]>;
};

export type IdRange = { seller_id: number; kind: IdKind; first: number; end: number };

/** Where ranges begin: a seller with more packages goes on in its neighbour's, as ids are unique within a seller only. */
const range_size = 100_000;
/** Package ids keep their ten digits. */
const ranges = 50_000;

/** The first id of a range; which one is told by a number: the seller's own id unless it was made with a seed. */
export const firstOf = (kind: IdKind, range: number): number => firstIds[kind] + (range % ranges) * range_size;

/** Ids in memory, from several blocks, the oldest first. */
type Stock = {
  seller_id: number;
  kind: IdKind;
  ranges: { next: number; end: number }[];
  count: number;
  /** The largest need so far: what each of the other callers may still draw. */
  peak: number;
  refill: Promise<void> | null;
  /** What was ever fetched into memory: of this, what is not there any more was drawn or reserved. */
  fetched: { first: number; end: number } | null;
  /** Chosen by callers. The transaction that stores them may not have ended yet. */
  reserved: Set<number>;
};

export function createIdBlocks(options: IdBlocksOptions): IdBlocks {
  const { scope, callers = 1 } = options;
  const stocks = new Map<string, Stock>();

  const stockOf = (seller_id: number, kind: IdKind): Stock => {
    const owner = scope === 'shared' ? 0 : seller_id;
    const key = `${owner}/${kind}`;
    let stock = stocks.get(key);
    if (stock === undefined) {
      const memory = { ranges: [], count: 0, peak: 0, refill: null, fetched: null, reserved: new Set<number>() };
      stock = { seller_id: owner, kind, ...memory };
      stocks.set(key, stock);
    }
    return stock;
  };

  return {
    async ensure(client, needs) {
      for (const [stock, count] of sums(needs, stockOf)) {
        stock.peak = Math.max(stock.peak, count);
        while (stock.count < count + (callers - 1) * stock.peak)
          await refill(client, stock, count + (callers - 1) * stock.peak, options);
      }
    },
    draw(seller_id, kind) {
      return drawFrom(stockOf(seller_id, kind));
    },
    async take(client, { seller_id, kind, count }) {
      const stock = stockOf(seller_id, kind);
      while (stock.count < count + callers * stock.peak)
        await refill(client, stock, count + callers * stock.peak, options);
      // Counted and drawn in one turn of the event loop, so no other caller comes between.
      return Array.from({ length: count }, () => drawFrom(stock));
    },
    reserve(seller_id, kind, id) {
      return reserveIn(stockOf(seller_id, kind), id);
    },
    knows(seller_id, kind, id) {
      return wasFetched(stockOf(seller_id, kind), id);
    },
    async giveBack(client) {
      for (const [key, stock] of stocks) {
        await stock.refill;
        const next_id = stock.ranges[0]?.next;
        if (scope === 'per-seller' && next_id !== undefined)
          await returnIds(client, stock.seller_id, stock.kind, next_id);
        stocks.delete(key);
      }
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
async function refill(client: Client, stock: Stock, wanted: number, options: IdBlocksOptions): Promise<void> {
  // A failure is reported to the caller that sent the statement; the others try by themselves.
  if (stock.refill !== null) return stock.refill.catch(() => {});
  const blocks = Math.ceil((wanted - stock.count) / options.block);
  stock.refill = fetchBlocks(client, stock, blocks, options).finally(() => {
    stock.refill = null;
  });
  return stock.refill;
}

async function fetchBlocks(client: Client, stock: Stock, blocks: number, options: IdBlocksOptions): Promise<void> {
  const { seller_id, kind } = stock;
  const count = blocks * options.block;
  const own = options.scope === 'per-seller';
  const first = own ? await advanceOwn(client, seller_id, kind, count) : await advanceShared(client, kind, count);
  stock.fetched = { first: stock.fetched?.first ?? first, end: first + count };
  stock.ranges.push({ next: first, end: first + count });
  stock.count += count;
  if (!own) return;
  const end = first + count;
  const reserved = (await options.findReserved?.(client, { seller_id, kind, first, end })) ?? [];
  for (const id of [...reserved, ...stock.reserved]) takeOut(stock, id);
}

/** Whether the id was in memory, where it is not any more. */
function takeOut(stock: Stock, id: number): boolean {
  const at = stock.ranges.findIndex(({ next, end }) => next <= id && id < end);
  if (at === -1) return false;
  const { next, end } = stock.ranges[at]!;
  const parts = [
    { next, end: id },
    { next: id + 1, end },
  ];
  stock.ranges.splice(at, 1, ...parts.filter((part) => part.next < part.end));
  stock.count--;
  return true;
}

const wasFetched = ({ fetched }: Stock, id: number): boolean =>
  fetched !== null && fetched.first <= id && id < fetched.end;

function reserveIn(stock: Stock, id: number): boolean {
  if (!stock.reserved.has(id) && !takeOut(stock, id) && wasFetched(stock, id)) return false;
  stock.reserved.add(id);
  return true;
}

async function advanceOwn(client: Client, seller_id: number, kind: IdKind, count: number): Promise<number> {
  for (;;) {
    const first = await advanceSeller(client, seller_id, kind, count);
    if (first !== null) return first;
    await openRange(client, seller_id, kind, firstOf(kind, seller_id));
  }
}

/** The next `count` ids of the row that all draw from; the first of them. */
const advanceShared = statement(
  'advanceShared',
  `insert into id_blocks as b (seller_id, kind, next_id, end_id)
   values (0, $1, $2::bigint + $3::bigint, 9007199254740991)
       on conflict (seller_id, kind) do update set next_id = b.next_id + $3
   returning next_id - $3 as first_id`,
  (kind: IdKind, count: number) => [kind, firstIds[kind], count],
  scalar<number>(),
);

/** The next `count` ids of a seller's own range, or null when it has none yet. */
const advanceSeller = statement(
  'advanceSeller',
  `update id_blocks
      set next_id = next_id + $3::bigint
    where seller_id = $1 and kind = $2
   returning next_id - $3 as first_id`,
  (seller_id: number, kind: IdKind, count: number) => [seller_id, kind, count],
  first((row: { first_id: number }) => row.first_id),
);

/** Where a seller's ids begin, unless that was said before. */
export const openRange = statement(
  'openRange',
  `insert into id_blocks (seller_id, kind, next_id, end_id) values ($1, $2, $3, 9007199254740991)
   on conflict (seller_id, kind) do nothing`,
  (seller_id: number, kind: IdKind, first: number) => [seller_id, kind, first],
  touched,
);

const returnIds = statement(
  'returnIds',
  'update id_blocks set next_id = $3 where seller_id = $1 and kind = $2',
  (seller_id: number, kind: IdKind, next_id: number) => [seller_id, kind, next_id],
  touched,
);

export type GivenId = { seller_id: number; kind: IdKind; id: number };
