import { mkdtempSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createSeller } from '../../client/src/index.ts';
import { Container } from './container.ts';

const image = inject('image');
const workshop = inject('workshop');
const sizes = inject('sizes');

type Volume = { folder: string; hostname?: string; env?: Record<string, string> };

function run({ folder, hostname = 'first', env = {} }: Volume): Container {
  const volumes = { '/data': folder };
  const container = new Container({
    image,
    work: workshop,
    hostname,
    volumes,
    env: { HOST: '127.0.0.1', PORT: '0', ...env },
  });
  onTestFinished(() => container.remove());
  return container;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const newVolume = (): string => mkdtempSync(join(workshop, 'volume-'));

const addressOf = async (container: Container): Promise<string> => (await container.says(/sandbox: (http:\S+)/))[1]!;

type Heard = { shipmentPackageId: number; status: string; lines: { quantity: number }[] };

/** A webhook receiver on this machine. */
async function receiver(): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    heard.push(JSON.parse(body));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, heard };
}

test('its size', () => {
  const megabytes = Object.fromEntries(Object.entries(sizes).map(([name, bytes]) => [name, Math.round(bytes / 1e6)]));
  console.log('megabytes:', JSON.stringify(megabytes));
  expect(sizes.koli).toBeLessThan(40e6);
  expect(sizes.all).toBeLessThan(260e6);
});

test('it runs as a user without privileges on a read-only root file system', async () => {
  const port = await freePort();
  const container = run({ folder: newVolume(), env: { PORT: String(port) } });
  expect(await addressOf(container)).toBe(`http://127.0.0.1:${port}`);
  const looks = await container.exec([
    'sh',
    '-c',
    'id -u; grep CapEff /proc/1/status; touch /x /usr/lib/koli/x; ls -A /tmp',
  ]);
  expect(looks.out).toMatch(/^1000\nCapEff:\s+0+\n/);
  expect(looks.out.match(/Read-only file system/g)).toHaveLength(2);
  expect(await container.isHealthy()).toBe(true);
});

test('orders, list, cancel, and the split in the list and by webhook', async () => {
  const { url: hook, heard } = await receiver();
  const container = run({ folder: newVolume() });
  const baseUrl = await addressOf(container);
  const seller = createSeller({ baseUrl, sellerId: 2738, apiKey: 'sandbox-key', apiSecret: 'sandbox-secret' });
  await seller.createWebhook({ url: hook, authenticationType: 'API_KEY', apiKey: 'my-key' });
  const there = { KOLI_URL: baseUrl };

  const ordered = await container.koli(['order', '--line', 'MUG=3', '--json'], there);
  expect(ordered.status).toBe(0);
  const [{ shipmentPackageId: id, orderNumber }] = JSON.parse(ordered.out).orders;
  expect((await container.koli(['cancel', String(id), '1=1'], there)).status).toBe(0);

  const { content } = await seller.listOrdersV2({ orderNumber });
  const seen = content.map(({ shipmentPackageId, status }) => [shipmentPackageId === id, status]);
  expect(seen.sort()).toEqual([
    [false, 'Created'],
    [true, 'Cancelled'],
  ]);
  await expect
    .poll(() => heard.map(({ shipmentPackageId, status }) => [shipmentPackageId === id, status]).sort())
    .toEqual([
      [false, 'Created'],
      [true, 'Awaiting'],
      [true, 'Cancelled'],
      [true, 'Created'],
    ]);
});

test('SIGTERM ends it with status 0, and the volume keeps its data for a container with another host name', async () => {
  const folder = newVolume();
  const first = run({ folder });
  const KOLI_URL = await addressOf(first);
  const [{ shipmentPackageId: id }] = JSON.parse((await first.koli(['order', '--json'], { KOLI_URL })).out).orders;
  expect((await first.signal('TERM')).status).toBe(0);
  expect(readdirSync(folder)).toContain('pgdata');

  const second = run({ folder, hostname: 'second' });
  const there = { KOLI_URL: await addressOf(second) };
  expect((await second.koli(['package', String(id)], there)).status).toBe(0);
  // A crash leaves its lock behind.
  expect((await second.signal('KILL')).status).not.toBe(0);

  const third = run({ folder, hostname: 'third' });
  expect((await third.koli(['package', String(id)], { KOLI_URL: await addressOf(third) })).status).toBe(0);
});

test('a second container on the same volume is refused', async () => {
  const folder = newVolume();
  await addressOf(run({ folder }));
  const { status, out } = await run({ folder, hostname: 'second' }).ended;
  expect([status, out]).toEqual([1, expect.stringContaining('is in use by another koli')]);
});

test('a wrong setting is one sentence', async () => {
  const { status, out } = await run({ folder: newVolume(), env: { PORT: 'none' } }).ended;
  expect([status, out.trim().split('\n')]).toEqual([1, [expect.stringMatching(/^koli: /)]]);
});
