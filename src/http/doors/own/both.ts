import { type Static, type TObject, type TProperties, Type } from 'typebox';
import type { Refusal } from '../../../core/domain/refusal.ts';
import { findSellers } from '../../../core/postgres/sellers.ts';
import { type Call, type Operation, pathId, type Reply, refusal, sent } from '../../contract/operation.ts';
import { queried } from '../../shared/queried.ts';

type Both = Omit<Operation, 'name' | 'access' | 'summary' | 'query' | 'handle'> & {
  /** Of the operator's operation, and of the seller's. */
  names: [operator: string, own: string];
  summary: string | [operator: string, own: string];
};

/** The two rows without their handlers. `from`: what the operator's path begins with. */
function rowsOf<More>({ names, path, summary, ...more }: Both & More, from: string) {
  const [operator, own] = typeof summary === 'string' ? [summary, summary] : summary;
  return [
    { ...more, name: names[0], path: from + path, access: 'operator', summary: operator },
    { ...more, name: names[1], path: `/api/v1/seller${path}`, access: 'self', summary: own },
  ] as const;
}

type OfSeller = Both & Pick<Operation, 'query'> & { handle(call: Call, seller_id: number): Promise<Reply> };

/** One operation for two callers: an operator names the seller in the path, a seller's key is its own. */
export function ofSeller({ handle, ...both }: OfSeller): Operation[] {
  const [operator, own] = rowsOf(both, '/api/v1/sellers/:sellerId');
  return [
    { ...operator, handle: (call) => handle(call, pathId(call.params['sellerId']) ?? -1) },
    { ...own, handle: (call) => handle(call, call.seller.seller_id) },
  ];
}

/** The same, but the operator gets a refusal for an unknown seller. */
export function ofKnownSeller(both: OfSeller): Operation[] {
  const [operator, own] = ofSeller(both) as [Operation, Operation];
  const handle = async (call: Call): Promise<Reply> => {
    const found = await findSellers(call.world.db.pool, [pathId(call.params['sellerId']) ?? -1]);
    if (found.length > 0) return operator.handle(call);
    return refusal(call, { code: 'seller.unknown', seller_id: sent(call, 'sellerId') });
  };
  return [{ ...operator, refusals: [...operator.refusals, 'seller.unknown'], handle }, own];
}

type OfAllOrOwn<Fields extends TProperties, Asked extends object> = Both & {
  fields: Fields;
  /** `seller_id`: the seller who asks, or whom the operator names. */
  parse(fields: Static<TObject<Fields>>, seller_id: number | undefined, call: Call): Asked | Refusal;
  handle(call: Call, asked: Asked): Promise<Reply>;
};

const strict = { additionalProperties: false };
const sellerId = Type.Optional(Type.Integer({ minimum: 1, description: 'Of this seller' }));

/** One operation over the packages of all sellers for the operator, who may name one, and over its own for a seller. */
export function ofAllOrOwn<Fields extends TProperties, Asked extends object>(
  both: OfAllOrOwn<Fields, Asked>,
): Operation[] {
  const { fields, parse, handle, ...rest } = both;
  const [operator, own] = rowsOf(rest, '/api/v1');
  const All = Type.Object({ ...fields, sellerId }, strict);
  const Own = Type.Object(fields, strict);
  type All = Static<TObject<Fields>> & { sellerId?: number };
  return [
    {
      ...operator,
      query: All,
      handle: queried(All, (asked, call) => parse(asked as never, (asked as All).sellerId, call), handle),
    },
    {
      ...own,
      query: Own,
      handle: queried(Own, (asked, call) => parse(asked as never, call.seller.seller_id, call), handle),
    },
  ];
}
