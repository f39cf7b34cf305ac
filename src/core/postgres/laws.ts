import { columns } from './columns.ts';
import { type OrderKey, orderKeys } from './orders.ts';
import { type PackageKey, type PackageRow, packageKeys } from './packages.ts';
import { only, rows, scalar, statement } from './statement.ts';

// What `koli verify` reads: everything once, a few hundred rows at a time.

export type LawOrder = OrderKey & {
  root_id: number;
  ordered_at: number;
  facts: string;
  lines: string;
  document: string;
};

export const ordersAfter = statement(
  'ordersAfter',
  `select seller_id, order_number, root_id, ordered_at, facts, lines, document
     from orders
    where (seller_id, order_number) > ($1, $2)
    order by seller_id, order_number
    limit $3`,
  (after: OrderKey, limit: number) => [after.seller_id, after.order_number, limit],
  rows<LawOrder>(),
);

export const countOrders = statement('countOrders', 'select count(*) from orders', () => [], scalar<number>());

export const packagesOfOrders = statement(
  'packagesOfOrders',
  `select p.seller_id, p.package_id, p.order_number, p.status, p.created_at, p.modified_at, p.sequence,
          p.agreed_delivery_at, p.state, p.document
     from ${orderKeys.as('k')}
     join packages p on p.seller_id = k.seller_id and p.order_number = k.order_number
    order by p.seller_id, p.package_id`,
  (keys: OrderKey[]) => orderKeys.arrays(keys),
  rows<PackageRow>(),
);

export type LawEvent = PackageKey & { sequence: number; type: string; at: number; facts: string; owed: number };

export const eventsOfPackages = statement(
  'eventsOfPackages',
  `select e.seller_id, e.package_id, e.sequence, e.type, e.at, e.facts, e.owed
     from ${packageKeys.as('k')}
     join events e on e.seller_id = k.seller_id and e.package_id = k.package_id
    order by e.seller_id, e.package_id, e.sequence`,
  (keys: PackageKey[]) => packageKeys.arrays(keys),
  rows<LawEvent>(),
);

/**
 * How many deliveries an event has, how many of these go to a webhook of its own seller, and how many cannot be: open
 * when not owed or closed when owed, settled without having been attempted (unless it is out of order as lost), or with attempts that the log lacks. The log
 * may have one more: of a node that lost its lease, and told of its failure too late to count.
 */
export type LawDeliveries = PackageKey & {
  sequence: number;
  count: number;
  own: number;
  misstated: number;
  unlogged: number;
};

const delivery_states = `('owed', 'delivered', 'given-up', 'held', 'dropped')`;

export const deliveriesOfPackages = statement(
  'deliveriesOfPackages',
  `select d.seller_id, d.package_id, d.sequence, count(*) as count, count(w.webhook_id) as own,
          count(*) filter (where d.state not in ${delivery_states}
                              or (d.state = 'owed') <> (d.settled_at is null)
                              or d.state in ('delivered', 'given-up') and d.attempts = 0 and d.out_of_order is distinct from 'lost'
                              or d.attempts_before > d.attempts
                              or (d.replay_id is null) <> (d.replayed_from is null)) as misstated,
          count(*) filter (where l.count > 0 and l.last not in (d.attempts, d.attempts + 1)
                              or l.count <> l.last - l.first + 1
                              or d.created_at >= $3 and coalesce(l.first, d.attempts + 1) > 1) as unlogged
     from ${packageKeys.as('k')}
     join deliveries d on d.seller_id = k.seller_id and d.package_id = k.package_id
     left join webhooks w on w.seller_id = d.seller_id and w.webhook_id = d.webhook_id
    cross join lateral
          (select count(distinct a.number) as count, min(a.number) as first, max(a.number) as last
             from attempts a
            where a.seller_id = d.seller_id and a.package_id = d.package_id and a.sequence = d.sequence
              and a.webhook_id = d.webhook_id) as l
    group by d.seller_id, d.package_id, d.sequence
    order by d.seller_id, d.package_id, d.sequence`,
  (keys: PackageKey[], log_since: number) => [...packageKeys.arrays(keys), log_since],
  rows<LawDeliveries>(),
);

/** Up to when deliveries and attempts may be missing. */
export const watermarks = statement(
  'watermarks',
  `select coalesce(max(at) filter (where kind = 'deliveries'), 0) as deliveries,
          coalesce(max(at) filter (where kind = 'attempts'), 0) as attempts
     from watermarks where seller_id = 0`,
  () => [],
  only<{ deliveries: number; attempts: number }>(),
);

export const attemptsWithoutDelivery = statement(
  'attemptsWithoutDelivery',
  `select a.seller_id, a.package_id, 'attempt ' || a.number || ' of event ' || a.sequence as detail,
          count(*) over () as total
     from attempts a
     left join deliveries d on d.seller_id = a.seller_id and d.package_id = a.package_id
                           and d.sequence = a.sequence and d.webhook_id = a.webhook_id
    where d.seller_id is null
    order by a.seller_id, a.package_id, a.sequence, a.number
    limit $1`,
  (limit: number) => [limit],
  rows<Orphan>(),
);

export type LawBarcode = OrderKey & { barcode: string };

const barcodes = columns({ seller_id: 'bigint', barcode: 'text', order_number: 'text' });

/** Barcodes under which their order is not found. One that leads to an order without it would need a scan each. */
export const barcodesMissing = statement(
  'barcodesMissing',
  `select k.seller_id, k.barcode, k.order_number
     from ${barcodes.as('k')}
     left join order_barcodes b
            on b.seller_id = k.seller_id and b.barcode = k.barcode and b.order_number = k.order_number
    where b.seller_id is null`,
  (keys: LawBarcode[]) => barcodes.arrays(keys),
  rows<LawBarcode>(),
);

// What stands nowhere: rows that no walk over orders comes by. One pass over two indexes each. `total` counts all of
// them, however few come back.

export type Orphan = PackageKey & { detail: string; total: number };

export const packagesWithoutOrder = statement(
  'packagesWithoutOrder',
  `select p.seller_id, p.package_id, 'order ' || p.order_number as detail, count(*) over () as total
     from packages p
     left join orders o on o.seller_id = p.seller_id and o.order_number = p.order_number
    where o.seller_id is null
    order by p.seller_id, p.package_id
    limit $1`,
  (limit: number) => [limit],
  rows<Orphan>(),
);

export const eventsWithoutPackage = statement(
  'eventsWithoutPackage',
  `select e.seller_id, e.package_id, 'event ' || e.sequence as detail, count(*) over () as total
     from events e
     left join packages p on p.seller_id = e.seller_id and p.package_id = e.package_id
    where p.seller_id is null
    order by e.seller_id, e.package_id, e.sequence
    limit $1`,
  (limit: number) => [limit],
  rows<Orphan>(),
);

export const deliveriesWithoutEvent = statement(
  'deliveriesWithoutEvent',
  `select d.seller_id, d.package_id, 'event ' || d.sequence || ' to webhook ' || d.webhook_id as detail,
          count(*) over () as total
     from deliveries d
     left join events e on e.seller_id = d.seller_id and e.package_id = d.package_id and e.sequence = d.sequence
    where e.seller_id is null
    order by d.seller_id, d.package_id, d.sequence
    limit $1`,
  (limit: number) => [limit],
  rows<Orphan>(),
);

export const trackingWithoutPackage = statement(
  'trackingWithoutPackage',
  `select t.seller_id, t.package_id, 'tracking number ' || t.tracking_number as detail, count(*) over () as total
     from tracking_numbers t
     left join packages p on p.seller_id = t.seller_id and p.package_id = t.package_id
    where p.seller_id is null
    order by t.seller_id, t.tracking_number
    limit $1`,
  (limit: number) => [limit],
  rows<Orphan>(),
);

export const linksWithoutPackage = statement(
  'linksWithoutPackage',
  `select l.seller_id, l.package_id, 'an invoice link' as detail, count(*) over () as total
     from invoice_links l
     left join packages p on p.seller_id = l.seller_id and p.package_id = l.package_id
    where p.seller_id is null
    order by l.seller_id, l.package_id
    limit $1`,
  (limit: number) => [limit],
  rows<Orphan>(),
);

export const filesWithoutPackage = statement(
  'filesWithoutPackage',
  `select f.seller_id, f.package_id, 'an invoice file' as detail, count(*) over () as total
     from invoice_files f
     left join packages p on p.seller_id = f.seller_id and p.package_id = f.package_id
    where p.seller_id is null
    order by f.seller_id, f.package_id
    limit $1`,
  (limit: number) => [limit],
  rows<Orphan>(),
);

export const labelsWithoutPackage = statement(
  'labelsWithoutPackage',
  `select l.seller_id, l.package_id, 'the label of ' || l.tracking_number as detail, count(*) over () as total
     from labels l
     left join tracking_numbers t on t.seller_id = l.seller_id and t.tracking_number = l.tracking_number
                                 and t.package_id = l.package_id
    where t.seller_id is null
    order by l.seller_id, l.package_id, l.tracking_number
    limit $1`,
  (limit: number) => [limit],
  rows<Orphan>(),
);

export const warrantiesWithoutPackage = statement(
  'warrantiesWithoutPackage',
  `select w.seller_id, w.package_id, 'the warranty document of line ' || w.line_id as detail, count(*) over () as total
     from warranty_documents w
     left join packages p on p.seller_id = w.seller_id and p.package_id = w.package_id
    where p.seller_id is null
    order by w.seller_id, w.package_id, w.line_id
    limit $1`,
  (limit: number) => [limit],
  rows<Orphan>(),
);

type LawLink = PackageKey & { link_hash: string };

export const linksOfPackages = statement(
  'linksOfPackages',
  `select l.seller_id, l.package_id, encode(l.link_hash, 'hex') as link_hash
     from ${packageKeys.as('k')}
     join invoice_links l on l.seller_id = k.seller_id and l.package_id = k.package_id`,
  (keys: PackageKey[]) => packageKeys.arrays(keys),
  rows<LawLink>(),
);

/** `content_sha256` null: the content lies in the folder. The server reads and hashes, so that it need not travel. */
export type LawFile = PackageKey & { sha256: string; content_sha256: string | null };

export const filesOfPackages = statement(
  'filesOfPackages',
  `select f.seller_id, f.package_id, encode(f.sha256, 'hex') as sha256,
          encode(sha256(f.content), 'hex') as content_sha256
     from ${packageKeys.as('k')}
     join invoice_files f on f.seller_id = k.seller_id and f.package_id = k.package_id`,
  (keys: PackageKey[]) => packageKeys.arrays(keys),
  rows<LawFile>(),
);

type TwiceUsed = { seller_id: number; line_id: number; order_numbers: string[]; total: number };

/** Line ids that stand in several orders of a seller. Sorted by the server, which has the disk for it. */
export const lineIdsTwice = statement(
  'lineIdsTwice',
  `select o.seller_id, (line ->> 'line_id')::bigint as line_id, count(*) over () as total,
          (array_agg(o.order_number order by o.order_number))[1:3] as order_numbers
     from orders o
    cross join lateral json_array_elements(o.lines::json) as line
    group by 1, 2
   having count(*) > 1
    order by 1, 2
    limit $1`,
  (limit: number) => [limit],
  rows<TwiceUsed>(),
);

export type LawReplyKey = { seller_id: number; key: string; part: number };
export type LawReply = LawReplyKey & { fingerprint_bytes: number; status: number; headers: string; body: string };

export const repliesAfter = statement(
  'repliesAfter',
  `select seller_id, key, part, length(fingerprint) as fingerprint_bytes, status, headers, body
     from replies
    where (seller_id, key, part) > ($1, $2, $3)
    order by seller_id, key, part
    limit $4`,
  (after: LawReplyKey, limit: number) => [after.seller_id, after.key, after.part, limit],
  rows<LawReply>(),
);
