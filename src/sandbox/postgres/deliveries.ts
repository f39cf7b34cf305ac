import { columns } from '../../core/postgres/columns.ts';
import { type DeliveryKey, keyTypes } from '../../core/postgres/deliveries.ts';
import { statement, touched } from '../../core/postgres/statement.ts';

// Deliveries that faults keep from their receivers. `out_of_order` says why a delivery left the order of its package.

export type OutOfOrder = 'late' | 'after-next' | 'lost';

export type Diverted = DeliveryKey & {
  state: 'owed' | 'given-up';
  /** Null leaves it as it was, here and below. */
  due_at: number | null;
  settled_at: number | null;
  out_of_order: OutOfOrder | null;
  /** The lease under which it was claimed. */
  leased_until: number;
};

const divertedColumns = columns({
  ...keyTypes,
  state: 'text',
  due_at: 'bigint',
  settled_at: 'bigint',
  out_of_order: 'text',
  leased_until: 'bigint',
});

/**
 * Puts claimed deliveries off, or gives them up, without an attempt. That they are owed is said by `settled_at`: in the words
 * of the index `deliveries_owed`, PostgreSQL would look for each of them among all that the webhook is owed.
 */
export const divertDeliveries = statement(
  'divertDeliveries',
  `update deliveries d
      set state = n.state, due_at = coalesce(n.due_at, d.due_at), settled_at = n.settled_at, leased_until = null,
          out_of_order = coalesce(n.out_of_order, d.out_of_order)
     from ${divertedColumns.as('n')}
    where d.seller_id = n.seller_id and d.package_id = n.package_id and d.sequence = n.sequence
      and d.webhook_id = n.webhook_id and d.settled_at is null and d.leased_until = n.leased_until`,
  (diverted: Diverted[]) => divertedColumns.arrays(diverted),
  touched,
);

const again = columns({ ...keyTypes, due_at: 'bigint' });

/** Makes delivered ones owed once more. */
export const sendAgain = statement(
  'sendAgain',
  `update deliveries d
      set state = 'owed', due_at = n.due_at, settled_at = null, out_of_order = 'late'
     from ${again.as('n')}
    where d.seller_id = n.seller_id and d.package_id = n.package_id and d.sequence = n.sequence
      and d.webhook_id = n.webhook_id and d.state = 'delivered'`,
  (deliveries: (DeliveryKey & { due_at: number })[]) => again.arrays(deliveries),
  touched,
);

/** A fault is deleted before its window ends: what it held back is due. Seller 0 stands for all. */
export const releaseHeldBack = statement(
  'releaseHeldBack',
  `update deliveries set due_at = $3
    where ($1::bigint = 0 or seller_id = $1) and state = 'owed' and due_at = $2 and due_at > $3`,
  (seller_id: number, until_at: number, now: number) => [seller_id, until_at, now],
  touched,
);

/** What is out of order is due, whichever fault did it. Seller 0 stands for all. */
export const releaseOutOfOrder = statement(
  'releaseOutOfOrder',
  `update deliveries set due_at = $2
    where ($1::bigint = 0 or seller_id = $1) and state = 'owed' and out_of_order is not null and due_at > $2`,
  (seller_id: number, now: number) => [seller_id, now],
  touched,
);

const overtaking = columns({ ...keyTypes, at: 'bigint' });

/** A later delivery of the package was delivered first: now it is the turn of the one that was put off. */
export const releaseOvertaken = statement(
  'releaseOvertaken',
  `with overtaken as (
     select e.seller_id, e.package_id, e.sequence, e.webhook_id, n.at
       from ${overtaking.as('n')}
      cross join lateral
            (select * from deliveries
              where seller_id = n.seller_id and package_id = n.package_id and sequence < n.sequence
                and webhook_id = n.webhook_id
             offset 0) as e
      where e.settled_at is null and e.out_of_order = 'after-next' and e.due_at > n.at
   )
   update deliveries d
      set due_at = o.at
     from overtaken o
    where d.seller_id = o.seller_id and d.package_id = o.package_id and d.sequence = o.sequence
      and d.webhook_id = o.webhook_id`,
  (delivered: (DeliveryKey & { at: number })[]) => overtaking.arrays(delivered),
  touched,
);
