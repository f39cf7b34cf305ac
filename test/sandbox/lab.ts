import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { type Answer, type StartOptions, startWorld, type TestSeller, type TestWorld } from '../world.ts';

export const minute_ms = 60_000;
export const hour_ms = 3_600_000;
export const day_ms = 86_400_000;

/** A world, and the operator's words for its sandbox. */
export type Sandbox = TestWorld & {
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Like `ask`; anything but 200 and 201 fails the test. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  done(method: string, path: string, body?: unknown): Promise<any>;
  tenant(given?: object): Promise<TestSeller>;
  order(seller: TestSeller, given?: object): Promise<MadeOrder>;
  /** The list of a seller, as bytes. */
  list(seller: TestSeller, query?: string): Promise<string>;
  export(): Promise<Buffer>;
  import(file: Uint8Array): Promise<Answer>;
};

export type MadeOrder = {
  orderNumber: string;
  shipmentPackageId: number;
  cargoTrackingNumber: number;
  status: string;
  lines: { lineId: number; barcode: string; quantity: number }[];
};

export async function startSandbox(options: StartOptions = {}): Promise<Sandbox> {
  const world = await startWorld({ runs: true, ...options });
  const ask = (method: string, path: string, body?: unknown) =>
    world.call(method, `/api/v1/sandbox${path}`, { as: 'operator', body });
  const done = async (method: string, path: string, body?: unknown) => {
    const answer = await ask(method, path, body);
    expect([200, 201], answer.body).toContain(answer.status);
    return answer.body === '' ? null : answer.json;
  };
  return {
    ...world,
    ask,
    done,
    async tenant(given = {}) {
      const made = await done('POST', '/sellers', given);
      return { seller_id: made.sellerId, key: made.apiKey, secret: made.apiSecret };
    },
    async order(seller, given = {}) {
      const { orders } = await done('POST', '/orders', { sellerId: seller.seller_id, ...given });
      return orders[0];
    },
    async list(seller, query = 'size=200') {
      const path = `/integration/order/sellers/${seller.seller_id}/v2/orders?${query}`;
      const answer = await world.call('GET', path, { as: seller });
      expect(answer.status, answer.body).toBe(200);
      return answer.body;
    },
    async export() {
      const headers = { authorization: 'Bearer sandbox-operator' };
      const answer = await fetch(`${world.url}/api/v1/sandbox/export`, { headers });
      expect(answer.status).toBe(200);
      return Buffer.from(await answer.arrayBuffer());
    },
    import: (file) =>
      world.call('POST', '/api/v1/sandbox/import', {
        as: 'operator',
        body: file,
        headers: { 'content-type': 'application/gzip' },
      }),
  };
}

/** Frozen at a time that every test may begin with. */
export const frozen = { at: '2026-11-23T09:00:00Z', frozen: true };
export const nine = Date.UTC(2026, 10, 23, 9);

/** Two files are the same; where they are not, the lines that differ are told. */
export function expectSame(file: Buffer, other: Buffer): void {
  const linesOf = (one: Buffer) => gunzipSync(one).toString().split('\n');
  const [lines, others] = [linesOf(file), linesOf(other)];
  const differ = lines.map((line, at) => [line, others[at]]).filter(([line, same]) => line !== same);
  expect(differ.slice(0, 3)).toEqual([]);
  expect(file.equals(other)).toBe(true);
}
