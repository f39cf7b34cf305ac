import type { Order, OrderLine } from '../domain/order.ts';
import type { Package } from '../domain/package.ts';
import { columns } from './columns.ts';
import type { PackageKey } from './packages.ts';
import { first, statement, touched } from './statement.ts';

export type LabelRow = PackageKey & {
  tracking_number: number;
  box_quantity: number;
  volumetric_height: number | null;
  requested_at: number;
};

const labelColumns = columns({
  seller_id: 'bigint',
  package_id: 'bigint',
  tracking_number: 'bigint',
  box_quantity: 'integer',
  volumetric_height: 'double precision',
  requested_at: 'bigint',
});

/** A label that is requested again is made anew. */
export const keepLabel = statement(
  'keepLabel',
  `insert into labels (${labelColumns.names}) values (${labelColumns.parameters})
   on conflict (seller_id, package_id, tracking_number) do update
      set box_quantity = excluded.box_quantity, volumetric_height = excluded.volumetric_height,
          requested_at = excluded.requested_at`,
  (label: LabelRow) => labelColumns.values(label),
  touched,
);

/** `box_quantity` null: no label was requested for the number that the package has now. */
type Labelled = {
  current: Package;
  details: Order['details'];
  lines: OrderLine[];
  box_quantity: number | null;
};

type FoundLabels = {
  state: string;
  facts: string;
  lines: string;
  labels: Pick<LabelRow, 'tracking_number' | 'box_quantity'>[];
};

function labelledOf({ state, facts, lines, labels }: FoundLabels): Labelled {
  const current: Package = JSON.parse(state);
  const own = labels.find(({ tracking_number }) => tracking_number === current.tracking_number);
  return { current, details: JSON.parse(facts), lines: JSON.parse(lines), box_quantity: own?.box_quantity ?? null };
}

/** A package with all that stands on its label. */
export const findLabelled = statement(
  'findLabelled',
  `select p.state, o.facts, o.lines,
          (select coalesce(json_agg(json_build_object('tracking_number', l.tracking_number,
                             'box_quantity', l.box_quantity)), '[]')
             from labels l
            where l.seller_id = $1 and l.package_id = $2) as labels
     from packages p
    cross join lateral (select facts, lines from orders where seller_id = $1 and order_number = p.order_number offset 0) as o
    where p.seller_id = $1 and p.package_id = $2`,
  ({ seller_id, package_id }: PackageKey) => [seller_id, package_id],
  first(labelledOf),
);
