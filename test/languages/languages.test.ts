import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Koli, startKoli } from '@koli/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { leash } from '../leash.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const run = promisify(execFile);

/** Debian's package `libjackson2-databind-java` puts the library here. */
const jackson = globSync('/usr/share/java/jackson-{annotations,core,databind}.jar').join(':');

type Language = { name: string; orders: string[]; receiver: (port: number) => string[] };

const languages: Language[] = [
  {
    name: 'Python',
    orders: ['python3', 'python/orders.py'],
    receiver: () => ['python3', 'python/receiver.py'],
  },
  {
    name: 'PHP',
    orders: ['php', 'php/orders.php'],
    receiver: (port) => ['php', '-S', `127.0.0.1:${port}`, 'php/receiver.php'],
  },
  {
    name: 'Java',
    orders: ['java', '-cp', jackson, 'java/Orders.java'],
    receiver: () => ['java', '-cp', jackson, 'java/Receiver.java'],
  },
];

let koli: Koli;
beforeAll(async () => {
  koli = await startKoli();
});
afterAll(() => koli.close());
beforeEach(() => koli.reset());

const environment = (more: Record<string, string> = {}) => ({
  ...process.env,
  ORDERS_URL: koli.url,
  SELLER_ID: String(koli.sellerId),
  API_KEY: koli.apiKey,
  API_SECRET: koli.apiSecret,
  ...more,
});

/** The lines that the program prints. */
async function printed([file, ...words]: string[], more: string[], env = environment()): Promise<string[]> {
  const { stdout } = await run(file!, [...words, ...more], { cwd: examples, env });
  return stdout.trim().split('\n');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** The receiver as a process. `output` grows while it runs. */
async function startReceiver(language: Language, env: Record<string, string>) {
  const port = await freePort();
  const [file, ...words] = language.receiver(port);
  const child: ChildProcess = spawn(file!, words, { cwd: examples, env: environment({ PORT: String(port), ...env }) });
  leash(child);
  const output = { text: '' };
  const add = (data: Buffer) => {
    output.text += data;
  };
  child.stdout!.on('data', add);
  child.stderr!.on('data', add);
  const url = `http://127.0.0.1:${port}/hook`;
  await expect
    .poll(() =>
      fetch(url, { method: 'POST', body: '{}' }).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(401);
  const stop = async () => {
    child.kill();
    await once(child, 'exit');
  };
  return { url, output, [Symbol.asyncDispose]: stop };
}

describe.each(languages)('the example in $name', (language) => {
  test('lists the packages of every page', async () => {
    await koli.orders(201, { silent: true });
    const lines = await printed(language.orders, ['list', 'Created']);
    expect(lines).toHaveLength(201);
    expect(new Set(lines.map((line) => line.split(' ')[0])).size).toBe(201);
  });

  test('cancels one unit and shows both packages', async () => {
    const order = await koli.order({ lines: [{ barcode: 'mug', quantity: 3 }] });
    const { lineId } = order.lines[0]!;
    const lines = await printed(language.orders, ['cancel', String(order.shipmentPackageId), String(lineId), '1']);
    const { content } = await koli.seller.listOrdersV2({ orderNumber: order.orderNumber });
    for (const { shipmentPackageId, status, lines: units } of content)
      expect(lines.join('\n')).toMatch(
        new RegExp(`^${shipmentPackageId} ${status} .*\\b${units[0]!.quantity} x mug`, 'm'),
      );
    expect(content.map(({ status }) => status).sort()).toEqual(['Cancelled', 'Created']);
  });

  test('prints the message of a refusal and fails', async () => {
    const env = environment({ API_KEY: 'wrong' });
    const failed = await printed(language.orders, ['list'], env).catch((error) => error);
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining('401') });
  });

  test('receives every status, and turns away a call with another key or signature', async () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    await using receiver = await startReceiver(language, { WEBHOOK_KEY: 'my-key', SIGNING_SECRET: secret });
    const input = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'my-key' } as const;
    const { id } = await koli.operator.createSellerWebhook(koli.sellerId, input);
    await koli.operator.rotateSellerSigningSecret(koli.sellerId, id, { secret });
    const { shipmentPackageId } = await koli.order();
    await koli.settle();
    await expect.poll(() => receiver.output.text).toContain(`${shipmentPackageId} Created`);
    const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
    await using wrong = await startReceiver(language, { WEBHOOK_KEY: 'my-key', SIGNING_SECRET: other });
    await koli.operator.changeSellerWebhook(koli.sellerId, id, { url: wrong.url });
    expect(await koli.operator.testSellerWebhook(koli.sellerId, id)).toMatchObject({ status: 401 });
  });
});
