import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { programOf } from '../../src/app/program.ts';
import type { Performer } from '../../src/core/corridor/ask.ts';
import { none } from '../../src/core/extension.ts';
import { Feed } from '../../src/core/feed.ts';
import { openapi } from '../../src/http/contract/openapi.ts';
import { refusalRows } from '../../src/http/contract/refusals.ts';
import { createParts, plainSchema } from '../../src/http/contract/schema-parts.ts';
import { routes } from '../../src/http/routes.ts';
import { buildServer } from '../../src/http/server/server.ts';
import { operations, undocumented } from '../documented.ts';
import { type Answer, startWorld } from '../world.ts';
import { packageIn } from './lab.ts';

const server = { url: '/', description: 'here' };
const committed = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));

type Json = Record<string, unknown>;

/** Every value in a document, with the key it stands under. */
function* values(value: unknown, key = ''): Generator<[key: string, value: unknown]> {
  yield [key, value];
  if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* values(inner, key);
}

const operationsIn = (document: { paths: Record<string, Json> }): string[] =>
  Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((one) => (one as Json)['operationId'] as string),
  );

describe('the reference', () => {
  test('describes every operation once, and no other', () => {
    const names = operations.map(({ name }) => name);
    expect(operationsIn(committed)).toHaveLength(names.length);
    expect(new Set(operationsIn(committed))).toEqual(new Set(names));
    expect(new Set(names).size).toBe(names.length);
  });

  test('refers only to its own parts, and uses all of them', () => {
    const refs = [...values(committed)].filter(([key]) => key === '$ref').map(([, ref]) => ref as string);
    expect(refs.length).toBeGreaterThan(500);
    const found = (ref: string) =>
      ref
        .split('/')
        .slice(1)
        .reduce((at: unknown, part) => (at as Json | undefined)?.[part], committed);
    expect(refs.filter((ref) => found(ref) === undefined)).toEqual([]);
    const parts = Object.entries(committed.components as Json).filter(([kind]) => kind !== 'securitySchemes');
    const all = parts.flatMap(([kind, of]) => Object.keys(of as Json).map((name) => `#/components/${kind}/${name}`));
    expect(all.filter((ref) => !refs.includes(ref))).toEqual([]);
  });

  test("keeps keywords of koli's checks internal, and says what a number counts", () => {
    const keys = new Set([...values(committed)].map(([key]) => key));
    expect(
      [...keys].filter((key) => key.startsWith('x-says') || key.startsWith('x-aliases') || key.startsWith('~')),
    ).toEqual([]);
    const { properties } = committed.components.schemas.Package;
    for (const [name, schema] of Object.entries(properties as Record<string, { type?: string; description?: string }>))
      if (schema.type === 'integer' || schema.type === 'number')
        expect([name, schema.description]).toEqual([name, expect.stringMatching(/\w{3}/)]);
    expect(properties.orderDate.description).toContain('plus three hours');
  });

  test('shows a real package, whose units add up', () => {
    const [example] = committed.components.schemas.Package.examples;
    expect(undocumented('GET', '/integration/order/sellers/2738/v2/orders', pageOf(example))).toBeNull();
    const [line] = example.lines;
    expect(line.discountDetails).toHaveLength(line.quantity);
    expect(example.orderDate).toBe(Date.UTC(2026, 10, 16, 11, 29, 48));
  });

  test('has every refusal code at some operation', () => {
    const told = new Set(Object.keys(committed.components.examples));
    const elsewhere = ['method', 'order.conflict'];
    expect(Object.keys(refusalRows).filter((code) => !told.has(code) && !elsewhere.includes(code))).toEqual([]);
  });

  test('refuses a path with an undescribed parameter, and two parts of one name', () => {
    const [first] = operations;
    const strange = { ...first!, name: 'strange', path: '/api/v1/things/:thingId' };
    expect(() => openapi([strange], server, programOf('sandbox'))).toThrow('strange has :thingId in its path');
    const parts = createParts();
    parts.schema({ title: 'One', type: 'string' });
    parts.schema({ title: 'One', type: 'string' });
    expect(() => parts.schema({ title: 'One', type: 'number' })).toThrow('Two different schemas are called One');
    expect(plainSchema({ anyOf: [{ type: 'string', const: 'a' }, { type: 'null' }] })).toEqual({
      type: ['string', 'null'],
      enum: ['a', null],
    });
  });
});

const pageOf = (document: unknown) => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', 'x-request-id': 'r' },
  body: JSON.stringify({ totalElements: 1, totalPages: 1, page: 0, size: 1, content: [document] }),
});

describe('the check of every answer', () => {
  const path = '/integration/order/sellers/2738/v2/orders';
  const [document] = committed.components.schemas.Package.examples;
  const { status: _, ...without } = document;
  const headers = { 'content-type': 'application/json; charset=utf-8', 'x-request-id': 'r' };
  const refusal = (key: string, errorCode: string) =>
    JSON.stringify({ timestamp: 1, exception: 'KoliRefusal', errors: [{ key, message: 'No.', errorCode }] });

  test.each([
    ['a field less', pageOf(without), 'status'],
    ['a field more', pageOf({ ...document, colour: 'red' }), 'colour'],
    ['another kind of value', pageOf({ ...document, shipmentPackageId: '1' }), 'shipmentPackageId'],
    ['another status', { status: 409, headers, body: '{}' }, 'tells of 200,'],
    [
      'a key that is not listed',
      { status: 400, headers, body: refusal('koli.line.repeated', '400') },
      'this is koli.line.repeated',
    ],
    ['another envelope', { status: 400, headers, body: '{"error":"no"}' }, 'timestamp'],
    [
      'another content type',
      { ...pageOf(document), headers: { ...headers, 'content-type': 'text/plain' } },
      'text/plain',
    ],
    ['a header that is not told', { ...pageOf(document), headers: { ...headers, 'retry-after': '1' } }, 'retry-after'],
    [
      'a promised header missing',
      { ...pageOf(document), headers: { 'content-type': 'application/json' } },
      'x-request-id',
    ],
    [
      'a wrong header',
      { status: 429, headers: { ...headers, 'retry-after': 'soon' }, body: refusal('too.many.requests', '429') },
      'soon',
    ],
  ])('finds %s', (_name, got, said) => {
    expect(undocumented('GET', path, got)).toContain(said);
  });

  test('accepts a correct answer', () => {
    expect(undocumented('GET', path, pageOf(document))).toBeNull();
    expect(undocumented('GET', path, { status: 400, headers, body: refusal('koli.query.window', '400') })).toBeNull();
  });

  test('is applied to every answer of a test', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const { path } = await packageIn(world, seller);
    await world.sql('update packages set document = replace(document, \'"status"\', \'"state"\')');
    const list = `/integration/order/sellers/${seller.seller_id}/v2/orders`;
    await expect(world.call('GET', list, { as: seller })).rejects.toThrow('what the reference does not tell');
    await world.sql('update packages set document = replace(document, \'"state"\', \'"status"\')');
    expect((await world.call('PUT', path, { as: seller, body: { status: 'Picking' } })).status).toBe(200);
  });
});

describe('over HTTP', () => {
  test('is complete in the sandbox, and public', async () => {
    await using world = await startWorld();
    const answer = await world.call('GET', '/openapi.json', { headers: { 'user-agent': undefined } });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ ...committed, servers: [{ url: '/', description: 'This koli' }] });
  });

  test('leaves out the sandbox in core mode', async () => {
    await using world = await startWorld();
    const core = { ...world.world, extension: none };
    await using server = buildServer({
      world: core,
      lanes: {} as Performer,
      feed: new Feed(core),
      operations: routes(),
    });
    const answer = await server.inject('/openapi.json');
    const missing = operationsIn(committed).filter((name) => !operationsIn(answer.json()).includes(name));
    const sandboxed = operations.filter(({ marks }) => marks?.['x-sandbox-only']).map(({ name }) => name);
    expect(missing.toSorted()).toEqual(sandboxed.toSorted());
    expect(missing).toContain('createTestOrder');
    expect((await server.inject({ method: 'POST', url: '/integration/test/order/orders/core' })).statusCode).toBe(556);
  });
});

describe('the page', () => {
  const outside = /(?:src|href|url|action)\s*[=:(]\s*["'`]?\s*(?:https?:)?\/\/[^\s"'`)]+/gi;

  async function fetched(read: (path: string) => Promise<Answer>): Promise<Map<string, Answer>> {
    const page = await read('/docs');
    const paths = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => `/${path}`);
    const got = await Promise.all(paths.map(async (path) => [path, await read(path)] as const));
    return new Map([['/docs', page], ...got]);
  }

  test('is complete, and asks no other host for anything', async () => {
    await using world = await startWorld();
    const got = await fetched((path) => world.call('GET', path));
    expect([...got.keys()]).toEqual([
      '/docs',
      '/docs/favicon-32x32.png',
      '/docs/swagger-ui.css',
      '/docs/swagger-ui-bundle.js',
      '/docs/start.js',
    ]);
    for (const [path, answer] of got) {
      expect([path, answer.status]).toEqual([path, 200]);
      const policy = answer.headers['content-security-policy']!;
      expect(policy).toContain("default-src 'none'");
      // Every source that the policy names is this host itself, or written into the page.
      const sources = policy.split(';').flatMap((rule) => rule.trim().split(' ').slice(1));
      expect(sources.filter((source) => !["'none'", "'self'", "'unsafe-inline'", 'data:'].includes(source))).toEqual(
        [],
      );
      if (!path.endsWith('.js') || path.endsWith('start.js'))
        expect([path, answer.body.match(outside)]).toEqual([path, null]);
    }
    expect(got.get('/docs/start.js')!.body).toContain('validatorUrl: null');
    expect(got.get('/docs/swagger-ui-bundle.js')!.body.length).toBeGreaterThan(500_000);
    expect(got.get('/docs/swagger-ui.css')!.headers['content-type']).toContain('text/css');
  });

  test('serves no other file of its folder', async () => {
    await using world = await startWorld();
    for (const path of ['/docs/index.html', '/docs/oauth2-redirect.html'])
      expect([path, (await world.call('GET', path)).status]).toEqual([path, 404]);
    // The client takes these for addresses outside of the folder.
    for (const path of ['/docs/../package.json', '/docs/%2e%2e/package.json'])
      expect([path, (await world.call('GET', path)).status]).toEqual([path, 556]);
  });
});
