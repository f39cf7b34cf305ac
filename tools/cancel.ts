import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../test/postgres-server.ts';

// Which files run during one cancel. Measured, not read: V8 counts calls in a koli in core mode on PostgreSQL.

/** Loaded before koli. At SIGUSR2 it writes the files of all functions that were called since the last time. */
const counter = `
import { Session } from 'node:inspector';
import { renameSync, writeFileSync } from 'node:fs';
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
process.on('SIGUSR2', () => session.post('Profiler.takePreciseCoverage', (error, { result }) => {
  const called = result.filter(({ functions }) => functions.some(({ functionName, ranges }) => functionName !== '' && ranges[0].count > 0));
  writeFileSync(process.env.CALLED + '.part', JSON.stringify(called.map(({ url }) => url)));
  renameSync(process.env.CALLED + '.part', process.env.CALLED);
}));`;

const operator = 'operator-of-the-figures';
const headers = {
  authorization: `Bearer ${operator}`,
  'user-agent': 'koli-figures',
  'content-type': 'application/json',
};

/** The sources of a tree that a cancel runs in. */
export async function filesOfCancel(root: string): Promise<string[]> {
  await using server = await startPostgres({ settings: { fsync: 'off' } });
  const folder = mkdtempSync(join(tmpdir(), 'koli-cancel-'));
  const called = join(folder, 'called.json');
  const env = {
    ...process.env,
    CALLED: called,
    DATABASE_URL: server.url,
    KOLI_OPERATOR_TOKEN: operator,
    KOLI_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    KOLI_LOG_LEVEL: 'info',
    PORT: '0',
  };
  const main = join(root, 'src/main.ts');
  await ended(spawn(process.execPath, [main, 'migrate'], { env, stdio: ['ignore', 'ignore', 'inherit'] }));
  const hook = `data:text/javascript,${encodeURIComponent(counter)}`;
  const koli = spawn(process.execPath, ['--import', hook, main, 'serve', '--mode', 'core'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const url = await addressIn(koli.stderr!);
    const { path, body, authorization } = await aCancel(url);
    const take = async (): Promise<string[]> => {
      rmSync(called, { force: true });
      koli.kill('SIGUSR2');
      while (!existsSync(called)) await sleep(10);
      return JSON.parse(readFileSync(called, 'utf8'));
    };
    await take();
    const answer = await fetch(url + path, { method: 'PUT', headers: { ...headers, authorization }, body });
    if (answer.status !== 200) throw new Error(await answer.text());
    const files = (await take())
      .filter((one) => one.startsWith('file:'))
      .map((one) => relative(root, fileURLToPath(one)));
    return files.filter((file) => file.startsWith('src/')).sort();
  } finally {
    koli.kill('SIGTERM');
    await ended(koli);
    rmSync(folder, { recursive: true, force: true });
  }
}

const ended = (child: ReturnType<typeof spawn>): Promise<unknown> =>
  child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : Promise.resolve();

/** koli logs its address. The log is read to its end: a full pipe would stop koli. */
function addressIn(log: Readable): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    log.on('data', (chunk: Buffer) => {
      text += chunk;
      const [address] = text.match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
      if (address !== undefined) resolve(address);
    });
    log.once('end', () => reject(new Error(`koli did not start: ${text}`)));
  });
}

/** A seller with a package of two units, and the cancel of one of them. */
async function aCancel(url: string) {
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
    // biome-ignore lint/suspicious/noExplicitAny: answers as they come
    return answer.json() as Promise<any>;
  };
  const seller = 4711;
  await post('/api/v1/sellers', { sellerId: seller, name: 'Figures' });
  const { apiKey, apiSecret } = await post(`/api/v1/sellers/${seller}/keys`, {});
  const line = { sellerId: seller, barcode: 'a', quantity: 2, lineGrossAmount: 10 };
  const order = {
    orderNumber: 'F-1',
    customer: { id: 7, firstName: 'Deniz', lastName: 'Ornek' },
    shipmentAddress: { city: 'İzmir' },
    lines: [line],
  };
  const { results } = await post('/api/v1/orders', { orders: [order] });
  const [{ shipmentPackageId, lines }] = results[0].packages;
  return {
    path: `/integration/order/sellers/${seller}/shipment-packages/${shipmentPackageId}/items/unsupplied`,
    body: JSON.stringify({ lines: [{ lineId: lines[0].lineId, quantity: 1 }], reasonId: 500 }),
    authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`,
  };
}
