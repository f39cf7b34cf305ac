import type { Request, Row } from '../format.ts';
import { status_taken } from '../tables/errors.ts';

/** A key makes a write happen once: its first answer comes again, marked, as long as the request stays the same. */

const headers = { 'Idempotency-Key': 'key-1' };
const cancel: Request = {
  call: 'PUT P/items/unsupplied',
  body: { lines: [{ lineId: '{a}', quantity: 1 }], reasonId: 500 },
  headers,
  keep: { old: 'header:koli-new-package' },
};
const split: Request = {
  call: 'POST P/split',
  body: { orderLineIds: ['{a}'] },
  headers,
  keep: { old: 'newPackageId' },
};
const pick: Request = { call: 'PUT P', body: { status: 'Picking' }, headers };
const invoice: Request = { call: 'PUT P', body: { status: 'Invoiced' }, headers };
const replayed = { 'idempotent-replayed': 'true' };
const reused = 'koli.idempotency.key.reused';

const deliver: Request = { call: 'PUT S/manual-deliver/{number}', headers };

export const rows: Row[] = [
  {
    id: 'idempotency/replayed/by-tracking-number',
    given: {
      done: [
        {
          call: 'PUT P/alternative-delivery',
          body: { isPhoneNumber: false, trackingInfo: 'https://kargo.example/1', params: {} },
        },
        {
          call: 'GET S/v2/orders',
          query: 'shipmentPackageIds={package}',
          keep: { number: 'content.0.cargoTrackingNumber' },
        },
        deliver,
      ],
    },
    request: deliver,
    answer: { text: '', headers: replayed },
  },
  {
    id: 'idempotency/first-is-not-marked',
    request: pick,
    answer: { text: '', headers: { 'idempotent-replayed': null } },
    after: { package: { is: 'Picking' } },
    events: ['package picked PICKING'],
  },
  {
    id: 'idempotency/replayed/empty',
    given: { done: [pick] },
    request: pick,
    answer: { text: '', headers: replayed },
  },
  {
    id: 'idempotency/replayed/with-its-headers',
    given: { done: [cancel] },
    request: cancel,
    answer: {
      text: '',
      headers: { ...replayed, 'koli-cancelled-package': '{package}', 'koli-new-package': '{old}' },
    },
  },
  {
    id: 'idempotency/replayed/with-its-body',
    given: { done: [split] },
    request: split,
    answer: { body: { newPackageId: '{old}' }, headers: replayed },
  },
  {
    id: 'idempotency/replayed/keys-in-another-order',
    given: { done: [cancel] },
    request: { ...cancel, body: { reasonId: 500, lines: [{ quantity: 1, lineId: '{a}' }] } },
    answer: { text: '', headers: { ...replayed, 'koli-new-package': '{old}' } },
  },
  {
    id: 'idempotency/replayed/with-a-new-request-id',
    given: { done: [{ ...pick, headers: { ...headers, 'X-Request-ID': 'first' } }] },
    request: { ...pick, headers: { ...headers, 'X-Request-ID': 'second' } },
    answer: { text: '', headers: { ...replayed, 'x-request-id': 'second' } },
  },
  {
    id: 'idempotency/other/body',
    given: { done: [cancel] },
    request: { ...cancel, body: { lines: [{ lineId: '{a}', quantity: 2 }], reasonId: 500 } },
    answer: reused,
  },
  {
    id: 'idempotency/other/path',
    given: { done: [pick] },
    request: { ...pick, call: 'PUT P/warehouse' },
    answer: reused,
  },
  {
    id: 'idempotency/other/storefront',
    given: { done: [cancel] },
    request: { ...cancel, headers: { ...headers, storeFrontCode: 'DE' } },
    answer: reused,
  },
  {
    id: 'idempotency/other/is-told-before-the-package',
    given: { done: [pick] },
    request: { ...pick, call: 'PUT S/shipment-packages/1' },
    answer: reused,
  },
  {
    id: 'idempotency/other/JSON-is-looked-at-first',
    given: { done: [pick] },
    request: { call: 'PUT P', text: '{', headers },
    answer: 'koli.body.malformed',
  },
  {
    id: 'idempotency/kept-24-hours',
    given: { done: [pick] },
    request: { ...pick, wait: '23h' },
    answer: { text: '', headers: replayed },
  },
  {
    id: 'idempotency/forgotten-after-24-hours',
    given: { done: [pick] },
    request: { ...pick, wait: '25h' },
    answer: status_taken,
  },
  ...['', 'x'.repeat(256), 'two words', 'ö'].map(
    (key, index): Row => ({
      id: `idempotency/key-refused-${index + 1}`,
      request: { ...pick, headers: { 'Idempotency-Key': key } },
      answer: { refused: 'koli.field.invalid', says: 'Idempotency-Key' },
    }),
  ),
  {
    id: 'idempotency/refusal-is-kept/409',
    why: 'also when the request could be performed by now',
    given: {
      done: [
        { ...invoice, refused: true },
        { call: 'PUT P', body: { status: 'Picking' } },
      ],
    },
    request: invoice,
    answer: { refused: status_taken, headers: replayed },
  },
  {
    id: 'idempotency/refusal-is-kept/400',
    given: { done: [{ call: 'PUT P', body: {}, headers, refused: true }] },
    request: { call: 'PUT P', body: {}, headers },
    answer: { refused: 'koli.field.invalid', headers: replayed },
  },
  {
    id: 'idempotency/refusal-is-kept/404',
    given: { done: [{ call: 'PUT P', body: { status: 'Picking', lines: [] }, headers, refused: true }] },
    request: { call: 'PUT P', body: { status: 'Picking', lines: [] }, headers },
    answer: { refused: 'koli.line.unknown', headers: replayed },
  },
  {
    id: 'idempotency/refusal-is-not-kept/401',
    why: 'the key is free for another request',
    given: { done: [{ ...pick, call: 'PUT S/shipment-packages/1', refused: true }] },
    request: pick,
    answer: { text: '', headers: { 'idempotent-replayed': null } },
    after: { package: { is: 'Picking' } },
    events: ['package picked PICKING'],
  },
  {
    id: 'idempotency/refusal-is-not-kept/415',
    given: {
      done: [
        { ...pick, body: undefined, text: '{}', headers: { ...headers, 'content-type': 'text/plain' }, refused: true },
      ],
    },
    request: pick,
    answer: { text: '', headers: { 'idempotent-replayed': null } },
    after: { package: { is: 'Picking' } },
    events: ['package picked PICKING'],
  },
  {
    id: 'idempotency/refusal-is-not-kept/429',
    given: {
      done: [
        { call: 'PUT P/cargo-providers', body: { cargoProvider: 'YKMP' } },
        { call: 'PUT P/cargo-providers', body: { cargoProvider: 'PTTMP' }, headers, refused: true },
      ],
    },
    request: { call: 'PUT P/cargo-providers', body: { cargoProvider: 'PTTMP' }, headers, wait: '5m' },
    answer: { text: '', headers: { 'idempotent-replayed': null } },
    after: { package: { tracking: 734, fields: { cargoProviderName: 'PTT Kargo Marketplace' } } },
    events: ['package cargoProviderChanged -'],
  },
  {
    id: 'idempotency/webhook',
    given: {
      status: null,
      done: [
        {
          call: 'POST W',
          body: { url: 'https://shop.example/hook', authenticationType: 'API_KEY', apiKey: 'k' },
          headers,
          keep: { webhook: 'id' },
        },
      ],
    },
    request: {
      call: 'POST W',
      body: { url: 'https://shop.example/hook', authenticationType: 'API_KEY', apiKey: 'k' },
      headers,
    },
    answer: { body: { id: '{webhook}' }, headers: replayed },
    see: [{ request: { call: 'GET W' }, answer: { has: { length: 1 } } }],
  },
  {
    id: 'idempotency/operator',
    given: {
      done: [
        {
          call: 'POST /api/v1/sellers/{seller}/packages/{package}/customer-cancel',
          as: 'operator',
          headers: { 'Idempotency-Key': 'op-{package}' },
        },
      ],
    },
    request: {
      call: 'POST /api/v1/sellers/{seller}/packages/{package}/customer-cancel',
      as: 'operator',
      headers: { 'Idempotency-Key': 'op-{package}' },
    },
    answer: { body: { cancelledPackageId: '{package}', newPackageId: null }, headers: replayed },
  },
];
