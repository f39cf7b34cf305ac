import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was sent
  json: any;
};

/** A webhook receiver on this machine that writes down what it gets and answers what it was told. */
export type Receiver = AsyncDisposable & {
  url: string;
  requests: Received[];
  /** Statuses of the next answers, one each; `hang` never answers. Afterwards 200 again. */
  answer(...statuses: (number | 'hang')[]): void;
  /** The status of all answers from now on. */
  answerAlways(status: number | 'hang'): void;
};

export async function startReceiver(): Promise<Receiver> {
  const requests: Received[] = [];
  const next: (number | 'hang')[] = [];
  let always: number | 'hang' = 200;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { method = '', url: path = '', headers } = request;
    requests.push({
      method,
      path,
      headers,
      body,
      get json() {
        return JSON.parse(body);
      },
    });
    const status = next.shift() ?? always;
    if (status !== 'hang') response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    requests,
    answer: (...statuses) => void next.push(...statuses),
    answerAlways: (status) => {
      always = status;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
