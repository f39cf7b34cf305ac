import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { listPackages, type PackageFilter, type PackagePage, type PackageRow } from '../api.ts';
import { type Change, useChanges } from '../live.ts';

const page_size = 100;
/** Changed packages are read together, at most this often. */
const look_ms = 1_000;
const look_size = 200;

type Loaded = InfiniteData<PackagePage, string | undefined>;

const keyOf = ({ sellerId, shipmentPackageId }: Pick<PackageRow, 'sellerId' | 'shipmentPackageId'>) =>
  `${sellerId}/${shipmentPackageId}`;

/**
 * The pages of the list, kept up to date: known rows change in place, so that nothing jumps. New packages wait until the
 * user asks for them.
 */
export function usePackages(filter: PackageFilter) {
  const queries = useQueryClient();
  const key = useMemo(() => ['packages', filter] as const, [filter]);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => listPackages(filter, page_size, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: PackagePage) => page.nextCursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });

  const rows = useMemo(() => distinct(list.data?.pages ?? []), [list.data]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter, other news
  useEffect(() => setFresh(new Set()), [key]);

  const changeRows = (change: (row: PackageRow) => PackageRow) =>
    queries.setQueryData<Loaded>(key, (loaded) => loaded && withRows(loaded, change));

  async function look(): Promise<void> {
    const loaded = queries.getQueryData<Loaded>(key);
    if (loaded === undefined) return;
    const { content } = await listPackages(filter, look_size).catch(() => ({ content: [] as PackageRow[] }));
    const found = new Map(content.map((row) => [keyOf(row), row]));
    changeRows((row) => newer(row, found.get(keyOf(row))));
    const known = new Set(loaded.pages.flatMap((page) => page.content.map(keyOf)));
    const unseen = content.filter((row) => !known.has(keyOf(row)) && isInSight(row, loaded, filter)).map(keyOf);
    if (unseen.length > 0) setFresh((before) => new Set([...before, ...unseen]));
  }

  const lookSoon = useThrottled(look, look_ms);

  useChanges((changes) => {
    if (changes === null) return lookSoon();
    const own = changes.filter((change) => filter.sellerId === undefined || change.sellerId === filter.sellerId);
    if (own.length === 0) return;
    const told = new Map<string, Change>(own.map((change) => [keyOf(change), change]));
    changeRows((row) => {
      const change = told.get(keyOf(row));
      return change === undefined || change.at < row.lastModifiedDate ? row : { ...row, status: change.status };
    });
    lookSoon();
  });

  async function showFresh(): Promise<void> {
    setFresh(new Set());
    await queries.resetQueries({ queryKey: key });
  }

  return { ...list, rows, fresh: fresh.size, showFresh };
}

/** Whether a new row belongs above what is loaded, or among it: by date a package may appear anywhere. */
function isInSight(row: PackageRow, { pages }: Loaded, filter: PackageFilter): boolean {
  const rows = pages.flatMap((page) => page.content);
  if (filter.sort === undefined && filter.overdue === undefined)
    return rows.every(({ lastModifiedDate }) => row.lastModifiedDate >= lastModifiedDate);
  return pages.at(-1)?.nextCursor === null || rows.some((one) => row.agreedDeliveryDate <= one.agreedDeliveryDate);
}

/** A package that changes while pages are read may appear again on a later page. */
function distinct(pages: PackagePage[]): PackageRow[] {
  const rows = new Map<string, PackageRow>();
  for (const page of pages) for (const row of page.content) if (!rows.has(keyOf(row))) rows.set(keyOf(row), row);
  return [...rows.values()];
}

const newer = (row: PackageRow, found: PackageRow | undefined): PackageRow =>
  found === undefined || found.lastModifiedDate < row.lastModifiedDate ? row : found;

/** Unchanged pages stay the same objects, so that only changed rows are drawn again. */
function withRows(loaded: Loaded, change: (row: PackageRow) => PackageRow): Loaded {
  const pages = loaded.pages.map((page) => {
    const content = page.content.map(change);
    return content.every((row, at) => row === page.content[at]) ? page : { ...page, content };
  });
  return pages.every((page, at) => page === loaded.pages[at]) ? loaded : { ...loaded, pages };
}

/** The first call runs soon; later ones are batched. */
export function useThrottled(work: () => unknown, wait_ms: number): () => void {
  const latest = useRef(work);
  latest.current = work;
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const last = useRef(0);
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  return () => {
    if (timer.current !== null) return;
    const rest = Math.max(100, last.current + wait_ms - performance.now());
    timer.current = setTimeout(() => {
      timer.current = null;
      last.current = performance.now();
      latest.current();
    }, rest);
  };
}
