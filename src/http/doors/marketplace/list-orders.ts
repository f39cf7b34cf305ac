import { isV1Closed, readingOf } from '../../../core/behaviour.ts';
import { isRefusal } from '../../../core/domain/refusal.ts';
import { countList, listPage, type PageText } from '../../../core/postgres/package-lists.ts';
import { PackagePage } from '../../../core/wire/package-schema.ts';
import { readContent } from '../../../core/wire/reading.ts';
import { gives } from '../../contract/answers.ts';
import { type Call, jsonText, type Operation, refusal } from '../../contract/operation.ts';
import { type ListFilter, ListQuery, parseListQuery } from '../../shared/list-query.ts';

async function handle(call: Call) {
  const filter = parseListQuery(call.query, call.world.clock.now());
  if (isRefusal(filter)) return refusal(call, filter);
  const { seller_id } = call.seller;
  const { pool } = call.world.db;
  const seen = { ...filter, sight: call.sight };
  const page = await listPage(pool, seller_id, seen);
  const total = knownTotal(filter, page) ?? (await countList(pool, seller_id, seen));
  const content = readContent(page.content, readingOf(call));
  return jsonText(
    `{"totalElements":${total},"totalPages":${Math.ceil(total / filter.size)},"page":${filter.page},"size":${page.count},"content":[${content}]}`,
  );
}

/** A page that is not full is the last one, and tells how many there are; most polls end here. */
function knownTotal({ page, size }: ListFilter, { count }: PageText): number | null {
  return count < size && (count > 0 || page === 0) ? page * size + count : null;
}

/** Judged after the key: a caller without one learns nothing. */
const handleV1 = async (call: Call) =>
  isV1Closed(call.world, call.seller) ? refusal(call, { code: 'v1.closed' }) : handle(call);

const listOrdersV2: Operation = {
  name: 'listOrdersV2',
  method: 'GET',
  path: '/integration/order/sellers/:sellerId/v2/orders',
  access: 'seller',
  rate: 'list',
  summary: "List the seller's packages, page by page",
  query: ListQuery,
  answers: { 200: gives(PackagePage) },
  refusals: ['query.window'],
  handle,
};

const listOrders: Operation = {
  ...listOrdersV2,
  name: 'listOrders',
  path: '/integration/order/sellers/:sellerId/orders',
  summary: 'The list at its old address, which is closed: use listOrdersV2',
  description:
    'The marketplace announced its end for 15 October 2026, so koli answers 426. `KOLI_V1` serves it again, for tests of old code.',
  v1: true,
  handle: handleV1,
};

export const listOperations: Operation[] = [listOrders, listOrdersV2];
