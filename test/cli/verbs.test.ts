import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { watched } from '../../src/cli/long-work.ts';
import { run } from '../../src/cli/program.ts';
import { durationFrom, table, timeFrom } from '../../src/cli/text.ts';
import { verbs } from '../../src/cli/verbs.ts';
import { readLength } from '../../src/core/wire/time.ts';
import { startReceiver } from '../receiver.ts';
import { startWorld, type TestWorld } from '../world.ts';
import { koli, openTerminal, type, until } from './lab.ts';

const folder = mkdtempSync(join(tmpdir(), 'koli-verbs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A sandbox with nothing in it at nine o'clock, and an order of three mugs and a lamp. */
async function startShop() {
  const world = await startWorld({ seed: true });
  const reset = await type(world, 'reset empty --seed 7 --at 2026-11-23T09:00Z --frozen');
  expect([reset.status, reset.out]).toEqual([0, '0 packages, 2026-11-23 09:00:00 UTC']);
  const { json } = await type(world, 'order --line MUG=3 --line LAMP --number MY-1 --json');
  const id: number = json.orders[0].shipmentPackageId;
  return { world, id, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

const packageOf = async (world: TestWorld, id: number) => (await type(world, `package ${id} --json`)).json;

describe('help', () => {
  const nowhere = { url: 'http://127.0.0.1:1' };

  test('lists every verb under its heading, and the first steps', async () => {
    const { status, out } = await koli(nowhere, ['--help']);
    expect(status).toBe(0);
    for (const [heading, rows] of Object.entries(verbs)) {
      expect(out).toContain(`\n${heading}\n`);
      for (const { words } of rows) expect(out).toMatch(new RegExp(`^  ${words.split(' ')[0]} `, 'm'));
    }
    expect(out).toMatch(/First steps[\s\S]+Exit status: 0 done, 1 refused or wrong arguments, 2 no answer/);
  });

  test.each(Object.values(verbs).flat())(
    '$words prints its options and examples',
    async ({ words, says, examples = [] }) => {
      const names = words.split(' ').filter((word) => /^[a-z]/.test(word));
      const { status, out } = await koli(nowhere, [...names, '--help']);
      expect(status).toBe(0);
      expect(out.replaceAll(/\s+/g, ' ')).toContain(says);
      expect(out).toContain('--json');
      for (const example of examples) expect(out).toContain(`  koli ${example}`);
    },
  );
});

describe('failures are reported in one sentence', () => {
  test('no answer: status 2', async () => {
    const gone = await startReceiver();
    await gone[Symbol.asyncDispose]();
    const { status, out, notes } = await type(gone, 'orders');
    expect([status, out]).toEqual([2, '']);
    expect(notes).toBe(
      `koli: No koli answers at ${gone.url}: start one with npm start, or give its address with --url.`,
    );
  });

  test('a broken connection is not reported as an absent koli: status 2, and what happened', async () => {
    await using world = await startWorld({ seed: true });
    await koli(world, ['faults', 'add', '{"operation":"cancelItems","do":{"outcome":"closed"}}']);
    const id = (await type(world, 'order --json')).json.orders[0].shipmentPackageId;
    const { status, notes } = await type(world, `cancel ${id}`);
    expect([status, notes]).toEqual([2, expect.stringMatching(/^koli: cancelItems: no answer came \(fetch failed/)]);
  });

  test('a refusal of koli, also of a wrong token: status 1, with the request id', async () => {
    await using world = await startWorld({ seed: true });
    const unknown = await type(world, 'package 7');
    expect([unknown.status, unknown.notes]).toEqual([1, expect.stringMatching(/^koli: .+\. \(request [\w-]+\)$/)]);
    const stranger = await type(world, 'clock --token no-operator-at-all');
    expect([stranger.status, stranger.notes]).toEqual([1, expect.stringMatching(/^koli: .+\(request [\w-]+\)$/)]);
    const env = { KOLI_OPERATOR_TOKEN: 'no-operator-at-all' };
    expect((await type(world, 'clock', { env })).status).toBe(1);
    expect((await type(world, 'clock --token sandbox-operator', { env })).status).toBe(0);
  });

  test('wrong arguments: status 1, and no request', async () => {
    const nowhere = { url: 'http://127.0.0.1:1' };
    const told: [string, string][] = [
      ['orders --url here', '"here" is not an address: write one like http://127.0.0.1:4000.'],
      ['order --count many', '--count must be a whole number of at least 1, not "many".'],
      ['order --data [1]', `--data must be a JSON object, like '{"commercial":true}'.`],
      ['order --data {', '--data is not JSON'],
      ['order --data @nothing.json', 'nothing.json cannot be read: '],
      ['order --line MUG=x', '--line must be a barcode, or a barcode with units like MUG=3, not "MUG=x".'],
      ['order --line =3', '--line must be a barcode, or a barcode with units like MUG=3, not "=3".'],
      ['package last', 'The package must be a whole number, not "last".'],
      ['clock advance soon', '"soon" is not a duration: write 90s, 65m, 3h or 1d2h.'],
      ['clock run fast', '"fast" is not a pace: x60 is one minute per second.'],
      ['traffic --for long', '"long" is not a duration: write 90s, 65m, 3h or 1d2h.'],
      ['listen --forward-to there', '--forward-to must be an address like http://127.0.0.1:3000/hook.'],
      ['listen --basic nobody', '--basic must be user:password.'],
      ['import nothing.koli', 'nothing.koli cannot be read: '],
      ['import .', '. is not a file: give an exported file.'],
      ['webhooks replay', 'Give what to send again: --event, --package, --from (and --until) or --missed.'],
      ['orders --seller x', '--seller must be a whole number, not "x".'],
    ];
    for (const [line, sentence] of told) {
      const { status, notes } = await type(nowhere, line);
      expect([line, status, notes.slice(0, sentence.length + 6)]).toEqual([line, 1, `koli: ${sentence}`]);
    }
  });

  test('an unknown subcommand: the known ones', async () => {
    const { status, notes } = await type({ url: 'http://127.0.0.1:1' }, 'clock stop');
    expect([status, notes]).toEqual([
      1,
      expect.stringContaining("koli: unknown command 'clock stop': use set, advance, freeze, run"),
    ]);
  });

  test.each([200, 404])(
    'another program at the address, which answers %d: status 1, and that it is not koli',
    async (status) => {
      const other = createServer((_, answer) => void answer.writeHead(status).end('<h1>Hello</h1>')).listen(
        0,
        '127.0.0.1',
      );
      await once(other, 'listening');
      const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
      const told = await type({ url }, 'clock');
      expect([told.status, told.notes]).toEqual([
        1,
        `koli: The program at ${url} (status ${status}) is not koli: give koli's address with --url or KOLI_URL.`,
      ]);
      other.close();
    },
  );

  test('https to a koli that speaks http: status 2, and the address to use', async () => {
    await using world = await startWorld({ seed: true });
    const url = world.url.replace('http:', 'https:');
    const { status, notes } = await type({ url }, 'clock');
    expect([status, notes]).toEqual([2, `koli: ${url} does not use TLS: write http:// instead of https://.`]);
  });

  test.each(['fly', 'clock fly', 'order --wings', 'package'])(
    'unknown verbs and options are refused: koli %s',
    async (line) => {
      const { status, notes } = await type({ url: 'http://127.0.0.1:1' }, line);
      expect([status, notes]).toEqual([1, expect.stringMatching(/^koli: /)]);
    },
  );
});

describe('orders and packages', () => {
  test('an unknown seller is reported, and does not look like a shop without packages', async () => {
    await using world = await startWorld({ seed: true });
    const { status, out, notes } = await type(world, 'orders --seller 9999');
    expect([status, out, notes]).toEqual([1, '', expect.stringContaining('Seller 9999 does not exist')]);
    expect(await type(world, 'orders --barcode NOBODY-HAS-IT')).toMatchObject({ status: 0, out: 'none' });
  });

  test('an order is created as requested, and shown as a table and as JSON', async () => {
    await using shop = await startShop();
    const { world, id } = shop;
    const { out } = await type(world, 'orders');
    expect(out).toMatch(new RegExp(`^ +PACKAGE +ORDER +STATUS +UNITS[^\\n]+\\n *${id} +MY-1 +Created +4 `));
    const own = await koli(world, [
      ...['order', '--package', '4242424242', '--tracking', '7330000000424242', '--status', 'Picking', '--silent'],
      ...['--data', '{"commercial":true,"customer":{"firstName":"Grace"}}', '--json'],
    ]);
    expect(own.json.orders[0]).toMatchObject({ shipmentPackageId: 4242424242, cargoTrackingNumber: 7330000000424242 });
    const { package: one } = await packageOf(world, 4242424242);
    expect(one).toMatchObject({ status: 'Picking', commercial: true, customerFirstName: 'Grace' });
    const taken = await type(world, 'order --package 4242424242');
    expect([taken.status, taken.notes]).toEqual([1, expect.stringContaining('4242424242')]);
  });

  test('many orders come in steps, with a progress bar on a terminal; the same seed makes the same orders', async () => {
    await using shop = await startShop();
    const { world } = shop;
    const many = await type(world, 'order -n 230 --silent', { live: true });
    expect(many.out).toMatch(/… and 210 more: 230 orders in total$/);
    expect(many.drawn).toEqual([
      expect.stringContaining('0/230 orders'),
      expect.stringContaining('100/230'),
      expect.stringContaining('200/230'),
      expect.stringContaining('230/230'),
      '',
    ]);
    const linesOf = async () => {
      const { json } = await type(world, 'order -n 120 --seed 5 --json');
      // biome-ignore lint/suspicious/noExplicitAny: as it was told
      return json.orders.map((one: any) => one.lines.map((line: any) => [line.barcode, line.quantity]));
    };
    const first = await linesOf();
    expect(await linesOf()).toEqual(first);
    expect((await type(world, 'orders --limit 300 --json')).json).toHaveLength(300);
    expect((await type(world, 'orders --order MY-1 --json')).json).toHaveLength(1);
  });

  test('a package is walked to its end, and each step is printed', async () => {
    await using shop = await startShop();
    const { world, id } = shop;
    for (const [verb, status] of [
      ['pick', 'Picking'],
      ['invoice', 'Invoiced'],
      ['ship', 'Shipped'],
      ['arrive', 'AtCollectionPoint'],
      ['undeliver', 'UnDelivered'],
      ['return', 'Returned'],
    ])
      expect([verb, (await type(world, `${verb} ${id}`)).out]).toEqual([verb, `package ${id} is ${status}`]);
    const { json } = await type(world, 'order -n 2 --status Awaiting --json');
    // biome-ignore lint/suspicious/noExplicitAny: as it was told
    const ids = json.orders.map((one: any) => one.shipmentPackageId);
    expect((await type(world, `pay ${ids.join(' ')}`)).out.split('\n')).toEqual([
      `package ${ids[0]} is Created`,
      `package ${ids[1]} is Created`,
    ]);
    const { status, notes } = await type(world, `deliver ${ids[0]} ${id}`);
    expect([status, notes]).toEqual([1, expect.stringContaining(`Package ${id} is Returned`)]);
  });

  test('cancel and split take lines by position or id, with or without units', async () => {
    await using shop = await startShop();
    const { world, id } = shop;
    const cancelled = (await type(world, `cancel ${id} 1=1 --json`)).json;
    expect(cancelled.cancelledPackageId).toBe(id);
    const rest = await packageOf(world, cancelled.newPackageId);
    // biome-ignore lint/suspicious/noExplicitAny: as it was told
    expect(rest.package.lines.map((line: any) => line.quantity)).toEqual([2, 1]);
    const line_id = rest.package.lines[0].lineId;
    const split = (await type(world, `split ${cancelled.newPackageId} ${line_id}=1,2 --json`)).json;
    const [left, right] = await Promise.all(split.newPackageIds.map((one: number) => packageOf(world, one)));
    // biome-ignore lint/suspicious/noExplicitAny: as it was told
    const units = (one: any) => one.package.lines.map((line: any) => [line.barcode, line.quantity]);
    expect([units(left), units(right)]).toEqual([
      [
        ['MUG', 1],
        ['LAMP', 1],
      ],
      [['MUG', 1]],
    ]);
    const last = await type(world, `customer-cancel ${split.newPackageIds[0]} 2`);
    expect(last.out).toMatch(/^package \d+ is Cancelled; the rest continues in package \d+$/);
    expect((await type(world, `cancel ${split.newPackageIds[1]} --reason 501`)).out).toMatch(
      /^package \d+ is Cancelled$/,
    );
    const { out } = await type(world, `package ${id}`);
    expect(out).toMatch(
      new RegExp(`^${id} +Cancelled +1 unit +order-creation ←\n  \\d+ +UnPacked[^\n]+\n    \\d+`, 'm'),
    );
    expect(out).toContain('possible now: nothing');
    const wrong = await type(world, `cancel ${id} 9`);
    expect([wrong.status, wrong.notes]).toEqual([1, expect.stringContaining('"9" is not a line of the package')]);
  });

  test('a created seller acts with its own key', async () => {
    await using world = await startWorld({ seed: true });
    const made = (await koli(world, ['seller', 'new', '--seed', '3', '--settings', '{"whoPays":1}', '--json'])).json;
    expect(made.settings.whoPays).toBe(1);
    const seller = `--seller ${made.sellerId}`;
    const id = (await type(world, `order ${seller} --json`)).json.orders[0].shipmentPackageId;
    const keyless = await type(world, `cancel ${id} ${seller}`);
    expect([keyless.status, keyless.notes]).toEqual([
      1,
      `koli: This needs the key of seller ${made.sellerId}: give --key key:secret or KOLI_SELLER_KEY.`,
    ]);
    const key = `${made.apiKey}:${made.apiSecret}`;
    expect((await type(world, `cancel ${id} ${seller} --key ${key}`)).status).toBe(0);
    const again = (await type(world, `order ${seller} --json`)).json.orders[0].shipmentPackageId;
    const env = { KOLI_SELLER_KEY: key };
    expect((await type(world, `cancel ${again} ${seller}`, { env })).status).toBe(0);
    expect((await type(world, 'sellers')).out).toContain(String(made.sellerId));
    expect((await type(world, `reset ${seller}`)).out).toMatch(new RegExp(`^seller ${made.sellerId}: 0 packages`));
    expect((await type(world, `seller delete ${made.sellerId}`)).status).toBe(0);
    expect((await type(world, 'sellers')).out).not.toContain(String(made.sellerId));
  });
});

describe('time and state', () => {
  test('the clock is set, stopped, moved and started', async () => {
    await using shop = await startShop();
    const { world } = shop;
    expect((await type(world, 'clock')).out).toBe('2026-11-23 09:00:00 UTC, frozen');
    expect((await type(world, 'clock advance 1d2h')).out).toBe('2026-11-24 11:00:00 UTC, frozen');
    expect((await type(world, 'clock set 2026-11-25T10:00+03:00')).out).toBe('2026-11-25 07:00:00 UTC, frozen');
    expect((await type(world, 'clock run x60')).out).toMatch(/ UTC, running at ×60$/);
    expect((await type(world, 'clock freeze --json')).json.frozen).toBe(true);
    expect((await type(world, 'clock run')).out).toMatch(/ UTC, running$/);
    const back = await type(world, 'clock set 2026-11-01T00:00Z');
    expect([back.status, back.notes]).toEqual([1, expect.stringContaining('forward only')]);
  });

  test('a state is saved, restored, exported and imported', async () => {
    await using shop = await startShop();
    const { world, id } = shop;
    expect((await type(world, 'snapshot before')).out).toBe('stored snapshot before: 1 package');
    const file = join(folder, 'shop.koli');
    const exported = await type(world, `export ${file}`, { live: true });
    expect(exported.out).toMatch(/^wrote .+shop\.koli: \d+ bytes$/);
    expect(exported.drawn.at(-2)).toMatch(/^█{24} (\d+)\/\1 bytes$/);
    expect(exported.drawn.at(-1)).toBe('');
    expect((await type(world, `export ${file}`)).drawn).toEqual([]);
    const told = await type(world, `export ${file} --json`, { live: true });
    expect([told.json.bytes, told.drawn]).toEqual([statSync(file).size, []]);
    await type(world, `cancel ${id}`);
    expect((await type(world, 'restore before')).out).toBe('1 package, 2026-11-23 09:00:00 UTC');
    expect((await packageOf(world, id)).package.status).toBe('Created');
    expect((await type(world, 'snapshots')).out).toMatch(
      /^NAME +PACKAGES +BYTES +TIME\nbefore +1 +\d+ +2026-11-23 09:00:00$/,
    );
    expect((await type(world, 'snapshots delete before')).out).toBe('deleted snapshot before');
    expect((await type(world, 'snapshots')).out).toBe('none');
    await type(world, 'reset empty');
    expect((await type(world, 'orders')).out).toBe('none');
    expect((await type(world, `import ${file}`, { live: true })).out).toBe('1 package, 2026-11-23 09:00:00 UTC');
    expect((await packageOf(world, id)).package.status).toBe('Created');
    writeFileSync(file, 'something else');
    expect((await type(world, `import ${file}`)).status).toBe(1);
    expect((await type({ url: 'http://127.0.0.1:1' }, `export ${file}`)).status).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe('something else');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    const nowhere = await type(world, `export ${join(folder, 'none', 'shop.koli')}`);
    expect([nowhere.status, nowhere.notes]).toEqual([1, expect.stringContaining('cannot be written')]);
    const nothing = await type(world, `import ${join(folder, 'none.koli')}`);
    expect([nothing.status, nothing.notes]).toEqual([1, expect.stringContaining('cannot be read')]);
  });

  test('long work shows its progress until it is done', async () => {
    const { terminal, drawn } = openTerminal(true);
    const work = { work: 'import', done: 3 << 20, total: 12 << 20, unit: 'bytes' };
    const koli = { terminal, json: false, once: { readSandboxWork: async () => ({ work }) } };
    const call = () => until(() => drawn.length > 1).then(() => 'done');
    expect(await watched(koli as never, call)).toBe('done');
    expect(drawn).toContain(`${'█'.repeat(6)}${'░'.repeat(18)} 3072/12288 KB, import`);
    expect(drawn.at(-1)).toBe('');
  });
});

describe('faults', () => {
  test('are created, listed with their counts, and deleted', async () => {
    await using shop = await startShop();
    const { world, id } = shop;
    const file = join(folder, 'fault.json');
    writeFileSync(file, '{"id":"dies","operation":"cancelItems","times":2,"do":{"outcome":"refused","status":503}}');
    expect((await koli(world, ['faults', 'add', `@${file}`, '--seller', '2738'])).out).toMatch(
      /dies +2738 +cancelItems +refused +on +0 +0 +2$/,
    );
    // Tried once more by the client: both times are used up.
    expect((await type(world, `cancel ${id} 1=1`)).status).toBe(1);
    expect((await type(world, 'faults')).out).toMatch(/dies +2738 +cancelItems +refused +over +2 +2 +0$/);
    expect((await type(world, `cancel ${id} 1=1`)).status).toBe(0);
    expect((await type(world, 'faults clear dies --seller 2738')).out).toBe('deleted fault dies');
    expect((await type(world, 'faults')).out).toBe('none');
    await koli(world, ['faults', 'add', '{"operation":"lists","do":{"outcome":"closed"}}']);
    expect((await type(world, 'faults clear')).out).toBe('deleted all faults');
  });
});

describe('traffic', () => {
  test('the same seed makes the same stream, and it ends by itself', async () => {
    await using world = await startWorld({ seed: true });
    const stream = async () => {
      await type(world, 'reset empty --seed 7 --at 2026-11-23T09:00Z --frozen');
      const said = await type(world, 'traffic --rate 500/s --for 100ms --seed 7 --json', { live: true });
      const { out } = await type(world, 'orders --limit 200');
      return { said, out };
    };
    const first = await stream();
    expect(first.said.json).toMatchObject({ orders: 50, refused: 0 });
    expect(first.said.json.steps).toBeGreaterThan(50);
    expect(first.said.json.cancels).toBeGreaterThan(0);
    expect(first.said.drawn.at(-2)).toMatch(/^50 orders, \d+ steps, \d+ customer cancels$/);
    const again = await stream();
    expect(again.out).toBe(first.out);
  });

  test('an invalid rate is reported', async () => {
    await using world = await startWorld({ seed: true });
    const { status, notes } = await type(world, 'traffic --rate lots');
    expect([status, notes]).toEqual([1, expect.stringMatching(/^koli: rate must be orders per second or minute like/)]);
  });

  test('a reset ends it, and it says so', async () => {
    await using world = await startWorld({ seed: true });
    const { terminal, out, notes, drawn } = openTerminal(true);
    const ended = run(['node', 'koli', 'traffic', '--rate', '100/s'], { KOLI_URL: world.url }, terminal);
    await until(() => drawn.length > 1);
    await type(world, 'reset empty');
    expect(await ended).toBe(1);
    expect([out.length, notes]).toEqual([1, [expect.stringMatching(/^koli: The traffic has ended: a reset, restore/)]]);
  });

  test('unlimited traffic ends on request', async () => {
    await using world = await startWorld({ seed: true });
    const { terminal, out, drawn, stop } = openTerminal(true);
    const ended = run(['node', 'koli', 'traffic', '--rate', '100/s'], { KOLI_URL: world.url }, terminal);
    await until(() => drawn.length > 3);
    stop();
    expect(await ended).toBe(0);
    expect(out).toEqual([expect.stringMatching(/^\d+ orders, \d+ steps?, \d+ customer cancels?$/)]);
  });
});

describe('lengths and times', () => {
  test.each([
    ['90s', 90_000],
    ['65m', 3_900_000],
    ['1d2h', 93_600_000],
    ['1.5h', 5_400_000],
    ['250ms', 250],
    ['2w', 1_209_600_000],
    ['PT65M', 3_900_000],
    ['P1DT2H', 93_600_000],
  ])('%s', (text, ms) => expect(durationFrom(text)).toBe(ms));

  test.each(['', 'P', 'PT', '5', 'h', '3 h', '-1h', '1x'])('%j is refused', (text) =>
    expect(readLength(text)).toBeNull(),
  );

  test('a time is shown as a time, or as its age', () => {
    expect(timeFrom('15m', 1_000_000)).toBe(100_000);
    expect(timeFrom('2026-11-23T09:00', 0)).toBe(Date.UTC(2026, 10, 23, 9));
    expect(timeFrom('1795442400000', 0)).toBe(1_795_442_400_000);
    expect(timeFrom('2026-11-23', 0)).toBe(Date.UTC(2026, 10, 23));
    expect(timeFrom('2026-11-23 09:00:30.5+03:00', 0)).toBe(Date.UTC(2026, 10, 23, 6, 0, 30, 500));
    expect(timeFrom('2028-02-29T23:59:59-0530', 0)).toBe(Date.UTC(2028, 2, 1, 5, 29, 59));
    const dates = [
      'noon',
      '02.01.2027',
      '01/02/2027',
      '2027-1-2',
      '2027',
      '1 Feb 2027',
      'Sat, 02 Jan 2027 00:00:00 GMT',
    ];
    const impossible = [
      '2027-02-29',
      '2027-02-30T00:00Z',
      '2027-13-01',
      '2027-01-00',
      '2027-01-01T24:00Z',
      '2027-01-01T10:60',
    ];
    const others = [
      '2027-01-01T10',
      '2027-01-01T10:00+25:00',
      '1795442400',
      '99999999999999999',
      '99999999999999999999w',
      '',
    ];
    for (const text of [...dates, ...impossible, ...others])
      expect(() => timeFrom(text, 0), text).toThrow('is not a time');
  });

  test('numbers are aligned to the right, words to the left, and nothing is a dash', () => {
    expect(
      table(
        ['n', 'word'],
        [
          [7, 'a'],
          [1234, null],
        ],
      ),
    ).toBe('   N  WORD\n   7  a\n1234  -');
  });
});
