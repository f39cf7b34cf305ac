import type { Package, PackageState } from '../domain/package.ts';
import { array } from './columns.ts';
import { type Client, family, only, rows, scalar } from './statement.ts';

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

type ListPosition = { modified_at: number; seller_id: number; package_id: number };

type SearchFilter = PackageFilter & {
  /** Absent: every seller's. */
  seller_id?: number;
  package_id?: number;
  from?: number;
  to?: number;
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

/**
 * Packages of one seller or of all, newest first. Each seller's newest stands first in its part of the index, and no
 * seller can be in the page unless its newest is among the first `limit` of these: so the page costs one look per
 * seller and, for few sellers, a page: 10 ms at a million packages of 2,000 sellers; 150 ms when a status is asked for
 * that none has. An index over all sellers would be faster, for one more entry to write at each change of a package.
 */
export function searchPackages(client: Client, filter: SearchFilter): Promise<FoundPackage[]> {
  const { seller_id, package_id, from = 0, to, after, order_number } = filter;
  const inner: SearchSql = { where: ['p.seller_id = s.seller_id'], values: [filter.limit] };
  narrow(inner, 'p.modified_at >= ?', from);
  if (to !== undefined) narrow(inner, 'p.modified_at <= ?', to);
  let table = 'packages';
  if (package_id !== undefined) {
    const at = inner.values.push(package_id);
    table = `(select * from packages where seller_id = s.seller_id and package_id = $${at} offset 0)`;
  }
  narrowBy(inner, 's.seller_id', filter);
  if (after !== undefined) narrowAfter(inner, after);
  const outer: SearchSql = { where: [], values: inner.values };
  if (seller_id !== undefined) narrow(outer, 's.seller_id = ?', seller_id);
  else if (order_number !== undefined)
    narrow(outer, 's.seller_id in (select seller_id from orders where order_number = ?)', order_number);
  const newest = (limit: string) => `
    select p.modified_at, p.package_id
      from ${table} p
     where ${inner.where.join(' and ')}
     order by p.modified_at desc, p.package_id desc
     limit ${limit}`;
  return found(
    client,
    `with heads as (
       select s.seller_id
         from sellers s
        cross join lateral (${newest('1')}) as head
        ${outer.where.length === 0 ? '' : `where ${outer.where.join(' and ')}`}
        order by head.modified_at desc, s.seller_id desc
        limit $1
     ),
     found as (
       select s.seller_id, n.modified_at, n.package_id
         from heads s
        cross join lateral (${newest('$1')}) as n
        order by n.modified_at desc, s.seller_id desc, n.package_id desc
        limit $1
     )
     select p.state, p.document
       from found f
      cross join lateral
            (select * from packages where seller_id = f.seller_id and package_id = f.package_id offset 0) as p
      order by p.modified_at desc, p.seller_id desc, p.package_id desc`,
    outer.values,
  );
}

/** Later in the list than a place: what that is within one seller depends on which side of the place's seller it is. */
function narrowAfter(shape: SearchSql, { modified_at, seller_id, package_id }: ListPosition): void {
  const at = shape.values.push(modified_at, seller_id, package_id);
  const seller = `$${at - 1}::bigint`;
  shape.where.push(
    `(p.modified_at, p.package_id) < ($${at - 2}::bigint, case when s.seller_id < ${seller} then ${2 ** 53}
                                                               when s.seller_id = ${seller} then $${at}::bigint
                                                               else 0 end)`,
  );
}
