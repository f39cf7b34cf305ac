import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { expect } from 'vitest';
import { type Child, koli } from '../child.ts';
import { newDatabase } from '../databases.ts';
import { onServer } from '../only.ts';

const token = 'a-token-of-the-rolling-restart';
const clients = 8;
const rounds = 2;

/** A balancer as they are in front of nodes: it asks each node again and again, and sends only to those that are ready. */
class Balancer {
  readonly #ready = new Set<string>();
  readonly #over = new AbortController();
  readonly #looks: Promise<void>[] = [];

  add(url: string): void {
    this.#looks.push(this.#look(url));
  }

  /** Until exactly these nodes get requests. */
  async until(...urls: string[]): Promise<void> {
    while (urls.length !== this.#ready.size || !urls.every((url) => this.#ready.has(url))) await sleep(10);
  }

  pick(turn: number): string {
    const urls = [...this.#ready];
    return urls[turn % urls.length]!;
  }

  async end(): Promise<void> {
    this.#over.abort();
    await Promise.all(this.#looks);
  }

  async #look(url: string): Promise<void> {
    while (!this.#over.signal.aborted) {
      const status = await request(`${url}/api/v1/health/ready`).then(
        async ({ statusCode, body }) => {
          await body.dump();
          return statusCode;
        },
        () => 0,
      );
      if (status === 200) this.#ready.add(url);
      else this.#ready.delete(url);
      if (status === 0 && !this.#over.signal.aborted) return;
      await sleep(50);
    }
  }
}

async function startNode(env: Record<string, string>): Promise<{ url: string; node: Child }> {
  const node = koli(['serve'], {
    ...env,
    PORT: '0',
    KOLI_MODE: 'core',
    KOLI_LOG_LEVEL: 'info',
    KOLI_OPERATOR_TOKEN: token,
    KOLI_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  const [, url] = await node.says(/"url":"(http:[^"]+)"/);
  return { url: url!, node };
}

onServer(
  'a rolling restart shows no error to clients that go only to ready nodes',
  async () => {
    await using database = await newDatabase();
    const balancer = new Balancer();
    const agent = new Agent({ keepAliveTimeout: 60_000 });
    const errors: string[] = [];
    let answers = 0;
    let is_over = false;
    const client = async (of: number) => {
      for (let turn = of; !is_over; turn++) {
        const url = balancer.pick(turn);
        const call = { path: `/api/v1/packages?size=1`, headers: { authorization: `Bearer ${token}` } };
        const answer = await request(url + call.path, { headers: call.headers, dispatcher: agent }).catch(
          (error) => error,
        );
        if (answer instanceof Error) errors.push(`${url}: ${(answer as { code?: string }).code} ${answer.message}`);
        else {
          await answer.body.dump();
          if (answer.statusCode === 200) answers++;
          else errors.push(`${url}: ${answer.statusCode}`);
        }
      }
    };
    let nodes = [await startNode(database.env), await startNode(database.env)];
    for (const { url } of nodes) balancer.add(url);
    await balancer.until(...nodes.map(({ url }) => url));
    const working = Array.from({ length: clients }, (_, of) => client(of));
    try {
      for (let round = 0; round < rounds; round++) {
        const [old, other] = nodes as [(typeof nodes)[number], (typeof nodes)[number]];
        const before = answers;
        while (answers < before + 100) await sleep(10);
        old.node.child.kill('SIGTERM');
        await balancer.until(other.url);
        expect((await old.node.ended).status).toBe(0);
        const fresh = await startNode(database.env);
        balancer.add(fresh.url);
        nodes = [other, fresh];
        await balancer.until(...nodes.map(({ url }) => url));
      }
      expect(errors).toEqual([]);
    } finally {
      is_over = true;
      await Promise.all(working);
      await balancer.end();
      for (const { node } of nodes) node.child.kill('SIGTERM');
      await Promise.all(nodes.map(({ node }) => node.ended));
      await agent.close();
    }
  },
  120_000,
);
