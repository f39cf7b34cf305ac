import { DatabaseSync } from 'node:sqlite';
import type { Schema } from '@koli/client';

type Package = Schema<'Package'>;

/** The result of storing a package. */
export type Applied = 'new' | 'changed' | 'known';

/** `orderDate` is Istanbul's wall-clock time written as UTC. Every other time is UTC. */
const istanbul_ms = 3 * 3_600_000;

const schema = `
  pragma journal_mode = wal;
  create table if not exists packages (
    package_id integer primary key,
    root_id integer not null,
    order_number text not null,
    status text not null,
    ordered_at integer not null,
    modified_at integer not null,
    -- Text: a number of 16 digits is a name, and no spreadsheet or language may round it.
    tracking_number text,
    -- Null while payment is open: what is told then are asterisks.
    customer text
  );
  create index if not exists packages_by_root on packages (root_id);
  create table if not exists package_lines (
    package_id integer not null references packages,
    line_id integer not null,
    barcode text not null,
    quantity integer not null,
    primary key (package_id, line_id)
  );
  -- The most units of a line that were ever seen in one package: so many were ordered at least.
  create table if not exists ordered (
    root_id integer not null,
    line_id integer not null,
    barcode text not null,
    quantity integer not null,
    primary key (root_id, line_id)
  );
  create table if not exists heard (webhook_id text primary key, at integer not null);
  create table if not exists bookmark (id integer primary key check (id = 1), at integer not null);
  create table if not exists shelf (barcode text primary key, quantity integer not null);

  -- Units that no customer has (any more) are back; those of an UnPacked package are told of by its children. Units of a
  -- line that stand in no package are in one that we have not heard of yet.
  create view if not exists taken as
  select barcode, sum(max(held, quantity - back)) as quantity
  from (
    select ordered.barcode, ordered.quantity,
           coalesce(sum(l.quantity) filter (where p.status not in ('UnPacked', 'Cancelled', 'UnSupplied', 'Returned')), 0) as held,
           coalesce(sum(l.quantity) filter (where p.status in ('Cancelled', 'UnSupplied', 'Returned')), 0) as back
    from ordered
    left join packages p using (root_id)
    left join package_lines l on l.package_id = p.package_id and l.line_id = ordered.line_id
    group by ordered.root_id, ordered.line_id
  )
  group by barcode;
`;

/** A copy of a seller's packages, and the stock that follows from it. */
export type Store = ReturnType<typeof openStore>;

export function openStore(path: string) {
  const db = new DatabaseSync(path);
  db.exec(schema);
  const sql = statements(db);

  /** All or nothing: a webhook id is never stored without its packages. */
  function together<T>(work: () => T): T {
    db.exec('begin immediate');
    try {
      const result = work();
      db.exec('commit');
      return result;
    } catch (error) {
      db.exec('rollback');
      throw error;
    }
  }

  /**
   * Stores a package as it was at its `lastModifiedDate`. The same version again, or an older one, changes nothing, so
   * packages may arrive twice, late and in any order. `is_current` marks packages of a list: they show the present, and win
   * against a webhook of the same millisecond.
   */
  function apply(told: Package, is_current: boolean): Applied {
    const { shipmentPackageId: id, lastModifiedDate: at } = told;
    const known = sql.known.get(id) as { modified_at: number } | undefined;
    if (known !== undefined && (at < known.modified_at || (at === known.modified_at && !is_current))) return 'known';
    const root_id = told.originPackageIds?.[0] ?? id;
    sql.putPackage.run({
      id,
      root_id,
      order_number: told.orderNumber,
      status: told.status,
      ordered_at: told.orderDate - istanbul_ms,
      at,
      tracking: told.cargoTrackingNumber === 0 ? null : String(told.cargoTrackingNumber),
      customer: isMasked(told) ? null : `${told.customerFirstName} ${told.customerLastName}`,
    });
    // A cancel removes lines from a package, so the new lines replace the old ones.
    sql.dropLines.run(id);
    for (const { lineId, barcode, quantity } of told.lines) {
      sql.putLine.run(id, lineId, barcode, quantity);
      sql.putOrdered.run(root_id, lineId, barcode, quantity);
    }
    if (known === undefined) return 'new';
    return known.modified_at === at ? 'known' : 'changed';
  }

  return {
    /** Stores packages of a list. */
    applyListed: (packages: readonly Package[]): Applied[] => together(() => packages.map((told) => apply(told, true))),
    /** Stores packages of a webhook call. Null if this call was stored before. */
    applyHeard: (webhook_id: string, packages: readonly Package[], now: number): Applied[] | null =>
      together(() => {
        if (sql.hear.run(webhook_id, now).changes === 0) return null;
        return packages.map((told) => apply(told, false));
      }),
    /** Deletes old webhook ids. */
    forgetHeard: (before: number): void => void sql.forget.run(before),
    bookmark: (): number | null => (sql.bookmark.get() as { at: number } | undefined)?.at ?? null,
    setBookmark: (at: number): void => void sql.setBookmark.run(at),
    /** Sets the number of units on the shelf, before any order. */
    setShelf: (barcode: string, quantity: number): void => void sql.setShelf.run(barcode, quantity),
    /** The units that can be sold: the shelf minus the packages. */
    stock: (): Record<string, number> =>
      Object.fromEntries(
        (sql.stock.all() as { barcode: string; quantity: number }[]).map((row) => [row.barcode, row.quantity]),
      ),
    packages: () => sql.packages.all() as MirroredPackage[],
    close: () => db.close(),
  };
}

export type MirroredPackage = {
  package_id: number;
  order_number: string;
  status: string;
  ordered_at: number;
  tracking_number: string | null;
  customer: string | null;
};

/** An unpaid package hides its customer; one whose payment failed always will. */
const isMasked = ({ customerFirstName }: Package): boolean => customerFirstName === '***';

const statements = (db: DatabaseSync) => ({
  known: db.prepare('select modified_at from packages where package_id = ?'),
  putPackage: db.prepare(`
    insert into packages (package_id, root_id, order_number, status, ordered_at, modified_at, tracking_number, customer)
    values (:id, :root_id, :order_number, :status, :ordered_at, :at, :tracking, :customer)
    on conflict (package_id) do update set status = excluded.status, ordered_at = excluded.ordered_at,
      modified_at = excluded.modified_at, tracking_number = excluded.tracking_number, customer = excluded.customer`),
  dropLines: db.prepare('delete from package_lines where package_id = ?'),
  putLine: db.prepare('insert into package_lines (package_id, line_id, barcode, quantity) values (?, ?, ?, ?)'),
  putOrdered: db.prepare(`
    insert into ordered (root_id, line_id, barcode, quantity) values (?, ?, ?, ?)
    on conflict (root_id, line_id) do update set quantity = max(quantity, excluded.quantity)`),
  hear: db.prepare('insert into heard (webhook_id, at) values (?, ?) on conflict do nothing'),
  forget: db.prepare('delete from heard where at < ?'),
  bookmark: db.prepare('select at from bookmark'),
  setBookmark: db.prepare(
    'insert into bookmark (id, at) values (1, ?) on conflict (id) do update set at = excluded.at',
  ),
  setShelf: db.prepare(
    'insert into shelf (barcode, quantity) values (?, ?) on conflict (barcode) do update set quantity = excluded.quantity',
  ),
  stock: db.prepare(`
    select barcode, shelf.quantity - coalesce(taken.quantity, 0) as quantity
    from shelf left join taken using (barcode)
    union all
    select barcode, -taken.quantity from taken where barcode not in (select barcode from shelf)
    order by barcode`),
  packages: db.prepare(
    'select package_id, order_number, status, ordered_at, tracking_number, customer from packages order by package_id',
  ),
});
