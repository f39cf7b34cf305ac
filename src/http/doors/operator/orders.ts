import { Type } from 'typebox';
import type { Command } from '../../../core/domain/command.ts';
import { factTypes } from '../../../core/domain/event.ts';
import { isRefusal, type Refusal, refuse } from '../../../core/domain/refusal.ts';
import { newOrderNumbers } from '../../../core/orders.ts';
import { findRoots } from '../../../core/postgres/orders.ts';
import { packageOfTracking } from '../../../core/postgres/tracking-numbers.ts';
import { ErrorItem } from '../../../core/wire/error.ts';
import { OrderInput, type OrderIntake, parseOrder } from '../../../core/wire/order.ts';
import { parser } from '../../../core/wire/parse.ts';
import { id } from '../../../core/wire/terms.ts';
import { gives } from '../../contract/answers.ts';
import { type Call, json, jsonText, type Operation, refusal } from '../../contract/operation.ts';
import { replyKey } from '../../contract/write.ts';
import { bulk } from '../../shared/bulk.ts';
import { carrierCommand, carrierStatuses } from '../../shared/carrier.ts';
import { itemError, keptNumber, sellersOf, type Taken, TakenOrders, takeIn } from '../../shared/intake.ts';
import { Id } from '../../shared/lines.ts';

/** Items in one call: a second or so of work. */
const items_limit = 1_000;
const strict = { additionalProperties: false };

const Orders = Type.Object({ orders: Type.Array(Type.Unknown(), { minItems: 1, maxItems: items_limit }) }, strict);
const parseOrders = parser(Orders);

export const takeOrders: Operation = {
  name: 'takeOrders',
  method: 'POST',
  path: '/api/v1/orders',
  access: 'operator',
  summary: 'Create orders; each becomes one package per seller',
  body: Type.Object({ orders: Type.Array(OrderInput, { minItems: 1, maxItems: items_limit }) }, strict),
  body_limit: 16 << 20,
  answers: { 200: gives(TakenOrders) },
  refusals: [],
  handle: (call) =>
    bulk(call, async () => {
      const body = parseOrders(call.body);
      if (isRefusal(body)) return refusal(call, body);
      return json({ results: await takeAll(call, body.orders) });
    }),
};

async function takeAll(call: Call, orders: unknown[]): Promise<Taken[]> {
  const { limits, clock } = call.world;
  const intakes = orders.map((order) => parseOrder(order, limits, clock.now()));
  const seller_ids = intakes.flatMap((one) => (isRefusal(one) ? [] : one.shares.map((share) => share.order.seller_id)));
  const sellers = await sellersOf(call, seller_ids);
  const nameless = intakes.filter((one) => !isRefusal(one) && one.order_number === undefined).length;
  const numbers = nameless === 0 ? [] : await newOrderNumbers(call.world, 0, nameless);
  return Promise.all(intakes.map((intake, index) => takeOne(call, intake, orders[index], index, sellers, numbers)));
}

async function takeOne(
  call: Call,
  intake: OrderIntake | Refusal,
  order: unknown,
  index: number,
  sellers: Awaited<ReturnType<typeof sellersOf>>,
  numbers: string[],
): Promise<Taken> {
  if (isRefusal(intake)) return { orderNumber: numberIn(order), error: itemError(call, intake) };
  const order_number = intake.order_number ?? (await keptNumber(call, index, numbers.shift()!));
  return takeIn(call, intake, order_number, sellers);
}

const numberIn = (order: unknown): string | null => {
  const number = (order as { orderNumber?: unknown } | null)?.orderNumber;
  return typeof number === 'string' ? number : null;
};

const Performed = Type.Object(
  {
    results: Type.Array(
      Type.Union([
        Type.Object({
          sellerId: id('A seller'),
          shipmentPackageId: id('Its package'),
          result: Type.Enum([...factTypes], { description: 'What happened' }),
        }),
        Type.Object({
          sellerId: id('A seller'),
          shipmentPackageId: id('The package of the item'),
          error: ErrorItem,
        }),
        Type.Object({
          sellerId: id('A seller'),
          trackingNumber: id('The tracking number of the item; no package has it or ever had it'),
          error: ErrorItem,
        }),
      ]),
      { description: 'One entry per item, in the same order' },
    ),
  },
  {
    title: 'Performed',
    description: 'The result of each package. If no item succeeds, the answer is the first refusal.',
  },
);

const Payment = Type.Object(
  {
    status: Type.Union([Type.Literal('confirmed'), Type.Literal('failed')]),
    reason: Type.Optional(Type.String({ maxLength: 256 })),
    /** Of one seller's share only: two sellers may have orders with one number. */
    sellerId: Type.Optional(Id()),
  },
  strict,
);
const parsePayment = parser(Payment);

export const settlePayment: Operation = {
  name: 'settlePayment',
  method: 'POST',
  path: '/api/v1/orders/:orderNumber/payment',
  access: 'operator',
  summary: 'Report that an order was paid, or that its payment failed',
  body: Payment,
  answers: { 200: gives(Performed) },
  refusals: ['status.not.allowed'],
  handle: (call) =>
    bulk(call, async () => {
      const body = parsePayment(call.body);
      if (isRefusal(body)) return refusal(call, body);
      const { status, reason = '', sellerId } = body;
      const order_number = call.params['orderNumber']!;
      const found = order_number.includes('\0') ? [] : await findRoots(call.world.db.pool, order_number);
      const roots = found.filter(({ seller_id }) => sellerId === undefined || seller_id === sellerId);
      if (roots.length === 0) return refusal(call, { code: 'order.unknown', order_number: order_number.slice(0, 64) });
      const command: Command = status === 'confirmed' ? { type: 'confirm-payment' } : { type: 'fail-payment', reason };
      return performAll(
        call,
        roots.map((root) => ({ ...root, command })),
      );
    }),
};

const CarrierEvent = Type.Object(
  {
    sellerId: Id(),
    packageId: Type.Optional(Id()),
    trackingNumber: Type.Optional(Id()),
    status: Type.Union(carrierStatuses.map((status) => Type.Literal(status))),
  },
  strict,
);
const CarrierEvents = Type.Object({ events: Type.Array(CarrierEvent, { minItems: 1, maxItems: items_limit }) }, strict);
const parseCarrierEvents = parser(CarrierEvents);

export const tellCarrierEvents: Operation = {
  name: 'tellCarrierEvents',
  method: 'POST',
  path: '/api/v1/carrier-events',
  access: 'operator',
  summary: 'Report carrier steps of packages, by package id or tracking number',
  body: CarrierEvents,
  answers: { 200: gives(Performed) },
  refusals: ['package.unknown', 'tracking.unknown', 'status.not.allowed'],
  handle: (call) =>
    bulk(call, async () => {
      const body = parseCarrierEvents(call.body);
      if (isRefusal(body)) return refusal(call, body);
      const { events } = body;
      const vague = events.findIndex((one) => (one.packageId === undefined) === (one.trackingNumber === undefined));
      if (vague !== -1) return refusal(call, needsOneName(vague));
      const items = events.map(async ({ sellerId: seller_id, packageId, trackingNumber, status }): Promise<Item> => {
        const command = carrierCommand(status);
        if (packageId !== undefined) return { seller_id, package_id: packageId, command };
        const package_id = await packageOfTracking(call.world.db.pool, seller_id, trackingNumber!);
        return package_id === null
          ? { seller_id, tracking_number: trackingNumber!, command }
          : { seller_id, package_id, command };
      });
      return performAll(call, await Promise.all(items));
    }),
};

const noSuchNumber = (number: number) => refuse({ code: 'tracking.unknown', tracking_number: String(number) });

const needsOneName = (index: number) =>
  refuse({
    code: 'field.invalid',
    field: `events[${index}]`,
    broken: { rule: 'one.of', names: ['packageId', 'trackingNumber'] },
  });

/** A step with its package, or with a tracking number that no package has. */
type Item = { seller_id: number; command: Command } & (
  | { package_id: number; tracking_number?: undefined }
  | { package_id?: undefined; tracking_number: number }
);

/** Each item stands alone; when none could be performed, the first refusal answers for all. */
async function performAll(call: Call, items: Item[]) {
  const answers = await Promise.all(
    items.map(({ seller_id, package_id, tracking_number, command }, index) => {
      const reply = replyKey(call, index + 1);
      return call.lanes.perform({
        kind: 'command',
        seller_id,
        package_id: package_id ?? -1,
        command,
        idempotency: reply === null || isRefusal(reply) ? null : reply,
        render: (outcome, now) =>
          isRefusal(outcome)
            ? refusal(call, tracking_number === undefined ? outcome : noSuchNumber(tracking_number), now)
            : json({ sellerId: seller_id, shipmentPackageId: package_id, result: outcome[0]!.fact.type }),
      });
    }),
  );
  if (answers.every((answer) => answer.status !== 200))
    return { ...answers[0]!, headers: withoutReplayHeader(answers[0]!.headers) };
  const results = answers.map((answer, index) => {
    if (answer.status === 200) return answer.body;
    const { seller_id, package_id, tracking_number } = items[index]!;
    const error = JSON.parse(answer.body).errors[0];
    return JSON.stringify({
      sellerId: seller_id,
      shipmentPackageId: package_id,
      trackingNumber: tracking_number,
      error,
    });
  });
  return jsonText(`{"results":[${results.join(',')}]}`);
}

const withoutReplayHeader = ({
  'idempotent-replayed': _,
  ...headers
}: Record<string, string>): Record<string, string> => headers;
