import type { Settings } from '../../config.ts';
import { countList, listPage, type PageText } from '../../postgres/lists.ts';
import { withLegacyNames } from '../../wire/legacy.ts';
import { PackagePage } from '../../wire/package-schema.ts';
import { gives } from '../answers.ts';
import { type ListFilter, ListQuery, parseListQuery } from '../list-query.ts';
import { type Call, jsonText, type Operation, refusal } from '../operation.ts';
import { isErrorFacts } from '../query.ts';

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

/** During a brown-out V1 is closed for those who may come in; they are told to move. */
async function handleV1(call: Call) {
  const { v1, v1_brownout } = call.world.settings;
  const closed = v1 === 'brownout' && isWithin(v1_brownout, call.world.clock.now());
  return closed ? refusal(call, { code: 'v1.closed' }) : handle(call);
}

function isWithin(times: Settings['v1_brownout'], now: number): boolean {
  const minute = Math.floor(now / 60_000);
  return times.some(({ start, minutes }) => (((minute - start) % 1_440) + 1_440) % 1_440 < minutes);
}

export const listOrdersV2: Operation = {
  name: 'listOrdersV2',
  method: 'GET',
  path: '/integration/order/sellers/:sellerId/v2/orders',
  door: 'seller',
  rate: 'list',
  summary: "List the seller's packages, page by page",
  query: ListQuery,
  answers: { 200: gives(PackagePage) },
  refusals: ['query.window'],
  handle,
};

export const listOrders: Operation = {
  ...listOrdersV2,
  name: 'listOrders',
  path: '/integration/order/sellers/:sellerId/orders',
  summary: 'The same list at its old address; use listOrdersV2',
  v1: true,
  handle: handleV1,
};

export const listOperations: Operation[] = [listOrders, listOrdersV2];
