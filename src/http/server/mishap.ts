import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Answer } from '../../core/corridor/ask.ts';
import { Unavailable } from '../../core/corridor/lanes.ts';
import type { RefusalFacts } from '../../core/domain/refusal.ts';
import { sortOf } from '../../core/postgres/failures.ts';
import type { World } from '../../core/world.ts';
import { body_limit } from '../contract/limits.ts';
import { notServed, type Operation, type Reply, refusal } from '../contract/operation.ts';
import { localeOf } from '../contract/refusals.ts';
import { malformed, Refused, unread } from '../contract/refused.ts';
import { endWith } from './closing.ts';

// Answers to what never reached an operation, or broke in one.

/** No operation is served at this address, or none with this method. */
export function unserved(world: World, served: Operation[], request: FastifyRequest): Reply {
  const allowed = allowedMethods(served, request.raw.url ?? '');
  if (allowed.length === 0) return notServed();
  const locale = localeOf(request.headers['accept-language']);
  const { status, headers, body } = refusal({ world, locale }, { code: 'method', method: request.method, allowed });
  return { status, headers: { ...headers, allow: allowed.join(', ') }, body };
}

/** Methods that are served at this address. */
function allowedMethods(served: Operation[], url: string): string[] {
  const parts = url.split('?')[0]!.split('/');
  return served
    .filter(({ path }) => {
      const pattern = path.split('/');
      return pattern.length === parts.length && pattern.every((part, i) => part.startsWith(':') || part === parts[i]);
    })
    .flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}

/** Whatever was thrown, as something that may be told. */
export function mishap(world: World, error: Error, request: FastifyRequest): Answer {
  const { facts, headers } = explain(world, error, request);
  const answer = refusal({ world, locale: localeOf(request.headers['accept-language']) }, facts);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function explain(
  world: World,
  error: Error & { code?: string },
  request: FastifyRequest,
): { facts: RefusalFacts; headers?: Record<string, string> } {
  if (error instanceof Refused) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return {
      facts: { code: 'too.large', limit: request.routeOptions.config.operation.body_limit ?? body_limit },
      headers: unread,
    };
  if (error.code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') return malformed({ rule: 'length.other' });
  // A client that disconnects during its request gets no answer; this is not an error of koli.
  if (request.raw.destroyed && !request.raw.complete) return malformed({ rule: 'ended.early' });
  if (error instanceof Unavailable || sortOf(error) === 'again') {
    world.log.error({ err: error }, 'the database is away or too slow');
    return { facts: { code: 'unavailable' }, headers: { 'retry-after': '1' } };
  }
  world.log.error({ err: error, request_id: request.id }, 'unplanned');
  return { facts: { code: 'unplanned', request_id: request.id } };
}

/** Node gives up on a request before it is one: no route, no headers to look into, the socket is closed after. */
export function brokenRequest(world: World, error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return;
  const facts = brokenFacts(error.code);
  const { status, body } = refusal({ world, locale: 'en' }, facts);
  const request_id = randomUUID();
  world.log.info({ request_id, status, refusal: facts.code }, 'request');
  const lines = [
    `HTTP/1.1 ${status} ${facts.code}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${request_id}`,
    'x-content-type-options: nosniff',
    'connection: close',
  ];
  endWith(socket, `${lines.join('\r\n')}\r\n\r\n${body}`);
}

function brokenFacts(code: string | undefined): RefusalFacts {
  if (code === 'HPE_HEADER_OVERFLOW') return { code: 'headers.large' };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { code: 'request.slow' };
  return notHttp().facts;
}

export const notHttp = (): Refused => new Refused({ code: 'body.malformed', broken: { rule: 'http.not' } }, unread);
