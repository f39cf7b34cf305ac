import { run, type TaskList } from 'graphile-worker';
import { PgBoss } from 'pg-boss';
import { Agent, request } from 'undici';

// A job queue set up to send webhooks: a process that takes jobs and makes the HTTP calls.

export type Job = { url: string; id: string; body: string };
export const queue = 'webhook';

const agent = new Agent({ pipelining: 1 });

/** Throws if the receiver refuses, so that the queue retries. */
async function post({ url, id, body }: Job): Promise<void> {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'x-api-key': 'bench-receiver-key',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
  };
  const sent = await request(url, { method: 'POST', dispatcher: agent, headers, body, headersTimeout: 10_000 });
  await sent.body.dump();
  if (sent.statusCode >= 300) throw new Error(`answered ${sent.statusCode}`);
}

/** Batches for throughput, a result per job, notifications for latency. */
async function pgBoss(url: string, concurrency: number): Promise<() => Promise<void>> {
  const boss = new PgBoss({ connectionString: url, useListenNotify: true, schedule: false });
  boss.on('error', (error) => console.error(error));
  await boss.start();
  const workers = 2;
  const options = {
    batchSize: Math.max(2, concurrency / workers),
    localConcurrency: workers,
    burstWhenBatchFull: true,
    perJobResults: true,
    pollingIntervalSeconds: 0.5,
  } as const;
  await boss.work<Job, unknown, typeof options>(queue, options, (jobs) =>
    Promise.all(
      jobs.map(async ({ id, data }) => {
        const failure = await post(data).then(() => null, String);
        return failure === null
          ? { id, status: 'completed' as const }
          : { id, status: 'failed' as const, output: failure };
      }),
    ),
  );
  return () => boss.stop();
}

/** The documented settings for many short jobs: a local queue and batched completions. */
async function graphileWorker(url: string, concurrency: number): Promise<() => Promise<void>> {
  const taskList: TaskList = { [queue]: (payload) => post(payload as Job) };
  const runner = await run({
    taskList,
    noHandleSignals: true,
    preset: {
      worker: {
        connectionString: url,
        concurrentJobs: concurrency,
        maxPoolSize: concurrency + 1,
        localQueue: { size: 500 },
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  });
  return () => runner.stop();
}

export const rivals = { 'pg-boss': pgBoss, 'graphile-worker': graphileWorker } as const;
export type Rival = keyof typeof rivals;

if (process.send !== undefined && process.argv[1] === import.meta.filename) {
  const [rival, url, concurrency] = process.argv.slice(2) as [Rival, string, string];
  const stop = await rivals[rival](url, Number(concurrency));
  process.on('message', async () => {
    await stop();
    await agent.close();
    process.exit(0);
  });
  process.send('ready');
}
