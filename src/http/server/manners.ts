import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { CoreSettings } from '../../core/settings.ts';
import { notServed } from '../contract/operation.ts';
import { Refused, unread } from '../contract/refused.ts';
import { notHttp } from './mishap.ts';

// What holds for every request and every answer, whatever is asked.

/** What keeps a request from being served, whatever it asks for. */
export function requestFlaws(settings: CoreSettings): (raw: IncomingMessage) => Refused | null {
  const isServed = servedHosts(settings);
  return (raw) => {
    if (!followsHttp(raw)) return notHttp();
    const { host } = raw.headers;
    return isServed(host) ? null : new Refused({ code: 'host.unknown', host: host!.slice(0, 255) }, unread);
  };
}

/** Node takes any version and passes over a second Host. */
function followsHttp({ httpVersion, rawHeaders }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  return hosts.length <= 1 && (httpVersion === '1.1' || httpVersion === '1.0');
}

const loopback = /^(127\.|::1$|localhost$)/;

/**
 * A web page may point a name of its own at a loopback address, and so read what a koli there says (DNS rebinding). Addresses
 * and names below localhost cannot be pointed elsewhere.
 */
function servedHosts({ host, allowed_hosts }: CoreSettings): (asked: string | undefined) => boolean {
  if (allowed_hosts.includes('*') || (allowed_hosts.length === 0 && !loopback.test(host))) return () => true;
  return (asked) => {
    if (asked === undefined) return true;
    const name = asked
      .replace(/:\d*$/, '')
      .replace(/^\[(.*)\]$/, '$1')
      .replace(/\.$/, '')
      .toLowerCase();
    if (isIP(name) !== 0 || /(^|\.)localhost$/.test(name)) return true;
    return allowed_hosts.some((each) => (each.startsWith('*.') ? name.endsWith(each.slice(1)) : name === each));
  };
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
