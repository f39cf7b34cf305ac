import { Type } from 'typebox';
import type { Answer } from '../../core/corridor/ask.ts';
import { isRefusal, type RefusalFacts } from '../../core/domain/refusal.ts';
import type { Seller } from '../../core/domain/seller.ts';
import { findSellers } from '../../core/postgres/sellers.ts';
import { ErrorItem } from '../../core/wire/error.ts';
import { contentHash, type OrderIntake, type Share } from '../../core/wire/order.ts';
import { id, orNull, text } from '../../core/wire/terms.ts';
import { type Call, json, refusal } from '../contract/operation.ts';
import { change, replyKey } from '../contract/write.ts';
import { number_part } from './bulk.ts';

/** What became of one order: its first packages, or why it was not taken in (whole or in part). */
export type Taken = { orderNumber: string; packages: TakenPackage[] } | { orderNumber: string | null; error: unknown };
type TakenPackage = { sellerId: number; shipmentPackageId: number; lines: { lineId: number; barcode: string }[] };

export const TakenOrders = Type.Object(
  {
    results: Type.Array(
      Type.Union([
        Type.Object({
          orderNumber: text('The number of the order: given, or drawn by koli'),
          packages: Type.Array(
            Type.Object({
              sellerId: id('A seller of the order'),
              shipmentPackageId: id('Its package'),
              lines: Type.Array(
                Type.Object({ lineId: id('Id of the line'), barcode: text(), quantity: Type.Integer({ minimum: 1 }) }),
              ),
            }),
          ),
        }),
        Type.Object({ orderNumber: orNull(text(), 'Null if none could be read'), error: ErrorItem }),
      ]),
      { description: 'One entry per order, in the same order' },
    ),
  },
  { title: 'TakenOrders', description: 'The result of each order. The orders do not depend on each other.' },
);

/** The error of one item of a bulk call: what the envelope of a single call would say. */
export const itemError = (call: Call, facts: RefusalFacts): unknown => JSON.parse(refusal(call, facts).body).errors[0];

/** The sellers that orders speak of, by id. */
export async function sellersOf(call: Call, seller_ids: number[]): Promise<Map<number, Seller>> {
  const rows = seller_ids.length === 0 ? [] : await findSellers(call.world.db.pool, [...new Set(seller_ids)]);
  return new Map(rows.map((seller) => [seller.seller_id, seller]));
}

/**
 * Takes in one order, share by share. Each share is whole, and recognised when it comes again. If a part of an order was
 * lost, its repetition takes in the rest and gets the same answer.
 */
export async function takeIn(
  call: Call,
  intake: OrderIntake,
  order_number: string,
  sellers: Map<number, Seller>,
): Promise<Taken> {
  const stranger = intake.shares.find((share) => !sellers.has(share.order.seller_id));
  if (stranger !== undefined) {
    const facts = { code: 'seller.unknown', seller_id: String(stranger.order.seller_id) } as const;
    return { orderNumber: order_number, error: itemError(call, facts) };
  }
  const answers = await Promise.all(
    intake.shares.map((share) => takeShare(call, share, order_number, intake, sellers.get(share.order.seller_id)!)),
  );
  const refused = answers.find((answer) => answer.status !== 200);
  if (refused !== undefined) return { orderNumber: order_number, error: JSON.parse(refused.body).errors[0] };
  return { orderNumber: order_number, packages: answers.map((answer) => JSON.parse(answer.body)) };
}

function takeShare(
  call: Call,
  share: Share,
  order_number: string,
  { payment }: OrderIntake,
  { seller_id, settings }: Seller,
): Promise<Answer> {
  const given = Object.fromEntries(Object.entries(share.terms).filter(([, value]) => value !== undefined));
  return call.lanes.perform({
    kind: 'order',
    seller_id,
    idempotency: null,
    order: { ...share.order, order_number },
    terms: {
      payment,
      cargo_provider: settings.cargo_provider,
      who_pays: settings.who_pays ?? undefined,
      warehouse_id: settings.warehouse_id,
      ...given,
    },
    content_hash: contentHash(share),
    render: (outcome, now) =>
      isRefusal(outcome)
        ? refusal(call, outcome, now)
        : json({
            sellerId: seller_id,
            shipmentPackageId: outcome.package_id,
            lines: outcome.lines.map((line) => ({
              lineId: line.line_id,
              barcode: line.details['barcode'],
              quantity: line.discounts.length,
            })),
          }),
  });
}

/** With an idempotency key the number is kept before the order is, so that a repetition means the same order. */
export async function keptNumber(call: Call, index: number, number: string): Promise<string> {
  if (replyKey(call) === null) return number;
  const kept = await change(call, async () => json(number), { part: number_part(index) });
  return JSON.parse(kept.body);
}
