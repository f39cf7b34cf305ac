import type { FastifyRequest } from 'fastify';
import { isListed, isRateLimited } from '../../core/behaviour.ts';
import type { Seller } from '../../core/domain/seller.ts';
import type { World } from '../../core/world.ts';
import { isMarketplace, isRated } from '../contract/common.ts';
import { body_limit } from '../contract/limits.ts';
import { type Operation, pathId } from '../contract/operation.ts';
import { Refused, unread } from '../contract/refused.ts';
import { type Auth, operator } from './auth.ts';
import { refusedEncoding } from './encoding.ts';
import type { Flight } from './flight.ts';
import type { Host } from './host.ts';
import type { createRates, Limited } from './rates.ts';
import type { wrongKeyDelays } from './wrong-keys.ts';

/** What is judged of a caller before anybody reads a body. */
export type Entrance = {
  world: World;
  auth: Auth;
  rates: ReturnType<typeof createRates>;
  wrongKeyDelay: ReturnType<typeof wrongKeyDelays>;
  flight: Flight;
  host: Host;
};

/** User-Agent, key, seller of the path: in this order, the first that fails answers. */
export function enter(
  entrance: Entrance,
  operation: Operation,
  request: FastifyRequest,
  done: (error?: Error) => void,
) {
  const { auth, host } = entrance;
  const { authorization, 'user-agent': agent } = request.headers;
  const refuseKey = () => refuseSlowly(entrance, operation, request, done);
  if (isMarketplace(operation) && (agent ?? '').trim() === '') return done(new Refused({ code: 'user.agent.missing' }));
  if (operation.access === 'open') {
    request.around = host.enter(null);
    return done();
  }
  if (operation.access === 'operator') {
    request.seller = operator;
    request.around = host.enter(operator.seller_id);
    return auth.operator(authorization) ? done() : refuseKey();
  }
  const asked = pathId((request.params as Record<string, string>)['sellerId']);
  const judge = (seller: Seller | null) => {
    if (seller === null) return refuseKey();
    if (operation.access === 'seller' && seller.seller_id !== asked)
      return done(new Refused({ code: 'seller.mismatch' }));
    request.seller = seller;
    request.around = host.enter(seller.seller_id);
    done();
  };
  const found = auth.seller(authorization, asked);
  if (found instanceof Promise) found.then(judge, done);
  else judge(found);
}

function refuseSlowly(
  { world, wrongKeyDelay }: Entrance,
  { access }: Operation,
  { ip, headers }: FastifyRequest,
  done: (error?: Error) => void,
): void {
  const refused = new Refused({ code: 'auth.failed' });
  // Without any key nothing was tried.
  const was_tried = headers.authorization !== undefined;
  if (was_tried) world.metrics.refusedKey(access === 'operator' ? 'operator' : 'seller');
  const wait_ms = was_tried ? wrongKeyDelay(ip) : 0;
  if (wait_ms === 0) done(refused);
  else setTimeout(() => done(refused), wait_ms).unref();
}

/** Rate and media type: what is judged of a known caller before the body is read. */
export function admit(
  { world, rates, flight }: Entrance,
  operation: Operation,
  request: FastifyRequest,
): Error | undefined {
  const full = flight.refuse(request);
  if (full !== null) return full;
  const { seller } = request;
  const is_judged = isMarketplace(operation) && operation.unlisted !== true;
  if (is_judged && !isListed(world, seller, request.ip))
    return new Refused({ code: 'address.unlisted', address: request.ip });
  if (isRated(operation) && isRateLimited(world, seller)) {
    const limited = rates.check(seller.seller_id, operation.name, seller.settings.tier, operation.rate);
    if (limited !== null) return tooOften(limited);
  }
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  const has_body = operation.method !== 'GET' && (encoding !== undefined || (length !== undefined && length !== '0'));
  const expected = operation.body_type ?? 'application/json';
  if (has_body && (type ?? '').replace(/;.*$/s, '').trim().toLowerCase() !== expected)
    return new Refused({ code: 'media.type', media_type: expected });
  const encoded = has_body ? refusedEncoding(request.headers, expected === 'application/json') : undefined;
  if (encoded !== undefined) return encoded;
  const limit = operation.body_limit ?? body_limit;
  // Of other bodies the parser sees it when it reads them.
  if (expected === 'multipart/form-data' && Number(length) > limit)
    return new Refused({ code: 'too.large', limit }, unread);
  return undefined;
}

const tooOften = ({ limit, window_s, retry_after_s }: Limited): Refused =>
  new Refused({ code: 'rate.limited', limit, window_s }, { 'retry-after': String(retry_after_s) });
