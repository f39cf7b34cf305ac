import { columns } from '../../core/postgres/columns.ts';
import { firstIds, type GivenId, type IdRange } from '../../core/postgres/ids.ts';
import { rows, statement, touched } from '../../core/postgres/statement.ts';

const givenColumns = columns({ seller_id: 'bigint', kind: 'text', id: 'bigint' });

const insert = `insert into given_ids (${givenColumns.names}) select * from ${givenColumns.as('n')}`;

/**
 * No other table has a unique key on line ids: of two requests with the same id at the same time, the second fails
 * here.
 */
export const insertGivenLines = statement(
  'insertGivenLines',
  insert,
  (ids: GivenId[]) => givenColumns.arrays(ids),
  touched,
);

export const insertGivenIds = statement(
  'insertGivenIds',
  `${insert} on conflict (seller_id, kind, id) do nothing`,
  (ids: GivenId[]) => givenColumns.arrays(ids),
  touched,
);

const askedColumns = columns({ seller_id: 'bigint', kind: 'text', id: 'bigint', in_memory: 'boolean' });

/**
 * Of package and line ids that a caller chose, those in use. A line id that koli may have drawn before it was started is
 * searched for in the JSON of all orders of the seller: 220 ms for 5,000 orders. Any other id takes 1 ms: `in_memory` are
 * ids of which the program itself knows whether it drew them.
 */
export const findUsedIds = statement(
  'findUsedIds',
  `select k.seller_id, k.kind, k.id
     from ${askedColumns.as('k')}
    where exists (select from given_ids g where g.seller_id = k.seller_id and g.kind = k.kind and g.id = k.id)
       or k.kind = 'package'
          and exists (select from packages p where p.seller_id = k.seller_id and p.package_id = k.id)
       or k.kind = 'line' and not k.in_memory and k.id >= ${firstIds.line}
          and k.id < (select max(b.next_id) from id_blocks b where b.seller_id in (0, k.seller_id) and b.kind = 'line')
          and exists (select from orders o
                       where o.seller_id = k.seller_id and o.lines ~ ('"line_id":' || k.id || '[,}]'))`,
  (ids: (GivenId & { in_memory: boolean })[]) => askedColumns.arrays(ids),
  rows<GivenId>(),
);

/** The ids of a range that callers chose. */
export const findReserved = statement(
  'findReserved',
  'select id from given_ids where seller_id = $1 and kind = $2 and id >= $3 and id < $4',
  ({ seller_id, kind, first, end }: IdRange) => [seller_id, kind, first, end],
  rows((row: { id: number }) => row.id),
);
