import { expect, test } from 'vitest';
import { koli } from '../child.ts';
import { openReceiver, type Receiver } from '../webhook/lab.ts';

/** The verb as somebody types it; nothing else of koli runs. */
const check = (...words: string[]) => koli(['webhooks', 'check', ...words], {}).ended;

/** Knows nobody but this key, and nothing of pages. */
function strict(receiver: Receiver, header: string, value: string): void {
  receiver.answer = ({ headers, body }, response) => {
    const status = headers[header] !== value ? 401 : JSON.parse(body).content ? 500 : 200;
    response.writeHead(status).end();
  };
}

test('prints a table with advice; warnings fail only on request', async () => {
  await using receiver = await openReceiver();
  strict(receiver, 'authorization', `Basic ${Buffer.from('ali:gizli:ş').toString('base64')}`);
  const { status, out } = await check(receiver.url, '--basic', 'ali:gizli:ş', '--seller', '900217');
  expect(status).toBe(0);
  expect(out).toMatch(/ok +flat +200 +\d+ ms/);
  expect(out).toMatch(/warning +page +500 .*\n +→ the marketplace documents this shape/);
  expect(out).toContain('13 ok, 1 warning, 0 failed, 0 skipped');
  expect(JSON.parse(receiver.calls[0]!.body).supplierId).toBe(900217);
  expect((await check(receiver.url, '--basic', 'ali:gizli:ş', '--strict')).status).toBe(1);
});

test('prints JSON, and ends with status 1 when a case fails', async () => {
  await using receiver = await openReceiver();
  const { status, out } = await check(receiver.url, '--api-key', 'k', '--json');
  const report = JSON.parse(out);
  expect([status, report.verdict, report.url]).toEqual([1, 'fail', receiver.url]);
  const failed = report.cases.filter(({ verdict }: { verdict: string }) => verdict === 'fail');
  expect(failed.map(({ name }: { name: string }) => name)).toEqual(['wrong-credentials']);
});

test('ends with status 2 when the receiver does not answer', async () => {
  const receiver = await openReceiver();
  await receiver[Symbol.asyncDispose]();
  const { status, out } = await check(receiver.url);
  expect(status).toBe(2);
  expect(out).toContain('No answer');
});

test.each([
  ['ftp://example.com/', []],
  ['http://127.0.0.1/', ['--basic', 'nobody']],
  ['http://127.0.0.1/', ['--basic', 'a:b', '--api-key', 'c']],
  ['http://127.0.0.1/', ['--secret', 'whsec_short']],
  ['http://127.0.0.1/', ['--seller', 'x']],
])('reports a mistake before anything is sent: %s %s', async (url, words) => {
  const { status, out } = await check(url, ...words);
  expect([status, out]).toEqual([1, '']);
});
