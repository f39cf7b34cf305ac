import { columns } from '../../core/postgres/columns.ts';
import type { Sight } from '../../core/postgres/package-lists.ts';
import { type PackageKey, packageKeys } from '../../core/postgres/packages.ts';
import { rows, scalar, statement, touched } from '../../core/postgres/statement.ts';
import { type FaultKey, faultKeys } from './faults.ts';

/** A package that its seller does not see yet, and the fault that hides it. */
type HiddenPackage = PackageKey & { fault_id: string; fault_of: number; until_at: number };

const hiddenColumns = columns({
  seller_id: 'bigint',
  package_id: 'bigint',
  fault_id: 'text',
  fault_of: 'bigint',
  until_at: 'bigint',
});

/** In the transaction that opens them, behind the deliveries that they owe, which wait with them. */
export const hidePackages = statement(
  'hidePackages',
  `with hidden as (
     insert into hidden_packages (${hiddenColumns.names}) select * from ${hiddenColumns.as('n')}
     returning seller_id, package_id, until_at
   )
   update deliveries d
      set due_at = hidden.until_at
     from hidden
    where d.seller_id = hidden.seller_id and d.package_id = hidden.package_id and d.settled_at is null`,
  (packages: HiddenPackage[]) => hiddenColumns.arrays(packages),
  touched,
);

/** Which of these packages their seller does not see yet. */
export const hiddenAmong = statement(
  'hiddenAmong',
  `select seller_id, package_id
     from hidden_packages
    where (seller_id, package_id) in (select * from ${packageKeys.as('k', 2)}) and until_at > $1`,
  (keys: PackageKey[], now: number) => [now, ...packageKeys.arrays(keys)],
  rows<PackageKey>(),
);

/** For a reader that does not see the packages that are hidden at a time. */
export const notHiddenAt = (now: number): Sight => ({
  condition: `not exists (select from hidden_packages h
                           where h.seller_id = $1 and h.package_id = p.package_id and h.until_at > ?)`,
  value: now,
});

/** For a reader that does not see the packages that changed since a time. */
export const unchangedSince = (since: number): Sight => ({ condition: 'p.modified_at < ?', value: since });

/** When the last hidden package will be seen; 0 when there is none. */
export const lastHidden = statement(
  'lastHidden',
  'select coalesce(max(until_at), 0) from hidden_packages',
  () => [],
  scalar<number>(),
);

/** A fault comes off: what it hid is seen, and its webhooks are called. */
export const showPackages = statement(
  'showPackages',
  `with shown as (
     delete from hidden_packages
      where (fault_of, fault_id) in (select * from ${faultKeys.as('k', 2)})
     returning seller_id, package_id, until_at
   )
   update deliveries d
      set due_at = $1
     from shown
    where d.seller_id = shown.seller_id and d.package_id = shown.package_id and d.settled_at is null
      and d.due_at = shown.until_at and d.due_at > $1`,
  (keys: FaultKey[], now: number) => [now, ...faultKeys.arrays(keys)],
  touched,
);
