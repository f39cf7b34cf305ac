import { parentPort, workerData } from 'node:worker_threads';
import { readSettings, settingList } from '../app/config.ts';
import { type Served, serve } from '../app/serve.ts';
import { prepared } from '../core/postgres/prepared.ts';
import { sandboxSellers } from '../sandbox/seed.ts';
import type { EmbedAnswer, EmbedRequest, Opened } from './embed.ts';

const shared = workerData as SharedArrayBuffer;
const told = new Int32Array(shared, 0, 1);
const time = new Float64Array(shared, 8, 1);
const running = new Map<number, Served>();
const [ready] = sandboxSellers as [(typeof sandboxSellers)[number]];
let count = 0;

/** Read once: every koli of this process begins with it. */
let dump: ReturnType<typeof prepared> | undefined;

async function open(env: Record<string, string>): Promise<Opened> {
  const unknown = Object.keys(env).filter((name) => !settingList.some((setting) => setting.env === name));
  if (unknown.length > 0)
    throw new Error(`settings has what koli does not know: ${unknown.join(', ')}. docs/settings.md names all.`);
  const result = readSettings({ PORT: '0', KOLI_LOG_LEVEL: 'error', ...env }, { memory: true });
  if ('mistakes' in result) throw new Error(result.mistakes.join('\n'));
  dump ??= prepared();
  const served = await serve(result.settings, { load: await dump, seed: false });
  const koli = ++count;
  running.set(koli, served);
  const seller = { sellerId: ready.seller_id, apiKey: ready.api_key, apiSecret: ready.secret };
  return { koli, url: served.url, operatorToken: result.settings.operator_token, seller };
}

async function close(koli: number): Promise<void> {
  const served = running.get(koli);
  running.delete(koli);
  await served?.close();
}

async function done(ask: Exclude<EmbedRequest, { what: 'now' }>): Promise<Opened | undefined> {
  if (ask.what === 'open') return open(ask.env);
  if (ask.what === 'close') await close(ask.koli);
  else await running.get(ask.koli)?.worker.settle();
  return undefined;
}

function tellTime(koli: number): void {
  time[0] = running.get(koli)?.world.clock.now() ?? Number.NaN;
  Atomics.store(told, 0, 1);
  Atomics.notify(told, 0);
}

async function answer(ask: Exclude<EmbedRequest, { what: 'now' }>): Promise<EmbedAnswer> {
  try {
    return { id: ask.id, value: await done(ask) };
  } catch (error) {
    return { id: ask.id, mistake: (error as Error).message };
  }
}

parentPort!.on('message', async (ask: EmbedRequest) => {
  if (ask.what === 'now') tellTime(ask.koli);
  else parentPort!.postMessage(await answer(ask));
});
