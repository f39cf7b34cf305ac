import type { RefusalCode } from '../../core/domain/refusal.ts';
import { type AnswerHeader, answerHeaders, type Header, type RequestHeader } from './headers.ts';
import { isKeyed, type Operation } from './operation.ts';
import { namesIn, pathParameters } from './path.ts';
import { refusalRows } from './refusals.ts';

// What follows from the row of an operation, beside what the row says itself.

export const isMarketplace = ({ path }: Operation): boolean => path.startsWith('/integration/');

/** Sellers have request limits, also on koli's own operations. */
export const isRated = (operation: Operation): boolean => isMarketplace(operation) || operation.access === 'self';

const takesBody = ({ method }: Operation): boolean => method !== 'GET';

type Rule<What> = [applies: (operation: Operation) => boolean, what: readonly What[]];

const rules: Rule<RefusalCode>[] = [
  [isMarketplace, ['user.agent.missing']],
  [({ access }) => access !== 'open', ['auth.failed']],
  [({ access }) => access === 'seller', ['seller.mismatch']],
  [isRated, ['rate.limited']],
  [isMarketplace, ['address.unlisted']],
  [isMarketplace, ['field.invalid']],
  [({ v1 }) => v1 === true, ['v1.closed']],
  [takesBody, ['media.type', 'content.encoding', 'too.large', 'body.malformed']],
  [({ body, body_type }) => body !== undefined && body_type !== 'application/gzip', ['field.invalid']],
  [({ query }) => query !== undefined, ['query.invalid']],
  [isKeyed, ['field.invalid', 'idempotency.reused']],
  [() => true, ['request.slow', 'headers.large', 'host.unknown', 'unplanned', 'unavailable']],
];

/** Headers that a ring puts on answers. */
const ring_headers: Rule<AnswerHeader>[] = [];

/** Adds what a ring answers to operations of the core: refusals, and headers with their descriptions. */
export function addCommon(added: {
  refusals: Rule<RefusalCode>;
  headers: Rule<AnswerHeader>;
  described: Partial<Record<AnswerHeader, Header>>;
}): void {
  rules.push(added.refusals);
  ring_headers.push(added.headers);
  Object.assign(answerHeaders, added.described);
}

/** Every refusal that the operation can answer with, its own first. */
function refusalsOf(operation: Operation): RefusalCode[] {
  const named = namesIn(operation.path).flatMap((name) => pathParameters[name]?.refusal ?? []);
  const common = rules.flatMap(([applies, codes]) => (applies(operation) ? codes : []));
  return [...new Set([...operation.refusals, ...named, ...common])];
}

/** The same, by status. */
export const refusalsByStatus = (operation: Operation): Map<number, RefusalCode[]> =>
  Map.groupBy(refusalsOf(operation), (code) => refusalRows[code].status);

export function headersRead(operation: Operation): RequestHeader[] {
  const { headers = [] } = operation;
  return [
    ...headers,
    ...(isKeyed(operation) ? (['Idempotency-Key'] as const) : []),
    ...(isMarketplace(operation) ? (['User-Agent', 'storeFrontCode'] as const) : []),
    'Accept-Language',
    'X-Request-ID',
  ];
}

/** Headers of an answer that does what was asked, or refuses it. */
export function headersSent(operation: Operation, status: number): AnswerHeader[] {
  const own = operation.answers[status]?.headers ?? [];
  const kept = isKeyed(operation) && [200, 201, 202, 400, 404, 409].includes(status);
  const waits = [refusalRows['rate.limited'].status, refusalRows.unavailable.status].includes(status);
  return [
    ...own,
    ...(kept ? (['idempotent-replayed'] as const) : []),
    ...(waits ? (['retry-after'] as const) : []),
    ...ring_headers.flatMap(([applies, names]) => (applies(operation) ? names : [])),
    'x-request-id',
  ];
}

/** An answer says how long to wait only where that is known: not while the database is away. */
export const isRequired = (header: AnswerHeader, status: number): boolean =>
  answerHeaders[header].required === true && !(header === 'retry-after' && status === refusalRows.unavailable.status);
