import type { PackageKey } from './packages.ts';
import { first, statement, touched } from './statement.ts';

export type LabelRow = PackageKey & {
  tracking_number: number;
  box_quantity: number;
  volumetric_height: number | null;
  requested_at: number;
};

/** A label that is requested again is made anew. */
export const keepLabel = statement(
  'keepLabel',
  `insert into labels (seller_id, package_id, tracking_number, box_quantity, volumetric_height, requested_at)
   values ($1, $2, $3, $4, $5, $6)
   on conflict (seller_id, package_id, tracking_number) do update
      set box_quantity = excluded.box_quantity, volumetric_height = excluded.volumetric_height,
          requested_at = excluded.requested_at`,
  (row: LabelRow) => [
    row.seller_id,
    row.package_id,
    row.tracking_number,
    row.box_quantity,
    row.volumetric_height,
    row.requested_at,
  ],
  touched,
);

/** `box_quantity` null: no label was requested for the number that the package has now. */
export type Labelled = { state: string; facts: string; box_quantity: number | null };

/** A package with all that stands on its label. */
export const findLabelled = statement(
  'findLabelled',
  `select p.state, o.facts, l.box_quantity
     from packages p
     join orders o on o.seller_id = p.seller_id and o.order_number = p.order_number
     left join labels l on l.seller_id = p.seller_id and l.package_id = p.package_id
                       and l.tracking_number = (p.state::json ->> 'tracking_number')::bigint
    where p.seller_id = $1 and p.package_id = $2`,
  ({ seller_id, package_id }: PackageKey) => [seller_id, package_id],
  first<Labelled>(),
);
