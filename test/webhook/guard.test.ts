import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, decode, encode } from 'dns-packet';
import ipaddr from 'ipaddr.js';
import { afterEach, describe, expect, test } from 'vitest';
import { attempt, type CallTarget } from '../../src/core/webhook/attempt.ts';
import { guardedAgent } from '../../src/core/webhook/guard.ts';
import { askServers, type Resolve } from '../../src/core/webhook/names.ts';
import { addressAllowed, readNetworks, specialNetworks } from '../../src/core/wire/addresses.ts';

const message = { id: 'evt_1_2_3', body: '{}', secrets: [] };
const loopback = ['127.0.0.0/8', '::1/128'];

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A receiver on a free port of the loopback; counts connections and calls. */
async function receiver() {
  const seen = { connections: 0, calls: 0 };
  const server = createServer((request, response) => {
    seen.calls++;
    request.resume();
    response.end('ok');
  });
  server.on('connection', () => seen.connections++);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closers.push(() => new Promise((done) => server.close(done).closeAllConnections()));
  return { seen, port: (server.address() as AddressInfo).port };
}

function call(url: string, allowed_networks: string[], resolve?: Resolve) {
  const agent = guardedAgent({ timeout_ms: 2_000, allowed_networks, resolve });
  closers.push(() => agent.destroy());
  const to: CallTarget = { url, authentication_type: 'API_KEY', username: null, secret: 'k' };
  return () => attempt(agent, to, message, { timeout_ms: 2_000, user_agent: 'koli/test' });
}

/** Answers from a list, one answer per question; the last one stays. */
const answers =
  (...lists: string[][]): Resolve =>
  async () =>
    (lists.length > 1 ? lists.shift()! : lists[0]!).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));

describe('addresses', () => {
  const refused = [
    ['0/8', '0.0.0.0', '0.255.255.255'],
    ['10/8', '10.0.0.0', '10.255.255.255'],
    ['100.64/10', '100.64.0.0', '100.127.255.255'],
    ['127/8', '127.0.0.1', '127.255.255.255'],
    ['169.254/16', '169.254.0.0', '169.254.169.254', '169.254.255.255'],
    ['172.16/12', '172.16.0.0', '172.31.255.255'],
    ['192.0.0/24', '192.0.0.0', '192.0.0.255'],
    ['192.168/16', '192.168.0.0', '192.168.255.255'],
    ['198.18/15', '198.18.0.0', '198.19.255.255'],
    ['224/4', '224.0.0.1', '239.255.255.255'],
    ['240/4', '240.0.0.0', '255.255.255.255'],
    ['unspecified', '::', '0:0:0:0:0:0:0:0'],
    ['loopback', '::1'],
    ['fc00::/7', 'fc00::1', 'fdff:ffff::1'],
    ['fe80::/10', 'fe80::1', 'febf::1', 'fe80::1%eth0', '2606:4700::1%eth0'],
    ['fec0::/10', 'fec0::1'],
    ['ff00::/8', 'ff02::1'],
    ['mapped', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.1.2.3', '::ffff:169.254.169.254'],
    ['compatible', '::127.0.0.1', '::7f00:1', '::a01:203'],
    ['NAT64', '64:ff9b::127.0.0.1', '64:ff9b::a00:1', '64:ff9b:1::808:808'],
    ['6to4', '2002:7f00:1::', '2002:a01:203::1', '2002:c0a8:1::1'],
    ['translated', '::ffff:0:127.0.0.1', '::ffff:0:1.1.1.1'],
    ['ISATAP', '2606:4700::5efe:10.0.0.7', '2606:4700::200:5efe:192.168.0.1', '2a00::5efe:7f00:1'],
    ['Teredo, ORCHID and benchmarks', '2001::1', '2001:10::1', '2001:20::1', '2001:2::1'],
    ['never given out', '100::1', '100:0:0:1::1', '4000::1', '5f00::1', 'fbff::1'],
    ['metadata of clouds', '169.254.169.254', '168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254'],
    ['not an address', '', 'localhost', '300.1.1.1', '1.2.3.4.5', '[::1]'],
  ];
  test.each(refused)('%s is refused', (_, ...addresses) => {
    for (const address of addresses) expect([address, addressAllowed(address, [])]).toEqual([address, false]);
  });

  const open = [
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
  ];
  open.push('169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '192.0.1.0', '192.167.255.255');
  open.push('192.169.0.0', '198.17.255.255', '198.20.0.0', '223.255.255.255', '2606:4700::1111', '::ffff:1.1.1.1');
  open.push('64:ff9b::101:101', '2002:101:101::1', '2001:200::1', '3ffe::1');
  open.push(
    '168.63.129.15',
    '168.63.129.17',
    '192.0.3.0',
    '192.88.98.255',
    '2606:4700::5efe:1.1.1.1',
    '2620:4f:8000::1',
  );
  test.each(open)('%s is allowed', (address) => expect(addressAllowed(address, [])).toBe(true));

  test.each(specialNetworks)('%s is refused from its first address to its last: %s (%s)', (cidr) => {
    const [base, bits] = ipaddr.parseCIDR(cidr);
    const bytes = base.toByteArray();
    const last = bytes.map((byte, index) => byte | (0xff >> Math.min(8, Math.max(0, bits - 8 * index))));
    for (const each of [bytes, last]) {
      const address = ipaddr.fromByteArray(each).toString();
      expect([address, addressAllowed(address, [])]).toEqual([address, false]);
      expect(addressAllowed(address, readNetworks([cidr]))).toBe(true);
    }
  });

  test('an allowed network allows exactly its addresses, also as IPv6', () => {
    const allowed = readNetworks(['10.1.0.0/16', '::1/128', 'fd00:1::/32']);
    const may = (address: string) => addressAllowed(address, allowed);
    expect(['10.1.2.3', '::ffff:10.1.2.3', '64:ff9b::a01:203', '2002:a01:203::1', '::1', 'fd00:1::5'].map(may)).toEqual(
      Array(6).fill(true),
    );
    expect(['10.2.0.0', '127.0.0.1', '::2', '::', 'fd00:2::1'].map(may)).toEqual(Array(5).fill(false));
  });
});

describe('spellings of the loopback in a url', () => {
  const hosts = [
    '127.0.0.1',
    '2130706433',
    '0177.0.0.1',
    '0x7f.1',
    '0x7f000001',
    '017700000001',
    '127.1',
    '127.0.0.1.',
  ];
  hosts.push(
    '①②⑦.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '0',
  );
  test.each(hosts)('%s', async (host) => {
    const { seen, port } = await receiver();
    const outcome = await call(`http://${host}:${port}/`, [])();
    expect(outcome).toMatchObject({ ok: false, status: null, error_class: 'address-refused' });
    expect(seen.connections).toBe(0);
  });
});

describe('names', () => {
  test('localhost is refused by its address, and allowed with the loopback', async () => {
    const { seen, port } = await receiver();
    expect(await call(`http://localhost:${port}/`, [])()).toMatchObject({ ok: false, error_class: 'address-refused' });
    expect(seen.connections).toBe(0);
    expect(await call(`http://localhost:${port}/`, loopback)()).toMatchObject({ ok: true, status: 200 });
  });

  test('one forbidden address among several refuses the name, wherever it stands', async () => {
    const { seen, port } = await receiver();
    for (const list of [
      ['127.0.0.1', '10.0.0.7'],
      ['10.0.0.7', '127.0.0.1'],
      ['127.0.0.1', 'fd00::7'],
    ]) {
      const outcome = await call(`http://shop.example:${port}/`, ['127.0.0.0/8'], answers(list))();
      expect(outcome).toMatchObject({ ok: false, error_class: 'address-refused' });
    }
    expect(seen.connections).toBe(0);
  });

  test('the call goes to the checked address: a second answer is not requested', async () => {
    const { seen, port } = await receiver();
    let asked = 0;
    const resolve: Resolve = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.7', family: 4 }];
    const send = call(`http://shop.example:${port}/`, ['127.0.0.0/8'], resolve);
    expect(await send()).toMatchObject({ ok: true });
    expect(await send()).toMatchObject({ ok: true });
    // The second call used the first one's connection, which is still at the checked address.
    expect({ ...seen, asked }).toEqual({ connections: 1, calls: 2, asked: 1 });
  });

  test('a name that becomes forbidden is refused at the next connection', async () => {
    const { seen, port } = await receiver();
    const resolve = answers(['127.0.0.1'], ['10.0.0.7']);
    expect(await call(`http://shop.example:${port}/`, ['127.0.0.0/8'], resolve)()).toMatchObject({ ok: true });
    const again = await call(`http://shop.example:${port}/`, ['127.0.0.0/8'], resolve)();
    expect(again).toMatchObject({ ok: false, error_class: 'address-refused' });
    expect(seen.calls).toBe(1);
  });

  test('a name without an address is a DNS error', async () => {
    const outcome = await call('http://shop.example/', [], answers([]))();
    expect(outcome).toMatchObject({ ok: false, error_class: 'dns' });
  });
});

/** A name server on this machine, asked over the network as any other. Each name is answered from its list, in turn. */
async function nameServer(names: Record<string, string[][]>) {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  const turns = new Map<string, number>();
  socket.on('message', (bytes, from) => {
    const { id, questions = [] } = decode(bytes);
    const [{ name, type }] = questions as [{ name: string; type: string }];
    asked.push(`${type} ${name}`);
    const lists = names[name];
    // Both kinds of address belong to one answer.
    const turn = turns.get(`${type} ${name}`) ?? 0;
    turns.set(`${type} ${name}`, turn + 1);
    const addresses = lists?.[Math.min(turn, lists.length - 1)] ?? [];
    const answers = addresses
      .filter((address) => (type === 'AAAA') === address.includes(':'))
      .map((data): Answer => ({ name, type: type as 'A', ttl: 0, data }));
    // 3: there is no such name.
    const flags = lists === undefined ? 3 : 0;
    socket.send(encode({ type: 'response', id, flags, questions, answers }), from.port, from.address);
  });
  await new Promise<void>((ready) => socket.bind(0, '127.0.0.1', ready));
  closers.push(() => new Promise<void>((done) => socket.close(() => done())));
  return { asked, resolve: askServers([`127.0.0.1:${socket.address().port}`]) };
}

describe('a name server that changes its answer', () => {
  const open = ['127.0.0.0/8'];

  test('between two connections: the second is refused before it connects', async () => {
    const { seen, port } = await receiver();
    const { asked, resolve } = await nameServer({ 'rebind.example': [['127.0.0.1'], ['10.0.0.7'], ['127.0.0.1']] });
    const dial = () => call(`http://rebind.example:${port}/`, open, resolve)();
    expect(await dial()).toMatchObject({ ok: true });
    expect(await dial()).toMatchObject({ ok: false, error_class: 'address-refused' });
    expect(await dial()).toMatchObject({ ok: true });
    expect(seen.connections).toBe(2);
    expect(asked.filter((one) => one.startsWith('A '))).toHaveLength(3);
  });

  test('within one connection it is asked once, and the call goes to that address', async () => {
    const { seen, port } = await receiver();
    const { asked, resolve } = await nameServer({ 'rebind.example': [['127.0.0.1'], ['169.254.169.254']] });
    const send = call(`http://rebind.example:${port}/`, open, resolve);
    for (let count = 0; count < 3; count++) expect(await send()).toMatchObject({ ok: true });
    expect(seen).toEqual({ connections: 1, calls: 3 });
    expect(asked.toSorted()).toEqual(['A rebind.example', 'AAAA rebind.example']);
  });

  const bad = [
    ['127.0.0.1', '10.0.0.7'],
    ['10.0.0.7', '127.0.0.1'],
    ['127.0.0.1', 'fd00::7'],
    ['127.0.0.1', '::1'],
    ['127.0.0.1', '::ffff:10.0.0.7'],
    ['127.0.0.1', '::ffff:a00:7'],
    ['127.0.0.1', '64:ff9b::a00:7'],
    ['127.0.0.1', '2002:a00:7::'],
    ['127.0.0.1', '169.254.169.254'],
    ['127.0.0.1', '0.0.0.0'],
    ['fe80::1', '127.0.0.1'],
  ];
  test.each(bad)('%s and %s together: one of them is forbidden, so the name is', async (...addresses) => {
    const { seen, port } = await receiver();
    const { resolve } = await nameServer({ 'mixed.example': [addresses] });
    const outcome = await call(`http://mixed.example:${port}/`, open, resolve)();
    expect(outcome).toMatchObject({ ok: false, status: null, error_class: 'address-refused' });
    expect(seen.connections).toBe(0);
  });

  test('a redirect to a forbidden address is not followed', async () => {
    const inner = await receiver();
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(307, { location: `http://10.0.0.7:${inner.port}/` }).end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    closers.push(() => new Promise((done) => server.close(done).closeAllConnections()));
    const { asked, resolve } = await nameServer({ 'moved.example': [['127.0.0.1']] });
    const { port } = server.address() as AddressInfo;
    expect(await call(`http://moved.example:${port}/`, open, resolve)()).toMatchObject({ ok: false, status: 307 });
    expect([inner.seen.connections, asked.length]).toEqual([0, 2]);
  });

  test('an unknown name is a DNS error', async () => {
    const { resolve } = await nameServer({});
    expect(await call('http://nobody.example/', open, resolve)()).toMatchObject({ ok: false, error_class: 'dns' });
  });
});
