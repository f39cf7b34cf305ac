import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Encrypts what must be readable again, such as a webhook's password, so that a copy of the database gives none away. */
export type Seal = {
  seal(plain: string): string;
  /** Throws when none of the keys fits. */
  open(sealed: string): string;
  /** Sealed with the newest key? */
  isNewest(sealed: string): boolean;
};

const iv_bytes = 12;
const tag_bytes = 16;

/**
 * AES-256-GCM. A sealed text reads `v1.<key id>.<base64url of iv, tag, ciphertext>`; the key id, of which nothing about
 * the key can be learned, tells which key opens it. Both are authenticated with the text. It seals with `key` and opens
 * with that and all `previous` ones.
 */
export function createSeal(key: Buffer, previous: Buffer[] = []): Seal {
  const keys = new Map([key, ...previous].map((one) => [prefixOf(one), one]));
  const newest = prefixOf(key);
  return {
    seal: (plain) => seal(key, newest, plain),
    open(sealed) {
      const prefix = sealed.slice(0, newest.length);
      const fitting = keys.get(prefix);
      if (fitting === undefined) throw new Error('sealed with another KOLI_SECRET_KEY than those that koli runs with');
      return decrypt(fitting, prefix, sealed);
    },
    isNewest: (sealed) => sealed.startsWith(newest),
  };
}

/** Null when none of the keys fits. */
export function tryOpen(seal: Seal, sealed: string): string | null {
  try {
    return seal.open(sealed);
  } catch {
    return null;
  }
}

const prefixOf = (key: Buffer): string =>
  `v1.${createHash('sha256').update('koli seal ').update(key).digest('hex').slice(0, 8)}.`;

function seal(key: Buffer, prefix: string, plain: string): string {
  const iv = randomBytes(iv_bytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(prefix));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return prefix + Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
}

function decrypt(key: Buffer, prefix: string, sealed: string): string {
  const bytes = Buffer.from(sealed.slice(prefix.length), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, iv_bytes), { authTagLength: tag_bytes })
    .setAAD(Buffer.from(prefix))
    .setAuthTag(bytes.subarray(iv_bytes, iv_bytes + tag_bytes));
  const text = bytes.subarray(iv_bytes + tag_bytes);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
}
