import { type Static, Type } from 'typebox';
import { countryOf } from '../../core/domain/countries.ts';
import { isRefusal, type RefusalFacts } from '../../core/domain/refusal.ts';
import { newOrderNumbers } from '../../core/orders.ts';
import { parser } from '../../core/wire/parse.ts';
import { text } from '../../core/wire/terms.ts';
import { gives, givesOk } from '../../http/contract/answers.ts';
import { packageCommand } from '../../http/contract/command.ts';
import { type Call, json, type Operation, okText, refusal } from '../../http/contract/operation.ts';
import { type CarrierStatus, carrierCommand, carrierStatuses } from '../../http/shared/carrier.ts';
import { lineQuantities, NamedLine } from '../../http/shared/lines.ts';
import { productOf } from '../catalogue.ts';
import { placeOrder } from '../place.ts';
import type { Sandbox } from '../sandbox.ts';
import { parseTestOrder, TestOrderInput } from '../wire/test-order.ts';

/** These services want the seller in a header as well; null when it is the one that signed. */
function wrongSellerHeader(call: Call): RefusalFacts | null {
  const given = call.headers['sellerid'];
  if (given === undefined || given === '')
    return { code: 'field.invalid', field: 'SellerID', broken: { rule: 'seller.header' } };
  return String(given).trim() === String(call.seller.seller_id) ? null : { code: 'seller.mismatch' };
}

const TestOrder = Type.Object(
  { orderNumber: text('The new order') },
  { title: 'TestOrderCreated', description: 'The new order.' },
);

type Variant = Pick<Operation, 'name' | 'summary' | 'only_in'> & { at: string };

const variants: Variant[] = [
  { name: 'createTestOrder', at: 'core', summary: 'Create a test order for the seller whose key signs the request' },
  {
    name: 'createTestOrderInEurope',
    at: 'eu',
    only_in: 'europe',
    summary: 'Create a test order of a customer in Europe, in the country of `storeFrontCode`',
  },
  {
    name: 'createTestOrderInGulf',
    at: 'local-gulf',
    only_in: 'gulf',
    summary: 'Create a test order of a customer in the Gulf, in the country of `storeFrontCode`',
  },
];

const createTestOrder = (sandbox: () => Sandbox, { at, ...variant }: Variant): Operation => ({
  ...variant,
  method: 'POST',
  path: `/integration/test/order/orders/${at}`,
  access: 'self',
  keyless: true,
  headers: ['SellerID'],
  body: TestOrderInput,
  answers: { 200: gives(TestOrder) },
  refusals: ['seller.mismatch'],
  async handle(call) {
    const wrong = wrongSellerHeader(call);
    if (wrong !== null) return refusal(call, wrong);
    const { seller, world, store_front } = call;
    const local = variant.only_in === undefined ? undefined : countryOf(store_front);
    const { limits } = world;
    const now = world.clock.now();
    const intake = parseTestOrder(call.body, seller.seller_id, productOf, limits, now, local, store_front);
    if (isRefusal(intake)) return refusal(call, intake);
    const [order_number] = await newOrderNumbers(call.world, seller.seller_id, 1);
    const delay_ms = sandbox().virtual.settings.payment_delay_ms;
    const late = delay_ms === 0 ? {} : { paid_at: world.clock.now() + delay_ms };
    if (delay_ms > 0) intake.payment = 'pending';
    const placed = await placeOrder(call, { seller, intake, order_number: order_number!, ...late });
    if (isRefusal(placed)) throw new Error(`test order ${order_number}: ${placed.code}`);
    return json({ orderNumber: order_number });
  },
});

const Body = Type.Object({
  status: Type.Union(carrierStatuses.map((status) => Type.Literal(status))),
  lines: Type.Optional(Type.Array(NamedLine, { maxItems: 200 })),
  params: Type.Optional(Type.Object({})),
});
const parse = parser(Body);

const setTestStatusCommand = packageCommand({
  name: 'setTestStatus',
  method: 'PUT',
  path: '/integration/test/order/sellers/:sellerId/shipment-packages/:packageId/status',
  access: 'seller',
  summary: 'Change the status of a test order as a carrier would',
  keyless: true,
  headers: ['SellerID'],
  body: Body,
  answers: { 200: givesOk() },
  refusals: ['line.repeated', 'status.not.allowed', 'line.unknown', 'lines.none', 'quantity.exceeded'],
  command(call) {
    const body = parse(call.body);
    if (isRefusal(body)) return body;
    const { status, lines: named } = body as Static<typeof Body> & { status: CarrierStatus };
    const lines = named === undefined ? undefined : lineQuantities(named);
    if (lines !== undefined && isRefusal(lines)) return lines;
    return { ...carrierCommand(status), lines };
  },
  answer: okText,
});

const setTestStatus: Operation = {
  ...setTestStatusCommand,
  async handle(call) {
    const wrong = wrongSellerHeader(call);
    if (wrong !== null) return refusal(call, wrong);
    return setTestStatusCommand.handle(call);
  },
};

export const testOperations = (sandbox: () => Sandbox): Operation[] => [
  ...variants.map((variant) => createTestOrder(sandbox, variant)),
  setTestStatus,
];
