import { type AddressInfo, createServer, connect as open, type Socket } from 'node:net';

/** Between koli and its database: a connection may fall silent in it, without an end. */
export type Proxy = AsyncDisposable & {
  /** The database's address, through the proxy. */
  url: string;
  /** From now on no connection passes anything on, and none ends. */
  silence(): void;
  /** New connections pass everything on again. The old ones stay silent. */
  resume(): void;
};

export async function startProxy(url: string): Promise<Proxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let generation = 0;
  let is_silent = false;
  const server = createServer((near) => {
    const far = open({ host: target.hostname, port: Number(target.port) });
    const its = generation;
    const passes = () => !is_silent && its === generation;
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => void (passes() && to.write(bytes)));
      from.on('error', () => {});
      from.on('close', () => {
        sockets.delete(from);
        if (from === near || passes()) to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxied = new URL(url);
  proxied.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: proxied.href,
    silence: () => {
      is_silent = true;
      generation++;
    },
    resume: () => {
      is_silent = false;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
