import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { notServed } from '../contract/operation.ts';

// What holds for every request and every answer, whatever is asked.

/** Node takes any version and passes over a second Host. */
export function followsHttp({ httpVersion, rawHeaders }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  return hosts.length <= 1 && (httpVersion === '1.1' || httpVersion === '1.0');
}

/** No browser shall take an answer for another type than it says. */
export function nameTypes(app: FastifyInstance): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    reply.header('x-content-type-options', 'nosniff');
    done(null, payload);
  });
}

/** While the node drains, each connection ends with its next answer: its client goes on at another node. */
export function leaveConnections(app: FastifyInstance, draining: AbortSignal): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (draining.aborted) reply.header('connection', 'close');
    done(null, payload);
  });
}

/** Leads a browser to the page. A program is told that nothing is served here. */
export function serveRoot(app: FastifyInstance): void {
  app.get('/', ({ headers }, reply) => {
    if (headers.accept?.includes('text/html')) return reply.redirect('console');
    const { status, headers: own, body } = notServed();
    return reply.code(status).headers(own).send(body);
  });
}
