import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Drawn, Random } from '../core/world.ts';

/**
 * Chance of a sandbox. With a seed the same draws come again: they follow from the seed and the name of the draw, so
 * nothing has to be remembered, and no seller disturbs another. A seller may have a seed of its own. Real secrets must not
 * be drawn like this.
 */
export class SeededRandom implements Random {
  readonly #given: number | undefined;
  readonly #seedOf: (seller_id: number) => number | null;

  /** `seedOf` 0 is the seed of the whole sandbox; it replaces the given one. */
  constructor(given: number | undefined, seedOf: (seller_id: number) => number | null = () => null) {
    this.#given = given;
    this.#seedOf = seedOf;
  }

  bytes(count: number, name: Drawn): Buffer {
    const source = this.#source(name);
    if (source === null) return randomBytes(count);
    const parts: Buffer[] = [];
    for (let made = 0, block = 0; made < count; made += 32, block++)
      parts.push(createHash('sha256').update(`${source}/${block}`).digest());
    return Buffer.concat(parts).subarray(0, count);
  }

  uuid(name: Drawn): string {
    if (this.#source(name) === null) return randomUUID();
    const raw = this.bytes(16, name);
    raw[6] = (raw[6]! & 0x0f) | 0x40;
    raw[8] = (raw[8]! & 0x3f) | 0x80;
    return raw.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  /** A text from which public content is drawn. It is the same for the same name, with or without a seed. */
  text(name: Drawn): string {
    return this.#source(name) ?? `koli/${name.seller_id}/${name.what}`;
  }

  #source({ seller_id, what }: Drawn): string | null {
    const own = this.#seedOf(seller_id);
    if (own !== null) return `koli/own/${own}/${what}`;
    const seed = this.#seedOf(0) ?? this.#given;
    return seed === undefined ? null : `koli/${seed}/${seller_id}/${what}`;
  }
}
