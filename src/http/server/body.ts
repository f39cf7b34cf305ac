import type { BrokenRule } from '../../core/domain/refusal.ts';
import { body_limit } from '../contract/limits.ts';
import { malformed } from '../contract/refused.ts';
import { type JsonFlaw, readJson } from './json.ts';

/** No body of the contract goes deeper than 6, and none of its objects has a hundred keys. */
const json_limits = { depth: 64, keys: 500 };
/** Keys and list items of a body of 1 MiB; larger bodies may have more. The largest split of the contract has 40,000. */
const entries_per_mib = 50_000;

/** A JSON body, held to what every reader after this may count on. Undefined when there is none. */
export async function parseBody(body: Buffer, limit_bytes: number): Promise<unknown> {
  if (body.length === 0) return undefined;
  const entries = Math.ceil((entries_per_mib * limit_bytes) / body_limit);
  const result = await readJson(body, { ...json_limits, entries });
  if ('flaw' in result) throw malformed(ruleOf(result.flaw));
  return result.value;
}

const ruleOf = (flaw: JsonFlaw): BrokenRule => flaw;
