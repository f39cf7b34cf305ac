import { hash } from 'node:crypto';
import type { Placed } from '../core/corridor/ask.ts';
import type { Command } from '../core/domain/command.ts';
import { unrefused } from '../core/domain/refusal.ts';
import { defaultSellerSettings, type Seller } from '../core/domain/seller.ts';
import { insertKey, insertSeller } from '../core/postgres/sellers.ts';
import type { Client } from '../core/postgres/statement.ts';
import { parseOrder } from '../core/wire/order.ts';
import { productOf } from './catalogue.ts';
import { orderContent } from './content.ts';
import { type House, performStep, placeOrder, walk } from './place.ts';
import type { SeededRandom } from './random.ts';
import type { Virtual } from './virtual.ts';
import { type SeedName, walkable } from './wire/sandbox.ts';
import { parseTestOrder } from './wire/test-order.ts';
import type { Tell } from './work.ts';

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
  steps: CommandMaker[];
};
type CommandMaker = (placed: Placed) => Command;

const pick: CommandMaker = () => ({ type: 'pick' });
const invoice: CommandMaker = () => ({ type: 'invoice', invoice_number: 'KOL2026000000001' });
const ship: CommandMaker = () => ({ type: 'ship' });
const deliver: CommandMaker = () => ({ type: 'deliver' });
const cancelOne: CommandMaker = ({ lines }) => ({
  type: 'cancel',
  lines: [{ line_id: lines[0]!.line_id, quantity: 1 }],
  code: 500,
  keep_status: false,
});

/** One order for each thing that a newcomer wants to see in a list. */
const seed_stories: Story[] = [
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

/** The default sellers themselves, without anything of theirs. */
export async function insertSandboxSellers(client: Client, created_at: number): Promise<void> {
  for (const seller of sandboxSellers) {
    await insertSeller(client, { ...seller, settings: defaultSellerSettings, created_at });
    await insertKey(client, { ...seller, secret_hash: hash('sha256', seller.secret, 'buffer') }, created_at);
  }
}

type SeedHouse = House & { virtual: Virtual };

/** Fills sellers with what a seed holds. It owes no webhook call. */
export async function plantSeed(house: SeedHouse, name: SeedName, sellers: Seller[], told: Tell): Promise<void> {
  if (name === 'shop') for (const seller of sellers) await tellStories(house, seller);
  let done = 0;
  const of = { total: busy_orders * sellers.length, unit: 'orders' } as const;
  if (name === 'busy') for (const seller of sellers) await tellBusy(house, seller, () => told(++done, of));
}

/** Step after step of all stories at once, so that they share transactions. */
async function tellStories({ world, lanes }: House, seller: Seller): Promise<void> {
  const { seller_id } = seller;
  const numbers = await world.ids.take(world.db.pool, { seller_id, kind: 'order', count: seed_stories.length });
  const told = await Promise.all(
    seed_stories.map(async (story, index) => {
      const input = storyOrder(seller_id, story);
      const intake = unrefused(parseTestOrder(input, seller_id, productOf, world.limits, world.clock.now()));
      const payment = story.pending ? ('pending' as const) : ('confirmed' as const);
      const order_number = String(numbers[index]);
      const placed = await placeOrder(
        { world, lanes },
        { seller, intake: { ...intake, payment }, order_number, silent: true },
      );
      return { story, placed: unrefused(placed) };
    }),
  );
  const longest = Math.max(...seed_stories.map(({ steps }) => steps.length));
  for (let at = 0; at < longest; at++)
    await Promise.all(
      told.map(async ({ story, placed }) => {
        const { package_id } = placed;
        const command = story.steps[at]?.(placed);
        if (command !== undefined)
          unrefused(await performStep(lanes, { seller_id, package_id, command, silent: true }));
      }),
    );
}

const busy_orders = 240;

/** Orders in every status, most of them still open, as on a morning after a campaign. */
async function tellBusy({ world, lanes, virtual }: SeedHouse, seller: Seller, onTold: () => void): Promise<void> {
  const { seller_id } = seller;
  const numbers = await world.ids.take(world.db.pool, { seller_id, kind: 'order', count: busy_orders });
  await Promise.all(
    numbers.map(async (number, index) => {
      const order_number = String(number);
      const source = contentSource(virtual.random, seller_id, order_number);
      const status = index % 2 === 0 ? 'Created' : walkable[(index >> 1) % walkable.length]!;
      const payment = status === 'Awaiting' ? 'pending' : 'confirmed';
      const content = { ...orderContent(source, seller_id, {}), payment };
      const intake = unrefused(parseOrder(content, world.limits, world.clock.now()));
      const { package_id } = unrefused(
        await placeOrder({ world, lanes }, { seller, intake, order_number, silent: true }),
      );
      const from = status === 'Awaiting' ? 'Awaiting' : 'Created';
      unrefused(await walk(lanes, { seller_id, package_id, from }, status, { silent: true }));
      onTold();
    }),
  );
}

/** From what an order is drawn: its number, which comes again after a reset. */
export const contentSource = (random: SeededRandom, seller_id: number, order_number: string): string =>
  random.text({ seller_id, what: `order ${order_number}` });

function storyOrder(seller_id: number, { customer, city, lines }: Story) {
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
