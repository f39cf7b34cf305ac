import { statusNames } from '../wire/status.ts';
import type { ErrorFacts } from './errors.ts';
import { choice, choices, ids, integer, mistake, type Query, reading, text } from './query.ts';

/** What a seller's list is asked for. Times are true UTC ms, both ends included. */
export type ListFilter = {
  by: 'modified' | 'created';
  direction: 'asc' | 'desc';
  from: number;
  to: number;
  page: number;
  size: number;
  order_number?: string;
  package_ids?: number[];
  statuses?: string[];
  barcode?: string;
};

const day_ms = 86_400_000;
export const window_ms = 14 * day_ms;
export const usual_window_ms = 7 * day_ms;
/** Older packages are not listed, whatever is asked for. */
export const reach_ms = 31 * day_ms;
export const deepest = 10_000;
export const ids_limit = 50;

const fields = { PackageLastModifiedDate: 'modified', LastModifiedDate: 'modified', CreatedDate: 'created' } as const;
type Field = keyof typeof fields;

export const parseListQuery = (raw: string, now: number): ListFilter | ErrorFacts =>
  reading(raw, (query) => readList(query, now));

function readList(query: Query, now: number): ListFilter {
  const order_number = text(query, 'orderNumber');
  const package_ids = ids(query, ['shipmentPackageIds', 'shipmentPackagesId'], ids_limit);
  const usual = order_number === undefined && package_ids === undefined;
  // No end: another node's clock may be ahead of this one's.
  const anything = { from: usual ? now - usual_window_ms : 0, to: Number.MAX_SAFE_INTEGER };
  const { from, to } = readWindow(query, ['startDate', 'endDate']) ?? anything;
  const field = choice(query, 'orderByField', Object.keys(fields) as Field[]) ?? 'PackageLastModifiedDate';
  const direction = choice(query, 'orderByDirection', ['ASC', 'DESC']) ?? 'DESC';
  return {
    by: fields[field],
    direction: direction === 'ASC' ? 'asc' : 'desc',
    from: Math.max(from, now - reach_ms),
    to,
    ...readPage(query),
    order_number,
    package_ids,
    statuses: choices(query, 'status', statusNames),
    barcode: text(query, 'barcode'),
  };
}

/** The window that two parameters span, at most a fortnight; null when neither is given. */
export function readWindow(query: Query, names: readonly [string, string]): { from: number; to: number } | null {
  const start = integer(query, names[0]);
  const end = integer(query, names[1]);
  if (start === undefined && end === undefined) return null;
  const from = start ?? Math.max(0, end! - window_ms);
  const to = end ?? start! + window_ms;
  if (from > to) wrongWindow(`${names[0]} is after ${names[1]}`, `${names[0]}, ${names[1]} değerinden sonra`);
  if (to - from > window_ms)
    wrongWindow(
      `${names[0]} and ${names[1]} are more than 14 days apart: ask for one fortnight after another`,
      `${names[0]} ile ${names[1]} arasında 14 günden fazla var: iki haftalık aralıklarla sorun`,
    );
  return { from, to: Math.min(to, Number.MAX_SAFE_INTEGER) };
}

function readPage(query: Query): { page: number; size: number } {
  const size = integer(query, 'size', 1, 200) ?? 50;
  const page = integer(query, 'page') ?? 0;
  if (page * size + size > deepest)
    wrongWindow(
      `page and size reach beyond the first ${deepest} packages: ask for a shorter time`,
      `page ve size ilk ${deepest} paketin ötesine geçiyor: daha kısa bir aralık sorun`,
    );
  return { page, size };
}

const wrongWindow = (problem: string, problem_tr: string): never =>
  mistake({ code: 'query.window', problem, problem_tr });
