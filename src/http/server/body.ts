import { isUtf8 } from 'node:buffer';
import { malformed } from '../contract/refused.ts';

/** No body of the contract goes deeper than 6; the limit keeps recursion over a body safe. */
const max_depth = 64;

/** A JSON body, held to what every reader after this may count on: UTF-8, texts that PostgreSQL stores, bounded depth. */
export function parseBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw malformed({ rule: 'utf8.not' });
  const text = body.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed({ rule: 'json.not' });
  }
  // Only an escape can bring a NUL or half a surrogate pair into a string; PostgreSQL stores neither.
  if (/\\u(0000|d[89a-f])/i.test(text)) checkTexts(value);
  if (text.length > 2 * max_depth && depth(value) > max_depth) throw malformed({ rule: 'json.deep', limit: max_depth });
  return value;
}

/** How many lists and objects stand in one another, without recursion; stops counting past the limit. */
function depth(value: unknown): number {
  let level = [value].filter(holds);
  for (let reached = 0; ; reached++) {
    if (level.length === 0 || reached > max_depth) return reached;
    const inner: object[] = [];
    // One by one: a list may be longer than a call has room for arguments.
    for (const one of level) for (const value of Object.values(one)) if (holds(value)) inner.push(value);
    level = inner;
  }
}

const holds = (value: unknown): value is object => typeof value === 'object' && value !== null;

function checkTexts(value: unknown): void {
  const waiting = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === 'string') {
      if (one.includes('\0')) throw malformed({ rule: 'text.nul' });
      if (!one.isWellFormed()) throw malformed({ rule: 'text.surrogate' });
    } else if (typeof one === 'object' && one !== null) {
      for (const [key, inner] of Object.entries(one)) waiting.push(key, inner);
    }
  }
}
