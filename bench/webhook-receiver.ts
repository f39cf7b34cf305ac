import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// The receivers: a process with some ports that answers 200 at once and stores when each event arrived.

export type Ask = { ports: number } | { reset: true } | { tell: 'count' | 'arrivals' };
export type Told = {
  /** Calls, and repeats among them. */
  count: number;
  repeated: number;
  bytes: number;
  /** Times of the first and the last call that is not a repeat; see `now()`. */
  first: number;
  last: number;
  arrivals?: [string, number][];
};

/** Milliseconds on a clock that all processes share, finer than `Date.now()`. */
export const now = (): number => performance.timeOrigin + performance.now();

const arrivals = new Map<string, number>();
let count = 0;
let bytes = 0;

function listen(): Promise<number> {
  const server = createServer((request, response) => {
    const at = now();
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    request.on('end', () => {
      count++;
      const key = `${request.socket.localPort} ${request.headers['webhook-id']}`;
      if (!arrivals.has(key)) arrivals.set(key, at);
      response.writeHead(200, { 'content-length': 0 }).end();
    });
  });
  // Longer than any pause of a run, so that no side reconnects.
  server.keepAliveTimeout = 120_000;
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

function tell(what: 'count' | 'arrivals'): Told {
  const times = [...arrivals.values()];
  const told = {
    count,
    repeated: count - arrivals.size,
    bytes,
    first: times.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY),
    last: times.reduce((most, at) => Math.max(most, at), 0),
  };
  return what === 'arrivals' ? { ...told, arrivals: [...arrivals] } : told;
}

if (process.send !== undefined && process.argv[1] === import.meta.filename) {
  process.on('message', async (ask: Ask) => {
    if ('ports' in ask) process.send!(await Promise.all(Array.from({ length: ask.ports }, listen)));
    else if ('tell' in ask) process.send!(tell(ask.tell));
    else {
      arrivals.clear();
      count = 0;
      bytes = 0;
      process.send!({});
    }
  });
}
