import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tidyFiles } from '../../src/maintenance/prune.ts';
import { verify } from '../../src/maintenance/verify.ts';
import { type Answer, type CallOptions, start_of_time, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { type Case, changingNothing, documentOf, expectRefused, form, packageIn } from './lab.ts';

const folder = mkdtempSync(join(tmpdir(), 'koli-invoices-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const jpeg = Buffer.from('ffd8ffe000104a46494600010101004800480000ffd9', 'hex');
const png = Buffer.from(
  '89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082',
  'hex',
);
const limit = 10 << 20;
const ofSize = (bytes: number) => Buffer.concat([pdf, Buffer.alloc(bytes - pdf.length, 'x')]);
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const number = 'ABC2026000000001';
const lines = [{ barcode: 'a', quantity: 3 }];

type Fields = Parameters<typeof form>[0];

describe.each([
  ['the database', {}],
  ['a folder', { KOLI_INVOICE_FOLDER: folder }],
])('an invoice file in %s', (_, env) => {
  let world: TestWorld;
  let seller: TestSeller;
  let stranger: TestSeller;

  beforeAll(async () => {
    world = await startWorld({ env });
    seller = await world.newSeller();
    stranger = await world.newSeller();
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const path = (as = seller) => `/integration/sellers/${as.seller_id}/seller-invoice-file`;

  async function send(fields: Fields, options: CallOptions & { as?: TestSeller } = {}): Promise<Answer> {
    const { body, headers } = await form(fields);
    return world.call('POST', path(options.as), {
      as: seller,
      body,
      ...options,
      headers: { ...headers, ...options.headers },
    });
  }

  const store = ({ package_id }: Pick<Case, 'package_id'>, fields: Fields = {}, options = {}) =>
    send({ shipmentPackageId: String(package_id), file: ['invoice.pdf', pdf], ...fields }, options);

  const reads = (package_id: number): [string, CallOptions][] => [
    [`/api/v1/sellers/${seller.seller_id}/packages/${package_id}/invoice-file`, { as: 'operator' }],
    [`/api/v1/seller/packages/${package_id}/invoice-file`, { as: seller }],
  ];

  /** The form in which the marketplace refuses files. */
  function expectFileRefused(answer: Answer, saying: RegExp): void {
    expect(answer.status, answer.body).toBe(400);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.json).toEqual({
      timestamp: world.clock.now(),
      path: path(),
      errors: [{ message: expect.stringMatching(saying) }],
    });
  }

  const lineageOf = async (package_id: number) => {
    const answer = await world.call('GET', `/api/v1/seller/packages/${package_id}`, { as: seller });
    return answer.json.lineage;
  };

  describe('is stored', () => {
    test.each([
      ['PDF', 'application/pdf', pdf],
      ['JPEG', 'image/jpeg', jpeg],
      ['PNG', 'image/png', png],
    ])('%s, and served with its media type', async (_, type, content) => {
      const one = await packageIn(world, seller, 'Created', lines);
      const before = await documentOf(world, seller, one.package_id);
      world.clock.advance(1000);
      // Neither the name nor what is said of it tells the type.
      const answer = await store(one, { file: ['Fatura ğüş.txt', content, 'text/html'] });
      expect([answer.status, answer.body]).toEqual([201, '']);
      // An invoice file is not shown in the package; only that there is one.
      expect(await documentOf(world, seller, one.package_id)).toEqual({
        ...before,
        invoiceStatus: 'Invoiced',
        lastModifiedDate: world.clock.now(),
      });
      for (const [path, options] of reads(one.package_id)) {
        const read = await world.call('GET', path, options);
        expect(read.status).toBe(200);
        expect(read.bytes.equals(content)).toBe(true);
        expect(read.headers).toMatchObject({
          'content-type': type,
          'content-disposition': `attachment; filename="${one.package_id}.${type.split('/')[1]}"`,
          'content-length': String(content.length),
          'x-content-type-options': 'nosniff',
        });
      }
      expect((await lineageOf(one.package_id))[0]).toMatchObject({
        invoiceLink: null,
        invoiceFile: {
          name: 'Fatura ğüş.txt',
          type,
          bytes: content.length,
          sha256: sha256(content),
          storedDate: world.clock.now(),
          invoiceNumber: null,
          invoiceDateTime: null,
        },
      });
    });

    test('with its date and number, which customs requires', async () => {
      const one = await packageIn(world, seller, 'Created', lines, { micro: true });
      const terms = { invoiceNumber: number, invoiceDateTime: String(start_of_time / 1000) };
      expect((await store(one, terms)).status).toBe(201);
      expect((await lineageOf(one.package_id))[0].invoiceFile).toMatchObject({
        invoiceNumber: number,
        invoiceDateTime: start_of_time,
      });
    });

    test.each(['../../etc/passwd', 'C:\\fakepath\\x\ny.pdf', '', '🧾'.repeat(300)])(
      'whatever its name is: %j',
      async (name) => {
        const one = await packageIn(world, seller, 'Created', lines);
        const answer = await store(one, { file: [name, pdf] });
        expect(answer.status, answer.body).toBe(201);
        const [{ invoiceFile }] = await lineageOf(one.package_id);
        expect(invoiceFile.name).toMatch(/^[^/\\\p{C}]{1,255}$/u);
      },
    );

    test('of exactly 10 MB, and not one byte more', async () => {
      const one = await packageIn(world, seller, 'Created', lines);
      const content = ofSize(limit + 1);
      expectRefused(await changingNothing(world, () => store(one, { file: ['x.pdf', content] })), 'large');
      expect((await store(one, { file: ['x.pdf', content.subarray(0, limit)] })).status).toBe(201);
      const [[path, options]] = reads(one.package_id) as [[string, CallOptions]];
      const read = await world.call('GET', path, options);
      expect([read.bytes.length, sha256(read.bytes)]).toEqual([limit, sha256(content.subarray(0, limit))]);
    });
  });

  describe('a form', () => {
    const file = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1\r\n';
    const headersOf = (more: Record<string, string>) => ({
      authorization: `Basic ${Buffer.from(`${seller.key}:${seller.secret}`).toString('base64')}`,
      'user-agent': 'koli-test',
      'content-type': 'multipart/form-data; boundary=b',
      ...more,
    });
    const open = (more: Record<string, string>) =>
      request(world.url + path(), { method: 'POST', headers: headersOf(more), agent: false });

    test('is too large without a Content-Length', async () => {
      const asked = open({ 'transfer-encoding': 'chunked' });
      const answered = once(asked, 'response');
      asked.write(file);
      const chunk = Buffer.alloc(1 << 20, 'x');
      for (let sent = 0; sent < 12; sent++) if (!asked.write(chunk)) await once(asked, 'drain');
      asked.end('\r\n--b--\r\n');
      const [told] = await answered;
      told.resume();
      expect([told.statusCode, told.headers.connection]).toEqual([413, 'close']);
    });

    test('is one of sixteen at the same time; clients that leave free their places', async () => {
      const stalled = Array.from({ length: 17 }, () => {
        const asked = open({ 'content-length': '1000' });
        asked.on('error', () => {});
        asked.write(file);
        return asked;
      });
      // One is too many; the others wait for the rest of their form.
      const [told] = await Promise.race(stalled.map((asked) => once(asked, 'response')));
      expect([told.statusCode, told.headers.connection]).toEqual([503, 'close']);
      expect((await send({ shipmentPackageId: '1' })).status).toBe(503);
      for (const asked of stalled) asked.destroy();
      let answer = await send({ shipmentPackageId: '1' });
      for (let tries = 0; answer.status === 503 && tries < 1_000; tries++)
        answer = await send({ shipmentPackageId: '1' });
      expectFileRefused(answer, /^file is missing/);
    });

    test('is too large by its Content-Length', async () => {
      const answer = await new Promise<{ status?: number; connection?: string }>((resolve, reject) => {
        const asked = open({ 'content-length': String(limit + 65_537) });
        asked.on('response', (told) => {
          resolve({ status: told.statusCode!, connection: told.headers.connection! });
          told.resume();
          asked.destroy();
        });
        asked.on('error', reject);
        asked.write('--b');
      });
      expect(answer).toEqual({ status: 413, connection: 'close' });
    });
  });

  describe('with an idempotency key', () => {
    let keys = 0;
    const keyed = () => ({ headers: { 'Idempotency-Key': `file-${++keys}` } });

    test('the same form gets the same answer; another file, field or file name is another request', async () => {
      const [one, other] = [await packageIn(world, seller), await packageIn(world, seller)];
      const key = keyed();
      const first = await store(one, {}, key);
      const again = await store(one, {}, key);
      expect([first.status, first.headers['idempotent-replayed']]).toEqual([201, undefined]);
      expect([again.status, again.body, again.headers['idempotent-replayed']]).toEqual([201, '', 'true']);
      // What the file is called makes no difference, what it holds does.
      expect((await store(one, { file: ['other.pdf', pdf] }, key)).status).toBe(201);
      for (const fields of [{ file: ['invoice.pdf', png] }, { invoiceNumber: number }] as Fields[])
        expectRefused(await changingNothing(world, () => store(one, fields, key)), 'reused');
      expectRefused(await changingNothing(world, () => store(other, {}, key)), 'reused');
      const rows = await world.sql("select body from replies where key like 'file-%'");
      expect(rows.map(({ body }) => body)).toEqual(rows.map(() => ''));
    });

    test('a refusal is repeated', async () => {
      const one = await packageIn(world, seller);
      const key = keyed();
      const first = await store(one, { file: ['a.pdf', 'text'] }, key);
      expectFileRefused(first, /^file must be a PDF/);
      world.clock.advance(1000);
      const again = await store(one, { file: ['a.pdf', 'text'] }, key);
      expect([again.status, again.body]).toEqual([400, first.body]);
    });

    test('simultaneous requests store it once', async () => {
      const one = await packageIn(world, seller);
      const key = keyed();
      const answers = await Promise.all(Array.from({ length: 5 }, () => store(one, {}, key)));
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
      expect(await world.sql('select 1 from invoice_files where package_id = $1', [one.package_id])).toHaveLength(1);
    });
  });

  test('simultaneous requests without a key store one', async () => {
    const one = await packageIn(world, seller);
    const answers = await Promise.all([pdf, png, jpeg].map((content) => store(one, { file: ['x', content] })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
    for (const answer of answers.filter(({ status }) => status === 400))
      expectFileRefused(answer, /already has an invoice/);
  });

  test('is unknown, or not for this caller', async () => {
    const [none, theirs] = [await packageIn(world, seller), await packageIn(world, stranger)];
    for (const [path, options] of reads(none.package_id))
      expectRefused(await world.call('GET', path, options), 'noInvoice');
    await store(theirs, {}, { as: stranger });
    for (const id of [theirs.package_id, 'x', '0'])
      expectRefused(await world.call('GET', `/api/v1/seller/packages/${id}/invoice-file`, { as: seller }), 'package');
    const own = `/api/v1/sellers/${stranger.seller_id}/packages/${theirs.package_id}/invoice-file`;
    expectRefused(await world.call('GET', own, { as: stranger }), 'key');
    expect((await world.call('GET', own, { as: 'operator' })).status).toBe(200);
  });

  test('stays with its package after a partial cancel; the remainder gets its own', async () => {
    const one = await packageIn(world, seller, 'Created', lines);
    await world.call('PUT', `${one.path}/box-info`, { as: seller, body: { boxQuantity: 2, deci: 3.5 } });
    await store(one, { file: ['old.pdf', pdf] });
    const { cargoTrackingNumber } = await documentOf(world, seller, one.package_id);
    const labels = `/integration/sellers/${seller.seller_id}/common-label`;
    const asked = { as: seller, body: { format: 'ZPL' } };
    expect((await world.call('POST', `${labels}/${cargoTrackingNumber}`, asked)).status).toBe(200);
    const cancel = { lines: [{ lineId: one.line['a'], quantity: 1 }], reasonId: 500 };
    const answer = await world.call('PUT', `${one.path}/items/unsupplied`, { as: seller, body: cancel });
    const child = Number(answer.headers['koli-new-package']);

    const [old, young] = await lineageOf(child);
    expect(old).toMatchObject({
      shipmentPackageId: one.package_id,
      status: 'Cancelled',
      trackingNumber: cargoTrackingNumber,
      boxQuantity: 2,
      deci: 3.5,
      labelRequested: true,
      invoiceFile: { name: 'old.pdf', sha256: sha256(pdf) },
    });
    expect(young).toMatchObject({
      shipmentPackageId: child,
      boxQuantity: null,
      deci: null,
      labelRequested: false,
      invoiceNumber: null,
      invoiceLink: null,
      invoiceFile: null,
    });
    expect(young.trackingNumber).not.toBe(cargoTrackingNumber);

    expect((await store({ package_id: child }, { file: ['new.png', png] })).status).toBe(201);
    expect((await world.call('POST', `${labels}/${young.trackingNumber}`, asked)).status).toBe(200);
    const operator = await world.call('GET', `/api/v1/sellers/${seller.seller_id}/packages/${one.package_id}`, {
      as: 'operator',
    });
    expect(operator.json.lineage).toMatchObject([
      { labelRequested: true, invoiceFile: { name: 'old.pdf' } },
      { labelRequested: true, invoiceFile: { name: 'new.png' } },
    ]);
    for (const [id, content] of [
      [one.package_id, pdf],
      [child, png],
    ] as [number, Buffer][]) {
      const [[path, options]] = reads(id) as [[string, CallOptions]];
      expect((await world.call('GET', path, options)).bytes.equals(content)).toBe(true);
    }
  });
});

describe('the folder of invoice files', () => {
  const own = mkdtempSync(join(tmpdir(), 'koli-invoices-'));
  afterAll(() => rmSync(own, { recursive: true, force: true }));

  test('holds the files that the database names; remains of a crash are deleted', async () => {
    await using world = await startWorld({ env: { KOLI_INVOICE_FOLDER: own } });
    const seller = await world.newSeller();
    const path = `/integration/sellers/${seller.seller_id}/seller-invoice-file`;
    const store = async ({ package_id }: Case) =>
      world.call('POST', path, {
        as: seller,
        ...(await form({ shipmentPackageId: String(package_id), file: ['a.pdf', pdf] })),
      });
    const [one, other] = [await packageIn(world, seller), await packageIn(world, seller)];
    expect((await store(one)).status).toBe(201);
    const ours = join(own, String(seller.seller_id));
    const name = ({ package_id }: Case) => `${package_id}-${sha256(pdf)}`;
    expect(readdirSync(ours)).toEqual([name(one)]);
    expect(readFileSync(join(ours, name(one))).equals(pdf)).toBe(true);
    expect(await world.sql('select content from invoice_files')).toEqual([{ content: null }]);

    // The folder is ahead of the database: koli was killed between the file and the commit.
    const kept = world.world.files!.keep;
    world.world.files!.keep = async (key, content) => {
      await kept(key, content);
      throw new Error('killed');
    };
    world.expectLogged(/"killed"/);
    expect((await store(other)).status).toBe(500);
    world.world.files!.keep = kept;
    writeFileSync(join(ours, `${name(other)}.half.part`), '%PD');
    expect(readdirSync(ours)).toHaveLength(3);
    await world.verify();

    await tidyFiles(world.world);
    expect(readdirSync(ours), 'what is young may still be committed').toHaveLength(3);
    for (const file of readdirSync(ours)) utimesSync(join(ours, file), 0, 0);
    await tidyFiles(world.world);
    expect(readdirSync(ours)).toEqual([name(one)]);

    // Nothing of it is in the way of the next try.
    expect((await store(other)).status).toBe(201);
    await tidyFiles(world.world);
    expect(readdirSync(ours).sort()).toEqual([name(one), name(other)].sort());
  });

  test('keeps an orphan whose package is invoiced meanwhile', async () => {
    await using world = await startWorld({ env: { KOLI_INVOICE_FOLDER: own } });
    const seller = await world.newSeller();
    const one = await packageIn(world, seller);
    const key = { seller_id: seller.seller_id, package_id: one.package_id, sha256: sha256(pdf) };
    const files = world.world.files!;
    await files.keep(key, pdf);
    utimesSync(join(own, String(seller.seller_id), `${one.package_id}-${key.sha256}`), 0, 0);
    // Between its look at the folder and its look at the database.
    const { olderThan } = files;
    files.olderThan = async function* (before_ms) {
      for await (const some of olderThan(before_ms)) {
        const path = `/integration/sellers/${seller.seller_id}/seller-invoice-file`;
        const fields = await form({ shipmentPackageId: String(one.package_id), file: ['a.pdf', pdf] });
        expect((await world.call('POST', path, { as: seller, ...fields })).status).toBe(201);
        yield some;
      }
    };
    await tidyFiles(world.world);
    expect(await files.hash(key)).toBe(key.sha256);
  });

  test('is checked by verify: a missing, an additional and a changed file', async () => {
    await using world = await startWorld({ env: { KOLI_INVOICE_FOLDER: own }, verify: false });
    const seller = await world.newSeller();
    const one = await packageIn(world, seller);
    const path = `/integration/sellers/${seller.seller_id}/seller-invoice-file`;
    const fields = await form({ shipmentPackageId: String(one.package_id), file: ['a.pdf', pdf] });
    await world.call('POST', path, { as: seller, ...fields });
    const { db, files } = world.world;
    const found = async (known = files) => (await verify(db, undefined, known)).broken;
    expect(await found()).toEqual([]);
    const package_id = one.package_id;
    expect(await found(null)).toMatchObject([{ law: 'files', package_id, detail: expect.stringContaining('FOLDER') }]);
    const file = join(own, String(seller.seller_id), `${package_id}-${sha256(pdf)}`);
    writeFileSync(file, 'other');
    expect(await found()).toMatchObject([{ law: 'files', package_id, detail: expect.stringContaining('content') }]);
    rmSync(file);
    expect(await found()).toMatchObject([{ law: 'files', package_id, detail: expect.stringContaining('folder') }]);
  });
});
