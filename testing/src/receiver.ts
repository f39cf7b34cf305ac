import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Arguments, parseWebhook, type Schema } from '../../client/src/index.ts';

type Package = Schema<'Package'>;

/** One call of a webhook. */
export type Received = {
  /** `webhook-id`: names the event, the same over repetitions. */
  id: string;
  headers: Record<string, string | string[] | undefined>;
  /** As it came. */
  body: string;
  /** The package that it tells of. */
  package: Package;
};

type WebhookInput = NonNullable<Arguments<'createSellerWebhook'>[1]>;

type Reply = number | 'hang';

/** A webhook's other end: collects what comes, and answers as it is told. */
export type Receiver = AsyncDisposable & {
  url: string;
  received: readonly Received[];
  /** Statuses that were told of a package, in the order in which they came. */
  statusesOf(packageId: number): string[];
  /** The next answers, one each; `hang` never answers. Afterwards 200 again. */
  answer(...replies: Reply[]): void;
  /** All answers from now on. */
  answerAlways(reply: Reply): void;
};

export type ReceiverOptions = {
  /** Whose webhook it is; the ready seller's unless stated. */
  sellerId?: number;
  /** Statuses that the webhook is for; all unless stated. */
  statuses?: WebhookInput['subscribedStatuses'];
  /** What koli shows itself with, in `x-api-key`. */
  apiKey?: string;
  /** `flat`: the package itself; `page`: a page that holds it. */
  envelope?: 'flat' | 'page';
};

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const next: Reply[] = [];
  let always: Reply = 200;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    const { headers } = request;
    received.push({ id: String(headers['webhook-id'] ?? ''), headers, body, package: parseWebhook(body)[0]! });
    const reply = next.shift() ?? always;
    if (reply !== 'hang') response.writeHead(reply).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    statusesOf: (packageId) =>
      received.flatMap(({ package: told }) => (told.shipmentPackageId === packageId ? [told.status] : [])),
    answer: (...replies) => void next.push(...replies),
    answerAlways: (reply) => {
      always = reply;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
