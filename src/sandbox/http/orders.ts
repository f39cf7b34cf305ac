import type { Answer, Placed } from '../../core/corridor/ask.ts';
import { countryOf } from '../../core/domain/countries.ts';
import type { Package } from '../../core/domain/package.ts';
import { invalid, isRefusal, type Refusal, refuse } from '../../core/domain/refusal.ts';
import type { Seller } from '../../core/domain/seller.ts';
import { newOrderNumbers } from '../../core/orders.ts';
import { findPackages } from '../../core/postgres/packages.ts';
import { parseOrder } from '../../core/wire/order.ts';
import { parser } from '../../core/wire/parse.ts';
import { lengthOf } from '../../core/wire/time.ts';
import { gives } from '../../http/contract/answers.ts';
import { type Call, json, type Operation, pathId, refusal } from '../../http/contract/operation.ts';
import { replyKey } from '../../http/contract/write.ts';
import { bulk } from '../../http/shared/bulk.ts';
import { keptNumber, sellersOf } from '../../http/shared/intake.ts';
import { lineQuantities } from '../../http/shared/lines.ts';
import { orderContent } from '../content.ts';
import { placeOrder, walk } from '../place.ts';
import type { Sandbox } from '../sandbox.ts';
import { contentSource, sandboxSellers } from '../seed.ts';
import { type OrderAnswer, OrdersAnswer, SandboxOrders, StatusAnswer, StatusInput } from '../wire/sandbox.ts';

const parseSandboxOrders = parser(SandboxOrders);
const parseStatus = parser(StatusInput);

/** What one order can be, and many at a time cannot. */
function checkTogether(input: SandboxOrders): Refusal | null {
  const { count = 1, lines = [], status, paymentDelay } = input;
  const own = (['orderNumber', 'shipmentPackageId', 'cargoTrackingNumber'] as const).find((name) => input[name]);
  const line = lines.findIndex((one) => one.lineId !== undefined);
  const field = own ?? (line < 0 ? undefined : `lines[${line}].lineId`);
  if (count > 1 && field !== undefined) return invalid(field, { rule: 'count.one' });
  const ids = lines.flatMap((one) => one.lineId ?? []);
  const twice = ids.findIndex((id, at) => ids.indexOf(id) !== at);
  if (twice >= 0) return invalid('lines', { rule: 'line.twice', line_id: ids[twice]! });
  if (paymentDelay === undefined) return null;
  if (status !== undefined && status !== 'Awaiting')
    return invalid('paymentDelay', { rule: 'status.awaiting', status });
  if (lengthOf(paymentDelay) === null) return invalid('paymentDelay', { rule: 'form', expected: { form: 'length' } });
  return null;
}

type WantedOrder = { seller: Seller; order_number: string; index: number };

/** Places one order from the given fields and drawn ones. */
async function placeOne(
  call: Call,
  sandbox: Sandbox,
  input: SandboxOrders,
  { seller, order_number, index }: WantedOrder,
) {
  const { world } = call;
  const { seller_id } = seller;
  const { sellerId: _, count: __, seed, status, silent, paymentDelay, country, ...given } = input;
  const { shipmentPackageId, cargoTrackingNumber, lines, customer, shipmentAddress, invoiceAddress, ...rest } = given;
  const source =
    seed === undefined ? contentSource(sandbox.virtual.random, seller_id, order_number) : `koli/order/${seed}/${index}`;
  const to = { country: countryOf(country), micro: input.micro === true };
  const content = orderContent(source, seller_id, { lines, customer, shipmentAddress, invoiceAddress }, to);
  const waits = status === 'Awaiting' || paymentDelay !== undefined;
  const order = { ...content, ...rest, payment: waits ? 'pending' : 'confirmed' };
  const intake = parseOrder(order, world.limits, world.clock.now());
  if (isRefusal(intake)) return intake;
  return placeOrder(call, {
    seller,
    intake,
    order_number,
    chosen: {
      package_id: shipmentPackageId,
      tracking_number: cargoTrackingNumber,
      line_ids: lines?.map((line) => line.lineId),
    },
    silent,
    must_be_new: replyKey(call) === null,
    paid_at: paymentDelay === undefined ? undefined : world.clock.now() + lengthOf(paymentDelay)!,
  });
}

async function packageStates(call: Call, seller_id: number, package_ids: number[]): Promise<Map<number, Package>> {
  const packages = await findPackages(call.world.db.pool, seller_id, package_ids);
  return new Map(packages.map((one) => [one.package_id, one]));
}

function placedDocument({ seller_id, order_number, package_id, ...now }: Package, { lines }: Placed): OrderAnswer {
  return {
    sellerId: seller_id,
    orderNumber: order_number,
    shipmentPackageId: package_id,
    cargoTrackingNumber: now.tracking_number,
    status: now.status,
    lines: lines.map(({ line_id, details, discounts }) => ({
      lineId: line_id,
      barcode: String(details['barcode']),
      quantity: discounts.length,
    })),
  };
}

async function make(call: Call, sandbox: Sandbox, input: SandboxOrders, seller: Seller): Promise<Answer> {
  const { count = 1, orderNumber, status, paymentDelay, silent } = input;
  const { seller_id } = seller;
  const drawn = orderNumber === undefined ? await newOrderNumbers(call.world, seller_id, count) : [orderNumber];
  const numbers =
    orderNumber === undefined ? await Promise.all(drawn.map((one, at) => keptNumber(call, at, one))) : drawn;
  const outcomes = await Promise.all(
    numbers.map((order_number, index) => placeOne(call, sandbox, input, { seller, order_number, index })),
  );
  const [refused] = outcomes.filter(isRefusal);
  if (refused !== undefined) return refusal(call, refused);
  const placed = outcomes.filter((outcome): outcome is Placed => !isRefusal(outcome));
  const ids = placed.map(({ package_id }) => package_id);
  const to = status ?? (paymentDelay === undefined ? 'Created' : 'Awaiting');
  const before = await packageStates(call, seller_id, ids);
  const walks = await Promise.all(
    ids.map((package_id) =>
      walk(call.lanes, { seller_id, package_id, from: before.get(package_id)!.status }, to, { silent }),
    ),
  );
  const stopped = walks.find(isRefusal);
  if (stopped !== undefined) return refusal(call, stopped);
  const now = await packageStates(call, seller_id, ids);
  return json({ orders: placed.map((one) => placedDocument(now.get(one.package_id)!, one)) });
}

const createOrders = (sandbox: () => Sandbox): Operation => ({
  name: 'createSandboxOrders',
  method: 'POST',
  path: '/api/v1/sandbox/orders',
  access: 'operator',
  summary: 'Create orders: koli invents what is not given and moves each package to the requested status',
  body: SandboxOrders,
  body_optional: true,
  answers: { 200: gives(OrdersAnswer) },
  refusals: ['seller.unknown', 'id.taken', 'order.conflict', 'status.not.allowed'],
  handle: (call) =>
    bulk(call, async () => {
      const body = parseSandboxOrders(call.body ?? {});
      if (isRefusal(body)) return refusal(call, body);
      const problem = checkTogether(body);
      if (problem !== null) return refusal(call, problem);
      const { sellerId = sandboxSellers[0]!.seller_id } = body;
      const seller = (await sellersOf(call, [sellerId])).get(sellerId);
      if (seller === undefined) return refusal(call, { code: 'seller.unknown', seller_id: String(sellerId) });
      return make(call, sandbox(), body, seller);
    }),
});

async function walkTo(call: Call): Promise<Answer> {
  const body = parseStatus(call.body);
  if (isRefusal(body)) return refusal(call, body);
  const { status, lines: named, reason, invoiceNumber, silent } = body;
  if (named !== undefined && status !== 'Cancelled') return refusal(call, invalid('lines', { rule: 'cancelled.only' }));
  const lines = named === undefined ? undefined : lineQuantities(named);
  if (lines !== undefined && isRefusal(lines)) return refusal(call, lines);
  const seller_id = pathId(call.params['sellerId']) ?? -1;
  const package_id = pathId(call.params['packageId']) ?? -1;
  const found = (await packageStates(call, seller_id, [package_id])).get(package_id);
  if (found === undefined)
    return refusal(call, refuse({ code: 'package.unknown', package_id: call.params['packageId']!.slice(0, 64) }));
  const options = { lines, reason, invoice_number: invoiceNumber, silent };
  const walked = await walk(call.lanes, { seller_id, package_id, from: found.status }, status, options);
  if (isRefusal(walked)) return refusal(call, walked);
  const opened = walked.events.find((event) => event.package_id !== package_id);
  return json({ shipmentPackageId: package_id, status: walked.status, newPackageId: opened?.package_id ?? null });
}

const walkPackage: Operation = {
  name: 'setSandboxStatus',
  method: 'POST',
  path: '/api/v1/sandbox/sellers/:sellerId/packages/:packageId/status',
  access: 'operator',
  summary: 'Move a package to a status by all steps in between, as seller, customer, carrier and bank would',
  body: StatusInput,
  answers: { 200: gives(StatusAnswer) },
  refusals: ['status.not.allowed'],
  handle: (call) => bulk(call, () => walkTo(call)),
};

export const orderOperations = (sandbox: () => Sandbox): Operation[] => [createOrders(sandbox), walkPackage];
