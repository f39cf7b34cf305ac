import { type Static, Type } from 'typebox';
import type { PackageState } from '../../core/domain/package.ts';
import { type BrokenRule, isRefusal, type Refusal, refuse } from '../../core/domain/refusal.ts';
import { oldStatusNames, statesOf, statusNames } from '../../core/wire/status.ts';
import { aliases_key, old_words_key, parseQuery } from '../contract/query.ts';

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
  states?: PackageState[];
  barcode?: string;
};

const day_ms = 86_400_000;
export const window_ms = 14 * day_ms;
const usual_window_ms = 7 * day_ms;
/** Older packages are never listed. */
const reach_ms = 30 * day_ms;
const deepest = 10_000;
const ids_limit = 50;

const orders = { PackageLastModifiedDate: 'modified', LastModifiedDate: 'modified', CreatedDate: 'created' } as const;
const orderNames = Object.keys(orders) as (keyof typeof orders)[];

/** A time in a query. */
export const timeField = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, description: `${description}. UTC milliseconds.` }));

export const sizeField = () =>
  Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 200,
      default: 50,
      description: 'Entries on a page. Without it 50, as the guides say; one reference of the marketplace says 200.',
    }),
  );

export const statusField = (description: string) =>
  Type.Optional(Type.Array(Type.Enum([...statusNames]), { description }));

/** Names beside these are not looked at, as on the marketplace; an empty value counts as none. */
export const ListQuery = Type.Object({
  orderNumber: Type.Optional(Type.String({ description: 'Packages of this order' })),
  shipmentPackageIds: Type.Optional(
    Type.Array(Type.Integer({ minimum: 1 }), {
      maxItems: ids_limit,
      description: 'Packages with these ids: a comma list, a repeated name, or `shipmentPackageIds[0]=`.',
      [aliases_key]: ['shipmentPackagesId'],
    }),
  ),
  startDate: timeField(
    'From here on, by the time that `orderByField` names; alone: up to now, at most 14 days back; without both dates the ' +
      'last 7 days. Both dates are ignored beside `orderNumber` and `shipmentPackageIds`',
  ),
  endDate: timeField('Up to and with this; at most 14 days after `startDate`; alone: the 14 days before it'),
  orderByField: Type.Optional(
    Type.Enum(orderNames, {
      default: 'PackageLastModifiedDate',
      description:
        'CreatedDate is the time of the first history entry. LastModifiedDate is an old name of PackageLastModifiedDate.',
    }),
  ),
  orderByDirection: Type.Optional(
    Type.Enum(['ASC', 'DESC'], {
      default: 'DESC',
      description: 'Packages with the same time are ordered by id, in the same direction',
    }),
  ),
  page: Type.Optional(
    Type.Integer({ minimum: 0, default: 0, description: `From 0. Pages end after ${deepest} packages.` }),
  ),
  size: sizeField(),
  status: Type.Optional(
    Type.Array(Type.Enum([...statusNames], { [old_words_key]: oldStatusNames }), {
      description:
        'In one of these; a comma list or a repeated name. `UnSupplied`: cancelled by the seller; `Cancelled`: cancelled ' +
        'by anybody. `Verified` matches nothing.',
    }),
  ),
  barcode: Type.Optional(Type.String({ description: 'Packages with a line of this barcode' })),
});

export function parseListQuery(raw: string, now: number): ListFilter | Refusal {
  const asked = parseQuery(raw, ListQuery);
  if (isRefusal(asked)) return asked;
  const { orderNumber: order_number, shipmentPackageIds: package_ids } = asked;
  const named = order_number !== undefined || package_ids !== undefined;
  const anything = { from: named ? 0 : now - usual_window_ms, to: null };
  const window = (named ? null : readWindow(asked, ['startDate', 'endDate'], now)) ?? anything;
  if (isRefusal(window)) return window;
  const page = checkPage(asked);
  if (isRefusal(page)) return page;
  return {
    by: orders[asked.orderByField!],
    direction: asked.orderByDirection === 'ASC' ? 'asc' : 'desc',
    from: Math.max(window.from, now - reach_ms),
    // No end: another node's clock may be ahead of this one's.
    to: window.to ?? Number.MAX_SAFE_INTEGER,
    ...page,
    order_number,
    package_ids,
    states: asked.status && statesOf(asked.status),
    barcode: asked.barcode,
  };
}

/** The window that two parameters span, at most a fortnight; null when neither is given. `to` is null up to now. */
export function readWindow<N extends string>(
  asked: { [name in N]?: number },
  names: readonly [N, N],
  now: number,
): { from: number; to: number | null } | Refusal | null {
  const [start, end] = names.map((name) => asked[name]);
  if (start === undefined && end === undefined) return null;
  const from = start ?? Math.max(0, end! - window_ms);
  if (end !== undefined && from > end) return wrongWindow(names[0], { rule: 'after', other: names[1] });
  if ((end ?? now) - from > window_ms)
    return wrongWindow(names[1], { rule: 'window.long', other: names[0], days: window_ms / day_ms });
  return { from, to: end ?? null };
}

function checkPage({ page = 0, size = 50 }: Static<typeof ListQuery>): { page: number; size: number } | Refusal {
  const is_deep = page * size + size > deepest;
  return is_deep ? wrongWindow('page', { rule: 'page.deep', limit: deepest }) : { page, size };
}

const wrongWindow = (field: string, broken: BrokenRule): Refusal => refuse({ code: 'query.window', field, broken });
