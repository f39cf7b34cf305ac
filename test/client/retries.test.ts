import { describe, expect, test } from 'vitest';
import { type AnswerFacts, createSeller, KoliError } from '../../client/src/index.ts';
import { documentsOf, packageIn } from '../http/lab.ts';
import { startWorld } from '../world.ts';
import { answered, faultyFetch, lostAfter, lostBefore, operatorClient, sellerClient, startWaits } from './lab.ts';

const failed = async (work: Promise<unknown>): Promise<KoliError> => {
  const error = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(KoliError);
  return error as KoliError;
};

async function shop() {
  const world = await startWorld();
  const seller = await world.newSeller();
  const { package_id, line, order_number } = await packageIn(world, seller);
  const cancel = { lines: [{ lineId: line['a']!, quantity: 1 }], reasonId: 500 };
  const packages = () => documentsOf(world, seller, `orderNumber=${order_number}`);
  return { world, seller, package_id, cancel, packages, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

describe('a write whose answer is lost', () => {
  test('after it was performed is performed once, and gets the first answer', async () => {
    await using s = await shop();
    const faulty = faultyFetch([lostAfter]);
    const { sleep, ms } = startWaits();
    const answers: AnswerFacts[] = [];
    const client = sellerClient(s.world, s.seller, { fetch: faulty.fetch, sleep });
    const onAnswer = (answer: AnswerFacts) => answers.push(answer);
    const done = await client.cancelItems(s.package_id, s.cancel, { onAnswer });
    const packages = await s.packages();
    expect(packages.map((one) => one.status).sort()).toEqual(['Cancelled', 'Created']);
    expect(done).toEqual({
      cancelledPackage: s.package_id,
      newPackage: packages.find((one) => one.status === 'Created').shipmentPackageId,
    });
    expect(answers).toMatchObject([{ status: 200, replayed: true, attempts: 2, requestId: expect.any(String) }]);
    const keys = faulty.sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).toEqual([keys[0], keys[0]]);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(ms).toHaveLength(1);
  });

  test('before it arrived is performed', async () => {
    await using s = await shop();
    const faulty = faultyFetch([lostBefore, lostBefore]);
    await sellerClient(s.world, s.seller, { fetch: faulty.fetch }).cancelItems(s.package_id, s.cancel);
    expect(await s.packages()).toHaveLength(2);
    expect(faulty.sent).toHaveLength(3);
  });

  test('is not repeated without a key, and the caller learns that the outcome is unknown', async () => {
    await using s = await shop();
    const faulty = faultyFetch([lostAfter]);
    const client = sellerClient(s.world, s.seller, { fetch: faulty.fetch, idempotency: 'none' });
    const error = await failed(client.cancelItems(s.package_id, s.cancel));
    expect(error).toMatchObject({ status: null, key: null, attempts: 1, operation: 'cancelItems' });
    expect(error.message).toContain('no answer came (fetch failed)');
    expect(faulty.sent[0]!.headers.has('idempotency-key')).toBe(false);
    expect(await s.packages()).toHaveLength(2);
  });

  test('is not repeated by the test services, which have no keys', async () => {
    await using s = await shop();
    const faulty = faultyFetch([lostBefore]);
    const client = sellerClient(s.world, s.seller, { fetch: faulty.fetch });
    const error = await failed(client.setTestStatus(s.package_id, { status: 'Shipped' }));
    expect([error.attempts, faulty.sent.length]).toEqual([1, 1]);
  });

  test('with a file is performed once and may be sent again', async () => {
    await using s = await shop();
    const faulty = faultyFetch([lostAfter]);
    const answers: AnswerFacts[] = [];
    const client = sellerClient(s.world, s.seller, { fetch: faulty.fetch });
    const onAnswer = (answer: AnswerFacts) => answers.push(answer);
    const file = new Blob(['%PDF-1.4\n%%EOF\n']);
    await client.storeInvoiceFile({ shipmentPackageId: s.package_id, file }, { onAnswer });
    expect(answers).toMatchObject([{ status: 201, replayed: true, attempts: 2 }]);
    const error = await failed(client.storeInvoiceFile({ shipmentPackageId: s.package_id, file }));
    expect([error.status, error.key, error.message]).toEqual([400, null, expect.stringMatching(/\w.+\.$/)]);
  });

  test('under a key of the caller is performed once over two programs', async () => {
    await using s = await shop();
    const answers: AnswerFacts[] = [];
    const options = { idempotencyKey: 'cancel-17', onAnswer: (answer: AnswerFacts) => answers.push(answer) };
    const first = await sellerClient(s.world, s.seller).cancelItems(s.package_id, s.cancel, options);
    const second = await sellerClient(s.world, s.seller).cancelItems(s.package_id, s.cancel, options);
    expect(second).toEqual(first);
    expect(answers.map(({ replayed }) => replayed)).toEqual([false, true]);
    const other = { ...s.cancel, reasonId: 501 };
    const error = await failed(sellerClient(s.world, s.seller).cancelItems(s.package_id, other, options));
    expect(error).toMatchObject({ status: 422, key: 'koli.idempotency.key.reused' });
  });
});

describe('a temporary failure', () => {
  test.each([408, 429, 500, 502, 503, 504])('%i is retried for reads and for writes with a key', async (status) => {
    await using s = await shop();
    for (const act of ['read', 'write'] as const) {
      const faulty = faultyFetch([answered(status), answered(status)]);
      const { sleep, ms } = startWaits();
      const client = sellerClient(s.world, s.seller, { fetch: faulty.fetch, sleep });
      if (act === 'read') expect((await client.listOrdersV2()).totalElements).toBe(1);
      else await client.setWarehouse(s.package_id, { warehouseId: 3 });
      expect([act, faulty.sent.length]).toEqual([act, 3]);
      expect(ms[1]!).toBeGreaterThan(ms[0]! / 2);
      for (const wait_ms of ms) expect(wait_ms).toBeLessThanOrEqual(500);
    }
  });

  test('of a write without a key is retried after 429 only', async () => {
    await using s = await shop();
    const write = (faults: Parameters<typeof faultyFetch>[0]) => {
      const faulty = faultyFetch(faults);
      const client = sellerClient(s.world, s.seller, { fetch: faulty.fetch, idempotency: 'none' });
      return { faulty, done: client.setWarehouse(s.package_id, { warehouseId: 3 }) };
    };
    const busy = write([answered(429)]);
    await busy.done;
    expect(busy.faulty.sent).toHaveLength(2);
    const broken = write([answered(503)]);
    expect(await failed(broken.done)).toMatchObject({ status: 503, attempts: 1 });
  });

  test('is retried after Retry-After, unless that is long', async () => {
    await using s = await shop();
    const { sleep, ms } = startWaits();
    const body = JSON.stringify({ errors: [{ key: 'too.many.requests', message: 'Slow down.' }] });
    const soon = answered(429, { 'retry-after': '3' });
    const late = answered(429, { 'retry-after': '3600', 'x-request-id': 'r-1' }, body);
    const faulty = faultyFetch([soon, late]);
    const client = sellerClient(s.world, s.seller, { fetch: faulty.fetch, sleep });
    const error = await failed(client.listOrdersV2());
    expect(ms).toEqual([3_000]);
    expect(error.message).toBe('Slow down.');
    expect(error).toMatchObject({
      status: 429,
      key: 'too.many.requests',
      retryAfter: 3600,
      requestId: 'r-1',
      attempts: 2,
    });
  });

  test('of koli itself: the client waits for its own rate limit', async () => {
    await using world = await startWorld({ env: { KOLI_RATE_LIMITS: 'on' } });
    const seller = await world.newSeller();
    const { sleep, ms } = startWaits();
    const client = sellerClient(world, seller, { sleep, retries: 1 });
    const calls = Array.from({ length: 51 }, () => client.listWebhooks());
    const results = await Promise.allSettled(calls);
    const [late] = results.filter((result) => result.status === 'rejected');
    expect(late?.reason).toMatchObject({ status: 429, key: 'too.many.requests', attempts: 2 });
    expect(ms).toHaveLength(1);
    expect(ms[0]! % 1_000).toBe(0);
  });

  test('that remains is thrown after the last try', async () => {
    await using s = await shop();
    for (const [retries, tried] of [
      [undefined, 4],
      [1, 2],
      [0, 1],
    ]) {
      const faulty = faultyFetch(Array.from({ length: 9 }, () => answered(500, {}, 'broken')));
      const client = sellerClient(s.world, s.seller, { fetch: faulty.fetch, retries });
      expect(await failed(client.listWebhooks())).toMatchObject({
        status: 500,
        key: null,
        body: 'broken',
        attempts: tried,
      });
      expect(faulty.sent).toHaveLength(tried!);
    }
  });

  test('an answer that breaks off is not an answer', async () => {
    await using s = await shop();
    const broken = async (go: () => Promise<Response>) => {
      await go();
      const stream = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"totalEl'));
          controller.error(new TypeError('terminated'));
        },
      });
      return new Response(stream, { status: 200 });
    };
    const faulty = faultyFetch([broken]);
    const client = sellerClient(s.world, s.seller, { fetch: faulty.fetch });
    expect((await client.listOrdersV2()).totalElements).toBe(1);
  });
});

describe('a refusal', () => {
  test('is an error with all its facts, and is not retried', async () => {
    await using s = await shop();
    const faulty = faultyFetch([]);
    const client = sellerClient(s.world, s.seller, { fetch: faulty.fetch, language: 'tr' });
    await client.cancelItems(s.package_id, { ...s.cancel, lines: [{ ...s.cancel.lines[0]!, quantity: 4 }] });
    const error = await failed(client.setWarehouse(s.package_id, { warehouseId: 3 }, { requestId: 'my-1' }));
    expect(error).toMatchObject({
      name: 'KoliError',
      status: 400,
      key: 'koli.not.applicable',
      requestId: 'my-1',
      retryAfter: null,
      operation: 'setWarehouse',
      attempts: 1,
      body: { exception: 'KoliRefusal' },
    });
    expect(error.message).toContain('paket için yapılamaz');
    expect(faulty.sent).toHaveLength(2);
  });

  test('of a wrong key, an unknown package, an unknown address', async () => {
    await using s = await shop();
    const stranger = sellerClient(s.world, { ...s.seller, secret: 'no' });
    expect(await failed(stranger.listWebhooks())).toMatchObject({ status: 401, key: 'authentication.error' });
    const client = sellerClient(s.world, s.seller);
    expect(await failed(client.manualDeliver(1))).toMatchObject({ status: 401, key: 'koli.package.unknown' });
    const elsewhere = operatorClient(s.world, { fetch: answered(556, {}, '{"message":"Service Unavailable"}') });
    expect(await failed(elsewhere.listSellers())).toMatchObject({ status: 556, key: null, attempts: 1 });
  });

  test('of a page with status 200', async () => {
    await using s = await shop();
    const client = sellerClient(s.world, s.seller, { fetch: answered(200, {}, '<html>') });
    expect(await failed(client.listWebhooks())).toMatchObject({ status: 200, key: null, body: '<html>' });
  });

  test('of an address where no server answers', async () => {
    const client = createSeller({
      baseUrl: 'http://127.0.0.1:1',
      sellerId: 1,
      apiKey: 'k',
      apiSecret: 's',
      retries: 0,
    });
    const error = await failed(client.listWebhooks());
    expect(error).toMatchObject({ status: null, operation: 'listWebhooks', cause: expect.any(Error) });
  });

  test('of a call without its path parameters', async () => {
    await using s = await shop();
    const client = sellerClient(s.world, s.seller);
    await expect(client.manualDeliver(undefined as never)).rejects.toThrow(
      'manualDeliver wants packageId: packageId is missing',
    );
    await expect(client.deleteWebhook('')).rejects.toThrow(TypeError);
  });
});

describe('an end', () => {
  const never: typeof fetch = (_input, init) =>
    new Promise((_resolve, reject) => {
      init!.signal!.addEventListener('abort', () => reject(init!.signal!.reason));
    });
  const options = { baseUrl: 'http://koli.example', sellerId: 1, apiKey: 'k', apiSecret: 's', fetch: never };

  test("by the caller is thrown with the caller's reason, during a call and while waiting", async () => {
    const controller = new AbortController();
    const waiting = createSeller(options).listWebhooks({ signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    const second = new AbortController();
    const retried = createSeller({ ...options, fetch: answered(503, { 'retry-after': '60' }) });
    const pending = retried.listWebhooks({ signal: second.signal });
    second.abort(new Error('no more'));
    await expect(pending).rejects.toThrow('no more');
  });

  test('by time is an attempt without an answer', async () => {
    const { sleep, ms } = startWaits();
    const error = await failed(createSeller({ ...options, timeout_ms: 1, retries: 2, sleep }).listWebhooks());
    expect(error).toMatchObject({ status: null, attempts: 3 });
    expect(error.message).toContain('timeout');
    expect(ms).toHaveLength(2);
  });
});

describe("the marketplace's own host", () => {
  async function asked(baseUrl: string, idempotency?: 'koli' | 'none') {
    const sent: { url: string; headers: Headers }[] = [];
    const fetcher: typeof fetch = async (input, init) => {
      sent.push({ url: String(input), headers: new Headers(init?.headers) });
      return new Response('200 OK', { status: 200 });
    };
    const client = createSeller({ baseUrl, sellerId: 2738, apiKey: 'ö', apiSecret: 's', fetch: fetcher, idempotency });
    const done = await client.setWarehouse(35, { warehouseId: 1 });
    return { ...sent[0]!, done };
  }

  test.each([
    ['https://apigw.trendyol.com', undefined, false],
    ['https://stageapigw.trendyol.com/integration/', undefined, false],
    ['https://apigw.trendyol.com', 'koli', true],
    ['http://127.0.0.1:4000', undefined, true],
    ['https://nottrendyol.com', 'none', false],
    ['https://nottrendyol.com', undefined, true],
  ] as const)('%s with %s', async (baseUrl, idempotency, has_key) => {
    const { url, headers, done } = await asked(baseUrl, idempotency);
    const { origin } = new URL(baseUrl);
    expect(url).toBe(`${origin}/integration/order/sellers/2738/shipment-packages/35/warehouse`);
    expect(headers.has('idempotency-key')).toBe(has_key);
    expect(headers.get('user-agent')).toBe('2738 - SelfIntegration');
    expect(headers.get('authorization')).toBe(`Basic ${Buffer.from('ö:s').toString('base64')}`);
    expect(headers.get('content-type')).toBe('application/json');
    // It says a text where koli says nothing.
    expect(done).toEqual({});
  });
});
