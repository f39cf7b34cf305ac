import { Webhook } from 'standardwebhooks';

/** A secret and when it stops signing: null while it is the newest. */
export type SigningSecret = { secret: string; until: number | null };

/** How long a replaced secret goes on signing beside the new one. */
const rotation_ms = 24 * 3_600_000;
/** Secrets that sign at once, at most: a signature is 47 bytes, and each costs a hash over the body. */
const secrets_limit = 4;

/** The secrets that sign at this time, newest first. */
export const signing = <S extends { until: number | null }>(secrets: readonly S[], now: number): S[] =>
  secrets.filter(({ until }) => until === null || until > now).slice(0, secrets_limit);

/** After a new secret came: the newest goes on for a day, and those before it as long as they were to. */
export const rotated = <S extends { until: number | null }>(secrets: readonly S[], fresh: S, now: number): S[] =>
  signing([fresh, ...signing(secrets, now).map((one) => ({ ...one, until: one.until ?? now + rotation_ms }))], now);

/** The header `webhook-signature` of Standard Webhooks: one signature per secret. */
export const signature = (secrets: readonly string[], id: string, timestamp_s: number, body: string): string =>
  secrets.map((secret) => new Webhook(secret).sign(id, new Date(timestamp_s * 1000), body)).join(' ');
