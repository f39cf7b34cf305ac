import { hash, timingSafeEqual } from 'node:crypto';
import { defaultSellerSettings, type Seller } from '../../core/domain/seller.ts';
import { findKeys } from '../../core/postgres/sellers.ts';
import type { World } from '../../core/world.ts';

/**
 * How long a key that was looked up is trusted, in real time: a key revoked or a setting changed on another node is
 * obeyed after at most so long; on this node at once.
 */
const trusted_ms = 2_000;
/** Keys in memory at once. Beyond that koli looks keys up again. */
const remembered_keys = 10_000;

/** The operator writes under seller 0. */
export const operator: Seller = { seller_id: 0, name: 'operator', settings: defaultSellerSettings, created_at: 0 };

type KnownKey = { holders: { seller: Seller; secret_hash: Buffer }[]; until: number };

export type Auth = {
  /** The seller who signed, or null. Of several sellers with the same key and secret, the one that is asked for. */
  seller(authorization: string | undefined, asked: number | null): Seller | null | Promise<Seller | null>;
  operator(authorization: string | undefined): boolean;
  /** A key or a seller's settings were changed through this node. */
  forget(): void;
};

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

export function createAuth(world: World): Auth {
  const known = new Map<string, KnownKey>();
  /** Of what is remembered; who looked up something before it was forgotten does not remember it. */
  let age = 0;
  const token_hash = digest(world.settings.operator_token);

  async function lookUp(api_key: string): Promise<KnownKey> {
    const asked = age;
    const holders = await findKeys(world.db.pool, api_key);
    if (known.size >= remembered_keys) known.clear();
    const found = { holders, until: performance.now() + trusted_ms };
    if (asked === age) known.set(api_key, found);
    return found;
  }

  return {
    seller(authorization, asked) {
      const pair = basicPair(authorization);
      if (pair === null) return null;
      const found = known.get(pair.api_key);
      if (found !== undefined && found.until > performance.now()) return holder(found, pair.secret, asked);
      return lookUp(pair.api_key).then((fresh) => holder(fresh, pair.secret, asked));
    },
    operator(authorization) {
      const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
      return token !== undefined && timingSafeEqual(digest(token), token_hash);
    },
    forget() {
      age++;
      known.clear();
    },
  };
}

/** The API key and its secret; null for anything else than Basic credentials. */
function basicPair(authorization: string | undefined): { api_key: string; secret: string } | null {
  if (authorization === undefined || !/^basic /i.test(authorization)) return null;
  const text = Buffer.from(authorization.slice(6).trim(), 'base64').toString('utf8');
  const colon = text.indexOf(':');
  // PostgreSQL cannot be asked for a key with a NUL in it.
  if (colon < 1 || text.includes('\0')) return null;
  return { api_key: text.slice(0, colon), secret: text.slice(colon + 1) };
}

function holder(found: KnownKey, secret: string, asked: number | null): Seller | null {
  const secret_hash = digest(secret);
  const matching = found.holders.filter((one) => timingSafeEqual(one.secret_hash, secret_hash));
  return (matching.find((one) => one.seller.seller_id === asked) ?? matching[0])?.seller ?? null;
}
