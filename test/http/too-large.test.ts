import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { is_full } from '../length.ts';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';

// A client is still sending when its body passes the limit. It gets the answer, and not a reset.

let world: TestWorld;
let seller: TestSeller;
let folder: string;

beforeAll(async () => {
  world = await startWorld();
  seller = await world.newSeller();
  folder = await mkdtemp(join(tmpdir(), 'koli-large-'));
  for (const { name, bytes } of uploads) await writeFile(join(folder, name), bytes);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await world?.[Symbol.asyncDispose]();
});

const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1\r\n';
const form = Buffer.concat([Buffer.from(part), Buffer.alloc(12 << 20, 'x'), Buffer.from('\r\n--b--\r\n')]);

/** Their limits are 1 MiB and 10 MiB. */
const uploads = [
  {
    name: 'JSON',
    path: () => `/integration/order/sellers/${seller.seller_id}/shipment-packages/1/split`,
    type: 'application/json',
    bytes: Buffer.alloc(4 << 20, 0x20),
  },
  {
    name: 'form',
    path: () => `/integration/sellers/${seller.seller_id}/seller-invoice-file`,
    type: 'multipart/form-data; boundary=b',
    bytes: form,
  },
];
type Upload = (typeof uploads)[number];

const headersOf = ({ type }: Upload) => ({
  authorization: world.authorization(seller),
  'user-agent': 'koli-test',
  'content-type': type,
});

type Told = { status: number; body: string };

const run = promisify(execFile);

const clients: Record<string, (upload: Upload) => Promise<Told>> = {
  'fetch of Node': async (upload) => {
    const answer = await fetch(world.url + upload.path(), {
      method: 'POST',
      headers: headersOf(upload),
      body: upload.bytes,
    });
    return { status: answer.status, body: await answer.text() };
  },
  'fetch of Node, in chunks': async (upload) => {
    const body = new Blob([upload.bytes]).stream();
    const options = { method: 'POST', headers: headersOf(upload), body, duplex: 'half' } as RequestInit;
    const answer = await fetch(world.url + upload.path(), options);
    return { status: answer.status, body: await answer.text() };
  },
  'request of undici': async (upload) => {
    const answer = await request(world.url + upload.path(), {
      method: 'POST',
      headers: headersOf(upload),
      body: upload.bytes,
    });
    return { status: answer.statusCode, body: await answer.body.text() };
  },
  curl: async (upload) => {
    const headers = Object.entries(headersOf(upload)).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
    // Without the header it would ask before it sends.
    const args = ['-sS', '-w', '\n%{http_code}', '-H', 'expect:', ...headers, '--data-binary', `@${upload.name}`];
    const { stdout } = await run('curl', [...args, world.url + upload.path()], { cwd: folder });
    const [body = '', status] = stdout.split('\n');
    return { status: Number(status), body };
  },
  'a raw socket': async (upload) => {
    const { hostname, port } = new URL(world.url);
    const socket = connect(Number(port), hostname);
    const head = Object.entries({ host: 'localhost', ...headersOf(upload), 'content-length': upload.bytes.length });
    socket.write(
      `POST ${upload.path()} HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    );
    socket.write(upload.bytes);
    let text = '';
    socket.on('data', (chunk) => (text += chunk));
    await once(socket, 'end');
    socket.end();
    const [told = '', body = ''] = text.split('\r\n\r\n');
    return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(told)?.[1]), body };
  },
};

/** `npm test` needs nothing but npm; `npm run test:full` needs curl, too. */
const used = Object.entries(clients).filter(
  ([name]) => name !== 'curl' || is_full || spawnSync('curl', ['--version']).status === 0,
);

describe.each(uploads)('a body of $name over its limit', (upload) => {
  test.each(used)('is answered with 413, twenty times of twenty: %s', async (_, send) => {
    for (let count = 0; count < 20; count++) {
      const { status, body } = await send(upload);
      expect(status).toBe(413);
      expect(JSON.parse(body).errors[0].key).toBe('koli.too.large');
    }
  });

  test('the connection is closed when the client goes on for longer than is read', async () => {
    const { hostname, port } = new URL(world.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    const head = Object.entries({ host: 'localhost', ...headersOf(upload), 'content-length': 1 << 30 });
    socket.write(
      `POST ${upload.path()} HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    );
    let sent = 0;
    const chunk = Buffer.alloc(1 << 20, 0x20);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    for (; !socket.destroyed && sent < 1_024; sent++)
      if (!socket.write(chunk)) await Promise.race([once(socket, 'drain').catch(() => {}), closed]);
    await closed;
    expect(sent).toBeGreaterThan(10);
    expect(sent).toBeLessThan(200);
  });
});
