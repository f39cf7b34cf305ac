import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Seller } from '../domain/seller.ts';
import type { Feed } from '../feed.ts';
import { isAway, Unavailable } from '../lanes.ts';
import type { Lanes } from '../perform.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { World } from '../world.ts';
import { type Auth, createAuth, operator } from './auth.ts';
import { isListed, isRateLimited } from './behaviour.ts';
import { watchConnections } from './closing.ts';
import { isMarketplace } from './common.ts';
import { serveConsole } from './console.ts';
import { serveDocs } from './docs.ts';
import { type ErrorFacts, errorBody, localeOf } from './errors.ts';
import { createForms, type Forms } from './form.ts';
import { type Call, notServed, type Operation, pathId, type Reply, refusal, resting } from './operation.ts';
import { readParts } from './parts.ts';
import { createRates, type Limited } from './rates.ts';
import { withReference } from './reference.ts';
import { malformed, Refused, unread } from './refused.ts';
import { routes } from './routes.ts';
import { type NoAnswer, type Struck, underFaults } from './sandbox/faulty.ts';

/** The marketplace's limit on a JSON body; bulk intake states its own. */
const body_limit = 1 << 20;
/** Longer header sections are told so (431) and not read on. */
const header_limit = 16 << 10;
/** A file that is taken as it is. */
const gzip = 'application/gzip';
/** A request must be complete within this time. */
const request_timeout_ms = 30_000;

declare module 'fastify' {
  interface FastifyRequest {
    seller: Seller;
    /** Of the sandbox's data when the caller was recognised. */
    age: number;
  }
  interface FastifyContextConfig {
    operation: Operation;
  }
}

export function buildServer(world: World, lanes: Lanes, feed: Feed, sandbox: Sandbox | null = null): FastifyInstance {
  const auth = createAuth(world);
  const rates = createRates();
  const forms = createForms();
  const { mode, v1 } = world.settings;
  sandbox?.onReplaced(auth.forget);
  const all = routes(auth, sandbox).filter((operation) => !operation.sandbox || mode === 'sandbox');
  const is_off = (operation: Operation) => operation.v1 === true && v1 === 'off';
  const known = withReference(all.filter((operation) => !is_off(operation)));
  // What is off for the installation a seller of the sandbox may have all the same.
  const served = [...known, ...all.filter((operation) => is_off(operation) && mode === 'sandbox')];
  const closing = new AbortController();
  const app = fastify({
    logger: false,
    bodyLimit: body_limit,
    exposeHeadRoutes: false,
    requestTimeout: request_timeout_ms,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // However long a malformed id is, it is answered as one; the header limit bounds it.
    routerOptions: { maxParamLength: header_limit, querystringParser: () => ({}) },
    http: { maxHeaderSize: header_limit, headersTimeout: request_timeout_ms, connectionsCheckingInterval: 1_000 },
    genReqId: (raw) => requestId(raw.headers['x-request-id']),
    clientErrorHandler: (error, socket) => brokenRequest(world, error, socket),
    frameworkErrors: (_error, request, reply) => {
      identify(request, reply);
      noSuchRoute(reply);
    },
  });
  const connections = watchConnections(app);
  const parts: Parts = { world, lanes, feed, forms, sandbox, closing: closing.signal };

  app.decorateRequest('seller', null as unknown as Seller);
  app.decorateRequest('age', 0);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(gzip, (request: FastifyRequest, payload: IncomingMessage) =>
    readParts(payload, request.routeOptions.config.operation.body_limit ?? body_limit),
  );
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseBody(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });

  app.register(multipart);

  app.addHook('onRequest', (request, reply, done) => {
    identify(request, reply);
    const { operation } = request.routeOptions.config;
    // Before the body is read: whatever it holds, nobody is there to take it.
    if (request.is404) return unserved(world, known, request, reply);
    if (operation === undefined) return done();
    enter(auth, sandbox, operation, request, (error) => {
      if (error !== undefined && is_off(operation)) return void noSuchRoute(reply);
      done(error ?? admit(world, rates, operation, request));
    });
  });

  app.addHook('preClose', (done) => {
    closing.abort();
    connections.close();
    // A move of the clock may wait for receivers that do not answer, one after another.
    sandbox?.moves.end();
    done();
  });

  // Streams end only when they are told to, and a server closes when its last answer has ended.
  app.addHook('preClose', async () => feed.close());
  serveConsole(app);

  for (const operation of served) {
    app.route({
      method: operation.method,
      url: operation.path,
      bodyLimit: operation.body_limit ?? body_limit,
      config: { operation },
      handler: (request, reply) =>
        connections.during(request.raw.socket, () => handle(parts, operation, request, reply)),
    });
  }

  serveDocs(app);
  // What is asked of a folder that does not hold it.
  app.setNotFoundHandler((request, reply) => unserved(world, served, request, reply));

  app.setErrorHandler((error, request, reply) => {
    const { facts, headers } = explain(world, error as Error, request);
    const { status, body } = errorBody(facts, world.clock.now(), localeOf(request.headers['accept-language']));
    send(reply, { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body });
  });
  return app;
}

type Parts = Pick<Call, 'world' | 'lanes' | 'feed' | 'closing'> & { forms: Forms; sandbox: Sandbox | null };

async function handle(
  { forms, sandbox, ...house }: Parts,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const url = request.raw.url!;
  const mark = url.indexOf('?');
  const call: Omit<Call, 'body'> = {
    ...house,
    operation,
    params: request.params as Record<string, string>,
    query: mark === -1 ? '' : url.slice(mark + 1),
    headers: request.headers,
    path: mark === -1 ? url : url.slice(0, mark),
    seller: request.seller,
    locale: localeOf(request.headers['accept-language']),
  };
  const answer = async (call: Call): Promise<Reply | NoAnswer> => {
    const inside = () => passed(sandbox, request, call);
    const free = sandbox === null || operation.alone === true || operation.door === 'open';
    const { reply, delay_ms } = await (free ? inside() : sandbox.gate.enter(call.seller.seller_id, inside));
    // The answer waits, not the work: what a caller gave up on is done all the same. Nor does a reset wait for it.
    if (delay_ms) await sleep(delay_ms, null, { signal: house.closing }).catch(() => {});
    return reply;
  };
  const given =
    operation.body_type === 'multipart/form-data'
      ? await forms.read(request, (form) => answer({ ...call, ...form }))
      : await answer({ ...call, body: request.body });
  // Whoever is answered while koli stops would keep it waiting on an idle connection.
  if (house.closing.aborted) reply.header('connection', 'close');
  return 'gone' in given ? leave(reply, given) : send(reply, given);
}

/** Ends the connection without an answer. */
function leave(reply: FastifyReply, { gone }: NoAnswer): FastifyReply {
  const { socket } = reply.request.raw;
  if (gone === 'reset') socket.resetAndDestroy();
  else socket.destroy();
  return reply.hijack();
}

/** Who came in before the sandbox was reset may know a seller that is another one now, or gone. */
async function passed(sandbox: Sandbox | null, { age, seller }: FastifyRequest, call: Call): Promise<Struck> {
  const { door } = call.operation;
  const is_seller = door === 'seller' || door === 'self';
  if (sandbox !== null && is_seller && age !== sandbox.gate.age(seller.seller_id)) return { reply: resting(call) };
  const { faults } = call.world;
  return faults === undefined ? { reply: await call.operation.handle(call) } : underFaults(call, faults);
}

function send(reply: FastifyReply, { status, headers, body }: Reply): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}

function identify(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-request-id', request.id);
}

/** The caller's own id when it can stand in a header, else ours. */
const requestId = (given: string | string[] | undefined): string =>
  typeof given === 'string' && /^[\x21-\x7e]{1,64}$/.test(given) ? given : randomUUID();

/** User-Agent, key, seller of the path: in this order, the first that fails answers. */
function enter(
  auth: Auth,
  sandbox: Sandbox | null,
  operation: Operation,
  request: FastifyRequest,
  done: (error?: Error) => void,
) {
  const { authorization, 'user-agent': agent } = request.headers;
  if (isMarketplace(operation) && (agent ?? '').trim() === '') return done(new Refused({ code: 'user.agent.missing' }));
  if (operation.door === 'open') return done();
  if (operation.door === 'operator') {
    request.seller = operator;
    return done(auth.operator(authorization) ? undefined : new Refused({ code: 'auth.failed' }));
  }
  const asked = pathId((request.params as Record<string, string>)['sellerId']);
  const judge = (seller: Seller | null) => {
    if (seller === null) return done(new Refused({ code: 'auth.failed' }));
    if (operation.door === 'seller' && seller.seller_id !== asked)
      return done(new Refused({ code: 'seller.mismatch' }));
    request.seller = seller;
    request.age = sandbox?.gate.age(seller.seller_id) ?? 0;
    done();
  };
  const found = auth.seller(authorization, asked);
  if (found instanceof Promise) found.then(judge, done);
  else judge(found);
}

/** Rate and media type: what is judged of a known caller before the body is read. */
function admit(
  world: World,
  rates: { check: ReturnType<typeof createRates>['check'] },
  operation: Operation,
  request: FastifyRequest,
): Error | undefined {
  const { seller } = request;
  if (isMarketplace(operation) && !isListed(world, seller, request.ip))
    return new Refused({ code: 'address.unlisted', address: request.ip });
  if (isMarketplace(operation) && isRateLimited(world, seller)) {
    const limited = rates.check(seller.seller_id, operation.name, seller.settings.tier, operation.rate);
    if (limited !== null) return tooOften(limited);
  }
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  const has_body = operation.method !== 'GET' && (encoding !== undefined || (length !== undefined && length !== '0'));
  const expected = operation.body_type ?? 'application/json';
  if (has_body && (type ?? '').replace(/;.*$/s, '').trim().toLowerCase() !== expected)
    return new Refused({ code: 'media.type', expected });
  const limit = operation.body_limit ?? body_limit;
  // Of other bodies the parser sees it when it reads them.
  if (expected === 'multipart/form-data' && Number(length) > limit)
    return new Refused({ code: 'too.large', limit }, unread);
  return undefined;
}

const tooOften = ({ limit, window_s, retry_after_s }: Limited): Refused =>
  new Refused({ code: 'rate.limited', limit, window_s }, { 'retry-after': String(retry_after_s) });

function parseBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw malformed('is not UTF-8', 'UTF-8 değil');
  const text = body.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed('is not JSON', 'JSON değil');
  }
  // Only an escape can bring a NUL or half a surrogate pair into a string; PostgreSQL stores neither.
  if (/\\u(0000|d[89a-f])/i.test(text)) checkTexts(value);
  if (text.length > 2 * max_depth && depth(value) > max_depth)
    throw malformed(`is nested deeper than ${max_depth}`, `${max_depth} düzeyden derin`);
  return value;
}

/** No body of the contract goes deeper than 6; the limit keeps recursion over a body safe. */
const max_depth = 64;

/** How many lists and objects stand in one another, without recursion; stops counting past the limit. */
function depth(value: unknown): number {
  let level = [value].filter(holds);
  for (let reached = 0; ; reached++) {
    if (level.length === 0 || reached > max_depth) return reached;
    const inner: object[] = [];
    // One by one: a list may be longer than a call has room for arguments.
    for (const one of level) for (const value of Object.values(one)) if (holds(value)) inner.push(value);
    level = inner;
  }
}

const holds = (value: unknown): value is object => typeof value === 'object' && value !== null;

function checkTexts(value: unknown): void {
  const waiting = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === 'string') {
      if (one.includes('\0')) throw malformed('has a NUL character in a text', 'bir metinde NUL karakteri içeriyor');
      if (!one.isWellFormed())
        throw malformed('has half a surrogate pair in a text', 'bir metinde yarım kalmış bir karakter içeriyor');
    } else if (typeof one === 'object' && one !== null) {
      for (const [key, inner] of Object.entries(one)) waiting.push(key, inner);
    }
  }
}

function noSuchRoute(reply: FastifyReply): void {
  send(reply, notServed());
}

function unserved(world: World, served: Operation[], request: FastifyRequest, reply: FastifyReply): void {
  const allowed = allowedMethods(served, request.raw.url ?? '').join(', ');
  const locale = localeOf(request.headers['accept-language']);
  if (allowed === '') noSuchRoute(reply);
  else {
    reply.header('allow', allowed);
    send(reply, refusal({ world, locale }, { code: 'method', method: request.method, allowed }));
  }
}

/** Methods that are served at this address. */
function allowedMethods(served: Operation[], url: string): string[] {
  const parts = url.split('?')[0]!.split('/');
  return served
    .filter(({ path }) => {
      const pattern = path.split('/');
      return pattern.length === parts.length && pattern.every((part, i) => part.startsWith(':') || part === parts[i]);
    })
    .map(({ method }) => method);
}

/** Turns whatever was thrown into something that may be told. */
function explain(
  world: World,
  error: Error & { code?: string },
  request: FastifyRequest,
): { facts: ErrorFacts; headers?: Record<string, string> } {
  if (error instanceof Refused) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return {
      facts: { code: 'too.large', limit: request.routeOptions.config.operation.body_limit ?? body_limit },
      headers: unread,
    };
  if (error.code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH')
    return malformed('is not as long as its Content-Length says', 'Content-Length değerinden farklı uzunlukta');
  // Whoever hung up half way is not answered, and is no trouble of ours.
  if (request.raw.destroyed && !request.raw.complete) return malformed('ended early', 'yarıda kesildi');
  if (error instanceof Unavailable || isAway(error)) {
    world.log.error({ err: error }, 'the database is away or too slow');
    return { facts: { code: 'unavailable' } };
  }
  world.log.error({ err: error, request_id: request.id }, 'unplanned');
  return { facts: { code: 'unplanned', request_id: request.id } };
}

/** Node gives up on a request before it is one: no route, no headers to look into, the socket is closed after. */
function brokenRequest(world: World, error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return;
  const facts = brokenFacts(error.code);
  const { status, body } = errorBody(facts, world.clock.now(), 'en');
  const lines = [
    `HTTP/1.1 ${status} ${facts.code}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${randomUUID()}`,
    'connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

function brokenFacts(code: string | undefined): ErrorFacts {
  if (code === 'HPE_HEADER_OVERFLOW') return { code: 'headers.large' };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { code: 'request.slow' };
  return {
    code: 'body.malformed',
    problem: 'does not follow an HTTP request',
    problem_tr: 'bir HTTP isteğine ait değil',
  };
}
