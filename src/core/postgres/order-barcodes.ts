import { only, statement } from './statement.ts';

/** A seller may have more; a lookup need not count them. */
const most_barcodes = 10_000;

/**
 * Barcodes of a seller's orders in their order, and how many there are. One look into the primary key for each barcode:
 * `distinct` would read all lines of all orders.
 */
export const knownBarcodes = statement(
  'knownBarcodes',
  `select total, barcodes
     from (with recursive known (barcode) as (
     (select barcode from order_barcodes where seller_id = $1 order by barcode limit 1)
     union all
     select (select b.barcode from order_barcodes b
              where b.seller_id = $1 and b.barcode > k.barcode order by b.barcode limit 1)
       from known k
      where k.barcode is not null
   ),
   listed as (select barcode from known where barcode is not null limit ${most_barcodes})
   select (select count(*)::integer from listed) as total,
          array(select barcode from listed offset $2 limit $3) as barcodes) as found`,
  (seller_id: number, offset: number, limit: number) => [seller_id, offset, limit],
  only<{ total: number; barcodes: string[] }>(),
);
