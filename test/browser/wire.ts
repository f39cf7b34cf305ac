import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The way between a browser and a server, which can be cut and joined again. */
export type Wire = AsyncDisposable & {
  url: string;
  cut(): Promise<void>;
  join(): Promise<void>;
};

export async function startWire(to: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let server: Server;
  let port = 0;

  async function join(): Promise<void> {
    server = createServer((near) => {
      const far = connect(to, '127.0.0.1');
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          sockets.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  }

  async function cut(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  await join();
  return { url: `http://127.0.0.1:${port}`, cut, join, [Symbol.asyncDispose]: cut };
}
