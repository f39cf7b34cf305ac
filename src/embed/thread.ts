import { parentPort, workerData } from 'node:worker_threads';
import { readSettings, settingList } from '../app/config.ts';
import { type Served, serve } from '../app/serve.ts';
import { prepared } from '../core/postgres/prepared.ts';
import { sandboxSellers } from '../sandbox/seed.ts';
import type { EmbedAnswer, EmbedRequest, Opened } from './embed.ts';

const shared = workerData as SharedArrayBuffer;
const time_told = new Int32Array(shared, 0, 1);
const told_time = new Float64Array(shared, 8, 1);
const served_kolis = new Map<number, Served>();
const [first_seller] = sandboxSellers as [(typeof sandboxSellers)[number]];
let opened_count = 0;

/** Read once: every koli of this process begins with it. */
let dump: ReturnType<typeof prepared> | undefined;

async function openProgram(env: Record<string, string>): Promise<Opened> {
  const unknown = Object.keys(env).filter((name) => !settingList.some((setting) => setting.env === name));
  if (unknown.length > 0)
    throw new Error(`settings has what koli does not know: ${unknown.join(', ')}. docs/settings.md names all.`);
  const result = readSettings({ PORT: '0', KOLI_LOG_LEVEL: 'error', ...env }, { memory: true });
  if ('mistakes' in result) throw new Error(result.mistakes.join('\n'));
  dump ??= prepared();
  const served = await serve(result.settings, { load: await dump, seed: false });
  const koli = ++opened_count;
  served_kolis.set(koli, served);
  const seller = { sellerId: first_seller.seller_id, apiKey: first_seller.api_key, apiSecret: first_seller.secret };
  return { koli, url: served.url, operatorToken: result.settings.operator_token, seller };
}

async function closeProgram(koli: number): Promise<void> {
  const served = served_kolis.get(koli);
  served_kolis.delete(koli);
  await served?.close();
}

async function doRequest(ask: Exclude<EmbedRequest, { what: 'now' }>): Promise<Opened | undefined> {
  if (ask.what === 'open') return openProgram(ask.env);
  if (ask.what === 'close') await closeProgram(ask.koli);
  else await served_kolis.get(ask.koli)?.worker.settle();
  return undefined;
}

function tellTime(koli: number): void {
  told_time[0] = served_kolis.get(koli)?.world.clock.now() ?? Number.NaN;
  Atomics.store(time_told, 0, 1);
  Atomics.notify(time_told, 0);
}

async function answerRequest(ask: Exclude<EmbedRequest, { what: 'now' }>): Promise<EmbedAnswer> {
  try {
    return { id: ask.id, value: await doRequest(ask) };
  } catch (error) {
    return { id: ask.id, mistake: (error as Error).message };
  }
}

parentPort!.on('message', async (ask: EmbedRequest) => {
  if (ask.what === 'now') tellTime(ask.koli);
  else parentPort!.postMessage(await answerRequest(ask));
});
