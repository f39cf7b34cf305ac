import type pg from 'pg';

// A connection may fall silent without an end: a failover behind an address, a firewall that drops, a NAT that forgets.
// Then koli breaks it off, with those that lie idle beside it: they are as silent.

const idle = new WeakMap<pg.Pool, Set<pg.ClientBase>>();

export function trackIdle(pool: pg.Pool): void {
  const clients = new Set<pg.ClientBase>();
  idle.set(pool, clients);
  pool.on('release', (_, client) => void clients.add(client));
  pool.on('acquire', (client) => void clients.delete(client));
  pool.on('remove', (client) => void clients.delete(client));
}

type Open = { connection: { stream: { destroy(): void } } };

/** All that waits for its answers fails, and it is not used again. */
export const breakOff = (client: pg.ClientBase): void => (client as unknown as Open).connection.stream.destroy();

export function breakIdle(pool: pg.Pool): void {
  for (const client of idle.get(pool) ?? []) breakOff(client);
}

/** How long statements on this connection may take; 0: without an end. Returns what was said before. */
export function setPatience(client: pg.ClientBase, ms: number): number {
  const { connectionParameters } = client as unknown as { connectionParameters: { query_timeout?: number } };
  const before = connectionParameters.query_timeout ?? 0;
  connectionParameters.query_timeout = ms;
  return before;
}

/** A connection, or an error once the time is over. */
export async function connectWithin(pool: pg.Pool, within_ms: number | undefined): Promise<pg.PoolClient> {
  const connecting = pool.connect();
  if (within_ms === undefined) return connecting;
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    connecting.then((client) => client.release()).catch(() => {});
    late.reject(new Error('timeout exceeded when trying to connect'));
  }, within_ms);
  try {
    return await Promise.race([connecting, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
