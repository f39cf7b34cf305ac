import type { CallOptions } from './send.ts';
import type { Methods, QueryOf, Schema } from './types.ts';

// Reading all packages of a seller: what a poller needs.

type Package = Schema<'Package'>;
type Seller = Methods<'seller'>;

const day_ms = 86_400_000;
/** Less than the 14 days that a request may span, however their ends are counted. */
const window_ms = 13 * day_ms;
const page_size = 200;

type ListName = 'listOrders' | 'listOrdersV2';

/** Filters of the list. The walk sets order and page. */
export type ListWalk = Omit<QueryOf<'listOrdersV2'>, 'page' | 'orderByField' | 'orderByDirection'>;

/**
 * All packages changed from `startDate` to `endDate`, oldest change first, over any period. It continues from the time of
 * the last package, not by page numbers, so that nothing is missed if packages change meanwhile. A package that changes
 * appears again.
 */
export async function* walkList(
  seller: Pick<Seller, ListName>,
  name: ListName,
  now: () => number,
  { startDate, endDate, size = page_size, ...filters }: ListWalk = {},
  options?: CallOptions,
): AsyncGenerator<Package, void, undefined> {
  const is_named = filters.orderNumber !== undefined || filters.shipmentPackageIds !== undefined;
  if (is_named && startDate === undefined && endDate === undefined)
    return yield* pages(seller, name, { ...filters, size }, options);
  const end = endDate ?? now();
  let from = startDate ?? end - 7 * day_ms;
  while (from <= end) {
    const to = Math.min(from + window_ms, end);
    yield* walkWindow(seller, name, { ...filters, size }, { from, to }, options);
    from = to + 1;
  }
}

const byChange = { orderByField: 'PackageLastModifiedDate', orderByDirection: 'ASC' } as const;

async function* walkWindow(
  seller: Pick<Seller, ListName>,
  name: ListName,
  filters: ListWalk & { size: number },
  { from, to }: { from: number; to: number },
  options?: CallOptions,
): AsyncGenerator<Package, void, undefined> {
  /** Packages that were returned with the start time of the next request. */
  let seen = new Set<number>();
  for (let start = from, page = 0; ; ) {
    const query = { ...filters, ...byChange, startDate: start, endDate: to, page };
    const { content } = await seller[name](query, options);
    yield* content.filter((one) => one.lastModifiedDate !== start || !seen.has(one.shipmentPackageId));
    const last = content.at(-1);
    if (last === undefined || content.length < filters.size) return;
    const at_last = content.filter((one) => one.lastModifiedDate === last.lastModifiedDate);
    const ids = at_last.map((one) => one.shipmentPackageId);
    // A whole page with one time: only the next page continues.
    const is_stuck = last.lastModifiedDate === start;
    seen = new Set(is_stuck ? [...seen, ...ids] : ids);
    page = is_stuck ? page + 1 : 0;
    start = last.lastModifiedDate;
  }
}

async function* pages(
  seller: Pick<Seller, ListName>,
  name: ListName,
  query: QueryOf<'listOrdersV2'>,
  options?: CallOptions,
): AsyncGenerator<Package, void, undefined> {
  for (let page = 0; ; page++) {
    const { content, totalPages } = await seller[name]({ ...query, page }, options);
    yield* content;
    if (content.length === 0 || page + 1 >= totalPages) return;
  }
}

export type StreamWalk = Omit<QueryOf<'streamOrders'>, 'nextCursor'>;

/** One scan of the stream, last changed first. Longer periods than 14 days take several requests, newest first. */
export async function* walkStream(
  seller: Pick<Seller, 'streamOrders'>,
  now: () => number,
  { lastModifiedStartDate, lastModifiedEndDate, size = page_size, ...filters }: StreamWalk = {},
  options?: CallOptions,
): AsyncGenerator<Package, void, undefined> {
  if (lastModifiedStartDate === undefined)
    return yield* scan(seller, { ...filters, size, lastModifiedEndDate }, options);
  let to = lastModifiedEndDate ?? now();
  while (to >= lastModifiedStartDate) {
    const from = Math.max(to - window_ms, lastModifiedStartDate);
    yield* scan(seller, { ...filters, size, lastModifiedStartDate: from, lastModifiedEndDate: to }, options);
    to = from - 1;
  }
}

async function* scan(
  seller: Pick<Seller, 'streamOrders'>,
  query: QueryOf<'streamOrders'>,
  options?: CallOptions,
): AsyncGenerator<Package, void, undefined> {
  let page = await seller.streamOrders(query, options);
  yield* page.content;
  while (page.hasMore) {
    page = await seller.streamOrders({ size: query.size, nextCursor: page.nextCursor }, options);
    yield* page.content;
  }
}

export type Follow = Pick<StreamWalk, 'packageItemStatuses' | 'size'> & {
  /** The start time; default 14 days ago. */
  since?: number;
  /** Pause between two scans; default 5 seconds, as the marketplace recommends. */
  every_ms?: number;
  /** Called after each scan with the place to resume. Store it, and pass it as `since` after a restart. */
  onScan?(since: number): void;
};

/** A change may be stamped before a scan and become visible after it; a write takes at most 5 seconds. */
const overlap_ms = 10_000;

/**
 * All new and changed packages without end, each version once. `signal` ends it. The next scan starts 10 seconds before
 * the last change that was seen. By the server's clock, that is never after the start of the scan that saw it, so this
 * machine's clock does not matter.
 */
export async function* follow(
  seller: Pick<Seller, 'streamOrders'>,
  now: () => number,
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>,
  { since, every_ms = 5_000, onScan, ...filters }: Follow = {},
  options?: CallOptions,
): AsyncGenerator<Package, void, undefined> {
  let seen = new Map<number, number>();
  let start = since;
  for (;;) {
    let newest = start === undefined ? 0 : start + overlap_ms;
    // The limit of a request.
    const oldest = now() - window_ms;
    for await (const one of scanFrom(seller, now, filters, start, oldest, options)) {
      newest = Math.max(newest, one.lastModifiedDate);
      if ((seen.get(one.shipmentPackageId) ?? -1) >= one.lastModifiedDate) continue;
      seen.set(one.shipmentPackageId, one.lastModifiedDate);
      yield one;
    }
    if (newest > 0) start = newest - overlap_ms;
    const from = start ?? 0;
    seen = new Map([...seen].filter(([, at]) => at >= from));
    if (start !== undefined) onScan?.(start);
    await sleep(every_ms, options?.signal);
  }
}

/** A long period is scanned in pieces; a short one ends at the server's current time. */
function scanFrom(
  seller: Pick<Seller, 'streamOrders'>,
  now: () => number,
  filters: StreamWalk,
  start: number | undefined,
  oldest: number,
  options?: CallOptions,
): AsyncGenerator<Package, void, undefined> {
  if (start === undefined || start >= oldest)
    return scan(seller, { size: page_size, ...filters, lastModifiedStartDate: start }, options);
  return walkStream(seller, now, { ...filters, lastModifiedStartDate: start }, options);
}
