import { createServer, type Server } from 'node:http';
import type { Heard, Keeper } from './keeper.ts';

/** Called when a call could not be stored. It was answered with 500 and will be repeated. */
type OnError = (error: unknown) => void;

/** The receiver of our webhook. It answers after a call is stored, so that a crash leads to a repeat. */
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
