import { Type } from 'typebox';
import { streamPage } from '../../postgres/lists.ts';
import { readContent } from '../../wire/reading.ts';
import { statusNames } from '../../wire/status.ts';
import { readingOf } from '../behaviour.ts';
import { type Call, jsonText, type Operation, refusal } from '../operation.ts';
import { isErrorFacts } from '../query.ts';
import { cursorAfter, parseStreamQuery } from '../stream-query.ts';

const ms = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }));

const query = Type.Object({
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  nextCursor: Type.Optional(Type.String({ description: 'From the page before; filters left out stay as they were' })),
  packageItemStatuses: Type.Optional(Type.Array(Type.Enum([...statusNames]))),
  lastModifiedStartDate: ms('Epoch ms, inclusive; without both dates the last 14 days'),
  lastModifiedEndDate: ms('Epoch ms, inclusive; at most 14 days after lastModifiedStartDate'),
});

async function handle(call: Call) {
  const { seller_id } = call.seller;
  const asked = parseStreamQuery(call.query, seller_id, call.world.clock.now());
  if (isErrorFacts(asked)) return refusal(call, asked);
  const { scan, filter } = asked;
  const found = await streamPage(call.world.db.pool, seller_id, { ...filter, unseen: call.unseen });
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
  door: 'seller',
  rate: 'list',
  summary: "Walk over the seller's packages, last changed first",
  query,
  handle,
};
