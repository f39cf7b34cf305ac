import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from '../contract/refused.ts';

// Answers that were rendered and are not with their clients yet. A page of 200 large packages has 69 MB, so clients that
// ask for it and do not read would fill the memory of a node.

/** Of all clients, and of one address. A client with nothing in flight always gets its answer. */
const flight_limit_bytes = 256 << 20;
const client_limit_bytes = 96 << 20;
/** An answer that did not move for so long is cut. */
const usual_still_ms = 30_000;
const usual_look_ms = 1_000;

export type Flight = {
  /** Refuses a request whose answer would come on top of too much. */
  refuse(request: FastifyRequest): Refused | null;
};

export type FlightLimits = { flight_bytes?: number; client_bytes?: number; still_ms?: number; look_ms?: number };

export function watchFlight(app: FastifyInstance, limits: FlightLimits = {}): Flight {
  const { flight_bytes = flight_limit_bytes, client_bytes = client_limit_bytes } = limits;
  let all = 0;
  const of_client = new Map<string, number>();

  const add = (client: string, bytes: number) => {
    all += bytes;
    const sum = (of_client.get(client) ?? 0) + bytes;
    if (sum === 0) of_client.delete(client);
    else of_client.set(client, sum);
  };
  app.addHook('onSend', (request, reply, payload, done) => {
    const bytes = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : 0;
    if (bytes > 0) {
      const client = request.ip;
      add(client, bytes);
      reply.raw.once('close', () => add(client, -bytes));
    }
    done(null, payload);
  });
  cutStill(app, limits);
  return {
    refuse({ ip, method }) {
      const too_much = all > flight_bytes || (of_client.get(ip) ?? 0) > client_bytes;
      // Writes are small, and what they did should be told.
      return too_much && method === 'GET' ? new Refused({ code: 'unavailable' }, { 'retry-after': '1' }) : null;
    },
  };
}

/** Ends connections that carry an answer which does not move. */
function cutStill(app: FastifyInstance, limits: FlightLimits): void {
  const sockets = new Map<Socket, { waiting: number; since: number }>();
  app.server.on('connection', (socket: Socket) => {
    sockets.set(socket, { waiting: 0, since: performance.now() });
    socket.once('close', () => sockets.delete(socket));
  });
  const timer = setInterval(() => {
    const now = performance.now();
    for (const [socket, before] of sockets) {
      const waiting = socket.writableLength;
      if (waiting === 0 || waiting !== before.waiting) sockets.set(socket, { waiting, since: now });
      else if (now - before.since > (limits.still_ms ?? usual_still_ms)) socket.destroy();
    }
  }, limits.look_ms ?? usual_look_ms).unref();
  app.server.once('close', () => clearInterval(timer));
}
