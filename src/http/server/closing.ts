import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** So long after its work was done, or after koli was asked to stop, a connection may still carry an answer away. */
const linger_ms = 2_000;
const idle_look_ms = 100;

/**
 * Ends a connection with its last words. The client has a moment to read them and to hang up; Node would keep the socket
 * for as long as the client does.
 */
export function endWith(socket: Socket, text: string): void {
  const timer = setTimeout(() => socket.destroy(), linger_ms).unref();
  socket.once('close', () => clearTimeout(timer));
  socket.end(text);
}

export type Connections = {
  /** A request that came over this connection is being worked on. */
  during<T>(socket: Socket, work: () => Promise<T>): Promise<T>;
  /** From now on, connections without a request at work are ended. */
  close(): void;
};

type Use = { working: number; free_since: number };

/**
 * A server has stopped when its last connection has ended. Some connections stay open although nothing happens on them: a
 * browser opened one ahead and never used it, a request does not come to its end, or a client does not read its answer.
 * Each of them would keep koli from stopping for half a minute, or for ever.
 */
export function watchConnections(app: FastifyInstance): Connections {
  const uses = new Map<Socket, Use>();

  const stateOf = (socket: Socket): Use => {
    const known = uses.get(socket);
    if (known !== undefined) return known;
    const state = { working: 0, free_since: performance.now() };
    uses.set(socket, state);
    socket.once('close', () => uses.delete(socket));
    return state;
  };
  app.server.on('connection', stateOf);

  return {
    async during(socket, work) {
      const state = stateOf(socket);
      state.working++;
      try {
        return await work();
      } finally {
        state.working--;
        state.free_since = performance.now();
      }
    },
    close() {
      const asked_at = performance.now();
      const timer = setInterval(() => {
        const before = performance.now() - linger_ms;
        if (asked_at > before) return;
        for (const [socket, { working, free_since }] of uses)
          if (working === 0 && free_since <= before) socket.destroy();
      }, idle_look_ms);
      app.server.once('close', () => clearInterval(timer));
    },
  };
}
