import type { CallOptions } from './send.ts';
import type { Methods, QueryOf, Schema } from './types.ts';

// Walks over a seller's packages: what a poller needs, so that nobody has to count pages or days.

type Package = Schema<'Package'>;
type Seller = Methods<'seller'>;

const day_ms = 86_400_000;
/** Below the fortnight that one question may span, so that its two ends may be counted in either way. */
const window_ms = 13 * day_ms;
const page_size = 200;

type ListName = 'listOrders' | 'listOrdersV2';

/** Filters of the list. Order and pages are the walk's own business. */
export type ListWalk = Omit<QueryOf<'listOrdersV2'>, 'page' | 'orderByField' | 'orderByDirection'>;

/**
 * Every package that was changed from `startDate` to `endDate`, oldest change first, also over many fortnights. It goes
 * on from the time of the last package, not by page numbers: nothing is missed when packages change meanwhile. A package
 * that does so comes again, as it is then.
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
  /** Packages that were handed out with the time at which the next question begins. */
  let seen = new Set<number>();
  for (let start = from, page = 0; ; ) {
    const query = { ...filters, ...byChange, startDate: start, endDate: to, page };
    const { content } = await seller[name](query, options);
    yield* content.filter((one) => one.lastModifiedDate !== start || !seen.has(one.shipmentPackageId));
    const last = content.at(-1);
    if (last === undefined || content.length < filters.size) return;
    const at_last = content.filter((one) => one.lastModifiedDate === last.lastModifiedDate);
    const ids = at_last.map((one) => one.shipmentPackageId);
    // A whole page of one millisecond: only the next page leads on.
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

/** One scan of the stream, last changed first; spans above a fortnight are scanned one after another, newest first. */
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
  /** Changes from this time on; without it the last fortnight. */
  since?: number;
  /** Pause between two scans; 5 seconds unless stated, which is the pace that the marketplace recommends. */
  every_ms?: number;
  /** Told after each scan from where a follower may go on: keep it, and give it as `since` after a restart. */
  onScan?(since: number): void;
};

/** A change may be stamped just before a scan and be seen only after it; a write takes at most 5 seconds. */
const overlap_ms = 10_000;

/**
 * Every package that is new or changed, for ever: each version once. Ends when `signal` does. The next scan begins 10
 * seconds before the last change that was seen, which is never after the beginning of the scan that saw it, by the
 * clock of the server: no clock of this machine can make it miss one.
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
    // One question may not reach back further.
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

/** Far back, a scan in pieces; else one whose end the server's clock says. */
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
