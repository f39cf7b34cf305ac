import type { FastifyInstance, FastifyReply } from 'fastify';
import { assets } from '../../assets/assets.ts';
import { serveFiles } from './files.ts';

const served = ['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'];

/** Nothing is fetched from anywhere but here, whatever a script may want. Swagger UI writes styles into its page. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
};

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>koli: reference</title>
<link rel="icon" href="docs/favicon-32x32.png">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="reference"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;

/** With a `validatorUrl` it would ask a host on the internet what it thinks of the document. */
const start_script = `SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'none',
  displayRequestDuration: true,
  filter: true,
  validatorUrl: null,
});
`;

/** The reference as a page for reading and trying. It works without internet. */
export function serveDocs(app: FastifyInstance): void {
  const send = (reply: FastifyReply, type: string, body: string) => reply.headers(headers).type(type).send(body);
  app.get('/docs', (_request, reply) => send(reply, 'text/html; charset=utf-8', page));
  app.get('/docs/start.js', (_request, reply) => send(reply, 'text/javascript; charset=utf-8', start_script));
  const allowedPath = (path: string) => served.includes(path);
  serveFiles(app, { at: '/docs', root: assets.swagger, headers, options: { allowedPath } });
}
