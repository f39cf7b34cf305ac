import { first, marker, seller_id, type Template } from './template.ts';

// The opponent: a script by hand that knows all answers in advance. It writes the same rows with texts of the same sizes,
// each transaction on another package. It checks no rules and renders no document.

export type Variables = Record<string, string | number>;
export type Script = { text: string; variables: Variables };

/** The package of this transaction, unique in this run. */
const own = `\\set n :n + 1
\\set number :from + :n * :clients + :client_id
\\set package_id ${first.package} + :number
\\set order_number ${first.order} + :number
\\set child_id ${first.child} + :number
\\set child_tracking ${first.child_tracking} + :number
`;

const lock = `select p.seller_id, p.package_id, p.state, o.lines
  from packages p
  join orders o on o.seller_id = p.seller_id and o.order_number = p.order_number
 where p.seller_id = :seller_id and p.package_id = :package_id
   for update of p;
`;

const update = `update packages
   set status = :status, modified_at = :at, sequence = 3, state = :state, document = :document
 where seller_id = :seller_id and package_id = :package_id;
`;

/** Statements between `begin` and `commit`, sent one by one or, for writes, pipelined. */
const transaction = (reads: string, writes: string, pipelined: boolean): string =>
  pipelined
    ? `${reads === '' ? '' : `begin;\n${reads}`}\\startpipeline\n${reads === '' ? 'begin;\n' : ''}${writes}commit;\n\\endpipeline\n`
    : `begin;\n${reads}${writes}commit;\n`;

export function cancelScript({ cancelled, child }: Template, pipelined: boolean): Script {
  const writes = `${update}insert into packages
  (seller_id, package_id, order_number, status, created_at, modified_at, sequence, state, document)
values (:seller_id, :child_id, :order_number::text, :child_status, :at, :at, 1, :child_state, :child_document);
insert into tracking_numbers (seller_id, tracking_number, package_id) values (:seller_id, :child_tracking, :child_id);
insert into events (seller_id, package_id, sequence, type, at, facts, owed)
values (:seller_id, :package_id, 3, 'cancelled', :at, :facts, 0),
       (:seller_id, :child_id, 1, 'created', :at, :child_facts, 0);
`;
  return {
    text: own + transaction(lock, writes, pipelined),
    variables: {
      ...common(),
      ...{ status: cancelled.status, state: cancelled.state, document: cancelled.document },
      ...{ child_status: child.status, child_state: child.state, child_document: child.document },
      ...{ facts: cancelled.events[0]!.facts, child_facts: child.events[0]!.facts },
    },
  };
}

export function pickScript({ picking }: Template, pipelined: boolean): Script {
  const writes = `${update}insert into events (seller_id, package_id, sequence, type, at, facts, owed)
values (:seller_id, :package_id, 3, 'picked', :at, :facts, 0);
`;
  const { status, state, document, events } = picking;
  return {
    text: own + transaction(lock, writes, pipelined),
    variables: { ...common(), status, state, document, facts: events[0]!.facts },
  };
}

export function placeScript({ order, placed }: Template, pipelined: boolean): Script {
  const numbers = `\\set n :n + 1
\\set number :from + :n * :clients + :client_id
\\set package_id ${first.placed} + :number
\\set order_number ${first.placed_order} + :number
\\set tracking ${first.placed_tracking} + :number
`;
  const reads = `select seller_id, order_number, root_id, content_hash, lines
  from orders where seller_id = :seller_id and order_number = :order_number::text;
`;
  const writes = `insert into orders
  (seller_id, order_number, root_id, content_hash, ordered_at, created_at, facts, lines, document)
values (:seller_id, :order_number::text, :package_id, decode(:hash, 'hex'), :at, :at, :order_facts, :lines, :order_document);
insert into order_barcodes (seller_id, barcode, order_number)
values (:seller_id, :barcode_a, :order_number::text), (:seller_id, :barcode_b, :order_number::text);
insert into packages
  (seller_id, package_id, order_number, status, created_at, modified_at, sequence, state, document)
values (:seller_id, :package_id, :order_number::text, :status, :at, :at, 2, :state, :document);
insert into tracking_numbers (seller_id, tracking_number, package_id) values (:seller_id, :tracking, :package_id);
insert into events (seller_id, package_id, sequence, type, at, facts, owed)
values (:seller_id, :package_id, 1, 'created', :at, :facts, 0), (:seller_id, :package_id, 2, 'confirmed', :at, '{}', 0);
`;
  return {
    text: numbers + transaction(reads, writes, pipelined),
    variables: {
      ...common(),
      ...{ hash: order.content_hash.toString('hex'), barcode_a: order.barcodes[0]!, barcode_b: order.barcodes[1]! },
      ...{ order_facts: order.facts, lines: order.lines, order_document: order.document },
      ...{ status: placed.status, state: placed.state, document: placed.document, facts: placed.events[0]!.facts },
    },
  };
}

const common = (): Variables => ({ n: -1, seller_id, at: marker.at });
