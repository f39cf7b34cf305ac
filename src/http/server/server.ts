import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Answer, Performer } from '../../core/corridor/ask.ts';
import { isRefusal } from '../../core/domain/refusal.ts';
import type { Seller } from '../../core/domain/seller.ts';
import type { Feed } from '../../core/feed.ts';
import type { World } from '../../core/world.ts';
import { body_limit } from '../contract/limits.ts';
import { type Call, notServed, type Operation, type Reply, refusal } from '../contract/operation.ts';
import { withReference } from '../contract/reference.ts';
import { localeOf } from '../contract/refusals.ts';
import { readStoreFront } from '../contract/store-front.ts';
import { type Auth, createAuth } from './auth.ts';
import { parseBody } from './body.ts';
import { type Connections, watchConnections } from './closing.ts';
import { serveConsole } from './console.ts';
import { serveDocs } from './docs.ts';
import { compressAnswers, unpacked } from './encoding.ts';
import { admit, type Entrance, enter } from './entrance.ts';
import { keepBody, watchExchanges } from './exchange.ts';
import { watchFlight } from './flight.ts';
import { createForms, type Forms } from './form.ts';
import { type Around, type Host, type NoAnswer, unhosted } from './host.ts';
import { leaveConnections, nameTypes, requestFlaws, serveRoot } from './manners.ts';
import { brokenRequest, mishap, unserved } from './mishap.ts';
import { readParts } from './parts.ts';
import { createRates } from './rates.ts';
import { afterBody } from './read-on.ts';
import { wrongKeyDelays } from './wrong-keys.ts';

/** Longer header sections are refused with 431 and not read further. */
const header_limit = 16 << 10;
/** A file, stored without a change. */
const gzip = 'application/gzip';
/** A request must be complete within this time. */
const request_timeout_ms = 30_000;

declare module 'fastify' {
  interface FastifyRequest {
    seller: Seller;
    around: Around;
  }
  interface FastifyContextConfig {
    operation: Operation;
  }
}

/** `auth` and `host` are usual ones unless they are handed in. */
type ServerParts = {
  world: World;
  lanes: Performer;
  feed: Feed;
  /** The operations of the core; the host adds its own. */
  operations: Operation[];
  auth?: Auth;
  host?: Host;
  /** Aborted when the node begins to drain. */
  draining?: AbortSignal;
};

export function buildServer({
  world,
  lanes,
  feed,
  operations,
  auth = createAuth(world),
  host = unhosted,
  draining = new AbortController().signal,
}: ServerParts): FastifyInstance {
  const app = createFastify(world);
  const flight = watchFlight(app);
  const wrongKeyDelay = wrongKeyDelays(world.settings.wrong_key_delay_ms);
  const entrance: Entrance = { world, auth, rates: createRates(), wrongKeyDelay, flight, host };
  const served = withReference(host.table(operations), world.program);
  const connections = watchConnections(app);
  watchExchanges(app, world, host);
  takeBodies(app);

  checkRequests(app, entrance, served);
  compressAnswers(app);
  countAnswers(app, world);
  const closing = closeInOrder(app, { connections, host, feed });

  nameTypes(app);
  leaveConnections(app, draining);
  serveRoot(app);
  serveConsole(app);
  const parts: CallParts = {
    ...{ world, lanes, feed, draining },
    forms: createForms(),
    forget: auth.forget,
    closing,
  };
  for (const operation of served) {
    app.route({
      method: operation.method,
      url: operation.path,
      bodyLimit: operation.body_limit ?? body_limit,
      config: { operation },
      handler: (request, reply) =>
        connections.during(request.raw.socket, () => serveRequest(parts, operation, request, reply)),
    });
  }
  serveDocs(app);
  // What is asked of a folder that does not hold it.
  app.setNotFoundHandler((request, reply) => sendReply(reply, unserved(world, served, request)));
  app.setErrorHandler(async (error, request, reply) => sendMishap(reply, mishap(world, error as Error, request)));
  return app;
}

/** All that is judged before a body is read. */
function checkRequests(app: FastifyInstance, entrance: Entrance, served: Operation[]): void {
  const { world } = entrance;
  const flawOf = requestFlaws(world.settings);
  app.addHook('onRequest', (request, reply, done) => {
    identify(request, reply);
    const flaw = flawOf(request.raw);
    if (flaw !== null) return done(flaw);
    const { operation } = request.routeOptions.config;
    // Before the body is read, because no operation will use it.
    if (request.is404) return void sendReply(reply, unserved(world, served, request));
    if (operation === undefined) return done();
    enter(entrance, operation, request, (error) => done(error ?? admit(entrance, operation, request)));
  });
}

/** What ends before the server does. Gives the signal that it begins to close. */
function closeInOrder(
  app: FastifyInstance,
  { connections, host, feed }: { connections: Connections; host: Host; feed: Feed },
): AbortSignal {
  const closing = new AbortController();
  app.addHook('preClose', (done) => {
    closing.abort();
    connections.close();
    host.closing();
    done();
  });
  // A server closes when its last answer has ended, and streams end only on request.
  app.addHook('preClose', async () => feed.close());
  return closing.signal;
}

function countAnswers(app: FastifyInstance, { metrics }: World): void {
  app.addHook('onResponse', (request, reply, done) => {
    const name = request.routeOptions.config?.operation?.name ?? 'none';
    metrics.answered(name, reply.statusCode, reply.elapsedTime);
    done();
  });
}

const createFastify = (world: World): FastifyInstance =>
  fastify({
    logger: false,
    bodyLimit: body_limit,
    requestTimeout: request_timeout_ms,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    rewriteUrl: ({ url = '/' }) => withoutBase(url, world.settings.base_path),
    trustProxy: world.settings.trusted_proxies.length > 0 ? world.settings.trusted_proxies : false,
    // However long a malformed id is, it is answered as one; the header limit bounds it.
    routerOptions: { maxParamLength: header_limit, querystringParser: () => ({}) },
    http: { maxHeaderSize: header_limit, headersTimeout: request_timeout_ms, connectionsCheckingInterval: 1_000 },
    genReqId: (raw) => requestId(raw.headers['x-request-id']),
    clientErrorHandler: (error, socket) => brokenRequest(world, error, socket),
    frameworkErrors: (_error, request, reply) => {
      identify(request, reply);
      sendReply(reply, notServed());
    },
  });

/** Health probes of the machine itself may come without the path. */
function withoutBase(url: string, base: string): string {
  if (base === '' || !url.startsWith(base)) return url;
  const rest = url.slice(base.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : url;
}

function takeBodies(app: FastifyInstance): void {
  app.decorateRequest('seller', null as unknown as Seller);
  app.decorateRequest('around', unhosted.enter(null));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(gzip, (request: FastifyRequest, payload: IncomingMessage) =>
    readParts(payload, request.routeOptions.config.operation.body_limit ?? body_limit),
  );
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const limit = request.routeOptions.config.operation.body_limit ?? body_limit;
    const plain = await unpacked(body, request.headers, limit);
    keepBody(request, plain);
    return parseBody(plain, limit);
  });
  app.register(multipart);
}

type CallParts = Pick<Call, 'world' | 'lanes' | 'feed' | 'draining' | 'closing'> & {
  forms: Forms;
  forget: Auth['forget'];
};

async function serveRequest(
  { forms, forget, ...house }: CallParts,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const url = request.raw.url!;
  const mark = url.indexOf('?');
  const locale = localeOf(request.headers['accept-language']);
  const store_front = readStoreFront(operation, request.headers);
  if (isRefusal(store_front)) return sendReply(reply, refusal({ ...house, locale }, store_front));
  const call: Omit<Call, 'body'> = {
    ...house,
    operation,
    params: request.params as Record<string, string>,
    query: mark === -1 ? '' : url.slice(mark + 1),
    headers: request.headers,
    path: mark === -1 ? url : url.slice(0, mark),
    seller: request.seller,
    locale,
    store_front: store_front?.code,
  };
  const given =
    operation.body_type === 'multipart/form-data'
      ? await forms.read(request, (form) => request.around({ ...call, ...form }))
      : await request.around({ ...call, body: request.body });
  if (operation.changes_access) forget();
  // Without this, an idle connection would delay the end of koli.
  if (house.closing.aborted) reply.header('connection', 'close');
  return 'gone' in given ? leave(reply, given) : sendReply(reply, given);
}

/** Ends the connection without an answer. */
function leave(reply: FastifyReply, { gone }: NoAnswer): FastifyReply {
  const { socket } = reply.request.raw;
  if (gone === 'reset') socket.resetAndDestroy();
  else socket.destroy();
  return reply.hijack();
}

function sendReply(reply: FastifyReply, { status, headers, body }: Reply): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}

/** An answer after which the connection is closed: the client may be sending still. */
async function sendMishap(reply: FastifyReply, answer: Answer): Promise<FastifyReply> {
  if (answer.headers['connection'] !== 'close') return sendReply(reply, answer);
  const body = await afterBody(reply.request.raw, answer.body);
  const length = String(Buffer.byteLength(answer.body));
  return sendReply(reply, { ...answer, headers: { ...answer.headers, 'content-length': length }, body });
}

function identify(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-request-id', request.id);
}

/** The caller's own id when it can stand in a header, else ours. */
const requestId = (given: string | string[] | undefined): string =>
  typeof given === 'string' && /^[\x21-\x7e]{1,64}$/.test(given) ? given : randomUUID();
