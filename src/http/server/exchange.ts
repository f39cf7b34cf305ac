import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../../core/world.ts';
import type { Host } from './host.ts';

// What went over the wire: a line of the log for each request, and whole exchanges for a host that wants them.

/** Of each body. */
const kept_bytes = 16 << 10;

/** One half of an exchange. */
export type ExchangedMessage = {
  headers: Record<string, unknown>;
  /** The first bytes of its text; null: there was none, or it was a file or a form. */
  body: Buffer | null;
  /** Bytes of the whole body; null where they are not known. */
  bytes: number | null;
};

/** One request and its answer. */
export type Exchange = {
  request_id: string;
  /** By the clock of koli. */
  at: number;
  method: string;
  path: string;
  query: string;
  /** Null: no operation is served there. */
  operation: string | null;
  /** The caller, once it was recognised; 0: the operator. */
  seller_id: number | null;
  status: number;
  duration_ms: number;
  /** The key of the refusal. */
  refusal: string | null;
  request: ExchangedMessage;
  answer: ExchangedMessage;
};

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came, unpacked, and what was answered. Undefined unless the host keeps exchanges. */
    kept:
      | { request: Pick<ExchangedMessage, 'body' | 'bytes'>; answer: Pick<ExchangedMessage, 'body' | 'bytes'> }
      | undefined;
    refusal: string | null;
  }
}

const nothing = () => ({ body: null, bytes: null });

/** A copy: a part of a text or buffer would hold the whole of it in memory. */
export function keepBody(request: FastifyRequest, body: Buffer): void {
  if (request.kept !== undefined)
    request.kept.request = { body: Buffer.from(body.subarray(0, kept_bytes)), bytes: body.length };
}

function keepAnswer(request: FastifyRequest, payload: unknown): void {
  if (request.kept === undefined || typeof payload !== 'string') return;
  const body = Buffer.from(payload.slice(0, kept_bytes));
  request.kept.answer = { body, bytes: payload.length <= kept_bytes ? body.length : Buffer.byteLength(payload) };
}

/** An envelope begins with its errors, and the key stands before the sentence or soon after it. */
const refusalOf = (payload: unknown): string | null =>
  typeof payload === 'string' ? (/"key":"([^"]{1,100})"/.exec(payload.slice(0, 2_000))?.[1] ?? null) : null;

/** Registered before answers are compressed. */
export function watchExchanges(app: FastifyInstance, world: World, { answered }: Host): void {
  const is_logged = world.log.isLevelEnabled('info');
  app.decorateRequest('kept', undefined);
  app.decorateRequest('refusal', null);
  if (answered === undefined && !is_logged) return;
  app.addHook('onRequest', (request, _reply, done) => {
    if (answered !== undefined) request.kept = { request: nothing(), answer: nothing() };
    done();
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    if (reply.statusCode >= 400) request.refusal = refusalOf(payload);
    keepAnswer(request, payload);
    done(null, payload);
  });
  app.addHook('onResponse', (request, reply, done) => {
    if (is_logged) logExchange(world, request, reply);
    const is_own = request.routeOptions.config?.operation !== undefined || request.is404;
    if (answered !== undefined && is_own) answered(exchangeOf(world, request, reply));
    done();
  });
}

/** The caller is unknown until the key has been compared. */
const callerOf = ({ seller }: FastifyRequest, { statusCode }: FastifyReply): number | null =>
  statusCode === 401 ? null : (seller?.seller_id ?? null);

function pathOf({ raw }: FastifyRequest): { path: string; query: string } {
  const url = raw.url ?? '';
  const mark = url.indexOf('?');
  return mark === -1 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

/** Never the query or a body, which may name customers, and never a header, which may be a secret. */
function logExchange({ log }: World, request: FastifyRequest, reply: FastifyReply): void {
  const seller_id = callerOf(request, reply);
  log.info(
    {
      request_id: request.id,
      method: request.method,
      path: pathOf(request).path,
      status: reply.statusCode,
      duration_ms: Math.round(reply.elapsedTime),
      ...(seller_id === null ? {} : seller_id === 0 ? { operator: true } : { seller_id }),
      ...(request.refusal === null ? {} : { refusal: request.refusal }),
    },
    'request',
  );
}

function exchangeOf({ clock }: World, request: FastifyRequest, reply: FastifyReply): Exchange {
  const kept = request.kept ?? { request: nothing(), answer: nothing() };
  return {
    request_id: request.id,
    at: clock.now(),
    method: request.method,
    ...pathOf(request),
    operation: request.routeOptions.config?.operation?.name ?? null,
    seller_id: callerOf(request, reply),
    status: reply.statusCode,
    duration_ms: Math.round(reply.elapsedTime),
    refusal: request.refusal,
    request: { headers: request.headers, ...kept.request },
    answer: { headers: reply.getHeaders(), ...kept.answer },
  };
}
