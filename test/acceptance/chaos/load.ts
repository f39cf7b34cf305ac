import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { orderOf, packagePath } from '../shop.ts';

export const sellers = [
  { seller_id: 2738, basic: 'sandbox-key:sandbox-secret' },
  { seller_id: 2739, basic: 'other-key:other-secret' },
] as const;
export type Seller = (typeof sellers)[number];

export type Promised = { seller_id: number; package_id: number; status: string };
type Parcel = { package_id: number; line: number; units: number; picked: boolean };

export type Load = {
  /** What koli answered that it did. */
  promised: Promised[];
  tally: { answered: number; unanswered: number };
  stop(): Promise<void>;
};

export type LoadOptions = {
  clients: number;
  draw: (below: number) => number;
  /** Addresses of the nodes that live just now. */
  nodes: () => string[];
  /** At most this long a client rests after a write. */
  rest_ms: number;
};

const agent = new Agent();

export async function send(
  url: string,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  path: string,
  body: object,
  auth: string,
) {
  const authorization = auth.includes(':') ? `Basic ${Buffer.from(auth).toString('base64')}` : `Bearer ${auth}`;
  const headers = { 'user-agent': 'koli-test', 'content-type': 'application/json', authorization };
  const sent = await request(url + path, { method, dispatcher: agent, headers, body: JSON.stringify(body) });
  return { status: sent.statusCode, headers: sent.headers as Record<string, string>, text: await sent.body.text() };
}

/** Clients that place, pick, cancel and split, each on packages of its own, at whichever node lives. */
export function startLoad({ clients, draw, nodes, rest_ms }: LoadOptions): Load {
  const promised: Promised[] = [];
  const tally = { answered: 0, unanswered: 0 };
  let stopped = false;

  async function client(name: number): Promise<void> {
    const seller = sellers[name % sellers.length]!;
    const own: Parcel[] = [];
    for (let turn = 0; !stopped; turn++) {
      await sleep(1 + draw(rest_ms));
      const url = nodes()[turn % Math.max(1, nodes().length)];
      if (url === undefined) continue;
      const done = await write(url, seller, own, `chaos-${name}-${turn}`).catch(lost);
      if (done !== null) promised.push(...done);
      tally[done === null ? 'unanswered' : 'answered']++;
    }
  }

  /** Null when the answer was lost or koli said that it cannot tell: then nothing is promised. */
  async function write(url: string, seller: Seller, own: Parcel[], name: string): Promise<Promised[] | null> {
    const { seller_id, basic } = seller;
    const told = (package_id: number, ...statuses: string[]) =>
      statuses.map((status) => ({ seller_id, package_id, status }));
    if (own.length < 20) {
      const orders = Array.from({ length: 4 }, (_, index) => orderOf(seller_id, `${name}-${index}`, 4));
      const answer = await send(url, 'POST', '/api/v1/orders', { orders }, 'sandbox-operator');
      if (unclear(answer)) return null;
      return JSON.parse(answer.text).results.flatMap(({ packages }: { packages: Taken[] }) => {
        const { shipmentPackageId: package_id, lines } = packages[0]!;
        own.push({ package_id, line: lines[0]!.lineId, units: 4, picked: false });
        return told(package_id, 'Awaiting', 'Created');
      });
    }
    const at = draw(own.length);
    const parcel = own.splice(at, 1)[0]!;
    const path = packagePath(seller_id, parcel.package_id);
    const opened = (ids: string[], units: number) => {
      for (const id of ids.map(Number)) if (units > 1) own.push({ ...parcel, package_id: id, units, picked: false });
      return ids.flatMap((id) => told(Number(id), 'Created'));
    };
    if (!parcel.picked && draw(2) === 0) {
      if (unclear(await send(url, 'PUT', path, { status: 'Picking' }, basic))) return null;
      own.push({ ...parcel, picked: true });
      return told(parcel.package_id, 'Picking');
    }
    if (draw(3) === 0) {
      const body = { quantitySplit: [{ orderLineId: parcel.line, quantities: [1] }] };
      const answer = await send(url, 'POST', `${path}/quantity-split`, body, basic);
      if (unclear(answer)) return null;
      const [one, rest] = answer.headers['koli-new-packages']!.split(',') as [string, string];
      const children = [...opened([one], 1), ...opened([rest], parcel.units - 1)];
      return [...told(parcel.package_id, 'UnPacked'), ...children];
    }
    const body = { lines: [{ lineId: parcel.line, quantity: 1 }], reasonId: 500 };
    const answer = await send(url, 'PUT', `${path}/items/unsupplied`, body, basic);
    if (unclear(answer)) return null;
    const child = opened([answer.headers['koli-new-package']!], parcel.units - 1);
    return [...told(parcel.package_id, 'Cancelled'), ...child];
  }

  const running = Promise.all(Array.from({ length: clients }, (_, name) => client(name)));
  return {
    promised,
    tally,
    async stop() {
      stopped = true;
      await running;
    },
  };
}

type Taken = { shipmentPackageId: number; lines: { lineId: number }[] };

/** 503 says that it may have happened; anything else but 200 is no answer that this load can get. */
function unclear({ status, text }: { status: number; text: string }): boolean {
  if (status === 200) return false;
  if (status === 503) return true;
  throw new Unexpected(`${status}: ${text}`);
}

class Unexpected extends Error {}

function lost(error: unknown): null {
  if (error instanceof Unexpected || error instanceof TypeError) throw error;
  return null;
}
