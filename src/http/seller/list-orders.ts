import { Type } from 'typebox';
import { countList, listPage, type PageText } from '../../postgres/lists.ts';
import { legacyNames } from '../../wire/legacy.ts';
import { statusNames } from '../../wire/status.ts';
import { ids_limit, type ListFilter, parseListQuery } from '../list-query.ts';
import { type Call, jsonText, type Operation, refusal } from '../operation.ts';
import { isErrorFacts } from '../query.ts';

const ms = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }));

const query = Type.Object({
  startDate: ms('Epoch ms, inclusive; without both dates the last 7 days'),
  endDate: ms('Epoch ms, inclusive; at most 14 days after startDate'),
  page: Type.Optional(Type.Integer({ minimum: 0, default: 0 })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  orderNumber: Type.Optional(Type.String()),
  shipmentPackageIds: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { maxItems: ids_limit })),
  status: Type.Optional(Type.Array(Type.Enum([...statusNames]))),
  orderByField: Type.Optional(Type.Enum(['PackageLastModifiedDate', 'CreatedDate'])),
  orderByDirection: Type.Optional(Type.Enum(['ASC', 'DESC'])),
  barcode: Type.Optional(Type.String()),
});

async function handle(call: Call) {
  const filter = parseListQuery(call.query, call.world.clock.now());
  if (isErrorFacts(filter)) return refusal(call, filter);
  const { seller_id, settings } = call.seller;
  const { pool } = call.world.db;
  const page = await listPage(pool, seller_id, filter);
  const total = knownTotal(filter, page) ?? (await countList(pool, seller_id, filter));
  const content = settings.legacy_fields ? withLegacyNames(page.content) : page.content;
  return jsonText(
    `{"totalElements":${total},"totalPages":${Math.ceil(total / filter.size)},"page":${filter.page},"size":${page.count},"content":[${content}]}`,
  );
}

/** A page that is not full is the last one, and tells how many there are; most polls end here. */
function knownTotal({ page, size }: ListFilter, { count }: PageText): number | null {
  return count < size && (count > 0 || page === 0) ? page * size + count : null;
}

const withLegacyNames = (content: string): string =>
  JSON.parse(`[${content}]`)
    .map((document: object) => JSON.stringify(legacyNames(document)))
    .join(',');

export const listOrders: Operation = {
  name: 'listOrders',
  method: 'GET',
  path: '/integration/order/sellers/:sellerId/orders',
  door: 'seller',
  rate: 'list',
  summary: "List the seller's packages, page by page",
  query,
  handle,
};

export const listOrdersV2: Operation = {
  ...listOrders,
  name: 'listOrdersV2',
  path: '/integration/order/sellers/:sellerId/v2/orders',
};

export const listOperations: Operation[] = [listOrders, listOrdersV2];
