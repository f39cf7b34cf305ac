import { Type } from 'typebox';
import type { Answer } from '../../perform.ts';
import { findWholePackage, type SearchFilter, searchPackages } from '../../postgres/lists.ts';
import { packageDetails, packageSummary } from '../../wire/overview.ts';
import { statusNames } from '../../wire/status.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { ErrorFacts } from '../errors.ts';
import { type Call, json, type Operation, pathId, refusal } from '../operation.ts';
import { choices, integer, isErrorFacts, mistake, noOthers, type Query, reading, text } from '../query.ts';

const ms = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }));

const ownQuery = {
  status: Type.Optional(Type.Array(Type.Enum([...statusNames]))),
  orderNumber: Type.Optional(Type.String()),
  packageId: Type.Optional(Type.Integer({ minimum: 1 })),
  barcode: Type.Optional(Type.String()),
  startDate: ms('lastModifiedDate from here on, epoch ms'),
  endDate: ms('lastModifiedDate up to here, epoch ms'),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ description: 'nextCursor of the page before' })),
};
const allQuery = { sellerId: Type.Optional(Type.Integer({ minimum: 1 })), ...ownQuery };

type Search = Omit<SearchFilter, 'after' | 'limit'>;

/** What is asked for, without the place in the list: a cursor belongs to it. */
function readSearch(query: Query, own: number | undefined): Search {
  const from = integer(query, 'startDate');
  const to = integer(query, 'endDate');
  if (from !== undefined && to !== undefined && from > to)
    mistake({
      code: 'query.window',
      problem: 'startDate is after endDate',
      problem_tr: 'startDate, endDate değerinden sonra',
    });
  return {
    seller_id: own ?? integer(query, 'sellerId', 1),
    statuses: choices(query, 'status', statusNames),
    order_number: text(query, 'orderNumber'),
    package_id: integer(query, 'packageId', 1),
    barcode: text(query, 'barcode'),
    from,
    to,
  };
}

function parseSearch(raw: string, own: number | undefined): { search: Search; filter: SearchFilter } | ErrorFacts {
  return reading(raw, (query) => {
    noOthers(query, Object.keys(own === undefined ? allQuery : ownQuery), ['status']);
    const search = readSearch(query, own);
    const size = integer(query, 'size', 1, 200) ?? 50;
    const cursor = text(query, 'cursor');
    // One more than the page, to know whether there is another.
    if (cursor === undefined) return { search, filter: { ...search, limit: size + 1 } };
    const place = readCursor(cursor, 3, search) ?? mistake({ code: 'cursor.invalid' });
    const [modified_at, seller_id, package_id] = place as [number, number, number];
    return { search, filter: { ...search, after: { modified_at, seller_id, package_id }, limit: size + 1 } };
  });
}

async function list(call: Call, own?: number): Promise<Answer> {
  const asked = parseSearch(call.query, own);
  if (isErrorFacts(asked)) return refusal(call, asked);
  const { search, filter } = asked;
  const found = await searchPackages(call.world.db.pool, filter);
  const page = found.slice(0, filter.limit - 1);
  const last = page.at(-1);
  const more = found.length > page.length && last !== undefined;
  const nextCursor = more ? writeCursor([last.modified_at, last.seller_id, last.package_id], search) : null;
  return json({ content: page.map(packageSummary), nextCursor });
}

async function read(call: Call, seller_id: number | null, to_seller: boolean): Promise<Answer> {
  const asked = call.params['packageId'] ?? '';
  const package_id = pathId(asked);
  const whole =
    seller_id === null || package_id === null
      ? null
      : await findWholePackage(call.world.db.pool, { seller_id, package_id });
  if (whole === null) return refusal(call, { code: 'package.unknown', package_id: asked.slice(0, 64) });
  return json(packageDetails(whole, to_seller));
}

export const packageReads: Operation[] = [
  {
    name: 'searchPackages',
    method: 'GET',
    path: '/api/v1/packages',
    door: 'operator',
    summary: 'List packages of one seller or of all, last changed first',
    query: Type.Object(allQuery, { additionalProperties: false }),
    handle: (call) => list(call),
  },
  {
    name: 'readPackage',
    method: 'GET',
    path: '/api/v1/sellers/:sellerId/packages/:packageId',
    door: 'operator',
    summary: 'A package with its events, the deliveries they owed, its relatives, and what is possible now',
    handle: (call) => read(call, pathId(call.params['sellerId']), false),
  },
  {
    name: 'searchOwnPackages',
    method: 'GET',
    path: '/api/v1/seller/packages',
    door: 'self',
    summary: "List the caller's packages, last changed first",
    query: Type.Object(ownQuery, { additionalProperties: false }),
    handle: (call) => list(call, call.seller.seller_id),
  },
  {
    name: 'readOwnPackage',
    method: 'GET',
    path: '/api/v1/seller/packages/:packageId',
    door: 'self',
    summary: "One of the caller's packages with its events, deliveries, relatives, and what is possible now",
    handle: (call) => read(call, call.seller.seller_id, true),
  },
];
