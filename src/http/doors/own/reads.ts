import { Type } from 'typebox';
import type { Answer } from '../../../core/corridor/ask.ts';
import type { Seller } from '../../../core/domain/seller.ts';
import { findSellers, listKeys, listSellers } from '../../../core/postgres/sellers.ts';
import { SellerDocument, SellerWithKeys, sellerDocument } from '../../../core/wire/seller.ts';
import { orNull, text } from '../../../core/wire/terms.ts';
import { gives } from '../../contract/answers.ts';
import { type Call, json, type Operation, pathId, refusal } from '../../contract/operation.ts';
import { isErrorFacts, readFields, reading } from '../../contract/query.ts';
import { cutPage, placeOf } from '../../shared/cursor.ts';
import { sizeField } from '../../shared/list-query.ts';
import { invoiceFileReads } from './invoice-file.ts';
import { labelReads } from './label.ts';
import { packageReads } from './packages.ts';

const SellersQuery = Type.Object(
  { size: sizeField(), cursor: Type.Optional(Type.String({ description: '`nextCursor` of the page before' })) },
  { additionalProperties: false },
);

const SellersPage = Type.Object(
  { content: Type.Array(SellerDocument), nextCursor: orNull(text(), 'For the next page; null on the last one') },
  { title: 'SellersPage', description: 'Sellers by id.' },
);

const parseSellersQuery = (raw: string) =>
  reading(raw, (query) => {
    const { cursor, size = 50 } = readFields(query, SellersQuery);
    const [after] = placeOf(cursor, 1, 'sellers') ?? [0];
    return { after: after!, size };
  });

async function sellers(call: Call): Promise<Answer> {
  const asked = parseSellersQuery(call.query);
  if (isErrorFacts(asked)) return refusal(call, asked);
  const rows = await listSellers(call.world.db.pool, asked.after, asked.size + 1);
  const { page, nextCursor } = cutPage(rows, asked.size, ({ seller_id }) => [seller_id], 'sellers');
  return json({
    content: page.map((seller) => sellerDocument(seller, call.world.extension.seller_switches)),
    nextCursor,
  });
}

async function seller(call: Call): Promise<Answer> {
  const asked = call.params['sellerId'] ?? '';
  const seller_id = pathId(asked);
  const [row] = seller_id === null ? [] : await findSellers(call.world.db.pool, [seller_id]);
  if (row === undefined) return refusal(call, { code: 'seller.unknown', seller_id: asked.slice(0, 64) });
  return json(await withKeys(call, row));
}

/** Of a key its name is told, never its secret. */
async function withKeys(call: Call, seller: Seller) {
  const keys = await listKeys(call.world.db.pool, seller.seller_id);
  return {
    ...sellerDocument(seller, call.world.extension.seller_switches),
    keys: keys.map((key) => ({ apiKey: key.api_key, createdDate: key.created_at, revokedDate: key.revoked_at })),
  };
}

/** What operators read of everything, and sellers of their own, outside the marketplace's contract. */
export const readOperations: Operation[] = [
  {
    name: 'listSellers',
    method: 'GET',
    path: '/api/v1/sellers',
    access: 'operator',
    summary: 'List sellers by id',
    query: SellersQuery,
    answers: { 200: gives(SellersPage) },
    refusals: ['cursor.invalid'],
    handle: sellers,
  },
  {
    name: 'readSeller',
    method: 'GET',
    path: '/api/v1/sellers/:sellerId',
    access: 'operator',
    summary: 'A seller with its settings and the names of its keys',
    answers: { 200: gives(SellerWithKeys) },
    refusals: ['seller.unknown'],
    handle: seller,
  },
  {
    name: 'readOwnSeller',
    method: 'GET',
    path: '/api/v1/seller',
    access: 'self',
    summary: "The caller's settings and the names of its keys",
    answers: { 200: gives(SellerWithKeys) },
    refusals: [],
    handle: async (call) => json(await withKeys(call, call.seller)),
  },
  ...packageReads,
  ...invoiceFileReads,
  ...labelReads,
];
