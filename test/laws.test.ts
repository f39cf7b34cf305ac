import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Event, Fact } from '../src/core/domain/event.ts';
import { fold } from '../src/core/domain/evolve.ts';
import { packageDocument } from '../src/core/wire/package.ts';
import { type Law, laws } from '../src/maintenance/laws.ts';
import { type Broken, verify } from '../src/maintenance/verify.ts';
import { orderInput } from './wire/example.ts';
import { startWorld, type TestSeller, type TestWorld } from './world.ts';

const tables = [
  ...['orders', 'order_barcodes', 'packages', 'tracking_numbers', 'events', 'deliveries', 'attempts', 'replies'],
  ...['invoice_links', 'invoice_files', 'labels', 'warranty_documents', 'moments'],
];

/**
 * Two orders of one seller. Of the first a unit was cancelled, and the remainder split in two; the second was delivered.
 * Another seller has one order. Both have webhooks.
 */
type Scene = {
  world: TestWorld;
  seller: TestSeller;
  other: TestSeller;
  order_number: string;
  root: number;
  remainder: number;
  children: [number, number];
  mugs: number;
  delivered: number;
  foreign: number;
  foreign_webhook: string;
};
let scene: Scene;

beforeAll(async () => {
  const world = await startWorld({ verify: false });
  const [seller, other] = [await world.newSeller(), await world.newSeller()];
  await insertWebhook(world, seller);
  const foreign_webhook = await insertWebhook(world, other);
  const order_number = '10900000217';
  const first = await place(world, seller, order_number, 'pending');
  await tell(world, 'POST', `/api/v1/orders/${order_number}/payment`, 'operator', { status: 'confirmed' });
  const [mugs] = first.lines;
  const cancel = { lines: [{ lineId: mugs!.lineId, quantity: 1 }], reasonId: 500 };
  const cancelled = await tell(world, 'PUT', `${path(seller, first.id)}/items/unsupplied`, seller, cancel, 'key-1');
  const remainder = Number(cancelled.headers['koli-new-package']);
  const quantitySplit = [{ orderLineId: mugs!.lineId, quantities: [1] }];
  const split = await tell(world, 'POST', `${path(seller, remainder)}/quantity-split`, seller, { quantitySplit });
  const second = await place(world, seller, '10900000218');
  await tell(world, 'PUT', path(seller, second.id), seller, { status: 'Picking' });
  for (const status of ['Shipped', 'Delivered'])
    await tell(world, 'POST', '/api/v1/carrier-events', 'operator', {
      events: [{ sellerId: seller.seller_id, packageId: second.id, status }],
    });
  const third = await place(world, other, '10900000219');
  scene = {
    world,
    seller,
    other,
    order_number,
    root: first.id,
    remainder,
    children: split.json.newPackageIds,
    mugs: mugs!.lineId,
    delivered: second.id,
    foreign: third.id,
    foreign_webhook,
  };
  for (const table of tables) await world.sql(`create table kept_${table} as table ${table}`);
});

afterAll(() => scene?.world[Symbol.asyncDispose]());

afterEach(async () => {
  for (const table of tables) {
    await scene.world.sql(`delete from ${table}`);
    await scene.world.sql(`insert into ${table} select * from kept_${table}`);
  }
});

async function insertWebhook(world: TestWorld, { seller_id }: TestSeller): Promise<string> {
  const webhook_id = randomUUID();
  await world.sql(
    `insert into webhooks (seller_id, webhook_id, url, authentication_type, secret, status, created_at)
     values ($1, $2, 'http://127.0.0.1:1/', 'API_KEY', $3, 'PASSIVE', 0)`,
    [seller_id, webhook_id, world.world.seal.seal('key')],
  );
  return webhook_id;
}

const path = ({ seller_id }: TestSeller, package_id: number) =>
  `/integration/order/sellers/${seller_id}/shipment-packages/${package_id}`;

async function tell(
  world: TestWorld,
  method: string,
  path: string,
  as: TestSeller | 'operator',
  body: object,
  key?: string,
) {
  const answer = await world.call(method, path, { as, body, headers: { 'Idempotency-Key': key } });
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
  return answer;
}

async function place(world: TestWorld, { seller_id }: TestSeller, orderNumber: string, payment = 'confirmed') {
  const lines = orderInput.lines.map((line) => ({ ...line, sellerId: seller_id }));
  const order = { ...orderInput, orderNumber, payment, lines };
  const { json } = await tell(world, 'POST', '/api/v1/orders', 'operator', { orders: [order] }, `place-${orderNumber}`);
  const [taken] = json.results[0].packages;
  return { id: taken.shipmentPackageId as number, lines: taken.lines as { lineId: number }[] };
}

/** Another past for a package, with everything that follows from it: nothing but the past itself is wrong. */
async function rewrite(package_id: number, change: (events: Event[]) => void): Promise<void> {
  const { sql } = scene.world;
  const rows = await sql('select * from events where package_id = $1 order by sequence', [package_id]);
  const events = rows.map(
    ({ seller_id, package_id, sequence, type, at, facts }): Event => ({
      ...{ seller_id, package_id, sequence, at },
      fact: { ...JSON.parse(facts), type },
    }),
  );
  change(events);
  const current = fold(events);
  const [order] = await sql(
    'select o.lines from orders o join packages p using (seller_id, order_number) where p.package_id = $1',
    [package_id],
  );
  const { status, modified_at, created_at, sequence } = current;
  await sql(
    `update packages set status = $2, modified_at = $3, created_at = $4, sequence = $5, state = $6, document = $7
      where package_id = $1`,
    [
      package_id,
      status,
      modified_at,
      created_at,
      sequence,
      JSON.stringify(current),
      packageDocument(current, JSON.parse(order!['lines'])),
    ],
  );
  for (const { seller_id, sequence, at, fact } of events) {
    const { type, ...facts } = fact;
    await sql(
      `insert into events (seller_id, package_id, sequence, type, at, facts, owed) values ($1, $2, $3, $4, $5, $6, 0)
       on conflict (seller_id, package_id, sequence)
       do update set type = excluded.type, at = excluded.at, facts = excluded.facts`,
      [seller_id, package_id, sequence, type, at, JSON.stringify(facts)],
    );
  }
}

const factOf = <T extends Fact['type']>(events: Event[], type: T): Extract<Fact, { type: T }> =>
  events.find((event) => event.fact.type === type)!.fact as Extract<Fact, { type: T }>;

const broken = async (): Promise<Broken[]> => (await verify(scene.world.world.db)).broken;

/** The laws that were named, and the packages of each. */
const named = (found: Broken[]) =>
  Object.fromEntries(
    [...Map.groupBy(found, ({ law }) => law)].map(([law, list]) => [law, list.map(({ package_id }) => package_id)]),
  );

test('hold on a database that koli wrote', async () => {
  expect(await verify(scene.world.world.db)).toEqual({
    checked: { orders: 3, packages: 6, events: 14, deliveries: 14, files: 0, replies: expect.any(Number) },
    broken_count: 0,
    broken: [],
  });
});

type Corruption = [what: string, expected: (s: Scene) => Partial<Record<Law, unknown>>, how: (s: Scene) => unknown];
const anywhere = [undefined];

const corruptions: Record<Law, Corruption[]> = {
  conservation: [
    [
      'a unit is in no package',
      () => ({ conservation: [undefined, undefined, undefined, undefined] }),
      ({ root }) => rewrite(root, (events) => factOf(events, 'cancelled').kept!.lines.splice(0, 1)),
    ],
    [
      'a promotion loses a kuruş',
      () => ({ conservation: anywhere }),
      ({ root }) =>
        rewrite(root, (events) => {
          factOf(events, 'cancelled').kept!.discount_displays[0]!.amount_kurus--;
        }),
    ],
    [
      'a unit is beyond those that were ordered',
      ({ root }) => ({ conservation: [root, undefined, root], state: anywhere }),
      async ({ root, world, order_number }) => {
        // Its document cannot be rendered, so the order ends there.
        const [row] = await world.sql('select lines from orders where order_number = $1', [order_number]);
        const lines = JSON.parse(row!['lines']);
        lines[0].discounts.push([0, 0]);
        await world.sql('update orders set lines = $1 where order_number = $2', [JSON.stringify(lines), order_number]);
        await rewrite(root, (events) => {
          factOf(events, 'cancelled').kept!.lines[0]!.first_unit = 4;
        });
        lines[0].discounts.pop();
        await world.sql('update orders set lines = $1 where order_number = $2', [JSON.stringify(lines), order_number]);
      },
    ],
  ],
  shippable: [
    [
      'a unit may be sent twice',
      ({ children }) => ({ conservation: expect.anything(), shippable: [children[1]] }),
      ({ children, mugs }) =>
        rewrite(children[1], (events) => {
          factOf(events, 'created').lines.find((line) => line.line_id === mugs)!.first_unit = 2;
        }),
    ],
  ],
  history: [
    [
      'a delivered package is picked',
      ({ delivered }) => ({ history: [delivered] }),
      ({ delivered }) => rewrite(delivered, (events) => append(events, { type: 'picked' })),
    ],
    [
      'a step is left out',
      ({ foreign }) => ({ history: [foreign] }),
      ({ foreign }) => rewrite(foreign, (events) => append(events, { type: 'delivered' })),
    ],
    [
      'time goes back',
      ({ foreign }) => ({ history: [foreign] }),
      ({ foreign }) =>
        rewrite(foreign, (events) => {
          append(events, { type: 'picked' });
          events.at(-1)!.at -= 60_000;
        }),
    ],
  ],
  due: [
    [
      'a date of hand-over is forgotten',
      ({ foreign }) => ({ due: [foreign] }),
      ({ foreign, world }) => world.sql('delete from moments where package_id = $1', [foreign]),
    ],
    [
      'a package is overdue before its time',
      ({ foreign }) => ({ due: [foreign] }),
      ({ foreign }) => rewrite(foreign, (events) => append(events, { type: 'becameOverdue' })),
    ],
    [
      'a package is overdue that has left',
      ({ delivered }) => ({ due: [delivered] }),
      ({ delivered }) => rewrite(delivered, (events) => append(events, { type: 'becameOverdue' })),
    ],
    [
      'a customer has less time to confirm than was said',
      ({ foreign }) => ({ due: [foreign] }),
      ({ foreign }) =>
        rewrite(foreign, (events) => {
          append(events, { type: 'shipped' });
          append(events, { type: 'deliveryReported', confirmed_at_latest: events.at(-1)!.at + 60_000 });
          append(events, { type: 'delivered', confirmed_by: 'deadline' });
        }),
    ],
    [
      'the end of the time to confirm is forgotten',
      ({ foreign }) => ({ due: [foreign] }),
      ({ foreign }) =>
        rewrite(foreign, (events) => {
          append(events, { type: 'shipped' });
          append(events, { type: 'deliveryReported', confirmed_at_latest: events.at(-1)!.at + 60_000 });
        }),
    ],
  ],
  review: [
    [
      'an invoice is accepted that was never given',
      ({ foreign }) => ({ state: [foreign], review: [foreign] }),
      ({ foreign, world }) =>
        world.sql(
          `insert into events (seller_id, package_id, sequence, type, at, facts, owed)
           select seller_id, package_id, sequence + 1, 'invoiceAccepted', modified_at, '{}', 0
             from packages where package_id = $1`,
          [foreign],
        ),
    ],
    [
      'an accepted invoice gives way to another',
      ({ foreign }) => ({ review: [foreign] }),
      async ({ foreign, world, other }) => {
        await rewrite(foreign, (events) => {
          invoiced(events);
          append(events, { type: 'invoiceRejected', reason_keys: ['WRONG'] });
          invoiced(events);
          invoiced(events);
        });
        await world.sql(`insert into invoice_links values ($1, sha256('https://invoices.example/1'), $2)`, [
          other.seller_id,
          foreign,
        ]);
      },
    ],
  ],
  identity: [
    ['an invoice link is free', ({ root }) => ({ identity: [root] }), ({ root }) => rewrite(root, invoiced)],
    [
      'an invoice link is written down for another package',
      ({ root, delivered }) => ({ identity: expect.arrayContaining([root, delivered]) }),
      async ({ root, delivered, world, seller }) => {
        await rewrite(root, invoiced);
        await world.sql(`insert into invoice_links values ($1, sha256('https://invoices.example/1'), $2)`, [
          seller.seller_id,
          delivered,
        ]);
      },
    ],
    [
      'another invoice link is written down',
      ({ root }) => ({ identity: [root] }),
      async ({ root, world, seller }) => {
        await rewrite(root, invoiced);
        await world.sql(`insert into invoice_links values ($1, sha256('x'), $2)`, [seller.seller_id, root]);
      },
    ],
    [
      'a tracking number is not written down',
      ({ remainder }) => ({ identity: [remainder] }),
      ({ world, remainder }) => world.sql('delete from tracking_numbers where package_id = $1', [remainder]),
    ],
    [
      'two packages have one tracking number',
      ({ children }) => ({ identity: [children[1], children[1]] }),
      async ({ world, children }) => {
        const [row] = await world.sql('select tracking_number from tracking_numbers where package_id = $1', [
          children[0],
        ]);
        await rewrite(children[1], (events) => {
          factOf(events, 'created').tracking_number = row!['tracking_number'];
        });
      },
    ],
    [
      'an order number changes on the way',
      ({ remainder }) => ({ identity: [remainder] }),
      ({ remainder }) =>
        rewrite(remainder, (events) => {
          factOf(events, 'created').order_number = '1';
        }),
    ],
    [
      'two orders have one line id',
      () => ({ identity: anywhere }),
      async ({ world, mugs, seller }) => {
        const [second] = await world.sql("select lines from orders where order_number = '10900000218'");
        const line_id = JSON.parse(second!['lines'])[0].line_id;
        for (const [table, column] of [
          ['orders', 'lines'],
          ['packages', 'state'],
          ['packages', 'document'],
          ['events', 'facts'],
        ])
          await world.sql(`update ${table} set ${column} = replace(${column}, $1, $2) where seller_id = $3`, [
            String(line_id),
            String(mugs),
            seller.seller_id,
          ]);
      },
    ],
  ],
  lineage: [
    [
      'a parent is not the one that opened it',
      ({ children, remainder }) => ({ lineage: expect.arrayContaining([children[0], remainder]) }),
      ({ children, root }) =>
        rewrite(children[0], (events) => {
          factOf(events, 'created').parent_id = root;
        }),
    ],
    [
      'a root is another package',
      ({ children }) => ({ lineage: [children[0]] }),
      ({ children, remainder }) =>
        rewrite(children[0], (events) => {
          factOf(events, 'created').root_id = remainder;
        }),
    ],
    [
      'a package says it comes from a split and does not',
      ({ remainder }) => ({ lineage: [remainder] }),
      ({ remainder }) =>
        rewrite(remainder, (events) => {
          factOf(events, 'created').created_by = 'split';
        }),
    ],
  ],
  state: [
    [
      'a stored state is another one',
      ({ root }) => ({ state: [root] }),
      ({ world, root }) =>
        world.sql(`update packages set state = replace(state, '"code":500', '"code":501') where package_id = $1`, [
          root,
        ]),
    ],
    [
      'a column is another one',
      ({ root }) => ({ state: [root] }),
      ({ world, root }) => world.sql(`update packages set status = 'Created' where package_id = $1`, [root]),
    ],
    [
      'an event is missing in the middle',
      ({ delivered }) => ({ state: [delivered] }),
      async ({ world, delivered }) => {
        await world.sql('delete from deliveries where package_id = $1 and sequence = 3', [delivered]);
        await world.sql('delete from events where package_id = $1 and sequence = 3', [delivered]);
      },
    ],
    [
      'the last event is missing',
      ({ delivered }) => ({
        state: expect.arrayContaining([delivered]),
        document: [delivered],
      }),
      async ({ world, delivered }) => {
        await world.sql('delete from deliveries where package_id = $1 and sequence = 5', [delivered]);
        await world.sql('delete from events where package_id = $1 and sequence = 5', [delivered]);
      },
    ],
    [
      'an order is no JSON',
      () => ({ state: anywhere, identity: anywhere }),
      ({ world, order_number }) => world.sql(`update orders set lines = '[' where order_number = $1`, [order_number]),
    ],
  ],
  document: [
    [
      'a document shows another status',
      ({ root }) => ({ document: [root] }),
      ({ world, root }) =>
        world.sql(
          `update packages set document = replace(document, '"Cancelled"', '"Created"') where package_id = $1`,
          [root],
        ),
    ],
    [
      'the half of an order is still masked',
      () => ({ document: anywhere }),
      ({ world, order_number }) =>
        world.sql(`update orders set document = replace(document, 'Deniz', '***') where order_number = $1`, [
          order_number,
        ]),
    ],
    [
      'an order is not found by its barcode',
      () => ({ document: anywhere }),
      ({ world, order_number }) =>
        world.sql(`delete from order_barcodes where order_number = $1 and barcode = '8680000004202'`, [order_number]),
    ],
  ],
  files: [
    ['a file is gone', ({ root }) => ({ files: [root] }), ({ root }) => rewrite(root, filed)],
    [
      'a file is another',
      ({ root }) => ({ files: [root] }),
      async ({ root, world, seller }) => {
        await rewrite(root, filed);
        await world.sql(`insert into invoice_files values ($1, $2, sha256('x'), 'x')`, [seller.seller_id, root]);
      },
    ],
    [
      'the content of a file is another',
      ({ root }) => ({ files: [root] }),
      async ({ root, world, seller }) => {
        await rewrite(root, filed);
        await world.sql(`insert into invoice_files values ($1, $2, $3, 'x')`, [seller.seller_id, root, hash]);
      },
    ],
    [
      'a file lies in a folder that nobody named',
      ({ root }) => ({ files: [root] }),
      async ({ root, world, seller }) => {
        await rewrite(root, filed);
        await world.sql(`insert into invoice_files values ($1, $2, $3, null)`, [seller.seller_id, root, hash]);
      },
    ],
    [
      'no event tells of a file',
      ({ root }) => ({ files: [root] }),
      ({ root, world, seller }) =>
        world.sql(`insert into invoice_files values ($1, $2, sha256('x'), 'x')`, [seller.seller_id, root]),
    ],
  ],
  owed: [
    [
      'a delivery is missing',
      ({ root }) => ({ owed: [root] }),
      ({ world, root }) => world.sql('delete from deliveries where package_id = $1 and sequence = 2', [root]),
    ],
    [
      'an event owed more than was known',
      ({ foreign }) => ({ owed: [foreign] }),
      ({ world, foreign }) => world.sql('update events set owed = 0 where package_id = $1 and sequence = 1', [foreign]),
    ],
  ],
  log: [
    [
      'an open delivery says when it was settled',
      ({ root }) => ({ log: [root] }),
      ({ root }) => deliver(root, `state = 'owed'`),
    ],
    ['a closed one does not', ({ root }) => ({ log: [root] }), ({ root }) => deliver(root, 'settled_at = null')],
    [
      'a delivery was delivered without an attempt',
      ({ root }) => ({ log: [root] }),
      ({ root }) => deliver(root, `state = 'delivered'`),
    ],
    [
      'more attempts were made before a replay than in all',
      ({ root }) => ({ log: [root] }),
      ({ root }) => deliver(root, 'attempts_before = 1'),
    ],
    [
      'a replay does not say what it found',
      ({ root }) => ({ log: [root] }),
      ({ root }) => deliver(root, `replay_id = '00000000-0000-4000-8000-000000000000'`),
    ],
    ['a state is none', ({ root }) => ({ log: [root] }), ({ root }) => deliver(root, `state = 'lost'`)],
    [
      'attempts are not in the log',
      ({ root }) => ({ log: [root] }),
      ({ root }) => deliver(root, `attempts = 2, state = 'delivered'`),
    ],
    [
      'an attempt is missing in the middle of the log',
      ({ root }) => ({ log: [root] }),
      async ({ root }) => {
        await deliver(root, `attempts = 3, state = 'delivered'`);
        await attempts(root, 1, 3);
      },
    ],
    [
      'the log begins too late',
      ({ root }) => ({ log: [root] }),
      async ({ root }) => {
        await deliver(root, `attempts = 3, state = 'delivered'`);
        await attempts(root, 2, 3);
      },
    ],
    [
      'the log ends too soon',
      ({ root }) => ({ log: [root] }),
      async ({ root }) => {
        await deliver(root, `attempts = 3, state = 'delivered'`);
        await attempts(root, 1, 2);
      },
    ],
  ],
  replies: [
    [
      'a status is never kept',
      () => ({ replies: anywhere }),
      ({ world }) => world.sql(`update replies set status = 503 where key = 'key-1'`),
    ],
    [
      'headers cannot be sent',
      () => ({ replies: anywhere }),
      ({ world }) => world.sql(`update replies set headers = '{"koli-new-package":1}' where key = 'key-1'`),
    ],
    [
      'a body is cut off',
      () => ({ replies: anywhere }),
      ({ world }) => world.sql(`update replies set body = left(body, 20) where key like 'place-%18' and part = 0`),
    ],
    [
      'a fingerprint is too short',
      () => ({ replies: anywhere }),
      ({ world }) => world.sql(`update replies set fingerprint = '\\x00' where key = 'key-1'`),
    ],
    [
      'a key is none',
      () => ({ replies: anywhere }),
      ({ world }) => world.sql(`update replies set key = 'schlüssel' where key = 'key-1'`),
    ],
  ],
  belonging: [
    [
      "a delivery goes to another seller's webhook",
      ({ root }) => ({ belonging: [root] }),
      ({ world, root, foreign_webhook }) =>
        world.sql('update deliveries set webhook_id = $1 where package_id = $2 and sequence = 1', [
          foreign_webhook,
          root,
        ]),
    ],
    [
      'packages have no order',
      ({ foreign }) => ({ belonging: [foreign] }),
      ({ world, other }) => world.sql('delete from orders where seller_id = $1', [other.seller_id]),
    ],
    [
      'a warranty document has no package',
      () => ({ belonging: [7] }),
      ({ world, seller }) =>
        world.sql(`insert into warranty_documents values ($1, 7, 1, sha256('x'), 'x.pdf', 'x', 0)`, [seller.seller_id]),
    ],
    [
      'an event has no package',
      () => ({ belonging: [7] }),
      ({ world, seller }) =>
        world.sql(`insert into events values ($1, 7, 1, 'created', 0, '{}', 0)`, [seller.seller_id]),
    ],
    [
      'a delivery has no event',
      ({ root }) => ({ belonging: [root] }),
      ({ world, root }) =>
        world.sql(`insert into deliveries
                   select seller_id, package_id, 99, webhook_id, state, envelope, legacy, epoch, attempts, due_at,
                          leased_until, created_at, settled_at
                     from deliveries where package_id = ${root} and sequence = 1`),
    ],
    ...['invoice_links', 'invoice_files'].map(
      (table): Corruption => [
        `a row of ${table} has no package`,
        () => ({ belonging: [7] }),
        ({ world, seller }) => world.sql(`insert into ${table} values ($1, $2, $3)`, cellsOf(table, seller.seller_id)),
      ],
    ),
    [
      'a label is of a number that is not of its package',
      ({ root }) => ({ belonging: [root] }),
      ({ world, root, seller, delivered }) =>
        world.sql(
          `insert into labels select $1, $2, tracking_number, 1, null, 0 from tracking_numbers where package_id = $3`,
          [seller.seller_id, root, delivered],
        ),
    ],
    [
      'an attempt has no delivery',
      ({ root }) => ({ belonging: [root] }),
      async ({ world, root }) => {
        await attempts(root, 1);
        await world.sql('update attempts set sequence = 99');
      },
    ],
    [
      'a tracking number has no package',
      () => ({ belonging: [7] }),
      ({ world, seller }) => world.sql('insert into tracking_numbers values ($1, 1, 7)', [seller.seller_id]),
    ],
  ],
};

const hash = Buffer.alloc(32);

/** Of package 7, which there is none. */
const cellsOf = (table: string, seller_id: number): unknown[] =>
  table === 'invoice_links' ? [seller_id, hash, 7] : [seller_id, 7, hash];

const invoiced = (events: Event[]) => append(events, { type: 'invoiceLinked', link: 'https://invoices.example/1' });
const filed = (events: Event[]) =>
  append(events, {
    type: 'invoiceFileStored',
    sha256: hash.toString('hex'),
    name: 'invoice.pdf',
    media_type: 'application/pdf',
    bytes: 1,
  });
/** Another state for the delivery of a package's first event. */
const deliver = (package_id: number, fields: string) =>
  scene.world.sql(`update deliveries set ${fields} where package_id = $1 and sequence = 1`, [package_id]);

const attempts = (package_id: number, ...numbers: number[]) =>
  scene.world.sql(
    `insert into attempts (seller_id, package_id, sequence, webhook_id, number, leased_until, at, duration_ms, ok,
                           status, url, excerpt)
     select seller_id, package_id, sequence, webhook_id, n, 0, 0, 1, true, 200, '', ''
       from deliveries cross join unnest($2::integer[]) as n where package_id = $1 and sequence = 1`,
    [package_id, numbers],
  );

function append(events: Event[], fact: Fact): void {
  const last = events.at(-1)!;
  events.push({ ...last, sequence: last.sequence + 1, at: last.at + 1, fact });
}

for (const [law, list] of Object.entries(corruptions))
  describe(`${law}: ${laws[law as Law]}`, () => {
    test.each(list)('is broken when %s', async (_, expected, corrupt) => {
      await corrupt(scene);
      expect(named(await broken())).toEqual(expected(scene));
    });
  });

describe('verify', () => {
  test('accepts pruned rows, and attempts of a node that lost its lease', async () => {
    const { root, world } = scene;
    await deliver(root, `attempts = 3, state = 'delivered'`);
    await attempts(root, 1, 2, 3, 4);
    expect(await broken()).toEqual([]);
    await world.sql('update watermarks set at = $1', [world.clock.now() + 60_000]);
    await world.sql('delete from attempts where number < 3');
    expect(await broken()).toEqual([]);
    await world.sql('delete from attempts');
    await world.sql('delete from deliveries where package_id = $1', [root]);
    expect(await broken()).toEqual([]);
    await world.sql('update watermarks set at = 0');
    expect(named(await broken())).toEqual({ owed: Array(3).fill(root) });
  });

  test('counts all violations and lists the first', async () => {
    await scene.world.sql(
      `insert into events select $1, 1000 + n, 1, 'created', 0, '{}', 0 from generate_series(1, 250) as n`,
      [scene.seller.seller_id],
    );
    const verdict = await verify(scene.world.world.db);
    expect(verdict.broken_count).toBe(250);
    expect(verdict.broken).toHaveLength(100);
  });

  test('fails the end of a test world', async () => {
    await scene.world.sql('update packages set sequence = 9 where package_id = $1', [scene.root]);
    await expect(scene.world.verify()).rejects.toThrow(`package ${scene.root}`);
  });
});
