import type { Answer, Given, Json, JsonObject, Request, Row } from '../format.ts';

/** A seller's list of addresses: seven at most, seven changes a day, each address for 30 days. */

const path = '/integration/product/sellers/{seller}/ip-whitelists';
const none: Given = { status: null };
const list = (more: Partial<Request> = {}): Request => ({ call: `GET ${path}`, ...more });
const add = (ip: Json, more: Partial<Request> = {}): Request => ({ call: `POST ${path}`, body: { ip }, ...more });
const remove = (body: Json | undefined, query?: string): Request => ({ call: `DELETE ${path}`, body, query });
const after = (...ips: JsonObject[]): Answer => ({ body: { ips } });
const entry = (last: number, expiresAt: Json = '{now+30d}'): JsonObject => ({ ip: `203.0.113.${last}`, expiresAt });
const numbered = (count: number): Request[] => Array.from({ length: count }, (_, at) => add(`203.0.113.${at + 1}`));
const known: Given = { ...none, done: numbered(2) };
const full: Given = { ...none, done: numbered(7) };
/** A day later its changes count no more, and its addresses are still there. */
const tomorrow = { wait: '25h' };

const calls = { request: { call: 'GET S/v2/orders' }, answer: 'koli.unavailable' as Answer };
const let_in = { request: { call: 'GET S/v2/orders' }, answer: { has: { totalElements: 0 } } as Answer };
const enforced: Given = { ...none, seller: { ipAllowList: true } };

const refused: [id: string, given: Given, request: Request, answer: Answer][] = [
  ['not-an-address', none, add('example.com'), { refused: 'koli.field.invalid', says: 'IPv4' }],
  ['IPv6', none, add('2001:db8::1'), { refused: 'koli.field.invalid', says: 'ip ' }],
  ['network', none, add('203.0.113.0/24'), { refused: 'koli.field.invalid', says: 'ip ' }],
  ['leading-zero', none, add('203.0.113.010'), { refused: 'koli.field.invalid', says: 'ip ' }],
  ['no-address', none, { call: `POST ${path}`, body: {} }, { refused: 'koli.field.invalid', says: 'ip is missing' }],
  ['null', none, add(null), { refused: 'koli.field.invalid', says: 'ip is missing' }],
  ['stranger', none, list({ as: 'stranger' }), 'koli.seller.mismatch'],
  ['stranger-adds', none, add('203.0.113.9', { as: 'stranger' }), 'koli.seller.mismatch'],
  ['nobody', none, list({ as: 'nobody' }), 'authentication.error'],
  ['eighth-change-of-a-day', full, add('203.0.113.1'), 'too.many.requests'],
  ['eighth-address', full, add('203.0.113.8', tomorrow), { refused: 'too.many.requests', says: '7 addresses' }],
  ['deletion-is-a-change', full, remove({ ip: '203.0.113.1' }), { refused: 'too.many.requests', says: '7 times' }],
  ['unknown', known, remove({ ip: '203.0.113.9' }), 'koli.ip.unknown'],
  ['deletion-of-nothing', known, remove(undefined), { refused: 'koli.field.invalid', says: 'ip is missing' }],
];

export const rows: Row[] = [
  { id: 'ip-list/none', given: none, request: list(), answer: after() },
  {
    id: 'ip-list/add',
    given: none,
    request: add('203.0.113.1'),
    answer: after(entry(1)),
    see: [{ request: list(), answer: after(entry(1, '{now+30d-1s}')) }],
  },
  {
    id: 'ip-list/seven',
    given: none,
    see: [
      ...numbered(7).map((request) => ({ request, answer: { has: {} } as Answer })),
      { request: add('203.0.113.8', tomorrow), answer: { refused: 'too.many.requests', says: '7 addresses' } },
      { request: remove({ ip: '203.0.113.1' }), answer: { has: {} } },
      { request: add('203.0.113.8'), answer: { has: {} } },
    ],
  },
  {
    id: 'ip-list/again',
    why: 'the 30 days begin anew',
    given: known,
    request: add('203.0.113.1', { wait: '10d' }),
    answer: { has: { ips: [{ ip: '203.0.113.2' }, entry(1)] } },
  },
  {
    id: 'ip-list/expires',
    given: known,
    request: list({ wait: '30d' }),
    answer: after(),
  },
  {
    id: 'ip-list/remove',
    given: known,
    request: remove({ ip: '203.0.113.1' }),
    answer: { has: { ips: [{ ip: '203.0.113.2' }] } },
  },
  {
    id: 'ip-list/remove-by-the-query',
    given: known,
    request: remove(undefined, 'ip=203.0.113.2'),
    answer: { has: { ips: [{ ip: '203.0.113.1' }] } },
  },
  {
    id: 'ip-list/of-the-seller-alone',
    given: known,
    request: { call: 'GET /integration/product/sellers/{stranger}/ip-whitelists', as: 'stranger' },
    answer: after(),
  },
  { id: 'ip-list/enforced/closed', given: enforced, see: [calls] },
  { id: 'ip-list/enforced/list-is-open', given: enforced, see: [{ request: list(), answer: after() }] },
  {
    id: 'ip-list/enforced/own-address',
    given: enforced,
    see: [calls, { request: add('127.0.0.1'), answer: { has: {} } }, let_in],
  },
  {
    id: 'ip-list/enforced/another-address',
    given: enforced,
    see: [{ request: add('203.0.113.1'), answer: { has: {} } }, calls],
  },
  {
    id: 'ip-list/enforced/expired',
    given: enforced,
    see: [
      { request: add('127.0.0.1'), answer: { has: {} } },
      { request: { call: 'GET S/v2/orders', wait: '30d' }, answer: 'koli.unavailable' },
    ],
  },
  { id: 'ip-list/not-enforced', given: known, see: [let_in] },
  ...refused.map(([id, given, request, answer]): Row => ({ id: `ip-list/refused/${id}`, given, request, answer })),
];
