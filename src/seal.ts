import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Encrypts what must be readable again, such as a webhook's password, so that a copy of the database gives none away. */
export type Seal = { seal(plain: string): string; open(sealed: string): string };

const iv_bytes = 12;
const tag_bytes = 16;

/**
 * AES-256-GCM. A sealed text reads `v1.<key id>.<base64url of iv, tag, ciphertext>`; the key id, of which nothing about
 * the key can be learned, tells which key opens it once there is more than one. Both are authenticated with the text.
 */
export function createSeal(key: Buffer): Seal {
  const prefix = `v1.${createHash('sha256').update('koli seal ').update(key).digest('hex').slice(0, 8)}.`;
  return {
    seal(plain) {
      const iv = randomBytes(iv_bytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(prefix));
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return prefix + Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
    },
    open(sealed) {
      if (!sealed.startsWith(prefix))
        throw new Error('sealed with another KOLI_SECRET_KEY than the one koli runs with');
      const bytes = Buffer.from(sealed.slice(prefix.length), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, iv_bytes), { authTagLength: tag_bytes })
        .setAAD(Buffer.from(prefix))
        .setAuthTag(bytes.subarray(iv_bytes, iv_bytes + tag_bytes));
      const text = bytes.subarray(iv_bytes + tag_bytes);
      return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
    },
  };
}
