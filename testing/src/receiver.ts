import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Arguments, parseWebhook, type Schema } from '../../client/src/index.ts';

type Package = Schema<'Package'>;

/** A webhook call. */
export type Received = {
  /** `webhook-id`: the id of the event, the same in repeats. */
  id: string;
  headers: Record<string, string | string[] | undefined>;
  /** The raw body. */
  body: string;
  /** The package in the body. */
  package: Package;
};

type WebhookInput = NonNullable<Arguments<'createSellerWebhook'>[1]>;

type Reply = number | 'hang';

/** A webhook receiver that collects its calls and answers as configured. */
export type Receiver = AsyncDisposable & {
  url: string;
  received: readonly Received[];
  /** The statuses received for a package, in order. */
  statusesOf(packageId: number): string[];
  /** The next answers, one per call; `hang` never answers. Then 200 again. */
  answer(...replies: Reply[]): void;
  /** Sets all further answers. */
  answerAlways(reply: Reply): void;
};

export type ReceiverOptions = {
  /** The seller of the webhook; default the built-in one. */
  sellerId?: number;
  /** The subscribed statuses; default all. */
  statuses?: WebhookInput['subscribedStatuses'];
  /** The `x-api-key` that koli sends. */
  apiKey?: string;
  /** `flat`: the body is the package; `page`: the body is a page that contains it. */
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
