import { expect, test } from 'vitest';
import { type Call, type Evidence, judge } from './judge.ts';

// The judge of the chaos must see what it is there to see: a clean story, and what each law makes of a spoilt one.

const call = (id: string, arrived: number, fields: Partial<Call> = {}): Call => ({
  webhook: 'shop',
  id: `evt_1_${id}`,
  hash: `bytes of ${id}`,
  status: 'Created',
  arrived,
  hears: 'success',
  manner: 'answers at once',
  closes: false,
  closed: null,
  ...fields,
});

const story = (calls: Call[], rest: Partial<Evidence> = {}): Evidence => ({
  calls,
  crashes: [],
  noted: new Map(),
  owed: [...new Set(calls.map(({ id }) => id))].map((id) => ({ webhook: 'shop', id })),
  promised: [],
  ...rest,
});

const broken = (evidence: Evidence): string[] => judge(evidence).broken;
const refused = { hears: 'refusal' } as const;

test('accepts a sound story: refusals, received events, two packages side by side', () => {
  const calls = [call('7_1', 1, refused), call('8_1', 2), call('7_1', 3), call('8_2', 4), call('7_2', 5)];
  const promised = [{ webhook: 'shop', package_id: 8, status: 'Created' }];
  const { broken, tally } = judge(story(calls, { promised }));
  expect(broken).toEqual([]);
  expect(tally).toMatchObject({ received: 4, promised: 1, 'repeated after refusal': 1 });
});

test('finds an event that never came, and one that came but was not received', () => {
  const owed = ['7_1', '7_2'].map((id) => ({ webhook: 'shop', id: `evt_1_${id}` }));
  expect(broken(story([call('7_1', 1)], { owed }))).toEqual(['missing: shop evt_1_7_2']);
  expect(broken(story([call('7_1', 1, refused)]))).toEqual(['missing: shop evt_1_7_1']);
});

test('finds an event that was not owed, and one that was promised and not sent', () => {
  expect(broken(story([call('7_1', 1)], { owed: [] }))).toEqual(['not owed: shop evt_1_7_1']);
  const promised = [{ webhook: 'shop', package_id: 7, status: 'Picking' }];
  expect(broken(story([call('7_1', 1)], { promised }))).toEqual(['promised and not told: shop 7 Picking']);
});

test('finds different bytes under one event id', () => {
  const calls = [call('7_1', 1, refused), call('7_1', 2, { hash: 'others' })];
  expect(broken(story(calls))).toEqual(['other bytes: shop evt_1_7_1']);
});

test('finds an event that came before the receipt of its predecessor, and a missing one', () => {
  const early = [call('7_1', 1, refused), call('7_2', 2), call('7_1', 3)];
  expect(broken(story(early))).toEqual(['too early: shop evt_1_7_2', 'stepped back: shop evt_1_7_1 after event 2']);
  expect(broken(story([call('7_1', 1), call('7_3', 2)]))).toEqual(['out of order: shop evt_1_7_3 after event 1']);
  expect(broken(story([call('7_2', 1)]))).toEqual(['out of order: shop evt_1_7_2 after event 0']);
});

test('accepts a repeated event only after a crash or a connection that koli closed', () => {
  const calls = [call('7_1', 10), call('7_1', 20)];
  expect(broken(story(calls))).toEqual(['again without a reason: shop evt_1_7_1']);
  const crash = (from: number, to: number) => ({ crashes: [{ of: 'koli' as const, from, to }] });
  expect(broken(story(calls, crash(12, 14)))).toEqual([]);
  expect(broken(story(calls, crash(8, 9)))).toEqual(['again without a reason: shop evt_1_7_1']);
  expect(broken(story(calls, crash(21, 22)))).toEqual(['again without a reason: shop evt_1_7_1']);
  expect(broken(story([call('7_1', 10, { closed: 15 }), call('7_1', 20)]))).toEqual([]);
  expect(broken(story([call('7_1', 10, { closed: 15, closes: true }), call('7_1', 20)]))).toHaveLength(1);
});

test('finds a repeat of an event whose receipt was stored, whatever crashed', () => {
  const calls = [call('7_1', 10), call('7_1', 20)];
  const rest = { crashes: [{ of: 'database' as const, from: 16, to: 17 }], noted: new Map([['shop evt_1_7_1', 15]]) };
  expect(broken(story(calls, rest))).toEqual(['again after it was noted: shop evt_1_7_1']);
});

test('accepts lost work only after a crash of the database', () => {
  const calls = [call('7_1', 1), call('7_2', 2), call('7_1', 5), call('7_2', 6)];
  const crash = (of: 'koli' | 'database') => story(calls, { crashes: [{ of, from: 3, to: 4 }] });
  expect(broken(crash('database'))).toEqual([]);
  expect(broken(crash('koli'))).toEqual(['stepped back: shop evt_1_7_1 after event 2']);
});
