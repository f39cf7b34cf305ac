import { isUtf8 } from 'node:buffer';

/** What a body may hold, so that its size bounds the time to read it. */
type JsonLimits = {
  /** Lists and objects within one another. */
  depth: number;
  /** Keys of one object. Parsing an object of many thousand keys takes a microsecond for each. */
  keys: number;
  /** Keys and list items of the whole body. */
  entries: number;
};

/** Why bytes are not a body. */
export type JsonFlaw =
  | { rule: 'utf8.not' | 'json.not' | 'text.nul' | 'text.surrogate' }
  | { rule: 'json.deep' | 'json.keys' | 'json.entries'; limit: number }
  | { rule: 'key.twice' | 'number.inexact'; text: string };

/** Larger bodies are read in parts, between which other requests are served. A part takes about a millisecond. */
const part_bytes = 256 << 10;

/**
 * Reads a JSON text such that what it gives is what was sent. JSON.parse takes the last of two equal keys, and the
 * nearest number where it cannot hold the one that was sent; both are flaws here. So are a NUL and half a surrogate pair,
 * which PostgreSQL does not store.
 */
export async function readJson(body: Buffer, limits: JsonLimits): Promise<{ value: unknown } | { flaw: JsonFlaw }> {
  if (!isUtf8(body)) return { flaw: { rule: 'utf8.not' } };
  const scan = new JsonScan(body, limits);
  for (let end = part_bytes; ; end += part_bytes) {
    const flaw = scan.run(Math.min(end, body.length));
    if (flaw !== null) return { flaw };
    if (end >= body.length) break;
    await breath();
  }
  try {
    return { value: body.length <= part_bytes ? JSON.parse(body.toString()) : await parseInParts(body, scan.items) };
  } catch {
    return { flaw: { rule: 'json.not' } };
  }
}

const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Parses each item of the lists on the first level by itself, such as the orders of a call. In the rest of the text a list
 * of one number stands for each item; no other list or object is left on that level.
 */
async function parseInParts(body: Buffer, items: Span[]): Promise<unknown> {
  const values: unknown[] = [];
  const rest: string[] = [];
  let after = 0;
  let since_breath = 0;
  for (const [from, to] of items) {
    rest.push(body.toString('utf8', after, from), `[${values.length}]`);
    values.push(JSON.parse(body.toString('utf8', from, to)));
    after = to;
    since_breath += to - from;
    if (since_breath < part_bytes) continue;
    since_breath = 0;
    await breath();
  }
  const whole = JSON.parse(rest.join('') + body.toString('utf8', after));
  if (items.length === 0) return whole;
  for (const list of Object.values(whole as object))
    if (Array.isArray(list))
      for (const [index, item] of list.entries()) if (Array.isArray(item)) list[index] = values[item[0]];
  return whole;
}

type Span = [from: number, to: number];

const code = (character: string): number => character.charCodeAt(0);
const quote = code('"');
const backslash = code('\\');
const comma = code(',');
const minus = code('-');
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/**
 * Goes once over the bytes. It does not judge the grammar: JSON.parse does so afterwards, and what is found in a text that
 * is not JSON does not matter.
 */
class JsonScan {
  /** Lists and objects that are items of a list on the first level. */
  readonly items: Span[] = [];
  readonly #body: Buffer;
  readonly #limits: JsonLimits;
  /** Of each open container, what it is and where its keys begin in the list of keys. */
  readonly #is_object: boolean[] = [];
  readonly #first_key: number[] = [];
  /** Keys of all open objects, by a hash of their bytes and by their place. */
  readonly #hashes: number[] = [];
  readonly #keys: Span[] = [];
  #at = 0;
  #entries = 0;
  #key_next = false;
  #item_from = 0;
  #flaw: JsonFlaw | null = null;

  constructor(body: Buffer, limits: JsonLimits) {
    this.#body = body;
    this.#limits = limits;
  }

  /** Goes on to a place, or a little beyond it to the end of a text. */
  run(end: number): JsonFlaw | null {
    const body = this.#body;
    let at = this.#at;
    while (at < end && this.#flaw === null) {
      const byte = body[at]!;
      if (byte === quote) at = this.#string(at + 1);
      else if (byte === comma) this.#next();
      else if (byte === 0x7b || byte === 0x5b) this.#begin(byte === 0x7b, at);
      else if (byte === 0x7d || byte === 0x5d) this.#end(at + 1);
      else if (isDigit(byte) || byte === minus) at = this.#number(at) - 1;
      at++;
    }
    this.#at = at;
    return this.#flaw;
  }

  #begin(is_object: boolean, at: number): void {
    if (this.#isInListOnFirstLevel()) this.#item_from = at;
    this.#is_object.push(is_object);
    this.#first_key.push(this.#hashes.length);
    this.#key_next = is_object;
    if (this.#is_object.length > this.#limits.depth) this.#flaw = { rule: 'json.deep', limit: this.#limits.depth };
    // The first item of a list has no comma before it. An empty list counts for one, too.
    if (!is_object) this.#count();
  }

  #end(after: number): void {
    this.#is_object.pop();
    const first = this.#first_key.pop() ?? 0;
    this.#hashes.length = this.#keys.length = first;
    this.#key_next = false;
    if (this.#isInListOnFirstLevel()) this.items.push([this.#item_from, after]);
  }

  #isInListOnFirstLevel = (): boolean =>
    this.#is_object.length === 2 && this.#is_object[0] === true && this.#is_object[1] === false;

  #next(): void {
    this.#key_next = this.#is_object[this.#is_object.length - 1] === true;
    if (!this.#key_next) this.#count();
  }

  #count(): void {
    if (++this.#entries > this.#limits.entries) this.#flaw = { rule: 'json.entries', limit: this.#limits.entries };
  }

  /** Gives the place of the closing quote. */
  #string(from: number): number {
    const body = this.#body;
    const { length } = body;
    let at = from;
    let escaped = false;
    let hash = 0;
    for (; at < length; at++) {
      const byte = body[at]!;
      if (byte === quote) break;
      hash = (Math.imul(hash, 31) + byte) | 0;
      if (byte !== backslash) continue;
      escaped = true;
      at = this.#escape(at);
    }
    if (this.#key_next) this.#key([from, at], escaped ? textHash(this.#textOf([from, at])) : hash);
    return at;
  }

  #key(span: Span, hash: number): void {
    this.#key_next = false;
    const { keys: limit } = this.#limits;
    const first = this.#first_key[this.#first_key.length - 1]!;
    for (let index = first; index < this.#hashes.length; index++)
      if (this.#hashes[index] === hash && this.#textOf(this.#keys[index]!) === this.#textOf(span))
        this.#flaw ??= { rule: 'key.twice', text: excerptOf(this.#textOf(span)) };
    this.#hashes.push(hash);
    this.#keys.push(span);
    if (this.#hashes.length - first > limit) this.#flaw ??= { rule: 'json.keys', limit };
    this.#count();
  }

  /** A key as JSON.parse reads it. */
  #textOf([from, to]: Span): string {
    const text = this.#body.toString('utf8', from, to);
    try {
      return text.includes('\\') ? JSON.parse(`"${text}"`) : text;
    } catch {
      return text;
    }
  }

  /** Gives the place of the last byte of an escape. */
  #escape(at: number): number {
    const unit = this.#escapedUnit(at);
    if (unit === null) return at + 1;
    if (unit === 0) this.#flaw ??= { rule: 'text.nul' };
    if (unit < 0xd800 || unit > 0xdfff) return at + 5;
    const other = unit < 0xdc00 ? this.#escapedUnit(at + 6) : null;
    if (other !== null && other >= 0xdc00 && other <= 0xdfff) return at + 11;
    this.#flaw ??= { rule: 'text.surrogate' };
    return at + 5;
  }

  #escapedUnit(at: number): number | null {
    const text = this.#body.toString('latin1', at, at + 6);
    return /^\\u[0-9a-f]{4}$/i.test(text) ? Number.parseInt(text.slice(2), 16) : null;
  }

  /** Gives the place behind the number. */
  #number(from: number): number {
    const body = this.#body;
    let at = from + 1;
    let has_exponent = false;
    for (; at < body.length; at++) {
      const byte = body[at]!;
      if (byte === 0x65 || byte === 0x45) has_exponent = true;
      else if (!(isDigit(byte) || byte === minus || byte === 0x2e || byte === 0x2b)) break;
    }
    // A double holds 15 digits exactly.
    if (at - from <= 15 && !has_exponent) return at;
    const text = body.toString('latin1', from, at);
    if (!isExact(text)) this.#flaw ??= { rule: 'number.inexact', text: excerptOf(text) };
    return at;
  }
}

const textHash = (text: string): number =>
  Buffer.from(text).reduce((hash, byte) => (Math.imul(hash, 31) + byte) | 0, 0);

const excerptOf = (text: string): string => text.slice(0, 64).toWellFormed();

/** Whether the number that JSON.parse gives is written with the same digits. */
export function isExact(text: string): boolean {
  const [sent, read] = [digitsOf(text), digitsOf(String(Number(text)))];
  // What is not a number is judged by JSON.parse.
  return sent === null || sent === read;
}

/** The digits of a number without zeros at either end, and the power of ten behind them. */
function digitsOf(text: string): string | null {
  const [, whole, fraction = '', exponent = '0'] = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
