import { open } from '../domain/lifecycle.ts';
import type { Package, PackageState } from '../domain/package.ts';
import { array } from './columns.ts';
import { type Client, family, only, rows, scalar, statement } from './statement.ts';

// Lists are a few shapes: every filter that is given adds its condition. A condition like "$3 is null or …" would be one
// shape for all, and one plan, made for none.

type SearchSql = { where: string[]; values: unknown[] };

/** Adds a condition; `?` stands for the next parameter. */
function narrow(shape: SearchSql, condition: string, value: unknown): void {
  shape.values.push(value);
  shape.where.push(condition.replace('?', () => `$${shape.values.length}`));
}

export type PackageFilter = {
  order_number?: string;
  /** Absent: all. */
  states?: PackageState[];
  barcode?: string;
};

function narrowBy(shape: SearchSql, seller: string, filter: PackageFilter): void {
  if (filter.order_number !== undefined) narrow(shape, 'p.order_number = ?', filter.order_number);
  if (filter.states !== undefined) narrowByStates(shape, filter.states);
  if (filter.barcode === undefined) return;
  // Orders that have the barcode, then the packages that hold a line of it. A quote within a JSON text is always
  // escaped, so these characters stand nowhere but at a line's own barcode.
  const orders = `select b.order_number from order_barcodes b where b.seller_id = ${seller} and b.barcode = ?`;
  narrow(shape, `p.order_number in (${orders})`, filter.barcode);
  narrow(shape, 'position(? in p.document) > 0', `"barcode":${JSON.stringify(filter.barcode)}`);
}

/** What a reader may see, as a condition on the package `p` of the seller `$1`; `?` stands for the value. */
export type Sight = { condition: string; value: unknown };

function narrowBySight(shape: SearchSql, sight: readonly Sight[] = []): void {
  for (const { condition, value } of sight) narrow(shape, condition, value);
}

export type PageFilter = PackageFilter & {
  sight?: readonly Sight[];
  package_ids?: number[];
  by: 'modified' | 'created';
  direction: 'asc' | 'desc';
  from: number;
  to: number;
  page: number;
  size: number;
};

/**
 * Where a list looks. Named packages are found first, whatever the list is sorted by: the planner cannot know how few
 * they are and would read the seller's whole index in order. `offset 0` keeps it from that; one look per id does, too,
 * since `any (…)` makes it guess by the number of packages that sellers have on average.
 */
function pageShape(seller_id: number, filter: PageFilter): SearchSql & { from: string } {
  const { by, order_number, package_ids, states, barcode } = filter;
  const shape: SearchSql = {
    where: ['p.seller_id = $1', `p.${by}_at between $2 and $3`],
    values: [seller_id, filter.from, filter.to],
  };
  let from = 'packages p';
  if (package_ids !== undefined) {
    const at = shape.values.push(array('bigint', package_ids));
    from = `unnest($${at}::bigint[]) as w (package_id)
              cross join lateral
                    (select * from packages where seller_id = $1 and package_id = w.package_id offset 0) as p`;
  } else if (order_number !== undefined) {
    const at = shape.values.push(order_number);
    from = `(select * from packages where seller_id = $1 and order_number = $${at} offset 0) as p`;
  }
  narrowBySight(shape, filter.sight);
  narrowBy(shape, '$1', { states, barcode, order_number: package_ids === undefined ? undefined : order_number });
  return { ...shape, from };
}

export type PageText = { content: string; count: number };

const pageText = family('listPage', only<PageText>());

/** A page as it goes out: documents joined with commas, and how many they are. */
export function listPage(client: Client, seller_id: number, filter: PageFilter): Promise<PageText> {
  const { by, direction, page, size } = filter;
  const { from, where, values } = pageShape(seller_id, filter);
  const order = (table: string) => `${table}.${by}_at ${direction}, ${table}.package_id ${direction}`;
  return pageText(
    client,
    `select coalesce(string_agg(p.document || o.document, ',' order by ${order('p')}), '') as content,
            count(*)::integer as count
       from (select p.package_id
               from ${from}
              where ${where.join(' and ')}
              order by ${order('p')}
              limit $${values.length + 1} offset $${values.length + 2}) as k
      cross join lateral (select * from packages where seller_id = $1 and package_id = k.package_id offset 0) as p
      cross join lateral (select document from orders where seller_id = $1 and order_number = p.order_number offset 0) as o`,
    [...values, size, page * size],
  );
}

const count_list = family('countList', scalar<number>());

/** How many packages a list has, all pages together. */
export function countList(client: Client, seller_id: number, filter: PageFilter): Promise<number> {
  const { from, where, values } = pageShape(seller_id, filter);
  return count_list(client, `select count(*) from ${from} where ${where.join(' and ')}`, values);
}

export type StreamFilter = {
  from: number;
  /** Where the page before ended; for the first page, the moment after the window. */
  before: { modified_at: number; package_id: number };
  /** Absent: all. */
  states?: PackageState[];
  sight?: readonly Sight[];
  limit: number;
};

export type StreamedPackage = { modified_at: number; package_id: number; document: string };

const streamed = family('streamPage', rows<StreamedPackage>());

/** Packages from a place on, newest first. However deep the place, the index leads straight to it. */
export function streamPage(client: Client, seller_id: number, filter: StreamFilter): Promise<StreamedPackage[]> {
  const { from, before, states, sight, limit } = filter;
  const shape: SearchSql = {
    where: ['p.seller_id = $1', 'p.modified_at >= $2', '(p.modified_at, p.package_id) < ($3, $4)'],
    values: [seller_id, from, before.modified_at, before.package_id],
  };
  narrowBySight(shape, sight);
  if (states !== undefined) narrowByStates(shape, states);
  shape.values.push(limit);
  return streamed(
    client,
    `select c.modified_at, c.package_id, c.document || o.document as document
       from (select p.order_number, p.document, p.modified_at, p.package_id
               from packages p
              where ${shape.where.join(' and ')}
              order by p.modified_at desc, p.package_id desc
              limit $${shape.values.length}) as c
      cross join lateral (select document from orders where seller_id = $1 and order_number = c.order_number offset 0) as o
      order by c.modified_at desc, c.package_id desc`,
    shape.values,
  );
}

/**
 * All lines of a package share one state: the package's row has its status, and its document has the canceller. A quote
 * within a JSON text is always escaped, so these characters stand nowhere but at a line's own canceller.
 */
function narrowByStates(shape: SearchSql, states: PackageState[]): void {
  const whole = states.filter((state) => state.cancelled_by === undefined).map((state) => state.status);
  const partly = states.filter((state) => !whole.includes(state.status));
  shape.values.push(array('text', whole));
  const conditions = [`p.status = any ($${shape.values.length}::text[])`];
  for (const { status, cancelled_by } of partly) {
    const at = shape.values.push(status, `"cancelledBy":${JSON.stringify(cancelled_by)}`);
    conditions.push(`p.status = $${at - 1} and position($${at} in p.document) > 0`);
  }
  shape.where.push(`(${conditions.join(' or ')})`);
}

/** The last package of a page, with the time by which the list is sorted. */
type ListPosition = { at: number; seller_id: number; package_id: number };

/** What a list is sorted by: the last change, newest first, or the date of those to hand over, the earliest first. */
export type SearchOrder = 'modified' | 'hand-over';

type SearchFilter = PackageFilter & {
  /** Absent: every seller's. */
  seller_id?: number;
  package_id?: number;
  from?: number;
  to?: number;
  order: SearchOrder;
  /** Whether the date has passed by this time and the package has not left. */
  overdue?: { is: boolean; at: number };
  /** The last package of the page before. */
  after?: ListPosition;
  limit: number;
};

/** `document` is the half that belongs to the package. */
type FoundPackage = { current: Package; document: string };

const found = family(
  'searchPackages',
  rows(
    ({ state, document }: { state: string; document: string }): FoundPackage => ({
      current: JSON.parse(state),
      document,
    }),
  ),
);

/** Literal, since an index of these statuses alone is used by no other form. */
const to_hand_over = `p.status in (${open.map((status) => `'${status}'`).join(', ')})`;

const sorts: Record<SearchOrder, { column: string; direction: 'asc' | 'desc'; condition?: string }> = {
  modified: { column: 'modified_at', direction: 'desc' },
  'hand-over': { column: 'agreed_delivery_at', direction: 'asc', condition: to_hand_over },
};

/**
 * Packages of one seller or of all. Each seller's first stands first in its part of the index, and no seller can be in
 * the page unless its first is among the first `limit` of these: so the page costs one look per seller and, for few
 * sellers, a page: 10 ms at a million packages of 2,000 sellers; 150 ms when a status is asked for that none has. An
 * index over all sellers would be faster, for one more entry to write at each change of a package.
 */
export function searchPackages(client: Client, filter: SearchFilter): Promise<FoundPackage[]> {
  const { seller_id, package_id, order_number, after } = filter;
  const { column, direction } = sorts[filter.order];
  const inner = searchSql(filter);
  let table = 'packages';
  if (package_id !== undefined) {
    const at = inner.values.push(package_id);
    table = `(select * from packages where seller_id = s.seller_id and package_id = $${at} offset 0)`;
  }
  narrowBy(inner, 's.seller_id', filter);
  if (after !== undefined) narrowAfter(inner, filter.order, after);
  const outer: SearchSql = { where: [], values: inner.values };
  if (seller_id !== undefined) narrow(outer, 's.seller_id = ?', seller_id);
  else if (order_number !== undefined)
    narrow(outer, 's.seller_id in (select seller_id from orders where order_number = ?)', order_number);
  const first = (limit: string) => `
    select p.${column} as at, p.package_id
      from ${table} p
     where ${inner.where.join(' and ')}
     order by p.${column} ${direction}, p.package_id ${direction}
     limit ${limit}`;
  return found(
    client,
    `with heads as (
       select s.seller_id
         from sellers s
        cross join lateral (${first('1')}) as head
        ${outer.where.length === 0 ? '' : `where ${outer.where.join(' and ')}`}
        order by head.at ${direction}, s.seller_id ${direction}
        limit $1
     ),
     found as (
       select s.seller_id, n.at, n.package_id
         from heads s
        cross join lateral (${first('$1')}) as n
        order by n.at ${direction}, s.seller_id ${direction}, n.package_id ${direction}
        limit $1
     )
     select p.state, p.document
       from found f
      cross join lateral
            (select * from packages where seller_id = f.seller_id and package_id = f.package_id offset 0) as p
      order by p.${column} ${direction}, p.seller_id ${direction}, p.package_id ${direction}`,
    outer.values,
  );
}

function searchSql({ limit, from = 0, to, order, overdue }: SearchFilter): SearchSql {
  const shape: SearchSql = { where: ['p.seller_id = s.seller_id'], values: [limit] };
  const { condition } = sorts[order];
  if (condition !== undefined) shape.where.push(condition);
  narrow(shape, 'p.modified_at >= ?', from);
  if (to !== undefined) narrow(shape, 'p.modified_at <= ?', to);
  if (overdue?.is === true) narrow(shape, `${to_hand_over} and p.agreed_delivery_at <= ?`, overdue.at);
  if (overdue?.is === false) narrow(shape, `not (${to_hand_over} and p.agreed_delivery_at <= ?)`, overdue.at);
  return shape;
}

/** Later in the list than a place: what that is within one seller depends on which side of the place's seller it is. */
function narrowAfter(shape: SearchSql, order: SearchOrder, position: ListPosition): void {
  const { column, direction } = sorts[order];
  const [sign, last, first] = direction === 'desc' ? ['<', 0, 2 ** 53] : ['>', 2 ** 53, 0];
  const at = shape.values.push(position.at, position.seller_id, position.package_id);
  const seller = `$${at - 1}::bigint`;
  shape.where.push(
    `(p.${column}, p.package_id) ${sign} ($${at - 2}::bigint, case when s.seller_id ${sign} ${seller} then ${first}
                                                               when s.seller_id = ${seller} then $${at}::bigint
                                                               else ${last} end)`,
  );
}

type OverdueCount = { seller_id: number; count: number };

/** Overdue packages of the sellers with the most, each counted up to a limit: an index alone, of what is still here. */
export const countOverdue = statement(
  'countOverdue',
  `select s.seller_id, c.count
     from sellers s
    cross join lateral
          (select count(*)::integer as count
             from (select 1
                     from packages p
                    where p.seller_id = s.seller_id and ${to_hand_over} and p.agreed_delivery_at <= $1
                    limit $2) as overdue) as c
    where c.count > 0
    order by c.count desc, s.seller_id
    limit $3`,
  (now: number, each: number, sellers: number) => [now, each, sellers],
  rows<OverdueCount>(),
);
