import type { Answer, Given, Request, Row } from '../format.ts';

/** What hangs on time: the end of an alternative delivery, and packages whose date has passed. */

const link = { isPhoneNumber: false, trackingInfo: 'https://kargo.example/1', params: {} };
const sent: Request = { call: 'PUT P/alternative-delivery', body: link };
const undelivered: Request = {
  call: 'POST /api/v1/carrier-events',
  as: 'operator',
  body: { events: [{ sellerId: '{seller}', packageId: '{package}', status: 'UnDelivered' }] },
};
const deliver: Request = { call: 'PUT P/manual-deliver' };
const give_back: Request = { call: 'PUT P/manual-return' };
const operated = (end: string): Request => ({
  call: `POST /api/v1/sellers/{seller}/packages/{package}/${end}`,
  as: 'operator',
});
const confirm = operated('confirm-delivery');
const confirm_return = operated('confirm-return');

const refused = (id: string, given: Given, request: Request, answer: Answer): Row => ({
  id: `deadlines/${id}`,
  given,
  request,
  answer,
});
const reported = (id: string, given: Given, request: Request, event: string): Row => ({
  ...refused(id, given, request, 200),
  after: { package: {} },
  events: [`package ${event} -`],
});
const again = (id: string, given: Given, request: Request): Row => ({
  ...refused(id, given, request, 200),
  why: 'it is reported already, so the time to confirm it goes on',
});

const abroad: Given = { order: { orderCountryCode: 'DE' } };

const confirmations: Row[] = [
  {
    ...refused('confirm-delivery/Shipped', { done: [sent, deliver] }, confirm, 200),
    after: { package: { is: 'Delivered' } },
    events: ['package delivered DELIVERED'],
  },
  {
    ...refused('confirm-return/Shipped', { done: [sent, give_back] }, confirm_return, 200),
    after: { package: { is: 'Returned', passes: ['UnDelivered'] } },
    events: ['package undelivered UNDELIVERED', 'package returned RETURNED'],
  },
  {
    ...refused('confirm-return/UnDelivered', { done: [sent, undelivered, give_back] }, confirm_return, 200),
    after: { package: { is: 'Returned' } },
    events: ['package returned RETURNED'],
  },
  again('manual-deliver/twice', { done: [sent, deliver] }, deliver),
  again('manual-return/twice', { done: [sent, give_back] }, give_back),
  reported('manual-return/after-manual-deliver', { done: [sent, deliver] }, give_back, 'returnReported'),
  reported('manual-deliver/after-manual-return', { done: [sent, give_back] }, deliver, 'deliveryReported'),
  refused('confirm-delivery/not-reported', { done: [sent] }, confirm, 'koli.not.applicable'),
  refused('confirm-delivery/a-return-is-reported', { done: [sent, give_back] }, confirm, 'koli.not.applicable'),
  refused('confirm-return/a-delivery-is-reported', { done: [sent, deliver] }, confirm_return, 'koli.not.applicable'),
  refused('confirm-delivery/of-a-carrier', { status: 'Shipped' }, confirm, 'koli.not.applicable'),
  refused(
    'confirm-delivery/by-the-seller',
    { done: [sent, deliver] },
    { ...confirm, as: 'stranger' },
    'authentication.error',
  ),
  {
    id: 'deadlines/reported/shown',
    given: { done: [sent, deliver] },
    request: { call: 'GET /api/v1/sellers/{seller}/packages/{package}', as: 'operator' },
    answer: { has: { reported: { outcome: 'delivered', confirmedAtLatest: '<integer>' } } },
  },
  ...[deliver, give_back].flatMap((request) => {
    const name = request.call.replace('PUT P/', '');
    const event = request === deliver ? 'deliveryReported' : 'returnReported';
    return [
      refused(`abroad/${name}/at-once`, { ...abroad, done: [sent] }, request, {
        refused: 'koli.not.applicable',
        says: 'six hours',
      }),
      refused(
        `abroad/${name}/before-six-hours`,
        { ...abroad, done: [sent] },
        { ...request, wait: '5h' },
        {
          refused: 'koli.not.applicable',
          says: 'six hours',
        },
      ),
      reported(`abroad/${name}/after-six-hours`, { ...abroad, done: [sent] }, { ...request, wait: '6h' }, event),
    ];
  }),
];

const list = (query: string, as?: 'operator'): Request =>
  as === undefined
    ? { call: 'GET /api/v1/seller/packages', query }
    : { call: 'GET /api/v1/packages', query: `sellerId={seller}&${query}`, as };
const only = { content: [{ shipmentPackageId: '{package}' }], nextCursor: null };
const found = (overdue: boolean): Answer => ({
  has: { content: [{ shipmentPackageId: '{package}', overdue, agreedDeliveryDate: '<integer>' }], nextCursor: null },
});
const none: Answer = { body: { content: [], nextCursor: null } };

const shows = (id: string, given: Given, request: Request, answer: Answer): Row => ({
  id: `deadlines/overdue/${id}`,
  given,
  request,
  answer,
});
const late: Given = { order: { agreedDeliveryDate: '{placed+1h}' } };

const overdue: Row[] = [
  ...([undefined, 'operator'] as const).flatMap((as) => {
    const reader = as ?? 'seller';
    return [
      shows(`${reader}/before-its-date`, late, list('overdue=true', as), none),
      shows(`${reader}/after-its-date`, late, { ...list('overdue=true', as), wait: '2h' }, found(true)),
      shows(`${reader}/not-overdue`, late, list('overdue=false', as), found(false)),
      shows(`${reader}/no-longer-not-overdue`, late, { ...list('overdue=false', as), wait: '2h' }, none),
      shows(`${reader}/it-has-left`, { ...late, status: 'Shipped' }, { ...list('overdue=true', as), wait: '2h' }, none),
      shows(`${reader}/sorted`, late, list('sort=agreedDeliveryDate', as), { has: only }),
      shows(
        `${reader}/sorted/of-what-has-left`,
        { ...late, status: 'Shipped' },
        list('sort=agreedDeliveryDate', as),
        none,
      ),
      shows(`${reader}/wrong-word`, late, list('overdue=yes', as), { refused: 'koli.query.invalid', says: 'overdue' }),
      shows(`${reader}/wrong-sort`, late, list('sort=price', as), { refused: 'koli.query.invalid', says: 'sort' }),
    ];
  }),
  shows(
    'of-one-package',
    late,
    { call: 'GET /api/v1/sellers/{seller}/packages/{package}', as: 'operator', wait: '2h' },
    { has: { overdue: true, reported: null } },
  ),
];

export const rows: Row[] = [...confirmations, ...overdue];
