// A receiver may repeat what was sent to it, also our secrets, and in whatever form its language or framework writes texts.

/** In place of a secret. */
const mask_stars = '***';
/** Shorter pieces of base64 or hex occur by chance. */
const least_encoded = 6;
/** No form writes a character longer: `&#x10ffff;`, or a percent sign and two digits for each of four bytes. */
const most_per_character = 12;

/** The ways to write each character of a text. */
type MaskForms = string[][];

/** The text without the secrets. `is_cut`: its end is missing, which may be in the middle of a secret. */
export function masked(text: string, secrets: readonly string[], is_cut: boolean): string {
  if (text === '') return text;
  let shown = text;
  for (const secret of secrets) shown = shown.replaceAll(secret, mask_stars);
  for (const secret of secrets) for (const forms of formsOf(secret)) shown = replaced(shown, forms);
  return is_cut ? withoutHalf(shown, secrets) : shown;
}

/** What is remembered of secrets, so that their forms are made once. */
const remembered = 100;
const known = new Map<string, MaskForms[]>();

function formsOf(secret: string): MaskForms[] {
  const found = known.get(secret);
  if (found !== undefined) return found;
  if (known.size >= remembered) known.clear();
  const bytes = [Buffer.from(secret), Buffer.from(secret, 'latin1')];
  const encoded = new Set(bytes.flatMap((each) => [...base64(each), ...hex(each)]));
  const forms = [secret, ...encoded].map((text) => [...text].map(writings));
  known.set(secret, forms);
  return forms;
}

/** ASCII only: other letters may become two, and each place has to stay where it is. */
const lowered = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** As JSON, HTML, a URL, and a form may write a character. */
function writings(character: string): string[] {
  const units = [...Array(character.length).keys()].map((index) => character.charCodeAt(index));
  const hexes = units.map((unit) => unit.toString(16).padStart(4, '0'));
  const point = character.codePointAt(0)!;
  const percent = (encoding: BufferEncoding) =>
    [...Buffer.from(character, encoding)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const forms = [
    character,
    hexes.map((hex) => `\\u${hex}`).join(''),
    percent('utf8'),
    percent('latin1'),
    `&#${point};`,
    `&#x${point.toString(16)};`,
    ...(isNamed[character] ?? []),
    // Base64 for addresses writes these two in another way.
    ...({ '+': ['-'], '/': ['_', '\\/'], ' ': ['+'] }[character] ?? []),
    ...(point > 0x7f ? ['\ufffd'] : []),
  ];
  return [...new Set(forms.map((form) => (form === character ? form : lowered(form))))];
}

const isNamed: Record<string, string[]> = {
  '"': ['\\"', '&quot;'],
  '\\': ['\\\\'],
  "'": ["\\'", '&apos;', '&#039;'],
  '&': ['&amp;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
};

/** Base64 of anything that holds these bytes: what does not depend on the bytes around them, at each of three places. */
function base64(bytes: Buffer): string[] {
  return [0, 1, 2]
    .map((before) => {
      const text = Buffer.concat([Buffer.alloc(before), bytes])
        .toString('base64')
        .replace(/=+$/, '');
      const from = [0, 2, 3][before]!;
      const rest = (before + bytes.length) % 3;
      return text.slice(from, rest === 0 ? undefined : -1);
    })
    .filter((text) => text.length >= least_encoded);
}

const hex = (bytes: Buffer): string[] =>
  [bytes.toString('hex'), bytes.toString('hex').toUpperCase()].filter((text) => text.length >= least_encoded);

function replaced(text: string, forms: MaskForms): string {
  const lower = lowered(text);
  const starts = new Set(forms[0]!.map((form) => form.charCodeAt(0)));
  let result = '';
  let copied = 0;
  for (let at = 0; at < text.length; at++) {
    if (!starts.has(text.charCodeAt(at))) continue;
    const { end } = matched(text, lower, at, forms);
    if (end === null) continue;
    result += text.slice(copied, at) + mask_stars;
    copied = end;
    at = end - 1;
  }
  return result + text.slice(copied);
}

/** Where a secret that begins here ends, and whether it may go on behind the end of the text. */
function matched(
  text: string,
  lower: string,
  from: number,
  forms: MaskForms,
): { end: number | null; goes_on: boolean } {
  let places = [from];
  let goes_on = false;
  for (const character of forms) {
    const next = new Set<number>();
    for (const at of places)
      for (const form of character) {
        if ((form.length === 1 ? text : lower).startsWith(form, at)) next.add(at + form.length);
        else if (text.length - at < form.length && form.startsWith(lower.slice(at))) goes_on = true;
      }
    places = [...next];
    if (places.length === 0) return { end: null, goes_on };
  }
  return { end: Math.max(...places), goes_on };
}

/** Without the beginning of a secret at its end. */
function withoutHalf(text: string, secrets: readonly string[]): string {
  const lower = lowered(text);
  const all = secrets.flatMap(formsOf);
  const longest = Math.max(0, ...secrets.map(({ length }) => length)) * most_per_character;
  for (let at = Math.max(0, text.length - longest); at < text.length; at++)
    if (all.some((forms) => matched(text, lower, at, forms).goes_on)) return text.slice(0, at);
  return text;
}
