import { Type } from 'typebox';
import type { Answer } from '../../../core/corridor/ask.ts';
import type { Seller } from '../../../core/domain/seller.ts';
import { findSellers, listKeys, listSellers } from '../../../core/postgres/sellers.ts';
import { SellerDocument, SellerWithKeys, sellerDocument } from '../../../core/wire/seller.ts';
import { orNull, text } from '../../../core/wire/terms.ts';
import { gives } from '../../contract/answers.ts';
import { type Call, json, type Operation, pathId, refusal, sent } from '../../contract/operation.ts';
import { cursorFields, cursorPage } from '../../shared/cursor-list.ts';
import { queried } from '../../shared/queried.ts';

const SellersQuery = Type.Object(cursorFields(), { additionalProperties: false });

const SellersPage = Type.Object(
  { content: Type.Array(SellerDocument), nextCursor: orNull(text(), 'For the next page; null on the last page') },
  { title: 'SellersPage', description: 'Sellers by id.' },
);

const list: Operation = {
  name: 'listSellers',
  method: 'GET',
  path: '/api/v1/sellers',
  access: 'operator',
  summary: 'List sellers by id',
  query: SellersQuery,
  answers: { 200: gives(SellersPage) },
  refusals: ['cursor.invalid'],
  handle: queried(
    SellersQuery,
    (asked) => ({ search: 'sellers', ...asked }),
    (call, asked) =>
      cursorPage(call, asked, {
        place: ['seller_id'],
        find: ({ db }, _search, after, limit) => listSellers(db.pool, after?.seller_id ?? 0, limit),
        placeIn: (seller) => seller,
        view: (seller) => sellerDocument(seller, call.world.extension.seller_switches),
      }),
  ),
};

const read: Operation = {
  name: 'readSeller',
  method: 'GET',
  path: '/api/v1/sellers/:sellerId',
  access: 'operator',
  summary: 'A seller with its settings and the names of its keys',
  answers: { 200: gives(SellerWithKeys) },
  refusals: ['seller.unknown'],
  async handle(call) {
    const [seller] = await findSellers(call.world.db.pool, [pathId(call.params['sellerId']) ?? -1]);
    if (seller !== undefined) return withKeys(call, seller);
    return refusal(call, { code: 'seller.unknown', seller_id: sent(call, 'sellerId') });
  },
};

const readOwn: Operation = {
  name: 'readOwnSeller',
  method: 'GET',
  path: '/api/v1/seller',
  access: 'self',
  summary: "Read the caller's settings and the names of its keys",
  answers: { 200: gives(SellerWithKeys) },
  refusals: [],
  handle: (call) => withKeys(call, call.seller),
};

/** Keys are shown by their names, never with their secrets. */
async function withKeys(call: Call, seller: Seller): Promise<Answer> {
  const keys = await listKeys(call.world.db.pool, seller.seller_id);
  return json({
    ...sellerDocument(seller, call.world.extension.seller_switches),
    keys: keys.map((key) => ({ apiKey: key.api_key, createdDate: key.created_at, revokedDate: key.revoked_at })),
  });
}

export const sellerReads: Operation[] = [list, read, readOwn];
