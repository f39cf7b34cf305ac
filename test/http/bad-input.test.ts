import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Lanes } from '../../src/core/corridor/lanes.ts';
import { Feed } from '../../src/core/feed.ts';
import { routes } from '../../src/http/routes.ts';
import { buildServer } from '../../src/http/server/server.ts';
import { sampleOrder } from '../order.ts';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';
import {
  type Case,
  changingNothing,
  documentOf,
  expectRefused,
  packageIn,
  packagePath,
  type RefusalName,
  stored,
} from './lab.ts';

let world: TestWorld;
let seller: TestSeller;
let mine: Case;

beforeAll(async () => {
  world = await startWorld();
  seller = await world.newSeller();
  mine = await packageIn(world, seller);
});
afterAll(() => world?.[Symbol.asyncDispose]());
afterEach(async () => {
  // Whatever came: the next one is answered.
  expect(
    (await world.call('GET', `/integration/order/sellers/${seller.seller_id}/v2/orders`, { as: seller })).status,
  ).toBe(200);
});

const cancelPath = () => `${mine.path}/items/unsupplied`;
const order = () => sampleOrder(seller);
const operatorPaths = ['/api/v1/orders', '/api/v1/carrier-events', '/api/v1/sellers', '/api/v1/orders/T-1/payment'];

describe('bytes that are not JSON', () => {
  const utf8 = (text: string) => Buffer.from(text);
  const rows: [name: string, body: Uint8Array][] = [
    ['half an object', utf8('{"status":')],
    ['two values', utf8('{}{}')],
    ['a comma too many', utf8('{"status":"Picking",}')],
    ['single quotes', utf8("{'status':'Picking'}")],
    ['blanks', utf8(' \n\t ')],
    ['a comment', utf8('{} // no')],
    ['NaN', utf8('{"reasonId":NaN}')],
    ['a form', utf8('status=Picking')],
    ['a raw control character in a text', utf8('{"status":"Pick\u0001ing"}')],
    ['a raw NUL', utf8('{"status":"Picking\0"}')],
    ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8('{"status":"Picking"}')])],
    ['Latin-1', Buffer.from('{"status":"Pickıng","x":"\xf6"}', 'latin1')],
    ['UTF-16', Buffer.from('{"status":"Picking"}', 'utf16le')],
    ['a cut sequence', Buffer.concat([utf8('{"status":"'), Buffer.from([0xe2, 0x82]), utf8('"}')])],
    ['an overlong slash', Buffer.concat([utf8('{"status":"'), Buffer.from([0xc0, 0xaf]), utf8('"}')])],
    ['a surrogate in bytes', Buffer.concat([utf8('{"status":"'), Buffer.from([0xed, 0xa0, 0x80]), utf8('"}')])],
    ['half a surrogate pair', utf8('{"status":"\\ud800"}')],
    ['the other half', utf8('{"status":"Picking","x":"\\uDC00 "}')],
    ['halves the wrong way round', utf8('{"x":["\\udc00\\ud800"]}')],
    ['half a pair in a key', utf8('{"\\ud83d":1}')],
    ['NUL in a text', utf8('{"status":"Picking","params":{"invoiceNumber":"A\\u0000B"}}')],
    ['NUL in a key', utf8('{"a\\u0000":1}')],
    ['NUL deep inside', utf8('{"x":[{"y":["\\u0000"]}]}')],
    ['65 levels', utf8(`${'['.repeat(65)}${']'.repeat(65)}`)],
    ['half a million levels', utf8(`${'['.repeat(500_000)}${']'.repeat(500_000)}`)],
    ['half a million levels of objects, cut', utf8('{"a":'.repeat(200_000))],
  ];
  test.each(rows)('%s', async (_, body) => {
    for (const path of [mine.path, cancelPath()])
      expectRefused(await changingNothing(world, () => world.call('PUT', path, { as: seller, body })), 'malformed');
    for (const path of operatorPaths)
      expectRefused(
        await changingNothing(world, () => world.call('POST', path, { as: 'operator', body })),
        'malformed',
      );
  });

  test('surrogate pairs and allowed nesting are accepted', async () => {
    const deep = `${'['.repeat(62)}${']'.repeat(62)}`;
    const body = `{"status":"Nothing","\\ud83d\\ude00":"\\uD83D\\uDE00","deep":${deep}}`;
    expectRefused(await world.call('PUT', mine.path, { as: seller, body }), 'field');
  });

  test.each(['null', '1', '"text"', 'true', '[]', '[{}]'])('%s where an object belongs', async (body) => {
    const calls = [
      () => world.call('PUT', mine.path, { as: seller, body }),
      () => world.call('PUT', cancelPath(), { as: seller, body }),
      () => world.call('POST', `${mine.path}/split`, { as: seller, body }),
      ...operatorPaths.map((path) => () => world.call('POST', path, { as: 'operator', body })),
    ];
    for (const call of calls) expect((await changingNothing(world, call)).status).toBe(400);
  });

  test.each(['', undefined])('a missing body (%j) where one is required', async (body) => {
    const calls = [
      () => world.call('PUT', mine.path, { as: seller, body }),
      () => world.call('PUT', cancelPath(), { as: seller, body }),
      () => world.call('POST', `${mine.path}/multi-split`, { as: seller, body }),
      ...operatorPaths.map((path) => () => world.call('POST', path, { as: 'operator', body })),
    ];
    for (const call of calls) expectRefused(await changingNothing(world, call), 'field');
  });
});

describe('sizes', () => {
  const padded = (size: number, json = '{"status":"Nothing"}') => json + ' '.repeat(size - json.length);

  test('a body of 1 MiB is read, one byte more is refused', async () => {
    expectRefused(await world.call('PUT', mine.path, { as: seller, body: padded(1 << 20) }), 'field');
    expectRefused(await world.call('PUT', mine.path, { as: seller, body: padded((1 << 20) + 1) }), 'large');
    expectRefused(
      await world.call('POST', '/api/v1/sellers', { as: 'operator', body: padded((1 << 20) + 1) }),
      'large',
    );
  });

  test('orders may have 16 MiB, one byte more is refused', async () => {
    const empty = '{"orders":[]}';
    const ask = (size: number) =>
      changingNothing(world, () => world.call('POST', '/api/v1/orders', { as: 'operator', body: padded(size, empty) }));
    expectRefused(await ask(16 << 20), 'field');
    expect(expectRefused(await ask((16 << 20) + 1), 'large')).toContain(String(16 << 20));
  });

  test('a chunked body without a length has the same limit', async () => {
    const send = (chunks: number) =>
      new Promise<{ status: number; body: string }>((resolve, reject) => {
        const { hostname, port } = new URL(world.url);
        const asked = httpRequest({
          hostname,
          port,
          path: mine.path,
          method: 'PUT',
          headers: {
            'user-agent': 'x',
            authorization: `Basic ${Buffer.from(`${seller.key}:${seller.secret}`).toString('base64')}`,
            'content-type': 'application/json',
            'accept-encoding': 'gzip, deflate, br',
          },
        });
        asked.on('error', reject);
        asked.on('response', async (answer) => {
          let body = '';
          for await (const part of answer) body += part;
          resolve({ status: answer.statusCode!, body });
        });
        asked.write('{"status":"Nothing"}');
        for (let chunk = 0; chunk < chunks; chunk++) asked.write(' '.repeat(64 << 10));
        asked.end();
      });
    expect((await send(15)).status).toBe(400);
    const large = await send(17);
    expect(large.status).toBe(413);
    expect(JSON.parse(large.body).errors[0].key).toBe('koli.too.large');
  });

  test.each([
    ['a list of half a million numbers', () => `[${'0,'.repeat(500_000)}0]`],
    ['the same inside an object', () => `{"lines":[${'0,'.repeat(500_000)}0],"reasonId":500}`],
    ['a hundred thousand keys', () => `{${Array.from({ length: 80_000 }, (_, key) => `"k${key}":1`).join()}}`],
    ['a hundred thousand lines', () => `{"lines":[${'{},'.repeat(300_000)}{}],"reasonId":500}`],
    ['a long text', () => `{"status":"${'x'.repeat(1_000_000)}"}`],
  ])('%s is refused cheaply', async (what, body) => {
    const text = body();
    const refused = what === 'a long text' ? 'field' : 'malformed';
    for (const path of [mine.path, cancelPath()])
      expectRefused(await changingNothing(world, () => world.call('PUT', path, { as: seller, body: text })), refused);
  });

  const zeros = (count: number) => `[${'0,'.repeat(count - 1)}0]`;
  test.each([
    ['millions of orders', () => `{"orders":${zeros(8_000_000)}}`],
    [
      'millions of lines',
      () => `{"orders":[${JSON.stringify(order()).replace(/"lines":\[.*\]/, `"lines":${zeros(8_000_000)}`)}]}`,
    ],
    [
      'thousands of lines in each of a thousand orders',
      () =>
        `{"orders":[${Array(1_000)
          .fill(`{"lines":${zeros(7_000)}}`)
          .join()}]}`,
    ],
    [
      'a hundred thousand keys',
      () => `{"orders":[{${Array.from({ length: 100_000 }, (_, key) => `"k${key}":1`).join()}}]}`,
    ],
  ])('%s are refused in good time', async (_, body) => {
    const text = body();
    const started = performance.now();
    const ask = () => world.call('POST', '/api/v1/orders', { as: 'operator', body: text });
    const answer = await changingNothing(world, ask);
    expectRefused(answer, 'malformed');
    // Read to the end, a list of millions takes longer.
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('ten thousand lines in an order are refused', async () => {
    const [line] = order().lines;
    const lines = Array.from({ length: 10_000 }, (_, index) => ({ ...line, barcode: `b${index}` }));
    const body = {
      orders: [
        { ...order(), orderNumber: 'HUGE', lines },
        { ...order(), orderNumber: 'SMALL' },
      ],
    };
    const answer = await world.call('POST', '/api/v1/orders', { as: 'operator', body });
    expect(answer.status).toBe(200);
    const [huge, small] = answer.json.results;
    expect(huge).toEqual({
      orderNumber: 'HUGE',
      error: { key: 'koli.field.invalid', errorCode: '400', message: expect.stringContaining('10000 lines') },
    });
    expect(small).toMatchObject({ orderNumber: 'SMALL', packages: [{}] });
    expect(await world.sql("select 1 from orders where order_number = 'HUGE'")).toEqual([]);
  });

  test.each([
    ['201 lines of one seller', { count: 201, quantity: 1 }],
    ['1,001 units of a line', { count: 1, quantity: 1_001 }],
    ['2,001 units of one seller', { count: 3, quantity: 667 }],
  ])('%s are too many', async (_, { count, quantity }) => {
    const [line] = order().lines;
    const lines = Array.from({ length: count }, (_, index) => ({ ...line, barcode: `b${index}`, quantity }));
    const body = { orders: [{ ...order(), lines }] };
    const answer = await changingNothing(world, () => world.call('POST', '/api/v1/orders', { as: 'operator', body }));
    expect(answer.json.results).toEqual([
      { orderNumber: null, error: expect.objectContaining({ key: 'koli.field.invalid' }) },
    ]);
  });

  test.each([0, 1_001])('%i orders in a call', async (count) => {
    const body = { orders: Array.from({ length: count }, () => order()) };
    const ask = () => world.call('POST', '/api/v1/orders', { as: 'operator', body });
    expectRefused(await changingNothing(world, ask), 'field');
  });
});

describe('numbers', () => {
  const quantities = ['0', '-1', '1.5', '9007199254740992', '"1"', '-0', 'null', 'true', '[1]', '{}', '""'];
  test.each(quantities)(
    'quantity %s in an order is refused, and the orders beside it are accepted',
    async (quantity) => {
      const before = (await world.sql('select count(*) as n from orders'))[0]!['n'];
      const good = JSON.stringify(order());
      const bad = good.replace('"quantity":1', `"quantity":${quantity}`);
      const answer = await world.call('POST', '/api/v1/orders', {
        as: 'operator',
        body: `{"orders":[${bad},${good}]}`,
      });
      const [refused, taken] = answer.json.results;
      expect(refused).toEqual({
        orderNumber: null,
        error: expect.objectContaining({ key: 'koli.field.invalid', errorCode: '400' }),
      });
      expect(refused.error.message).toContain('lines[0].quantity');
      expect(taken.packages).toHaveLength(1);
      expect((await world.sql('select count(*) as n from orders'))[0]!['n']).toBe(before + 1);
    },
  );

  test.each(['-1', '0.001', '"10"', '1e16', 'null', '-0.01'])('a price of %s is refused', async (price) => {
    const body = `{"orders":[${JSON.stringify(order()).replace('"lineGrossAmount":10', `"lineGrossAmount":${price}`)}]}`;
    const answer = await changingNothing(world, () => world.call('POST', '/api/v1/orders', { as: 'operator', body }));
    expect(answer.status).toBe(200);
    expect(answer.json.results[0].error).toMatchObject({ key: 'koli.field.invalid' });
    expect(answer.json.results[0].error.message).toContain('lines[0].lineGrossAmount');
  });

  test.each(['1.0', '1e0', '10e-1', '1.0000000000000000000'])('%s is accepted', async (quantity) => {
    const at = await packageIn(world, seller);
    const body = `{"lines":[{"lineId":${at.line['a']},"quantity":${quantity}}],"reasonId":500}`;
    expect((await world.call('PUT', `${at.path}/items/unsupplied`, { as: seller, body })).status).toBe(200);
  });
});

describe('keys', () => {
  test('a repeated key is refused, because readers differ in which of the two counts', async () => {
    const at = await packageIn(world, seller);
    const twice = `{"status":"Invoiced","status":"Picking"}`;
    const ask = () => world.call('PUT', at.path, { as: seller, body: twice });
    expectRefused(await changingNothing(world, ask), 'malformed');
  });

  test.each(['1e400', '1.0000000000000000001', '9007199254740993'])(
    'the number %s is refused, because it would become another number',
    async (number) => {
      const at = await packageIn(world, seller);
      const body = `{"lines":[{"lineId":${at.line['a']},"quantity":${number}}],"reasonId":500}`;
      const ask = () => world.call('PUT', `${at.path}/items/unsupplied`, { as: seller, body });
      expectRefused(await changingNothing(world, ask), 'malformed');
    },
  );

  const odd = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '',
    ' ',
    'ö',
    'refused',
    'x'.repeat(5000),
  ];
  test.each(odd)('a key %s from a seller is ignored', async (key) => {
    const at = await packageIn(world, seller);
    const text = `${JSON.stringify(key)}:{"status":"Shipped","polluted":true,"refused":true}`;
    const answer = await world.call('PUT', at.path, {
      as: seller,
      body: `{${text},"status":"Picking","params":{${text}},"lines":[{${text},"lineId":${at.line['a']},"quantity":1}]}`,
    });
    expect(answer.status, answer.body).toBe(200);
    expect((await documentOf(world, seller, at.package_id)).status).toBe('Picking');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const [event] = await world.sql('select facts from events where package_id = $1 and type = $2', [
      at.package_id,
      'picked',
    ]);
    expect(event!['facts']).toBe('{}');
  });

  test.each(odd.filter((key) => key.trim() !== ''))('a key %s from an operator is refused', async (key) => {
    const extra = `${JSON.stringify(key)}:1`;
    const one = JSON.stringify(order()).slice(1);
    const whole: [path: string, body: string][] = [
      ['/api/v1/orders', `{${extra},"orders":[{${one}]}`],
      ['/api/v1/carrier-events', `{${extra},"events":[{"sellerId":1,"packageId":1,"status":"Shipped"}]}`],
      ['/api/v1/carrier-events', `{"events":[{${extra},"sellerId":1,"packageId":1,"status":"Shipped"}]}`],
      ['/api/v1/sellers', `{${extra},"name":"x"}`],
      ['/api/v1/sellers', `{"name":"x","settings":{${extra}}}`],
      [`/api/v1/sellers/${seller.seller_id}/keys`, `{${extra}}`],
      [`/api/v1/orders/${mine.order_number}/payment`, `{${extra},"status":"confirmed"}`],
      [`/api/v1/sellers/${seller.seller_id}/packages/${mine.package_id}/customer-cancel`, `{${extra}}`],
    ];
    for (const [path, body] of whole)
      expectRefused(await changingNothing(world, () => world.call('POST', path, { as: 'operator', body })), 'field');
    const parts = [
      `{${extra},${one}`,
      `{${one}`.replace('"shipmentAddress":{', `"shipmentAddress":{${extra},`),
      `{${one}`.replace('"customer":{', `"customer":{${extra},`),
      `{${one}`.replace('"lines":[{', `"lines":[{${extra},`),
    ];
    const body = `{"orders":[${parts.join()}]}`;
    const answer = await changingNothing(world, () => world.call('POST', '/api/v1/orders', { as: 'operator', body }));
    expect(answer.status).toBe(200);
    for (const { error } of answer.json.results) {
      expect(error).toMatchObject({ key: 'koli.field.invalid', errorCode: '400' });
      expect(error.message).toContain('is not a known field');
    }
  });
});

describe('paths and parameters', () => {
  const uuid = '00000000-0000-4000-8000-00000000000';
  const rows: [method: string, path: () => string, as: 'seller' | 'operator', refusal: RefusalName][] = [
    ['PUT', () => packagePath(seller, `${mine.package_id}%00`), 'seller', 'package'],
    ['PUT', () => packagePath(seller, `%00`), 'seller', 'package'],
    ['PUT', () => packagePath(seller, `${mine.package_id}%20`), 'seller', 'package'],
    ['PUT', () => packagePath(seller, `${mine.package_id}'%20or%201=1--`), 'seller', 'package'],
    ['PUT', () => packagePath(seller, `+${mine.package_id}`), 'seller', 'package'],
    ['PUT', () => packagePath(seller, '9223372036854775808'), 'seller', 'package'],
    ['PUT', () => packagePath(seller, '9007199254740993'), 'seller', 'package'],
    ['PUT', () => packagePath(seller, '٣'), 'seller', 'package'],
    ['DELETE', () => `/integration/webhook/sellers/${seller.seller_id}/webhooks/%00`, 'seller', 'noWebhook'],
    ['DELETE', () => `/integration/webhook/sellers/${seller.seller_id}/webhooks/${uuid}%00`, 'seller', 'noWebhook'],
    [
      'DELETE',
      () => `/integration/webhook/sellers/${seller.seller_id}/webhooks/${'0'.repeat(3000)}`,
      'seller',
      'noWebhook',
    ],
    ['GET', () => `/integration/order/sellers/${seller.seller_id}/v2/orders?orderNumber=%00`, 'seller', 'query'],
    ['GET', () => `/integration/order/sellers/${seller.seller_id}/v2/orders?barcode=a%00b`, 'seller', 'query'],
    ['GET', () => `/integration/order/sellers/${seller.seller_id}/v2/orders?status=%00`, 'seller', 'query'],
    ['GET', () => `/integration/order/sellers/${seller.seller_id}/v2/orders?shipmentPackageIds=%00`, 'seller', 'query'],
    ['GET', () => `/integration/order/sellers/${seller.seller_id}/v2/orders?barcode=%ED%A0%80`, 'seller', 'query'],
    ['GET', () => `/integration/order/sellers/${seller.seller_id}/v2/orders?barcode=%`, 'seller', 'query'],
    ['GET', () => '/api/v1/packages?orderNumber=%00', 'operator', 'query'],
    ['GET', () => `/api/v1/sellers/${seller.seller_id}/packages/%00`, 'operator', 'package'],
    ['GET', () => '/api/v1/sellers/%00', 'operator', 'noSeller'],
    ['GET', () => '/api/v1/sellers/9223372036854775808', 'operator', 'noSeller'],
    ['POST', () => '/api/v1/sellers/%00/keys', 'operator', 'noSeller'],
    ['DELETE', () => `/api/v1/sellers/${seller.seller_id}/keys/%00`, 'operator', 'noKey'],
    ['DELETE', () => `/api/v1/sellers/x/keys/${seller.key}`, 'operator', 'noKey'],
    ['DELETE', () => `/api/v1/sellers/${seller.seller_id}/keys/${'k'.repeat(3000)}`, 'operator', 'noKey'],
  ];
  test.each(rows)('%s %s', async (method, path, as, refusal) => {
    const ask = () => world.call(method, path(), { as: as === 'seller' ? seller : 'operator' });
    expectRefused(await changingNothing(world, ask), refusal);
  });

  test.each(['%00', 'x%00y', 'y'.repeat(3000), '%F0%9F%98%80'])('%s is refused as an order number', async (number) => {
    const body = { status: 'confirmed' };
    const ask = () => world.call('POST', `/api/v1/orders/${number}/payment`, { as: 'operator', body });
    const message = expectRefused(await changingNothing(world, ask), 'noOrder');
    expect(message.length).toBeLessThan(120);
  });

  test.each(['a\0b', '\ud800', 'x'.repeat(65), '', 'two words', 'ö', 7])('orderNumber %j', async (orderNumber) => {
    const body = { orders: [{ ...order(), orderNumber }] };
    const answer = await changingNothing(world, () => world.call('POST', '/api/v1/orders', { as: 'operator', body }));
    if (answer.status === 400) expectRefused(answer, 'malformed');
    else expect(answer.json.results[0].error.key).toBe('koli.field.invalid');
  });
});

type Raw = { status: number; headers: Record<string, string>; body: string };

/** Writes onto a socket what no client library would, and reads until the server closes it. */
function onSocket(url: string, pieces: (string | Buffer)[]): Promise<Raw> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let got = '';
    socket.setEncoding('utf8').on('data', (part) => {
      got += part;
    });
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', body = ''] = got.split('\r\n\r\n');
      const [first = '', ...lines] = head.split('\r\n');
      const headers = Object.fromEntries(lines.map((line) => line.toLowerCase().split(': ')));
      resolve({ status: Number(first.split(' ')[1]), headers, body });
    });
    for (const piece of pieces) socket.write(piece);
  });
}

describe('below HTTP', () => {
  const start = 'GET /integration/order/sellers/1/v2/orders HTTP/1.1\r\nhost: localhost\r\n';
  const rows: [name: string, pieces: string[], refusal: RefusalName][] = [
    [
      'a flood of headers',
      [start, ...Array.from({ length: 700 }, (_, n) => `x-flood-${n}: ${'y'.repeat(20)}\r\n`), '\r\n'],
      'headers',
    ],
    ['one header that does not end', [start, `x-long: ${'y'.repeat(20_000)}`], 'headers'],
    ['a path that does not end', [`GET /${'y'.repeat(20_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`], 'headers'],
    ['another protocol', ['\u0016\u0003\u0001\u0002\u0000hello\r\n\r\n'], 'malformed'],
    ['a header without a name', [start, ': nothing\r\n\r\n'], 'malformed'],
    ['two lengths', [start, 'content-length: 1\r\ncontent-length: 2\r\n\r\n'], 'malformed'],
    [
      'a length and chunks',
      ['PUT / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
      'malformed',
    ],
  ];
  test.each(rows)('%s', async (_, pieces, refusal) => {
    const answer = await changingNothing(world, () => onSocket(world.url, pieces) as never);
    expectRefused(answer, refusal);
    expect(answer.headers['connection']).toBe('close');
  });

  test('headers just below 16 KiB are read', async () => {
    const headers = { 'x-long': 'y'.repeat(15_000) };
    const path = `/integration/order/sellers/${seller.seller_id}/v2/orders`;
    expect((await world.call('GET', path, { as: seller, headers })).status).toBe(200);
  });

  test('a request that takes too long is refused', async () => {
    const lanes = new Lanes(world.world, () => undefined);
    await using app = buildServer({ world: world.world, lanes, feed: new Feed(world.world), operations: routes() });
    // Thirty seconds, for tests in a hurry.
    app.server.requestTimeout = 400;
    app.server.headersTimeout = 400;
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const { host } = new URL(url);
    const authorization = `Basic ${Buffer.from(`${seller.key}:${seller.secret}`).toString('base64')}`;
    const head = [
      `PUT ${mine.path} HTTP/1.1`,
      `host: ${host}`,
      'user-agent: x',
      `authorization: ${authorization}`,
      'content-type: application/json',
      'content-length: 20',
    ].join('\r\n');
    const before = await stored(world);
    const slow = await Promise.all([
      onSocket(url, [head]),
      onSocket(url, [`${head}\r\n\r\n`]),
      onSocket(url, [`${head}\r\n\r\n`, '{"status":"Pick']),
    ]);
    for (const answer of slow) expectRefused(answer, 'slow');
    // Gone half way: nobody is there to be told, and nothing is done.
    await new Promise<void>((resolve) => {
      const { hostname, port } = new URL(url);
      const socket = connect(Number(port), hostname, () => {
        socket.write(`${head}\r\n\r\n{"status"`, () => socket.destroy());
      });
      socket.on('close', () => resolve());
    });
    expect(await stored(world)).toBe(before);
    const alive = await app.inject({ method: 'GET', url: '/nowhere' });
    expect(alive.statusCode).toBe(556);
    await lanes.close();
  });
});
