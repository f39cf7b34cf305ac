import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { guardedAgent } from '../../src/core/webhook/guard.ts';
import { signingSecret } from '../../src/core/wire/webhook.ts';
import { cases, checkReceiver } from '../../src/sandbox/receiver/check.ts';
import { startWorld } from '../world.ts';
import { type Call, openReceiver, type Receiver } from './lab.ts';

const secret = signingSecret(Buffer.alloc(32, 1));
const stranger = signingSecret(Buffer.alloc(32, 2));
const api_key = 'right-key';

async function check(url: string, secrets: string[] = [], timeout_ms = 2_000) {
  const agent = guardedAgent({ timeout_ms, allowed_networks: ['127.0.0.0/8'] });
  const to = { url, authentication_type: 'API_KEY', username: null, secret: api_key } as const;
  try {
    const now = Date.UTC(2026, 10, 23, 9);
    return await checkReceiver({
      agent,
      to,
      secrets,
      stranger,
      seller_id: 900217,
      terms: { timeout_ms, user_agent: 'koli/test' },
      now,
    });
  } finally {
    await agent.destroy();
  }
}

/** How the cases ended, those that are fine left out. */
const flaws = ({ cases }: Awaited<ReturnType<typeof check>>) =>
  Object.fromEntries(cases.filter(({ verdict }) => verdict !== 'ok').map(({ name, verdict }) => [name, verdict]));

const adviceOf = ({ cases }: Awaited<ReturnType<typeof check>>, name: string) =>
  cases.find((one) => one.name === name)!.advice;

type Answers = (call: Call) => number;

/** A receiver that says what becomes of a call by its status. */
function answers(receiver: Receiver, statusOf: Answers): void {
  receiver.answer = (call: Call, response: ServerResponse) => response.writeHead(statusOf(call)).end('said so');
}

/** A receiver as it should be: who calls is looked at, and what is not known is no reason to refuse. */
const careful: Answers = ({ headers, body }) => {
  if (headers['x-api-key'] !== api_key) return 401;
  if (headers['webhook-signature'] !== undefined) {
    try {
      new Webhook(secret).verify(body, headers as Record<string, string>);
    } catch {
      return 401;
    }
  }
  return 200;
};

const packageOf = (body: string) => JSON.parse(body).content?.[0] ?? JSON.parse(body);

test('a correct receiver passes, with and without a signature', async () => {
  await using receiver = await openReceiver();
  answers(receiver, careful);
  const signed = await check(receiver.url, [secret]);
  expect([signed.verdict, flaws(signed), signed.reached]).toEqual(['ok', {}, true]);
  expect(signed.cases.map(({ name }) => name)).toEqual(cases.map(({ name }) => name));
  expect(receiver.calls.every(({ headers }) => headers['koli-test'] === 'true')).toBe(true);
  const plain = await check(receiver.url);
  expect([plain.verdict, flaws(plain)]).toEqual(['ok', {}]);
  expect(plain.cases).toHaveLength(cases.filter(({ signed }) => signed !== true).length);
});

test('the calls: real documents, and in each case the one that it is named for', async () => {
  await using receiver = await openReceiver();
  await check(receiver.url);
  const bodies = receiver.calls.map(({ body }) => packageOf(body));
  const [flat, page, awaiting, cancelled, remainder, sparse, once, again, newer, older, field, status] = bodies;
  expect([flat.status, flat.supplierId, flat.lines.length]).toEqual(['Created', 900217, 2]);
  expect(JSON.parse(receiver.calls[1]!.body)).toMatchObject({ totalElements: 1, content: [{ status: 'Picking' }] });
  expect(page.shipmentPackageId).toBe(flat.shipmentPackageId);
  expect([awaiting.status, awaiting.customerFirstName]).toEqual(['Awaiting', '***']);
  expect([cancelled.status, cancelled.lines[0].quantity, remainder.lines[0].quantity]).toEqual(['Cancelled', 1, 2]);
  expect(remainder.originPackageIds).toEqual([cancelled.shipmentPackageId]);
  expect([sparse.supplierId, sparse.lines[0].lineUnitPrice, sparse.lines[0].vatRate]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(once).toEqual(again);
  expect(receiver.calls[6]!.body).toBe(receiver.calls[7]!.body);
  expect(receiver.ids()[6]).toBe(receiver.ids()[7]);
  expect(newer.lastModifiedDate).toBeGreaterThan(older.lastModifiedDate);
  expect([field.koliUnknownText, status.status]).toEqual(['x', 'KoliUnknown']);
  expect(receiver.calls[12]!.body.length).toBeGreaterThan(100_000);
  const together = receiver.ids().slice(13, 21);
  expect(new Set(together).size).toBe(8);
});

describe('receivers with a fault', () => {
  const flawed: [string, Answers, string[], Record<string, string>][] = [
    ['lets anybody in', () => 200, [secret], { 'wrong-credentials': 'fail', 'wrong-signature': 'fail' }],
    ['refuses everybody', () => 401, [], expect.objectContaining({ flat: 'fail', page: 'warning', burst: 'fail' })],
    ['knows no page', (call) => (JSON.parse(call.body).content ? 500 : careful(call)), [], { page: 'warning' }],
    [
      'crashes on an unknown field',
      (call) => ('koliUnknownText' in packageOf(call.body) ? 500 : careful(call)),
      [],
      { 'unknown-field': 'fail' },
    ],
    [
      'crashes on an unknown status',
      (call) => (packageOf(call.body).status === 'KoliUnknown' ? 500 : careful(call)),
      [],
      { 'unknown-status': 'fail' },
    ],
    [
      'needs the prices',
      (call) => (packageOf(call.body).lines[0].lineUnitPrice === undefined ? 500 : careful(call)),
      [],
      { sparse: 'warning' },
    ],
    ['has a small limit', (call) => (call.body.length > 100_000 ? 413 : careful(call)), [], { large: 'warning' }],
    [
      'requires a signature',
      (call) => (call.headers['webhook-signature'] === undefined ? 401 : careful(call)),
      [secret],
      { unsigned: 'warning' },
    ],
    [
      'looks at one signature only',
      (call) => (String(call.headers['webhook-signature']).includes(' ') ? 401 : careful(call)),
      [secret],
      { 'two-signatures': 'fail' },
    ],
    ['says 500 to strangers', (call) => (careful(call) === 401 ? 500 : 200), [], { 'wrong-credentials': 'warning' }],
  ];
  test.each(flawed)('%s', async (_, statusOf, secrets, expected) => {
    await using receiver = await openReceiver();
    answers(receiver, statusOf);
    const report = await check(receiver.url, secrets);
    expect(flaws(report)).toEqual(expected);
    expect(report.verdict).toBe(Object.values(flaws(report)).includes('fail') ? 'fail' : 'warning');
    for (const one of report.cases) expect([one.name, one.advice === '']).toEqual([one.name, one.verdict === 'ok']);
  });

  test('a receiver that refuses repeats and older events', async () => {
    await using receiver = await openReceiver();
    const seen = new Set<string>();
    const newest = new Map<number, number>();
    answers(receiver, (call) => {
      if (careful(call) === 401) return 401;
      const { shipmentPackageId: id, lastModifiedDate: at } = packageOf(call.body);
      const is_older = (newest.get(id) ?? 0) > at;
      const is_known = seen.has(String(call.headers['webhook-id']));
      seen.add(String(call.headers['webhook-id']));
      newest.set(id, Math.max(at, newest.get(id) ?? 0));
      return is_known || is_older ? 409 : 200;
    });
    const report = await check(receiver.url);
    expect(flaws(report)).toEqual({ duplicate: 'fail', 'out-of-order': 'fail' });
    expect(report.cases.find(({ name }) => name === 'duplicate')).toMatchObject({
      statuses: [200, 409],
      answer: 'said so',
    });
  });

  test('a receiver that redirects', async () => {
    await using receiver = await openReceiver();
    receiver.answer = (_, response) => response.writeHead(307, { location: '/new' }).end();
    const report = await check(receiver.url);
    expect(flaws(report)).toMatchObject({ flat: 'fail', redirect: 'fail' });
    expect(adviceOf(report, 'redirect')).toContain('register the address');
    expect(receiver.calls.every(({ path }) => path === '/hook')).toBe(true);
  });

  test('an absent receiver: one call, and the rest is skipped', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const report = await check(`http://127.0.0.1:${port}/hook`);
    expect(report).toMatchObject({ verdict: 'fail', reached: false });
    expect(report.cases.map(({ verdict }) => verdict)).toEqual([
      'fail',
      ...Array(report.cases.length - 1).fill('skipped'),
    ]);
    expect(adviceOf(report, 'flat')).toContain('is the receiver running?');
  });

  test('a receiver that hangs: three timeouts, and the rest is skipped', async () => {
    await using receiver = await openReceiver();
    receiver.answer = (_, response) => void (receiver.calls.length < 3 && response.end());
    const report = await check(receiver.url, [], 500);
    expect(report.reached).toBe(true);
    expect(report.cases.map(({ verdict }) => verdict).slice(0, 6)).toEqual([
      'ok',
      'ok',
      'fail',
      'fail',
      'skipped',
      'skipped',
    ]);
    expect(receiver.calls).toHaveLength(5);
  });
});

describe('over HTTP', () => {
  const path = '/api/v1/sandbox/receiver-check';

  test('one call returns the report; a repetition under its key makes no further calls', async () => {
    await using world = await startWorld();
    await using receiver = await openReceiver();
    answers(receiver, careful);
    const body = { url: receiver.url, apiKey: api_key, signingSecret: secret };
    const headers = { 'idempotency-key': 'check-1' };
    const answer = await world.call('POST', path, { as: 'operator', body, headers });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ url: receiver.url, verdict: 'ok', reached: true });
    expect(answer.json.cases[0]).toEqual({
      name: 'flat',
      title: expect.any(String),
      verdict: 'ok',
      statuses: [200],
      errorClass: null,
      durationMs: expect.any(Number),
      advice: '',
      answer: '',
    });
    const made = receiver.calls.length;
    expect((await world.call('POST', path, { as: 'operator', body, headers })).body).toBe(answer.body);
    expect(receiver.calls).toHaveLength(made);
  });

  test.each([
    ['no address', { url: 'nowhere' }, 'url'],
    ['two ways to sign in', { url: 'http://127.0.0.1/', username: 'a', password: 'b', apiKey: 'c' }, 'apiKey'],
    ['half a way', { url: 'http://127.0.0.1/', username: 'a' }, 'password'],
    ['no signing secret', { url: 'http://127.0.0.1/', signingSecret: 'whsec_abc' }, 'signingSecret'],
    ['a field that is not known', { url: 'http://127.0.0.1/', secret: 'x' }, 'secret'],
  ])('%s is refused', async (_, body, field) => {
    await using world = await startWorld();
    const answer = await world.call('POST', path, { as: 'operator', body });
    expect([answer.status, answer.json.errors[0].message]).toEqual([400, expect.stringContaining(field)]);
  });
});
