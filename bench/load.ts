import { connect } from 'node:net';
import { readSettings } from '../src/app/config.ts';
import { openDatabase } from '../src/core/postgres/database.ts';
import { countList, listPage, type PageFilter } from '../src/core/postgres/package-lists.ts';
import { quantiles } from './quantiles.ts';
import { seller_id } from './template.ts';

// The load: a process of its own with as little HTTP as possible, because it shares its cores with the measured sides.

/** Digits that differ per request: `first + step × n`, as long as the marker that they replace. */
export type Field = { marker: number; first: number; step: number };

export type HttpJob = {
  kind: 'http';
  port: number;
  connections: number;
  seconds: number;
  /** A complete request. */
  text: string;
  fields: Field[];
  /** The numbers of the requests: from `from`, before `to`. */
  from: number;
  to: number;
};

/** The statements of the list over koli's driver and pool, without HTTP. */
export type SelectJob = {
  kind: 'select';
  url: string;
  connections: number;
  seconds: number;
  what: 'page' | 'count' | 'both';
};

export type Job = HttpJob | SelectJob;

export type LoadResult = {
  requests: number;
  seconds: number;
  bytes: number;
  p50_ms: number;
  p99_ms: number;
  /** The first answer other than 200. */
  wrong: string | null;
  /** The job ran out of numbers before its time was over. */
  exhausted: boolean;
};

type Patch = { at: number; length: number; first: number; step: number };

function patchesOf(text: string, fields: Field[]): Patch[] {
  const bytes = Buffer.from(text);
  return fields.flatMap(({ marker, first, step }) => {
    const digits = String(marker);
    const patches: Patch[] = [];
    for (let at = bytes.indexOf(digits); at !== -1; at = bytes.indexOf(digits, at + 1))
      patches.push({ at, length: digits.length, first, step });
    return patches;
  });
}

const head_end = Buffer.from('\r\n\r\n');

export async function runHttp(job: HttpJob): Promise<LoadResult> {
  const patches = patchesOf(job.text, job.fields);
  const latencies: number[] = [];
  let next = job.from;
  let bytes = 0;
  let wrong: string | null = null;
  let last = 0;
  const started = performance.now();
  const deadline = started + job.seconds * 1_000;

  const client = () =>
    new Promise<void>((resolve, reject) => {
      const request = Buffer.from(job.text);
      let sent_at = 0;
      /** Remaining bytes of the current answer; -1 before its headers. */
      let missing = -1;
      const receive = (size: number, buffer: Uint8Array): boolean => {
        bytes += size;
        if (missing === -1) missing = readHead(Buffer.from(buffer.buffer, buffer.byteOffset, size));
        else missing -= size;
        if (missing <= 0) answered();
        return true;
      };
      const readHead = (chunk: Buffer): number => {
        const end = chunk.indexOf(head_end);
        const head = chunk.toString('latin1', 0, end === -1 ? chunk.length : end);
        const length = /content-length: (\d+)/i.exec(head);
        if (!head.startsWith('HTTP/1.1 200') || length === null || end === -1) wrong ??= chunk.toString();
        return Number(length?.[1] ?? 0) - (chunk.length - end - 4);
      };
      const answered = () => {
        missing = -1;
        last = performance.now();
        latencies.push(last - sent_at);
        send();
      };
      const send = () => {
        if (performance.now() >= deadline || next >= job.to || wrong !== null) return void socket.destroy();
        const n = next++;
        for (const { at, length, first, step } of patches)
          request.write(String(first + step * n), at, length, 'latin1');
        sent_at = performance.now();
        socket.write(request);
      };
      const onread = { buffer: Buffer.allocUnsafe(256 * 1024), callback: receive };
      const socket = connect({ port: job.port, host: '127.0.0.1', noDelay: true, onread });
      socket
        .on('connect', send)
        .on('error', reject)
        .on('close', () => resolve());
    });

  await Promise.all(Array.from({ length: job.connections }, client));
  const seconds = (last - started) / 1_000;
  const exhausted = next >= job.to;
  return { requests: latencies.length, seconds, bytes, ...quantiles(latencies), wrong, exhausted };
}

export async function runSelect(job: SelectJob): Promise<LoadResult> {
  const result = readSettings({ DATABASE_URL: job.url });
  if ('mistakes' in result) throw new Error(result.mistakes.join('\n'));
  const db = await openDatabase(result.settings);
  const from = Date.now() - 7 * 86_400_000;
  const filter: PageFilter = {
    by: 'modified',
    direction: 'desc',
    from,
    to: Number.MAX_SAFE_INTEGER,
    page: 0,
    size: 200,
  };
  const latencies: number[] = [];
  let bytes = 0;
  const started = performance.now();
  const deadline = started + job.seconds * 1_000;
  const client = async () => {
    while (performance.now() < deadline) {
      const at = performance.now();
      if (job.what !== 'count') bytes += (await listPage(db.pool, seller_id, filter)).content.length;
      if (job.what !== 'page') await countList(db.pool, seller_id, filter);
      latencies.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: job.connections }, client));
  const seconds = (performance.now() - started) / 1_000;
  await db.close();
  return { requests: latencies.length, seconds, bytes, ...quantiles(latencies), wrong: null, exhausted: false };
}

if (process.send !== undefined) {
  process.on('message', async (job: Job) => {
    const running = job.kind === 'http' ? runHttp(job) : runSelect(job);
    process.send!(await running.catch((error: Error) => ({ failed: error.message })));
  });
}
