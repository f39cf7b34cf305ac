import type { Readable } from 'node:stream';
import { Refused, unread } from '../contract/refused.ts';

/** A body in the parts in which it came: put together, a large one would stand in memory twice. */
export async function readParts(body: Readable, limit: number): Promise<Buffer[]> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > limit) throw new Refused({ code: 'too.large', limit }, unread);
    parts.push(part);
  }
  return parts;
}
