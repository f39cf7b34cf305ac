import { hash } from 'node:crypto';
import { findKeys } from '../../core/postgres/sellers.ts';
import { gives } from '../../http/contract/answers.ts';
import { json, type Operation } from '../../http/contract/operation.ts';
import type { Sandbox } from '../sandbox.ts';
import { sandboxSellers } from '../seed.ts';
import { SandboxCredentials } from '../wire/sandbox.ts';

/** The credentials of the documentation, without revoked keys and without a token of your own. */
export const sandboxCredentials = (sandbox: () => Sandbox): Operation => ({
  name: 'sandboxCredentials',
  method: 'GET',
  path: '/api/v1/sandbox/credentials',
  access: 'open',
  summary: 'Read the built-in credentials of a new sandbox, as long as they are valid',
  answers: { 200: gives(SandboxCredentials) },
  refusals: [],
  async handle({ world }) {
    const sellers = [];
    for (const { seller_id, api_key, secret } of sandboxSellers) {
      const keys = await findKeys(world.db.pool, api_key);
      const own = keys.find(({ seller }) => seller.seller_id === seller_id);
      if (own?.secret_hash.equals(hash('sha256', secret, 'buffer')))
        sellers.push({ sellerId: seller_id, name: own.seller.name, apiKey: api_key, apiSecret: secret });
    }
    return json({ operatorToken: sandbox().virtual.settings.known_token, sellers });
  },
});
