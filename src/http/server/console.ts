import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assets } from '../../assets/assets.ts';
import { serveFiles } from './files.ts';

/** Stands in the built page where each answer puts its own. */
const nonce_mark = 'KOLI_NONCE';
const nonce_bytes = 16;

/** Nothing from elsewhere, no code or style within the page but what carries this answer's nonce. */
const consolePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const guards = {
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

const unbuilt = `<!doctype html><html lang="en"><title>koli</title><p>The console is not built: run
<code>npm run build</code> and start koli again. The API is not affected.</p></html>`;

function consolePage(): string | null {
  try {
    return readFileSync(join(assets.console, 'index.html'), 'utf8');
  } catch {
    return null;
  }
}

/** The way from an address back to the root: a proxy may serve koli below any path. */
const rootFrom = (url: string): string => '../'.repeat(url.replace(/\?.*$/s, '').split('/').length - 2);

/** The built page under /console: every address below it is the page's own, but for its files. */
export function serveConsole(app: FastifyInstance): void {
  const text = consolePage();
  const answer = ({ url }: FastifyRequest, reply: FastifyReply) => {
    // Not the world's chance, which a seed makes foreseeable.
    const nonce = randomBytes(nonce_bytes).toString('base64url');
    return reply
      .code(text === null ? 503 : 200)
      .headers({ ...guards, 'content-security-policy': consolePolicy(nonce), 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(
        (text ?? unbuilt).replaceAll(nonce_mark, nonce).replaceAll('"./assets/', `"${rootFrom(url)}console/assets/`),
      );
  };
  app.get('/console', answer);
  app.get('/console/*', answer);
  if (text === null) return;
  // The name of a file changes with its content, so a browser that has it never asks again.
  serveFiles(app, {
    at: '/console/assets',
    root: join(assets.console, 'assets'),
    headers: guards,
    options: { preCompressed: true, immutable: true, maxAge: '1y' },
  });
}
