export type Bytes = Uint8Array<ArrayBuffer>;

export const bytesOf = (value: string | Uint8Array): Bytes =>
  typeof value === 'string' ? new TextEncoder().encode(value) : new Uint8Array(value);

export const base64 = (value: string | Uint8Array): string =>
  btoa(Array.from(bytesOf(value), (byte) => String.fromCharCode(byte)).join(''));

/** Null if the text is not base64. */
export function fromBase64(text: string): Bytes | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
