import { request } from 'node:http';
import { expect, test } from 'vitest';
import { startWorld } from '../world.ts';

type Got = { status: number; headers: Record<string, unknown>; body: string };

/** The path goes out as it is: a client would tidy it up. */
const get = (base: string, path: string, headers: Record<string, string> = {}): Promise<Got> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const asked = request({ hostname, port, path, headers }, (answer) => {
      let body = '';
      answer.on('data', (part) => {
        body += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, body }));
    });
    asked.on('error', reject).end();
  });

test('requests of scanners are refused, and are not errors of koli', async () => {
  await using world = await startWorld();
  const paths = [
    '',
    'a//b',
    '%00',
    '%5c..%5cx',
    '..%2fx',
    '../openapi.json',
    '..%5c..%5cx',
    'none.css',
    '.env',
    '%c0%ae',
  ];
  for (const folder of ['/docs/', '/console/assets/'])
    for (const path of paths) {
      const { status, body } = await get(world.url, folder + path);
      expect([folder + path, status, body]).toEqual([
        folder + path,
        expect.any(Number),
        expect.not.stringContaining('<'),
      ]);
      expect([400, 403, 404, 556], folder + path).toContain(status);
    }
  for (const path of ['/docs/none.css', '/docs/', '/console/assets/none.js'])
    expect([path, (await get(world.url, path)).status]).toEqual([path, 404]);
});

test('unmet conditions and ranges have their own status', async () => {
  await using world = await startWorld();
  const css = '/docs/swagger-ui.css';
  const long_ago = new Date(0).toUTCString();
  const { headers } = await get(world.url, css);
  const beyond = await get(world.url, css, { range: 'bytes=99999999-' });
  expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${headers['content-length']}`]);
  expect((await get(world.url, css, { 'if-match': '"other"' })).status).toBe(412);
  expect((await get(world.url, css, { 'if-unmodified-since': long_ago })).status).toBe(412);
  expect((await get(world.url, css, { 'if-match': String(headers['etag']) })).status).toBe(200);
  expect((await get(world.url, css, { 'if-none-match': String(headers['etag']) })).status).toBe(304);
  const part = await get(world.url, css, { range: 'bytes=0-9' });
  expect([part.status, part.body.length]).toEqual([206, 10]);
});
