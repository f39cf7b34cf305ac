import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { readSettings } from '../../src/app/config.ts';
import { serve } from '../../src/app/serve.ts';
import { openBrowser, openContext, untilStill } from './chromium.ts';

// The pictures of the documentation: a sandbox as it starts, some hours of work in it, and a browser that looks.

/** Another folder may be given, to compare pictures before and after a change, and the names of the pictures to take. */
const [, , given, ...only] = process.argv;
const folder = given ?? fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const seller_id = 2738;
const other_id = 2739;
const hour_ms = 3_600_000;
const receiver_port = 4_080;
const retry_ms = 300_000;
const failing_ms = 14 * retry_ms;

const read = readSettings(
  { PORT: String(receiver_port - 1), KOLI_LOG_LEVEL: 'error', KOLI_SEED: '1', KOLI_RATE_LIMITS: 'off' },
  { memory: true },
);
if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
/** A Monday at noon in Istanbul, when the pictures are taken. */
let now = Date.UTC(2026, 10, 23, 9) - 10 * hour_ms - failing_ms - retry_ms;
const advance = (ms: number) => {
  now += ms;
};
await using served = await serve(read.settings, { world: { clock: { now: () => now } } });
const { url } = served;

const credentials = {
  operator: `Bearer ${read.settings.operator_token}`,
  seller: `Basic ${btoa('sandbox-key:sandbox-secret')}`,
};

// biome-ignore lint/suspicious/noExplicitAny: answers as they come
async function call(as: keyof typeof credentials, method: string, path: string, body?: unknown): Promise<any> {
  const headers = { authorization: credentials[as], 'content-type': 'application/json', sellerid: String(seller_id) };
  const answer = await fetch(url + path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${text}`);
  return text.startsWith('{') ? JSON.parse(text) : {};
}

const own = `/integration/order/sellers/${seller_id}/shipment-packages`;
const products = ['8680000000017', '8680000000024', '8680000000031', '8680000000048', '8680000000055'];
const names = ['Ada', 'Deniz', 'Elif', 'Mert', 'Zeynep', 'Can', 'Ege', 'Derya'];

type Line = { barcode: string; quantity: number };

async function order(lines: Line[], customer: string, given: object = {}): Promise<{ id: number; line: number[] }> {
  const line = lines.map((one) => ({
    ...one,
    sellerId: seller_id,
    lineGrossAmount: 129.9,
    productName: nameOf(one.barcode),
  }));
  const body = {
    customer: { id: 7, firstName: customer, lastName: 'Yılmaz' },
    shipmentAddress: { address1: 'Moda Cd. 1', district: 'Kadıköy', city: 'İstanbul' },
    lines: line,
    ...given,
  };
  const { results } = await call('operator', 'POST', '/api/v1/orders', { orders: [body] });
  const [taken] = results[0].packages;
  return { id: taken.shipmentPackageId, line: taken.lines.map(({ lineId }: { lineId: number }) => lineId) };
}

const nameOf = (barcode: string): string =>
  ['Mug, blue', 'Notebook, dotted', 'Ground coffee', 'Desk lamp', 'Cotton T-shirt'][products.indexOf(barcode)]!;

/** Some hours of a small shop: most packages go their way, some lose a unit. */
async function work(): Promise<void> {
  for (let hour = 0; hour < 9; hour++) {
    advance(hour_ms);
    for (let count = 0; count < 3 + ((hour * 5) % 6); count++) {
      const at = hour * 7 + count;
      const promised = at % 11 === 5 ? { agreedDeliveryDate: now + 2 * hour_ms } : {};
      const { id, line } = await order(
        [{ barcode: products[at % 5]!, quantity: 1 + (at % 3) }],
        names[at % 8]!,
        promised,
      );
      advance(60_000);
      if (at % 4 > 0) await call('seller', 'PUT', `${own}/${id}`, { status: 'Picking' });
      if (at % 4 > 1)
        await call('seller', 'PUT', `${own}/${id}`, { status: 'Invoiced', params: { invoiceNumber: `KOL${at}` } });
      if (at % 4 > 2) await tell(id, 'Shipped');
      if (at % 8 === 7) await tell(id, 'Delivered');
      if (at % 9 === 5)
        await call('seller', 'PUT', `${own}/${id}/items/unsupplied`, {
          lines: [{ lineId: line[0], quantity: 1 }],
          reasonId: 500,
        }).catch(() => {});
    }
  }
}

/** A receiver at an address that is the same in each picture; some calls it does not take at first. */
async function startReceiver(): Promise<AsyncDisposable & { url: string }> {
  const refused = new Set<string>();
  const server = createServer((request, response) => {
    const id = String(request.headers['webhook-id']);
    const number = Number(id.split('_')[2]);
    const status = request.url === '/gone' ? 503 : number % 7 === 3 && !refused.has(id) ? 500 : 200;
    refused.add(id);
    request.resume().on('end', () => response.writeHead(status).end(status === 200 ? '{"taken":true}' : 'try again'));
  });
  await new Promise<void>((resolve) => server.listen(receiver_port, '127.0.0.1', resolve));
  const end = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  return { url: `http://127.0.0.1:${receiver_port}`, [Symbol.asyncDispose]: end };
}

/** A webhook whose receiver is away until koli gives it up. */
async function fails(): Promise<void> {
  const { results } = await call('operator', 'POST', '/api/v1/orders', {
    orders: [
      {
        customer: { id: 7, firstName: 'Ege', lastName: 'Yılmaz' },
        shipmentAddress: { address1: 'Moda Cd. 1', district: 'Kadıköy', city: 'İstanbul' },
        lines: [{ barcode: products[0], quantity: 1, sellerId: other_id, lineGrossAmount: 129.9 }],
      },
    ],
  });
  if (results[0].packages === undefined) throw new Error('no package');
  for (let minutes = 0; minutes <= failing_ms; minutes += retry_ms) {
    await served.worker.settle();
    advance(retry_ms);
  }
}

/** How long a call takes hangs on the machine; the pictures are the same on each. */
const tellLatencies = () =>
  served.world.db.pool.query(
    `update attempts
        set duration_ms = case when ok then 9 + (package_id * 7 + sequence * 13) % 40 + 300 / (1 + (package_id + sequence) % 23)
                               else 120 + (package_id * 11) % 90 end`,
  );

const tell = (id: number, status: string) =>
  call('operator', 'POST', '/api/v1/carrier-events', { events: [{ sellerId: seller_id, packageId: id, status }] });

/** A package that lost a unit, whose rest was split, of which a part lost another. */
async function family(): Promise<{ first: number; rest: number; whole: number }> {
  const first = await order(
    [
      { barcode: products[0]!, quantity: 4 },
      { barcode: products[1]!, quantity: 2 },
    ],
    'Ada',
  );
  const [mug, notebook] = first.line;
  advance(600_000);
  await call('seller', 'PUT', `${own}/${first.id}`, { status: 'Picking' });
  advance(600_000);
  await call('seller', 'PUT', `${own}/${first.id}/items/unsupplied`, {
    lines: [{ lineId: mug, quantity: 1 }],
    reasonId: 500,
  });
  const { lineage } = await call('operator', 'GET', `/api/v1/sellers/${seller_id}/packages/${first.id}`);
  const rest = lineage.find((one: { parentId: number }) => one.parentId === first.id).shipmentPackageId;
  advance(600_000);
  await call('seller', 'POST', `${own}/${rest}/split-packages`, {
    splitPackages: [
      { packageDetails: [{ orderLineId: mug, quantities: 2 }] },
      {
        packageDetails: [
          { orderLineId: mug, quantities: 1 },
          { orderLineId: notebook, quantities: 1 },
        ],
      },
    ],
  });
  const grown = await call('operator', 'GET', `/api/v1/sellers/${seller_id}/packages/${first.id}`);
  const [part] = grown.lineage.filter((one: { parentId: number }) => one.parentId === rest);
  advance(600_000);
  await call('seller', 'PUT', `${own}/${part.shipmentPackageId}/items/unsupplied`, {
    lines: [{ lineId: mug, quantity: 1 }],
    reasonId: 501,
  });
  const { id: whole } = await order(
    [
      { barcode: products[0]!, quantity: 3 },
      { barcode: products[2]!, quantity: 2 },
    ],
    'Elif',
  );
  return { first: first.id, rest, whole };
}

/** A package whose invoice the operator rejected. */
async function rejected(): Promise<number> {
  const settings = { invoiceReview: 'by-hand' };
  await call('operator', 'PATCH', `/api/v1/sellers/${seller_id}`, { settings });
  const { id } = await order([{ barcode: products[3]!, quantity: 2 }], 'Deniz');
  advance(600_000);
  await call('seller', 'PUT', `${own}/${id}`, { status: 'Picking' });
  const body = {
    shipmentPackageId: id,
    invoiceLink: `https://invoice.example/${id}.pdf`,
    invoiceNumber: 'KOL2026000000077',
  };
  await call('seller', 'POST', `/integration/sellers/${seller_id}/seller-invoice-links`, body);
  advance(600_000);
  const review = { accepted: false, reasonKeys: ['WRONG_TAX_NUMBER', 'MISSING_ADDRESS'] };
  await call('operator', 'POST', `/api/v1/sellers/${seller_id}/packages/${id}/invoice-review`, review);
  await call('operator', 'PATCH', `/api/v1/sellers/${seller_id}`, { settings: { invoiceReview: null } });
  return id;
}

await using receiver = await startReceiver();
const hook = await call('operator', 'POST', `/api/v1/sellers/${seller_id}/webhooks`, {
  url: `${receiver.url}/orders`,
  authenticationType: 'API_KEY',
  apiKey: 'my-key',
});
await call('operator', 'POST', `/api/v1/sellers/${other_id}/webhooks`, {
  url: `${receiver.url}/gone`,
  authenticationType: 'API_KEY',
  apiKey: 'my-key',
});
// First, because koli's time only goes forward.
await fails();
await work();
await served.worker.settle();
const { first, rest, whole } = await family();
const reviewed = await rejected();
await served.worker.settle();
await tellLatencies();
// The page lets the time pass by itself while it looks.
await call('operator', 'PUT', '/api/v1/sandbox/clock', { frozen: true });
mkdirSync(folder, { recursive: true });
await using browser = await openBrowser();
await take(browser, 'sign-in', {}, async () => {});
await take(browser, 'packages', {}, (page) => enter(page, 'Operator'));
await take(browser, 'overdue', {}, async (page) => {
  await enter(page, 'Operator');
  await page.getByText('Overdue', { exact: true }).click();
  await page.getByRole('columnheader', { name: 'Agreed delivery' }).waitFor();
  await page.locator('[data-package]').first().waitFor();
});
await take(browser, 'package', {}, (page) => open(page, 'Operator', rest));
await take(browser, 'package-dark', { colorScheme: 'dark' }, (page) => open(page, 'Operator', rest));
await take(browser, 'phone', { viewport: { width: 390, height: 780 } }, (page) => enter(page, 'Operator'));
await take(browser, 'cancel', {}, async (page) => {
  await open(page, 'Seller 2738', whole);
  await page.getByRole('button', { name: 'Cancel units' }).click();
  await page.getByRole('button', { name: 'Add one unit of Mug' }).click();
});
await take(browser, 'split', {}, async (page) => {
  await open(page, 'Seller 2738', whole);
  await page.getByRole('button', { name: 'Split', exact: true }).click();
  for (const to of ['0', '0', '1'])
    await page
      .locator('[data-column="-1"] [data-line]')
      .first()
      .dragTo(page.locator(`[data-column="${to}"]`));
});
await take(browser, 'invoice', {}, async (page) => {
  await open(page, 'Operator', reviewed);
  await page.getByRole('button', { name: 'Invoice review' }).click();
  await page.getByRole('menuitem', { name: 'Reject the invoice' }).waitFor();
});
await take(browser, 'webhooks', {}, async (page) => {
  await enter(page, 'Operator');
  await page.goto(`${url}/console/webhooks?sellerId=${other_id}`);
  await page.getByText('koli switched it off').waitFor();
  await page.getByRole('link', { name: 'Sandbox' }).waitFor();
});
await take(browser, 'webhook', { viewport: { width: 1280, height: 900 } }, async (page) => {
  await enter(page, 'Operator');
  await page.goto(`${url}/console/sellers/${seller_id}/webhooks/${hook.id}`);
  await page.getByRole('figure', { name: 'Latency' }).waitFor();
  await page.locator('[data-event]').first().waitFor();
});
await take(browser, 'deliveries', {}, async (page) => {
  await enter(page, 'Operator');
  await page.goto(`${url}/console/sellers/${seller_id}/webhooks/${hook.id}?packageId=${first}`);
  await page
    .getByRole('button', { name: /^Attempts: .*Cancelled/ })
    .first()
    .click();
  await page.getByRole('list', { name: 'Attempts' }).waitFor();
  await page.getByRole('region', { name: 'Deliveries' }).scrollIntoViewIfNeeded();
});
await take(browser, 'replay', {}, async (page) => {
  await enter(page, 'Operator');
  await page.goto(`${url}/console/sellers/${seller_id}/webhooks/${hook.id}`);
  await page.getByRole('button', { name: 'Replay', exact: true }).click();
  await page.getByLabel('Deliveries to replay').selectOption('range');
  await page.getByText('would be sent again.').waitFor();
  await page.getByText('As curl').click();
});
await take(browser, 'seller', {}, async (page) => {
  await enter(page, 'Operator');
  await page.getByRole('link', { name: 'Sandbox' }).click();
  await page.getByText('No snapshots yet').waitFor();
  await page.getByText('No faults').waitFor();
  await page.getByRole('button', { name: 'Create a test seller' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Checkout suite');
  await page.getByLabel('Seed').last().fill('7');
  await page.getByRole('dialog').getByText('As curl').click();
});
await take(browser, 'sandbox', { viewport: { width: 1280, height: 1100 } }, async (page) => {
  await enter(page, 'Operator');
  await page.getByRole('link', { name: 'Sandbox' }).click();
  await page.getByLabel('Name of the snapshot').fill('before');
  await page.getByRole('button', { name: 'Take a snapshot' }).click();
  await page.getByText('Snapshot before was taken').waitFor();
  await page.getByLabel('Which requests').selectOption('lists');
  await page.getByRole('button', { name: 'Create the fault' }).click();
  await page.getByText('f1 was created').waitFor();
  await page.evaluate('scrollTo(0, 0)');
});
await take(browser, 'laws', {}, async (page) => {
  await enter(page, 'Operator');
  await page.clock.setFixedTime(now);
  await page.getByRole('link', { name: 'Laws' }).click();
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByText('All laws hold.').waitFor();
});
await take(browser, 'scenario', {}, async (page) => {
  await enter(page, 'Operator');
  const scenarios = page.getByRole('region', { name: 'Scenarios' });
  for (const name of ['plain-day', 'split-three-ways', 'cancel-against-shipped']) {
    await page.goto(`${url}/console/sandbox?scenario=${name}`);
    await scenarios.getByRole('button', { name: 'Run the scenario' }).click();
    await scenarios.getByText('Everything went as the scenario says.').waitFor();
  }
  await scenarios.evaluate((one) => one.scrollIntoView({ block: 'center' }));
});

async function enter(page: Page, who: string): Promise<void> {
  await page.getByRole('button', { name: `Enter as ${who}` }).click();
  await page.locator('[data-package]').first().waitFor();
}

async function open(page: Page, who: string, id: number): Promise<void> {
  await enter(page, who);
  await page.goto(`${url}/console/sellers/${seller_id}/packages/${id}`);
  await page.locator('.react-flow__node').first().waitFor();
}

async function take(
  browser: Browser,
  name: string,
  options: BrowserContextOptions,
  go: (page: Page) => Promise<void>,
): Promise<void> {
  if (only.length > 0 && !only.includes(name)) return;
  const context = await openContext(browser, { timezoneId: 'Europe/Istanbul', ...options });
  const page = await context.newPage();
  await page.goto(`${url}/console`);
  await page.getByRole('button', { name: 'Enter as Operator' }).waitFor();
  await go(page);
  await page.mouse.move(0, 0);
  if (name !== 'sign-in') await page.getByText('Live', { exact: true }).waitFor();
  await untilStill(page);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  await context.close();
  console.log(path);
}
