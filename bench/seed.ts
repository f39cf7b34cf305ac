import { createHash } from 'node:crypto';
import type pg from 'pg';
import { defaultSellerSettings } from '../src/core/domain/seller.ts';
import { first, marker, seller_id, type Template } from './template.ts';

export const key = { api_key: 'bench-key', secret: 'bench-secret-bench-secret' };

/** Time between two packages. A million are six days, within the default window of a list. */
const spacing_ms = 500;
const step = 50_000;

export async function seedSeller(client: pg.Client, now: number): Promise<void> {
  const hash = createHash('sha256').update(key.secret).digest();
  await client.query(
    'insert into sellers (seller_id, name, settings, created_at, modified_at) values ($1, $2, $3, $4, $4)',
    [seller_id, 'Bench', JSON.stringify(defaultSellerSettings), now],
  );
  await client.query('insert into api_keys (seller_id, api_key, secret_hash, created_at) values ($1, $2, $3, $4)', [
    seller_id,
    key.api_key,
    hash,
    now,
  ]);
}

/** Inserts packages in Created, each with order, events and tracking number. */
export async function seedPackages(client: pg.Client, template: Template, count: number, now: number): Promise<void> {
  await client.query('set synchronous_commit = off');
  // The last one is a minute old.
  const start = now - 60_000 - count * spacing_ms;
  for (let at = 0; at < count; at += step)
    for (const [text, values] of statements(template, at, Math.min(at + step, count), start))
      await client.query(text, values);
  await client.query('set synchronous_commit = on');
}

const packageId = `(${first.package} + n)`;
const at = `($3::bigint + n * ${spacing_ms})`;
const numbers = 'generate_series($1::integer, $2::integer - 1) as n';

/** The template with the ids of package n. */
function own(text: string): string {
  const pairs: [number, string][] = [
    [marker.package, packageId],
    [marker.line[0], `(${first.line} + 2 * n::bigint)`],
    [marker.line[1], `(${first.line} + 2 * n::bigint + 1)`],
    [marker.order, `(${first.order} + n)`],
    [marker.at, at],
  ];
  return pairs.reduce((inner, [from, value]) => `replace(${inner}, '${from}', ${value}::text)`, text);
}

function statements(template: Template, from: number, to: number, start: number): [string, unknown[]][] {
  const { order, placed } = template;
  const range = [from, to, start];
  const order_number = `(${first.order} + n)::text`;
  return [
    [
      `insert into orders (seller_id, order_number, root_id, content_hash, ordered_at, created_at, facts, lines, document)
       select ${seller_id}, ${order_number}, ${packageId}, $4, ${at}, ${at}, ${own('$5')}, ${own('$6')}, ${own('$7')}
         from ${numbers}`,
      [...range, order.content_hash, order.facts, order.lines, order.document],
    ],
    [
      `insert into order_barcodes (seller_id, barcode, order_number)
       select ${seller_id}, barcode, ${order_number} from ${numbers} cross join unnest($3::text[]) as barcode`,
      [from, to, order.barcodes],
    ],
    [
      `insert into packages
         (seller_id, package_id, order_number, status, created_at, modified_at, sequence, state, document)
       select ${seller_id}, ${packageId}, ${order_number}, '${placed.status}', ${at}, ${at}, ${placed.sequence},
              ${own('$4')}, ${own('$5')}
         from ${numbers}`,
      [...range, placed.state, placed.document],
    ],
    [
      `insert into tracking_numbers (seller_id, tracking_number, package_id)
       select ${seller_id}, ${first.tracking} + n, ${packageId} from ${numbers}`,
      [from, to],
    ],
    [
      `insert into events (seller_id, package_id, sequence, type, at, facts, owed)
       select ${seller_id}, ${packageId}, e.sequence, e.type, ${at}, ${own('e.facts')}, 0
         from ${numbers}
        cross join json_to_recordset($4::json) as e (sequence integer, type text, facts text)`,
      [...range, JSON.stringify(placed.events)],
    ],
  ];
}
