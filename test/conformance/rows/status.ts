import type { Json, Row } from '../format.ts';
import { status_taken } from '../tables/errors.ts';
import { not_open, statuses } from '../tables/words.ts';

const call = 'PUT P';

/** What a seller tells of a package: it is being picked, it was invoiced. */
const accepted: [id: string, from: 'Created' | 'Picking', body: Json, invoiceNumber?: string][] = [
  ['Picking/alone', 'Created', { status: 'Picking' }],
  ['Picking/lines', 'Created', { status: 'Picking', lines: [{ lineId: '{a}', quantity: 1 }], params: {} }],
  [
    'Picking/all-lines',
    'Created',
    {
      status: 'Picking',
      lines: [
        { lineId: '{a}', quantity: 4 },
        { lineId: '{b}', quantity: 1 },
        { lineId: '{c}', quantity: 2 },
      ],
      params: {},
    },
  ],
  ['Picking/other-key-order', 'Created', { params: {}, lines: [{ quantity: 1, lineId: '{b}' }], status: 'Picking' }],
  ['Picking/unknown-keys', 'Created', { status: 'Picking', mood: 'fine', params: { colour: 'red' } }],
  [
    'Invoiced/number',
    'Picking',
    { status: 'Invoiced', params: { invoiceNumber: 'EME2026000000001' } },
    'EME2026000000001',
  ],
  [
    'Invoiced/number-of-64',
    'Picking',
    { status: 'Invoiced', params: { invoiceNumber: 'x'.repeat(64) } },
    'x'.repeat(64),
  ],
  [
    'Invoiced/lines',
    'Picking',
    { status: 'Invoiced', lines: [{ lineId: '{c}', quantity: 2 }], params: { invoiceNumber: 'N1' } },
    'N1',
  ],
  ['Invoiced/params-without-number', 'Picking', { status: 'Invoiced', params: {} }],
  ['Invoiced/no-params', 'Picking', { status: 'Invoiced' }],
  // Null is as good as absent, and so is an invoice number without a character.
  ['Picking/nulls', 'Created', { status: 'Picking', lines: null, params: null }],
  ['Invoiced/number-null', 'Picking', { status: 'Invoiced', params: { invoiceNumber: null } }],
  ['Invoiced/number-empty', 'Picking', { status: 'Invoiced', params: { invoiceNumber: '' } }],
];

const two = (status: string): Json => ({
  status,
  lines: [1, 2].map(() => ({ lineId: '{a}', quantity: 1 })),
});
const line = (lineId: Json, quantity: Json): Json => ({ status: 'Picking', lines: [{ lineId, quantity }] });

const malformed: [id: string, body: Json, refused: string, says?: string][] = [
  ['no-status', {}, 'koli.field.invalid', 'status'],
  ...['UnSupplied', 'Shipped', 'picking', 'Created', 'Cancelled', '', null, 1, ['Picking'], {}].map(
    (status): [string, Json, string, string] => [
      `status-${JSON.stringify(status)}`,
      { status },
      'koli.field.invalid',
      'status',
    ],
  ),
  ['lines-object', { status: 'Picking', lines: { lineId: 1, quantity: 1 } }, 'koli.field.invalid', 'lines'],
  ...[0, -1, 1.5, '1', null, true, 2 ** 53].map((quantity): [string, Json, string, string] => [
    `quantity-${JSON.stringify(quantity)}`,
    line('{a}', quantity),
    'koli.field.invalid',
    'lines[0].quantity',
  ]),
  ['quantity-missing', { status: 'Picking', lines: [{ lineId: '{a}' }] }, 'koli.field.invalid', 'lines[0].quantity'],
  ...['4700000001', null, 1.5, 0, -3].map((lineId): [string, Json, string, string] => [
    `lineId-${JSON.stringify(lineId)}`,
    line(lineId, 1),
    'koli.field.invalid',
    'lines[0].lineId',
  ]),
  ['line-twice', two('Picking'), 'koli.line.repeated', '{a}'],
  ...[[], 'x', 7].map((params): [string, Json, string, string] => [
    `params-${JSON.stringify(params)}`,
    { status: 'Picking', params },
    'koli.field.invalid',
    'params',
  ]),
  ...['x'.repeat(65), 7].map((invoiceNumber): [string, Json, string, string] => [
    `invoiceNumber-${JSON.stringify(invoiceNumber).slice(0, 10)}`,
    { status: 'Picking', params: { invoiceNumber } },
    'koli.field.invalid',
    'params.invoiceNumber',
  ]),
  ['body-a-list', [{ status: 'Picking' }], 'koli.field.invalid'],
  ['body-null', null, 'koli.field.invalid'],
  ['body-a-text', 'Picking', 'koli.field.invalid'],
];

/** Judged when the form is right and the status allows the step. */
const lines: [id: string, lines: Json, refused: string][] = [
  ['no-line-named', [], 'koli.line.unknown'],
  ['strange-line', [{ lineId: 4_799_999_999, quantity: 1 }], 'koli.line.unknown'],
  ['more-than-held', [{ lineId: '{a}', quantity: 5 }], 'koli.quantity.exceeded'],
  [
    'strange-line-beside-too-much',
    [
      { lineId: '{a}', quantity: 5 },
      { lineId: 1, quantity: 1 },
    ],
    'koli.line.unknown',
  ],
];

export const rows: Row[] = [
  ...accepted.map(([id, status, body, invoiceNumber]): Row => {
    const is = status === 'Created' ? 'Picking' : 'Invoiced';
    return {
      id: `status/accepted/${id}`,
      given: { status },
      request: { call, body },
      answer: 200,
      after: { package: { is, ...(invoiceNumber === undefined ? {} : { fields: { invoiceNumber } }) } },
      events: [is === 'Picking' ? 'package picked PICKING' : 'package invoiced INVOICED'],
    };
  }),
  ...malformed.map(
    ([id, body, refused, says]): Row => ({
      id: `status/malformed/${id}`,
      request: { call, body },
      answer: says === undefined ? refused : { refused, says },
    }),
  ),
  // Whatever stands in the body is judged before the status of the package.
  ...['Awaiting', 'Shipped', 'Cancelled'].flatMap((status) =>
    malformed.slice(0, 3).map(
      ([id, body, refused]): Row => ({
        id: `status/malformed/${id}/${status}`,
        given: { status: status as 'Awaiting' },
        request: { call, body },
        answer: refused,
      }),
    ),
  ),
  ...(['Picking', 'Invoiced'] as const).flatMap((to) =>
    lines.map(
      ([id, named, refused]): Row => ({
        id: `status/lines/${to}/${id}`,
        given: { status: to === 'Picking' ? 'Created' : 'Picking' },
        request: { call, body: { status: to, lines: named } },
        answer: refused,
      }),
    ),
  ),
  // The status is judged before the lines.
  ...not_open.map(
    (status): Row => ({
      id: `status/lines-of-${status}`,
      given: { status },
      request: { call, body: { status: 'Picking', lines: [{ lineId: 1, quantity: 1 }] } },
      answer: status_taken,
    }),
  ),
  ...statuses
    .filter((status) => status !== 'Created')
    .map(
      (status): Row => ({
        id: `status/Picking-of-${status}`,
        given: { status },
        request: { call, body: { status: 'Picking' } },
        answer: { refused: status_taken, says: status },
      }),
    ),
  ...statuses
    .filter((status) => status !== 'Picking')
    .map(
      (status): Row => ({
        id: `status/Invoiced-of-${status}`,
        given: { status },
        request: { call, body: { status: 'Invoiced', params: { invoiceNumber: 'N2' } } },
        answer: { refused: status_taken, says: status },
      }),
    ),
];
