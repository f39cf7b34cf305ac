import { readingOf } from '../../../core/behaviour.ts';
import { isRefusal } from '../../../core/domain/refusal.ts';
import { streamPage } from '../../../core/postgres/package-lists.ts';
import { PackageStreamPage } from '../../../core/wire/package-schema.ts';
import { readContent } from '../../../core/wire/reading.ts';
import { gives } from '../../contract/answers.ts';
import { type Call, jsonText, type Operation, refusal } from '../../contract/operation.ts';
import { cursorAfter, parseStreamQuery, StreamQuery } from '../../shared/stream-query.ts';

async function handle(call: Call) {
  const { seller_id } = call.seller;
  const asked = parseStreamQuery(call.query, seller_id, call.world.clock.now());
  if (isRefusal(asked)) return refusal(call, asked);
  const { scan, filter } = asked;
  const found = await streamPage(call.world.db.pool, seller_id, { ...filter, sight: call.sight });
  const page = found.slice(0, filter.limit - 1);
  const hasMore = found.length > page.length;
  const nextCursor = hasMore ? cursorAfter(page.at(-1)!, scan) : '';
  const documents = page.map(({ document }) => document).join(',');
  const content = readContent(documents, readingOf(call));
  return jsonText(`{"content":[${content}],"size":${page.length},"hasMore":${hasMore},"nextCursor":"${nextCursor}"}`);
}

export const streamOrders: Operation = {
  name: 'streamOrders',
  method: 'GET',
  path: '/integration/order/sellers/:sellerId/orders/stream',
  access: 'seller',
  rate: 'list',
  summary: 'Read all packages of the seller, last changed first',
  description:
    'For following: a scan gives each version of a package once, last changed first. A package that changes meanwhile ' +
    'moves to the front, where the next scan finds it: begin its window 10 seconds before this scan began.',
  query: StreamQuery,
  answers: { 200: gives(PackageStreamPage) },
  refusals: ['query.window', 'cursor.invalid'],
  handle,
};
