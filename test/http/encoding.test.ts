import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { file_limit } from '../../src/http/contract/limits.ts';
import { startWorld } from '../world.ts';
import { packageIn } from './lab.ts';

const picking = '{"status":"Picking","params":{}}';

describe('a compressed body', () => {
  test.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['identity', (text: string) => Buffer.from(text)],
  ] as [string, (text: string) => Buffer][])('in %s is read', async (encoding, pack) => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const { path } = await packageIn(world, seller);
    const headers = { 'content-encoding': encoding };
    const answer = await world.call('PUT', path, { as: seller, body: pack(picking), headers });
    expect([answer.status, answer.body]).toEqual([200, expect.any(String)]);
  });

  test('that unpacks to more than a plain one may have is refused, and so is one that is not what it says', async () => {
    await using world = await startWorld();
    const put = async (encoding: string, body: Buffer) => {
      const headers = { 'content-encoding': encoding };
      const { status, json } = await world.call('POST', '/api/v1/orders', { as: 'operator', body, headers });
      return [status, json.errors[0].message];
    };
    expect(await put('gzip', gzipSync(Buffer.alloc(64 << 20, 32)))).toEqual([413, expect.stringContaining('larger')]);
    expect(await put('br', brotliCompressSync(Buffer.alloc(64 << 20, 32)))).toEqual([413, expect.any(String)]);
    expect(await put('gzip', Buffer.from('{"orders":[]}'))).toEqual([400, expect.stringContaining('is not gzip')]);
    expect(await put('gzip', gzipSync('{"orders":[]}').subarray(0, 20))).toEqual([400, expect.any(String)]);
    for (const encoding of ['zstd', 'gzip, br', 'compress', 'constructor'])
      expect(await put(encoding, Buffer.from('{}'))).toEqual([415, expect.stringContaining(encoding)]);
  });

  test('of another kind than JSON is refused with what is read instead', async () => {
    await using world = await startWorld();
    const headers = { 'content-type': 'application/gzip', 'content-encoding': 'gzip' };
    const body = gzipSync(Buffer.alloc(file_limit));
    const answer = await world.call('POST', '/api/v1/sandbox/import', { as: 'operator', body, headers });
    expect([answer.status, answer.headers['accept-encoding']]).toEqual([415, 'identity']);
  });
});

describe('a large answer', () => {
  test.each([
    [undefined, undefined],
    ['identity', undefined],
    ['gzip', 'gzip'],
    ['gzip, deflate, br', 'gzip'],
    ['br', 'br'],
    ['gzip;q=0, *', 'br'],
    ['*;q=0', undefined],
    ['zstd', undefined],
  ])('for a client that accepts %s is sent as %s', async (accepted, expected) => {
    await using world = await startWorld();
    const made = { count: 60, silent: true, sellerId: (await world.newSeller()).seller_id };
    await world.call('POST', '/api/v1/sandbox/orders', { as: 'operator', body: made });
    const get = (encoding: string | undefined) =>
      fetch(`${world.url}/api/v1/packages?size=60`, {
        headers: { authorization: world.authorization('operator'), 'accept-encoding': encoding ?? 'identity' },
      });
    const plain = await world.call('GET', '/api/v1/packages?size=60', { as: 'operator' });
    expect([plain.headers['content-encoding'], plain.headers['vary']]).toEqual([undefined, 'accept-encoding']);
    const headers = { 'accept-encoding': accepted };
    if (expected === undefined) {
      const other = await world.call('GET', '/api/v1/packages?size=60', { as: 'operator', headers });
      return expect([other.headers['content-encoding'], other.body]).toEqual([undefined, plain.body]);
    }
    // fetch unpacks what it gets.
    const packed = await get(accepted);
    expect([packed.headers.get('content-encoding'), packed.headers.get('vary')]).toEqual([expected, 'accept-encoding']);
    expect(await packed.text()).toBe(plain.body);
  });

  test('alone is compressed', async () => {
    await using world = await startWorld();
    const headers = { 'accept-encoding': 'gzip' };
    const answer = await world.call('GET', '/api/v1/health/live', { headers });
    expect([answer.headers['content-encoding'], answer.headers['vary'], answer.json.status]).toEqual([
      undefined,
      undefined,
      'ok',
    ]);
  });
});
