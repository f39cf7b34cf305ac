import { type Static, Type } from 'typebox';
import type { Answer } from '../../../core/corridor/ask.ts';
import type { RefusalFacts } from '../../../core/domain/refusal.ts';
import { type SearchFilter, searchPackages } from '../../../core/postgres/package-lists.ts';
import { findWholePackage } from '../../../core/postgres/packages.ts';
import { PackageDetails, PackageSearchPage, packageDetails, packageSummary } from '../../../core/wire/overview.ts';
import { gives } from '../../contract/answers.ts';
import { type Call, json, type Operation, pathId, refusal } from '../../contract/operation.ts';
import { isErrorFacts, mistake, readFields, reading } from '../../contract/query.ts';
import { cutPage, placeOf } from '../../shared/cursor.ts';
import { sizeField, statusField, timeField } from '../../shared/list-query.ts';

const own = {
  startDate: timeField('`lastModifiedDate` from here on'),
  endDate: timeField('`lastModifiedDate` up to and with this'),
};
const named = {
  status: statusField('In one of these; a comma list or a repeated name'),
  orderNumber: Type.Optional(Type.String({ description: 'Exactly this order' })),
  packageId: Type.Optional(Type.Integer({ minimum: 1, description: 'Exactly this package' })),
  barcode: Type.Optional(Type.String({ description: 'With this barcode on one of its lines' })),
  size: sizeField(),
  cursor: Type.Optional(Type.String({ description: '`nextCursor` of the page before, with the same filters' })),
};
const sellerId = Type.Optional(Type.Integer({ minimum: 1, description: 'Of this seller' }));

const strict = { additionalProperties: false };
const OwnQuery = Type.Object({ ...own, ...named }, strict);
const AllQuery = Type.Object({ ...own, sellerId, ...named }, strict);

type Search = Omit<SearchFilter, 'after' | 'limit'>;
type Parsed = { search: Search; size: number; filter: SearchFilter };

function parseSearch(raw: string, own: number | undefined): Parsed | RefusalFacts {
  return reading(raw, (query) => {
    const asked: Static<typeof AllQuery> = readFields(query, own === undefined ? AllQuery : OwnQuery);
    const { startDate: from, endDate: to, cursor, size = 50 } = asked;
    if (from !== undefined && to !== undefined && from > to)
      mistake({ code: 'query.window', field: 'startDate', broken: { rule: 'after', other: 'endDate' } });
    // What is asked for, without the place in the list: a cursor belongs to it.
    const search: Search = {
      seller_id: own ?? asked.sellerId,
      statuses: asked.status,
      order_number: asked.orderNumber,
      package_id: asked.packageId,
      barcode: asked.barcode,
      from,
      to,
    };
    // One more than the page, to know whether there is another.
    const limit = size + 1;
    const place = placeOf(cursor, 3, search);
    if (place === null) return { search, size, filter: { ...search, limit } };
    const [modified_at, seller_id, package_id] = place as [number, number, number];
    return { search, size, filter: { ...search, after: { modified_at, seller_id, package_id }, limit } };
  });
}

type Found = Awaited<ReturnType<typeof searchPackages>>[number];
const placeIn = ({ current: { modified_at, seller_id, package_id } }: Found) => [modified_at, seller_id, package_id];

async function list(call: Call, own?: number): Promise<Answer> {
  const asked = parseSearch(call.query, own);
  if (isErrorFacts(asked)) return refusal(call, asked);
  const found = await searchPackages(call.world.db.pool, asked.filter);
  const { page, nextCursor } = cutPage(found, asked.size, placeIn, asked.search);
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
    access: 'operator',
    summary: 'List packages of one seller or of all, last changed first',
    query: AllQuery,
    answers: { 200: gives(PackageSearchPage) },
    refusals: ['query.window', 'cursor.invalid'],
    handle: (call) => list(call),
  },
  {
    name: 'readPackage',
    method: 'GET',
    path: '/api/v1/sellers/:sellerId/packages/:packageId',
    access: 'operator',
    summary: 'A package with its events, the deliveries they owed, its relatives, and what is possible now',
    answers: { 200: gives(PackageDetails) },
    refusals: [],
    handle: (call) => read(call, pathId(call.params['sellerId']), false),
  },
  {
    name: 'searchOwnPackages',
    method: 'GET',
    path: '/api/v1/seller/packages',
    access: 'self',
    summary: "List the caller's packages, last changed first",
    query: OwnQuery,
    answers: { 200: gives(PackageSearchPage) },
    refusals: ['query.window', 'cursor.invalid'],
    handle: (call) => list(call, call.seller.seller_id),
  },
  {
    name: 'readOwnPackage',
    method: 'GET',
    path: '/api/v1/seller/packages/:packageId',
    access: 'self',
    summary: "One of the caller's packages with its events, deliveries, relatives, and what is possible now",
    answers: { 200: gives(PackageDetails) },
    refusals: [],
    handle: (call) => read(call, call.seller.seller_id, true),
  },
];
