import type { Change, Json, JsonObject, Line, Row, Status } from '../format.ts';
import { status_taken } from '../tables/errors.ts';
import { not_open, open_statuses } from '../tables/words.ts';

const post = (form: string): string => `POST P/${form}`;

type Units = Record<string, number[]>;

/** The four ways to say it, and what four a, one b and two c become. */
const forms: { form: string; key: string; body: JsonObject; children: Units[]; reply: Json | '' }[] = [
  {
    form: 'split',
    key: 'orderLineIds',
    body: { orderLineIds: ['{a}'] },
    children: [{ a: [1, 2, 3, 4] }, { b: [1], c: [1, 2] }],
    reply: { newPackageId: '{new}' },
  },
  {
    form: 'multi-split',
    key: 'splitGroups',
    body: { splitGroups: [{ orderLineIds: ['{b}'] }, { orderLineIds: ['{c}'] }] },
    children: [{ b: [1] }, { c: [1, 2] }, { a: [1, 2, 3, 4] }],
    reply: { results: [{ newPackageId: '{new}' }, { newPackageId: '{new2}' }, { newPackageId: '{new3}' }] },
  },
  {
    form: 'quantity-split',
    key: 'quantitySplit',
    body: {
      quantitySplit: [
        { orderLineId: '{a}', quantities: [2, 1] },
        { orderLineId: '{c}', quantities: [1] },
      ],
    },
    children: [{ a: [1, 2], c: [1] }, { a: [3] }, { a: [4], b: [1], c: [2] }],
    reply: { newPackageIds: ['{new}', '{new2}', '{new3}'] },
  },
  {
    form: 'split-packages',
    key: 'splitPackages',
    body: {
      splitPackages: [
        {
          packageDetails: [
            { orderLineId: '{a}', quantities: 1 },
            { orderLineId: '{b}', quantities: 1 },
          ],
        },
        { packageDetails: [{ orderLineId: '{c}', quantities: 2 }] },
      ],
    },
    children: [{ a: [1], b: [1] }, { c: [1, 2] }, { a: [2, 3, 4] }],
    reply: '',
  },
];

const webhook: Record<string, string> = { Created: 'CREATED', Picking: 'PICKING', Invoiced: 'INVOICED' };
const nth = (index: number): string => (index === 0 ? 'new' : `new${index + 1}`);
const listed = (count: number): string => Array.from({ length: count }, (_, index) => `{${nth(index)}}`).join(',');

/** What follows from a split: the parent as a record, the children with its units. */
function outcome(children: Units[], is: Status, fields: JsonObject = {}): Pick<Row, 'after' | 'events'> {
  const born = children.map((holds, index): [string, Change] => [
    nth(index),
    {
      is,
      holds,
      tracking: 733,
      fields: { createdBy: 'split', ...(is === 'Invoiced' ? { invoiceNumber: 'INV1' } : {}), ...fields },
    },
  ]);
  return {
    after: { package: { is: 'UnPacked' }, ...Object.fromEntries(born) },
    events: ['package unpacked UNPACKED', ...born.map(([name]) => `${name} created ${webhook[is]}`)],
  };
}

const answered = (count: number, reply: Json | '') => ({
  ...(reply === '' ? { text: '' } : { body: reply }),
  headers: { 'koli-new-packages': listed(count), 'koli-new-package': null, 'koli-cancelled-package': null },
});

const accepted: Row[] = forms.flatMap(({ form, body, children, reply }) =>
  open_statuses.flatMap((status) =>
    [null, false, true].map((keep): Row => {
      const flag: JsonObject = keep === null ? {} : { shouldKeepPreviousStatus: keep };
      return {
        id: `split/accepted/${form}/${status}/${keep ?? 'no-flag'}`,
        given: { status },
        request: { call: post(form), body: { ...body, ...flag } },
        answer: answered(children.length, reply),
        ...outcome(children, keep === true ? status : 'Created'),
      };
    }),
  ),
);

/** Other shapes of the same, each from a package of its own. */
const shapes: [id: string, lines: Line[], form: string, body: Json, children: Units[]][] = [
  [
    'two-halves',
    [{ barcode: 'a', quantity: 4 }],
    'quantity-split',
    { quantitySplit: [{ orderLineId: '{a}', quantities: [2, 2] }] },
    [{ a: [1, 2] }, { a: [3, 4] }],
  ],
  [
    'one-unit-off',
    [{ barcode: 'a', quantity: 2 }],
    'quantity-split',
    { quantitySplit: [{ orderLineId: '{a}', quantities: [1] }] },
    [{ a: [1] }, { a: [2] }],
  ],
  [
    'all-written-out',
    [{ barcode: 'a', quantity: 2 }],
    'split-packages',
    { splitPackages: [1, 1].map((quantities) => ({ packageDetails: [{ orderLineId: '{a}', quantities }] })) },
    [{ a: [1] }, { a: [2] }],
  ],
  [
    'fifty',
    [{ barcode: 'a', quantity: 50 }],
    'quantity-split',
    { quantitySplit: [{ orderLineId: '{a}', quantities: Array(50).fill(1) }] },
    Array.from({ length: 50 }, (_, index) => ({ a: [index + 1] })),
  ],
  [
    'lists-of-unlike-length',
    [
      { barcode: 'a', quantity: 3 },
      { barcode: 'b', quantity: 1 },
    ],
    'quantity-split',
    {
      quantitySplit: [
        { orderLineId: '{b}', quantities: [1] },
        { orderLineId: '{a}', quantities: [1, 2] },
      ],
    },
    [{ a: [1], b: [1] }, { a: [2, 3] }],
  ],
  [
    'the-last-line',
    [
      { barcode: 'a', quantity: 1 },
      { barcode: 'b', quantity: 1 },
    ],
    'split',
    { orderLineIds: ['{b}'] },
    [{ b: [1] }, { a: [1] }],
  ],
];

/** Another form's key, alone and beside the right one. */
const foreign: Row[] = forms.flatMap(({ form, body }) =>
  forms
    .filter((other) => other.form !== form)
    .flatMap((other): Row[] => [
      {
        id: `split/refused/${form}/key-of-${other.form}`,
        given: { status: 'Picking' },
        request: { call: post(form), body: other.body },
        answer: { refused: 'koli.split.invalid', says: other.key },
      },
      {
        id: `split/refused/${form}/key-of-${other.form}-beside-its-own`,
        given: { status: 'Picking' },
        request: { call: post(form), body: { ...other.body, ...body } },
        answer: { refused: 'koli.split.invalid', says: other.key },
      },
    ]),
);

const malformed: [form: string, id: string, body: Json, refused: string][] = [
  ...forms.flatMap(({ form, key, body }): [string, string, Json, string][] => [
    [form, 'nothing', {}, 'koli.field.invalid'],
    [form, 'null', null, 'koli.field.invalid'],
    [form, 'a-list', [], 'koli.field.invalid'],
    [form, 'empty-list', { [key]: [] }, 'koli.field.invalid'],
    [form, 'null-list', { [key]: null }, 'koli.field.invalid'],
    [form, 'a-number', { [key]: 4 }, 'koli.field.invalid'],
    [form, 'keep-a-text', { ...body, shouldKeepPreviousStatus: 'true' }, 'koli.field.invalid'],
  ]),
  ...['4700000001', null, 1.5, 0, -1, 2 ** 53, {}, []].flatMap((id): [string, string, Json, string][] => {
    const name = `id-${JSON.stringify(id)}`;
    return [
      ['split', name, { orderLineIds: [id] }, 'koli.field.invalid'],
      ['multi-split', name, { splitGroups: [{ orderLineIds: [id] }] }, 'koli.field.invalid'],
      ['quantity-split', name, { quantitySplit: [{ orderLineId: id, quantities: [1] }] }, 'koli.field.invalid'],
      [
        'split-packages',
        name,
        { splitPackages: [{ packageDetails: [{ orderLineId: id, quantities: 1 }] }] },
        'koli.field.invalid',
      ],
    ];
  }),
  ...[0, -1, 1.5, '1', null, 2 ** 53].flatMap((quantity): [string, string, Json, string][] => {
    const name = `quantity-${JSON.stringify(quantity)}`;
    return [
      [
        'quantity-split',
        name,
        { quantitySplit: [{ orderLineId: '{a}', quantities: [1, quantity] }] },
        'koli.field.invalid',
      ],
      [
        'split-packages',
        name,
        { splitPackages: [{ packageDetails: [{ orderLineId: '{a}', quantities: quantity }] }] },
        'koli.field.invalid',
      ],
    ];
  }),
  ['multi-split', 'empty-group', { splitGroups: [{ orderLineIds: [] }] }, 'koli.field.invalid'],
  ['multi-split', 'group-without-list', { splitGroups: [{}] }, 'koli.field.invalid'],
  [
    'quantity-split',
    'no-quantities',
    { quantitySplit: [{ orderLineId: '{a}', quantities: [] }] },
    'koli.field.invalid',
  ],
  ['quantity-split', 'one-number', { quantitySplit: [{ orderLineId: '{a}', quantities: 1 }] }, 'koli.field.invalid'],
  ['split-packages', 'empty-entry', { splitPackages: [{ packageDetails: [] }] }, 'koli.field.invalid'],
  [
    'split-packages',
    'list-of-numbers',
    { splitPackages: [{ packageDetails: [{ orderLineId: '{a}', quantities: [1] }] }] },
    'koli.field.invalid',
  ],
];

/** Well-formed, and not to be done with this package. */
const unfitting: [form: string, id: string, body: Json, refused: string][] = [
  ['split', 'strange-line', { orderLineIds: ['{a}', 77] }, 'koli.line.unknown'],
  [
    'multi-split',
    'strange-line',
    { splitGroups: [{ orderLineIds: ['{a}'] }, { orderLineIds: [77] }] },
    'koli.line.unknown',
  ],
  ['quantity-split', 'strange-line', { quantitySplit: [{ orderLineId: 77, quantities: [1] }] }, 'koli.line.unknown'],
  [
    'split-packages',
    'strange-line',
    { splitPackages: [{ packageDetails: [{ orderLineId: 77, quantities: 1 }] }] },
    'koli.line.unknown',
  ],
  ['split', 'line-twice', { orderLineIds: ['{a}', '{a}'] }, 'koli.split.invalid'],
  ['multi-split', 'line-twice-in-a-group', { splitGroups: [{ orderLineIds: ['{a}', '{a}'] }] }, 'koli.split.invalid'],
  [
    'multi-split',
    'line-in-two-groups',
    { splitGroups: [{ orderLineIds: ['{a}'] }, { orderLineIds: ['{b}', '{a}'] }] },
    'koli.split.invalid',
  ],
  [
    'quantity-split',
    'line-twice',
    { quantitySplit: [1, 1].map((quantity) => ({ orderLineId: '{a}', quantities: [quantity] })) },
    'koli.split.invalid',
  ],
  [
    'split-packages',
    'line-twice-in-an-entry',
    { splitPackages: [{ packageDetails: [1, 1].map((quantities) => ({ orderLineId: '{a}', quantities })) }] },
    'koli.split.invalid',
  ],
  ['split', 'all-lines', { orderLineIds: ['{a}', '{b}', '{c}'] }, 'koli.split.invalid'],
  [
    'multi-split',
    'no-line-left',
    { splitGroups: [{ orderLineIds: ['{a}'] }, { orderLineIds: ['{c}', '{b}'] }] },
    'koli.split.invalid',
  ],
  [
    'quantity-split',
    'one-child',
    {
      quantitySplit: [
        { orderLineId: '{a}', quantities: [4] },
        { orderLineId: '{b}', quantities: [1] },
        { orderLineId: '{c}', quantities: [2] },
      ],
    },
    'koli.split.invalid',
  ],
  [
    'split-packages',
    'one-child',
    {
      splitPackages: [
        {
          packageDetails: [
            { orderLineId: '{a}', quantities: 4 },
            { orderLineId: '{b}', quantities: 1 },
            { orderLineId: '{c}', quantities: 2 },
          ],
        },
      ],
    },
    'koli.split.invalid',
  ],
  [
    'quantity-split',
    'more-than-held',
    { quantitySplit: [{ orderLineId: '{a}', quantities: [3, 2] }] },
    'koli.quantity.exceeded',
  ],
  [
    'split-packages',
    'more-than-held',
    { splitPackages: [3, 2].map((quantities) => ({ packageDetails: [{ orderLineId: '{a}', quantities }] })) },
    'koli.quantity.exceeded',
  ],
  [
    'quantity-split',
    'sums-beyond-exact-numbers',
    { quantitySplit: [{ orderLineId: '{a}', quantities: [2 ** 53 - 1, 2 ** 53 - 1] }] },
    'koli.quantity.exceeded',
  ],
  [
    'quantity-split',
    'strange-line-beside-too-much',
    {
      quantitySplit: [
        { orderLineId: '{a}', quantities: [9] },
        { orderLineId: 77, quantities: [1] },
      ],
    },
    'koli.line.unknown',
  ],
];

/** Fifty children are the most, the rest included. */
const tooMany: Row[] = [50, 51, 200].flatMap((count): Row[] => {
  const given = { lines: [{ barcode: 'a', quantity: 300 }] };
  return [
    {
      id: `split/refused/quantity-split/${count}-and-a-rest`,
      given,
      request: {
        call: post('quantity-split'),
        body: { quantitySplit: [{ orderLineId: '{a}', quantities: Array(count).fill(1) }] },
      },
      answer: { refused: 'koli.split.invalid', says: '50' },
    },
    {
      id: `split/refused/split-packages/${count}-and-a-rest`,
      given,
      request: {
        call: post('split-packages'),
        body: { splitPackages: Array(count).fill({ packageDetails: [{ orderLineId: '{a}', quantities: 1 }] }) },
      },
      answer: { refused: 'koli.split.invalid', says: '50' },
    },
  ];
});

const discounted: Line[] = [
  { barcode: 'a', quantity: 3, lineGrossAmount: 129.9, sellerDiscount: 20, tyDiscount: 0.5 },
  { barcode: 'b', quantity: 1, lineGrossAmount: 45.5, sellerDiscount: 5.25 },
];
const promotion = (discountAmount: number) => [{ displayName: 'Autumn basket', discountAmount }];

/** Parts take a promotion by their share of the discounts, rounded down; the last one takes what is left. */
const money: Row = {
  id: 'split/money',
  given: { lines: discounted, order: { discountDisplays: promotion(15) } },
  request: {
    call: post('quantity-split'),
    body: { quantitySplit: [{ orderLineId: '{a}', quantities: [1, 1] }] },
  },
  answer: answered(3, { newPackageIds: ['{new}', '{new2}', '{new3}'] }),
  after: {
    package: { is: 'UnPacked' },
    new: {
      is: 'Created',
      holds: { a: [1] },
      tracking: 733,
      fields: { createdBy: 'split', packageTotalPrice: 123.06, discountDisplays: promotion(3.98) },
    },
    new2: {
      is: 'Created',
      holds: { a: [2] },
      tracking: 733,
      fields: { createdBy: 'split', packageTotalPrice: 123.06, discountDisplays: promotion(3.98) },
    },
    new3: {
      is: 'Created',
      holds: { a: [3], b: [1] },
      tracking: 733,
      fields: { createdBy: 'split', packageTotalPrice: 163.33, discountDisplays: promotion(7.04) },
    },
  },
  events: ['package unpacked UNPACKED', 'new created CREATED', 'new2 created CREATED', 'new3 created CREATED'],
};

export const rows: Row[] = [
  ...accepted,
  ...shapes.map(
    ([id, lines, form, body, children]): Row => ({
      id: `split/accepted/${id}`,
      given: { lines },
      request: { call: post(form), body },
      answer: { headers: { 'koli-new-packages': listed(children.length) } },
      ...outcome(children, 'Created'),
    }),
  ),
  money,
  ...foreign,
  ...[...malformed, ...unfitting].map(
    ([form, id, body, refused]): Row => ({
      id: `split/refused/${form}/${id}`,
      given: { status: 'Picking' },
      request: { call: post(form), body },
      answer: refused,
    }),
  ),
  ...tooMany,
  ...not_open.flatMap((status) =>
    forms.map(
      ({ form, body }): Row => ({
        id: `split/of-${status}/${form}`,
        given: { status },
        request: { call: post(form), body },
        answer: status_taken,
      }),
    ),
  ),
];
