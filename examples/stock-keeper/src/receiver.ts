import { createServer, type Server } from 'node:http';
import type { Heard, Keeper } from './keeper.ts';

/** Told when a call could not be taken in; it was answered with 500, so it will be repeated. */
type OnError = (error: unknown) => void;

/** The address that our webhook points to. A call is answered when it is stored, and not before: a crash repeats it. */
export function createReceiver(
  keeper: Pick<Keeper, 'hear'>,
  onError: OnError,
  onHeard: (heard: Heard) => void = () => {},
): Server {
  return createServer(async (request, response) => {
    try {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      if (request.method !== 'POST') return void response.writeHead(405).end();
      const heard = await keeper.hear({ headers: request.headers, body: Buffer.concat(parts) });
      onHeard(heard);
      response.writeHead(heard.status).end();
    } catch (error) {
      onError(error);
      response.writeHead(500).end();
    }
  });
}
