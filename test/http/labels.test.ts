import { inflateSync } from 'node:zlib';
import { BinaryBitmap, Code128Reader, HybridBinarizer, RGBLuminanceSource } from '@zxing/library';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderInput } from '../../src/core/wire/order-input.ts';
import { type Answer, type CallOptions, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { type Case, changingNothing, documentOf, expectRefused, packageIn } from './lab.ts';

let world: TestWorld;
let seller: TestSeller;
let aras: TestSeller;

beforeAll(async () => {
  world = await startWorld();
  seller = await world.newSeller();
  aras = await world.newSeller({ cargo_provider: 'ARASMP' });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const lines = [
  { barcode: 'a', quantity: 3 },
  { barcode: 'b', quantity: 1 },
];
type Labelled = Case & { number: number; url: string };

const urlOf = ({ seller_id }: TestSeller, number: number | string) =>
  `/integration/sellers/${seller_id}/common-label/${number}`;

async function inStatus(status: string, given: Partial<OrderInput> = {}, as = seller): Promise<Labelled> {
  const one = await packageIn(world, as, status, lines, given);
  const [row] = await world.sql(
    'select tracking_number from tracking_numbers where package_id = $1 and seller_id = $2',
    [one.package_id, as.seller_id],
  );
  const number = row!['tracking_number'];
  return { ...one, number, url: urlOf(as, number) };
}

const ask = (url: string, told: object = {}, options: CallOptions = {}) =>
  world.call('POST', url, { as: seller, body: { format: 'ZPL', ...told }, ...options });

const labels = async (url: string, as = seller): Promise<string[]> => {
  const answer = await world.call('GET', url, { as });
  expect(answer.status, answer.body).toBe(200);
  return answer.json.data.map(({ label, format, ...rest }: { label: string; format: string }) => {
    expect([format, rest]).toEqual(['ZPL', {}]);
    return label;
  });
};

function expectDone(answer: Answer): void {
  expect([answer.status, answer.body]).toEqual([200, '']);
}

/** What a printer makes of a label: its commands, and the texts of its fields. */
function printed(zpl: string): { commands: string[]; fields: string[] } {
  const commands = zpl.split(/(?=[\^~])/).map((command) => command.replace(/\n$/, ''));
  const fields = commands
    .filter((command) => command.startsWith('^FD'))
    .map((command, index) => (index === 0 ? command.slice(3) : decoded(command.slice(3))));
  return { commands: commands.map((command) => /^[\^~](A0|[A-Z]{2})/.exec(command)![1]!), fields };
}

const decoded = (text: string): string =>
  Buffer.from(text.replace(/[^_]|_(..)/gu, (sign, code) => (code ? `%${code}` : encodeURIComponent(sign))))
    .toString()
    .replace(/(%..)+/g, (codes) => Buffer.from(codes.replaceAll('%', ''), 'hex').toString());

const of = (count: number, ...commands: string[]) => Array.from({ length: count }, () => commands).flat();

describe('a label', () => {
  test('has everything that a carrier reads', async () => {
    const one = await inStatus('Created', {
      shipmentAddress: {
        firstName: 'Şule',
        lastName: 'Çağlı',
        company: 'Örnek Ltd',
        address1: 'Papatya Sk. No:7 D:3',
        district: 'Bornova',
        city: 'İzmir',
        postalCode: '35040',
        phone: '5550000000',
      },
    });
    expectDone(await ask(one.url, { boxQuantity: 2, volumetricHeight: 12.5 }));
    const [first, second, ...more] = await labels(one.url);
    expect(more).toEqual([]);
    expect(first).toMatch(/^\^XA\n\^CI28\n.*\n\^XZ$/s);
    expect(printed(first!).fields).toEqual([
      String(one.number),
      'Trendyol Express Marketplace',
      String(one.number),
      `Sipariş No: ${one.order_number}`,
      `Paket No: ${one.package_id}`,
      'Alıcı: Şule Çağlı',
      'Örnek Ltd',
      'Papatya Sk. No:7 D:3',
      'Bornova İzmir 35040',
      '5550000000',
      'Koli 1/2',
    ]);
    expect(printed(second!).fields.at(-1)).toBe('Koli 2/2');
    expect(first).toContain(`^BCN,160,N,N,N,A^FD${one.number}^FS`);
  });

  test("does not run the customer's texts as commands", async () => {
    const evil = '^XZ~JA^XA^FDx^FS _5E \\& ^FH\n^CC!{}"<>_';
    const given = {
      firstName: evil,
      lastName: '~DGR',
      address1: `${evil}${evil}`,
      city: '\u001b\u0007^',
      district: '_7E',
    };
    const one = await inStatus('Created', { shipmentAddress: given });
    expectDone(await ask(one.url));
    const [label] = await labels(one.url);
    const { commands, fields } = printed(label!);
    const texts = fields.length - 1;
    expect(commands).toEqual([
      ...['XA', 'CI', 'PW', 'LL', 'LH', 'FO', 'BY', 'BC', 'FD', 'FS'],
      ...of(texts, 'FO', 'A0', 'FH', 'FD', 'FS'),
      'XZ',
    ]);
    expect(fields.find((field) => field.startsWith('Alıcı'))).toBe('Alıcı: ^XZ~JA^XA^FDx^FS _5E \\& ^FH …');
    expect(fields).toContain('_7E ^');
    expect(label).not.toMatch(/[^\P{C}\n]/u);
  });

  test('has the number of boxes that was given last', async () => {
    const one = await inStatus('Created');
    expectDone(await ask(one.url));
    expect(await labels(one.url)).toHaveLength(1);
    await world.call('PUT', `${one.path}/box-info`, { as: seller, body: { boxQuantity: 3 } });
    // What was asked for stays until it is asked for again.
    expect(await labels(one.url)).toHaveLength(1);
    expectDone(await ask(one.url));
    expect(await labels(one.url)).toHaveLength(3);
    expectDone(await ask(one.url, { boxQuantity: 999 }));
    const answer = await world.call('GET', one.url, { as: seller });
    expect(answer.json.data).toHaveLength(999);
    expect(answer.bytes.length).toBeLessThan(1 << 20);
  });

  test('by Aras', async () => {
    const one = await inStatus('Created', {}, aras);
    expectDone(await ask(one.url, {}, { as: aras }));
    expect((await labels(one.url, aras))[0]).toContain('Aras Kargo Marketplace');
  });

  test('is made anew after a change of the carrier', async () => {
    const one = await inStatus('Created');
    expectDone(await ask(one.url));
    await world.call('PUT', `${one.path}/cargo-providers`, { as: seller, body: { cargoProvider: 'ARASMP' } });
    const { cargoTrackingNumber } = await documentOf(world, seller, one.package_id);
    const url = urlOf(seller, cargoTrackingNumber);
    expectRefused(await ask(one.url), 'field');
    expectRefused(await world.call('GET', one.url, { as: seller }), 'field');
    expectRefused(await world.call('GET', url, { as: seller }), 'applicable');
    expectDone(await ask(url));
    expect((await labels(url))[0]).toContain(`^FD${cargoTrackingNumber}^FS`);
  });
});

describe('a label is refused', () => {
  test.each(['Awaiting', 'PaymentFailed', 'Cancelled', 'UnPacked'])('while a package is %s', async (status) => {
    const one = await inStatus(status);
    expectRefused(await changingNothing(world, () => ask(one.url)), 'applicable');
    expectRefused(await world.call('GET', one.url, { as: seller }), 'applicable');
  });

  test('with more boxes than labels are made for', async () => {
    const one = await inStatus('Created');
    await world.call('PUT', `${one.path}/box-info`, { as: seller, body: { boxQuantity: 1000 } });
    expect(expectRefused(await changingNothing(world, () => ask(one.url)), 'field')).toContain('boxQuantity');
    expectDone(await ask(one.url, { boxQuantity: 5 }));
  });
});

test('stays with its package after a cancel or a split, and the children have none', async () => {
  const [one, other] = [await inStatus('Created'), await inStatus('Created')];
  for (const { url } of [one, other]) expectDone(await ask(url));
  const line = { lineId: one.line['a'], quantity: 1 };
  const cancelled = await world.call('PUT', `${one.path}/items/unsupplied`, {
    as: seller,
    body: { lines: [line], reasonId: 500 },
  });
  const quantitySplit = [{ orderLineId: other.line['a'], quantities: [1] }];
  const split = await world.call('POST', `${other.path}/quantity-split`, { as: seller, body: { quantitySplit } });
  for (const { url } of [one, other]) expect(await labels(url)).toHaveLength(1);
  for (const id of [cancelled.headers['koli-new-package'], ...split.json.newPackageIds]) {
    const { cargoTrackingNumber } = await documentOf(world, seller, Number(id));
    const url = urlOf(seller, cargoTrackingNumber);
    expectRefused(await world.call('GET', url, { as: seller }), 'applicable');
    expectDone(await ask(url));
    expect((await labels(url))[0]).toContain(`Paket No: ${id}`);
  }
});

/** A PNG of 8-bit RGBA whose rows are unfiltered, as koli makes them. */
function pixels(png: Buffer): { width: number; height: number; grey: Uint8ClampedArray } {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  expect([...png.subarray(24, 26)]).toEqual([8, 6]);
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const raw = inflateSync(Buffer.concat(data));
  const grey = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y++) {
    expect(raw[y * (4 * width + 1)]).toBe(0);
    for (let x = 0; x < width; x++) grey[y * width + x] = raw[y * (4 * width + 1) + 1 + 4 * x]!;
  }
  return { width, height, grey };
}

const decode = ({ width, height, grey }: ReturnType<typeof pixels>): string =>
  new Code128Reader()
    .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, width, height))))
    .getText();

const ink = ({ width, grey }: ReturnType<typeof pixels>, top: number, bottom: number): number =>
  grey.subarray(top * width, bottom * width).filter((value) => value < 128).length;

describe('a label as a picture', () => {
  const doors = ({ package_id }: Case): [string, CallOptions][] => [
    [`/api/v1/sellers/${seller.seller_id}/packages/${package_id}/label.png`, { as: 'operator' }],
    [`/api/v1/seller/packages/${package_id}/label.png`, { as: seller }],
  ];

  test('shows the tracking number and the texts of each box', async () => {
    const one = await inStatus('Created');
    expectDone(await ask(one.url, { boxQuantity: 2 }));
    for (const [path, options] of doors(one)) {
      const [first, second] = await Promise.all(
        ['', '?box=2'].map((box) => world.call('GET', `${path}${box}`, options)),
      );
      expect([first!.status, first!.headers['content-type']]).toEqual([200, 'image/png']);
      const [one_of_two, two_of_two] = [pixels(first!.bytes), pixels(second!.bytes)];
      expect([decode(one_of_two), decode(two_of_two)]).toEqual([String(one.number), String(one.number)]);
      for (const [top, bottom] of [
        [40, 90],
        [285, 330],
        [345, 380],
        [440, 485],
        [740, 790],
      ] as const)
        expect(ink(one_of_two, top, bottom)).toBeGreaterThan(100);
      const differs = one_of_two.grey.findIndex((value, at) => value !== two_of_two.grey[at]);
      expect(Math.floor(differs / one_of_two.width)).toBeGreaterThan(740);
    }
  });

  test('keeps long texts within its edges', async () => {
    const shipmentAddress = { firstName: 'W'.repeat(60), lastName: '', address1: 'W'.repeat(300), city: 'İzmir' };
    const one = await inStatus('Created', { shipmentAddress });
    expectDone(await ask(one.url));
    const [[path, options]] = doors(one) as [[string, CallOptions]];
    const picture = pixels((await world.call('GET', path, options)).bytes);
    const margin = picture.grey.filter((_, at) => at % picture.width < 30 || at % picture.width >= picture.width - 30);
    expect(margin.every((value) => value === 255)).toBe(true);
    expect(printed((await labels(one.url))[0]!).fields).toContain('İzmir');
  });

  test('is refused where the label is', async () => {
    const one = await inStatus('Created');
    const refused = async (query: string, name: Parameters<typeof expectRefused>[1]) => {
      for (const [path, options] of doors(one)) expectRefused(await world.call('GET', path + query, options), name);
    };
    await refused('', 'applicable');
    expectDone(await ask(one.url, { boxQuantity: 2 }));
    for (const query of ['?box=0', '?box=3', '?box=x', '?box=1&box=2', '?page=1']) await refused(query, 'query');
    const theirs = await inStatus('Created', {}, aras);
    expectDone(await ask(theirs.url, {}, { as: aras }));
    for (const id of [theirs.package_id, 'x', 0])
      expectRefused(await world.call('GET', `/api/v1/seller/packages/${id}/label.png`, { as: seller }), 'package');
  });
});
