import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type GrowingKoli = {
  create(count: number): Promise<unknown>;
  list(): Promise<unknown>;
  subscribe(url: string): Promise<unknown>;
};

const lot = 100;
const lists = 50;

/**
 * One process with a webhook grows by lots of 100 orders. At each size: milliseconds for a delivery, from the order to the last
 * call of a lot, and for an answer with a list of 50 packages.
 */
export async function measureGrowing(
  koli: GrowingKoli,
  sizes: number[],
  note: (what: string, ms: number) => void,
): Promise<void> {
  let calls = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      calls++;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await koli.subscribe(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  // An order that goes to Invoiced owes a call for each of its events.
  const grow = async () => {
    const before = calls;
    await koli.create(lot);
    for (let seen = -1; seen !== calls || calls === before; await new Promise((next) => setTimeout(next, 300)))
      seen = calls;
    return calls - before;
  };
  let made = 0;
  for (const size of sizes) {
    for (; made < size - lot; made += lot) await grow();
    const began = performance.now();
    const sent = await grow();
    made += lot;
    // The last pause only found out that nothing came any more.
    note(`a delivery at ${size} packages`, (performance.now() - began - 300) / sent);
    const listing = performance.now();
    for (let count = 0; count < lists; count++) await koli.list();
    note(`an answer with 50 of ${size} packages`, (performance.now() - listing) / lists);
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
