import { hash } from 'node:crypto';
import type { Command } from '../domain/command.ts';
import { isRefusal } from '../domain/refusal.ts';
import { defaultSellerSettings } from '../domain/seller.ts';
import type { Lanes, Placed } from '../perform.ts';
import { insertKey, insertSeller } from '../postgres/sellers.ts';
import { contentHash, isProblem } from '../wire/order.ts';
import { parseTestOrder } from '../wire/test-order.ts';
import type { World } from '../world.ts';
import { productOf } from './catalogue.ts';

/** The sellers that every new sandbox has. Their secrets are no secrets. */
export const sandboxSellers = [
  { seller_id: 2738, name: 'Deneme Mağazası', api_key: 'sandbox-key', secret: 'sandbox-secret' },
  { seller_id: 2739, name: 'Öbür Mağaza', api_key: 'other-key', secret: 'other-secret' },
];

type Story = {
  customer: [first: string, last: string];
  city: [city: string, district: string];
  lines: [barcode: string, quantity: number][];
  pending?: true;
  steps: Step[];
};
type Step = (placed: Placed) => Command;

const pick: Step = () => ({ type: 'pick' });
const invoice: Step = () => ({ type: 'invoice', invoice_number: 'KOL2026000000001' });
const ship: Step = () => ({ type: 'ship' });
const deliver: Step = () => ({ type: 'deliver' });
const cancelOne: Step = ({ lines }) => ({
  type: 'cancel',
  lines: [{ line_id: lines[0]!.line_id, quantity: 1 }],
  reason: 'Stock Out',
  code: 500,
  keep_status: false,
});

/** One order for each thing that a newcomer wants to see in a list. */
const stories: Story[] = [
  {
    customer: ['Deniz', 'Aksoy'],
    city: ['İzmir', 'Bornova'],
    lines: [
      ['8680000000017', 3],
      ['8680000000024', 1],
    ],
    steps: [],
  },
  { customer: ['Elif', 'Kaya'], city: ['İstanbul', 'Kadıköy'], lines: [['8680000000031', 2]], steps: [] },
  { customer: ['Mert', 'Demir'], city: ['Ankara', 'Çankaya'], lines: [['8680000000048', 1]], pending: true, steps: [] },
  { customer: ['Zeynep', 'Şahin'], city: ['Bursa', 'Nilüfer'], lines: [['8680000000055', 2]], steps: [pick] },
  {
    customer: ['Can', 'Öztürk'],
    city: ['Antalya', 'Muratpaşa'],
    lines: [['8680000000017', 1]],
    steps: [pick, invoice],
  },
  { customer: ['Ada', 'Yıldız'], city: ['Eskişehir', 'Tepebaşı'], lines: [['8680000000062', 1]], steps: [pick, ship] },
  {
    customer: ['Ege', 'Çelik'],
    city: ['Muğla', 'Bodrum'],
    lines: [['8680000000079', 2]],
    steps: [pick, invoice, ship, deliver],
  },
  {
    customer: ['Derya', 'Aydın'],
    city: ['Trabzon', 'Ortahisar'],
    lines: [
      ['8680000000086', 2],
      ['8680000000024', 1],
    ],
    steps: [cancelOne],
  },
];

/** What a new sandbox starts with: two sellers, and for each of them orders in different statuses. */
export async function seed(world: World, lanes: Lanes): Promise<void> {
  for (const seller of sandboxSellers) {
    const created_at = world.clock.now();
    const settings = JSON.stringify(defaultSellerSettings);
    await insertSeller(world.db.pool, { ...seller, settings, created_at });
    await insertKey(world.db.pool, { ...seller, secret_hash: hash('sha256', seller.secret, 'buffer') }, created_at);
    for (const story of stories) await tell(world, lanes, seller.seller_id, story);
  }
}

async function tell(world: World, lanes: Lanes, seller_id: number, story: Story): Promise<void> {
  const placed = await placeOrder(world, lanes, seller_id, story);
  for (const step of story.steps) {
    const { package_id } = placed;
    await lanes.perform({
      kind: 'package',
      seller_id,
      package_id,
      command: step(placed),
      reply: null,
      answer: performed,
    });
  }
}

async function placeOrder(world: World, lanes: Lanes, seller_id: number, story: Story): Promise<Placed> {
  const intake = parseTestOrder(testOrder(seller_id, story), seller_id, productOf, world.limits, world.clock.now());
  if (isProblem(intake)) throw new Error(`seed: ${intake.field} ${intake.problem}`);
  const [share] = intake.shares;
  const [number] = await world.ids.take(world.db.pool, { seller_id, kind: 'order', count: 1 });
  const { cargo_provider, warehouse_id } = defaultSellerSettings;
  const payment = story.pending ? 'pending' : 'confirmed';
  // Told while its transaction is still open: the last word counts, and only when it is committed.
  let placed: Placed | undefined;
  await lanes.perform({
    kind: 'order',
    seller_id,
    reply: null,
    order: { ...share!.order, order_number: String(number) },
    terms: { payment, cargo_provider, warehouse_id },
    content_hash: contentHash(share!),
    answer: (outcome) => {
      if (!isRefusal(outcome)) placed = outcome;
      return performed(outcome);
    },
  });
  return placed!;
}

function performed(outcome: object) {
  if (isRefusal(outcome)) throw new Error(`seed: ${outcome.code}`);
  return { status: 200, headers: {}, body: '' };
}

function testOrder(seller_id: number, { customer, city, lines }: Story) {
  const [first, last] = customer;
  const address = { addressText: 'Çınar Sokak No: 7', city: city[0], district: city[1], phone: '5550000000' };
  const email = 'musteri@mail.example';
  return {
    customer: { customerFirstName: first, customerLastName: last },
    invoiceAddress: { invoiceFirstName: first, invoiceLastName: last, email, ...address },
    shippingAddress: { shippingFirstName: first, shippingLastName: last, email, ...address },
    lines: lines.map(([barcode, quantity]) => ({ barcode, quantity })),
    seller: { sellerId: seller_id },
  };
}
