import type { Answer, Given, JsonObject, Request, Row, Status } from '../format.ts';

/** The review of invoices, which does not depend on the status of a package, and the label that waits for it. */

const url = 'https://fatura.example/1.pdf';
const second = 'https://fatura.example/2.pdf';
const number = 'ABC2026000000001';
const reasons = ['WRONG_TAX_NUMBER', 'MISSING_LINE'];

const link = (rest: JsonObject = {}): Request => ({
  call: 'POST I/seller-invoice-links',
  body: { invoiceLink: url, shipmentPackageId: '{package}', ...rest },
});
const file = (pad = 20): Request => ({
  call: 'POST I/seller-invoice-file',
  form: { shipmentPackageId: '{package}', invoiceDateTime: '1790000000', invoiceNumber: number },
  file: { field: 'file', name: 'invoice.pdf', base64: Buffer.from('%PDF-1.7\n').toString('base64'), pad },
});
const unlink: Request = {
  call: 'POST I/seller-invoice-links/delete',
  body: { serviceSourceId: '{package}', channelId: 1, customerId: 7 },
};
const review = (body: JsonObject | null, as: Request['as'] = 'operator'): Request => ({
  call: 'POST /api/v1/sellers/{seller}/packages/{package}/invoice-review',
  as,
  ...(body === null ? {} : { body }),
});
const accept = review({ accepted: true });
const reject = review({ accepted: false, reasonKeys: reasons });

const by_hand: Given = { seller: { invoiceReview: 'by-hand' } };
const at_once: Given = { seller: { invoiceReview: 'at-once' } };
/** What customs asks for with a micro-export. */
const terms: JsonObject = { invoiceDateTime: 1795000000000, invoiceNumber: number };

type Told = { status: string; link?: string; keys?: string[] };

/** The review as readers see it. */
const shown = ({ status, link, keys = [] }: Told): JsonObject => ({
  invoiceStatus: status,
  invoiceRejectedReasonKeys: keys,
  ...(link === undefined ? {} : { invoiceLink: link }),
});

const performed = (
  id: string,
  given: Given,
  request: Request,
  status: number,
  event: string,
  told: Told & { without?: string[]; fields?: JsonObject },
): Row => ({
  id: `invoice-review/${id}`,
  given,
  request,
  answer: { status, text: '' },
  after: {
    package: {
      fields: { ...shown(told), ...told.fields },
      ...(told.without === undefined ? {} : { without: told.without }),
    },
  },
  events: [`package ${event} -`],
});
const refused = (id: string, given: Given, request: Request, answer: Answer): Row => ({
  id: `invoice-review/${id}`,
  given,
  request,
  answer,
});

const abroad: [string, JsonObject][] = [
  ['micro', { micro: true }],
  ['is4P', { is4P: true }],
  ['another-country', { orderCountryCode: 'AZ' }],
];

const received: Row[] = [
  performed('received/link', by_hand, link(), 201, 'invoiceLinked', { status: 'Received' }),
  performed('received/file', by_hand, file(), 201, 'invoiceFileStored', { status: 'Received' }),
  performed('at-once/domestic', {}, link(), 201, 'invoiceLinked', { status: 'Invoiced', link: url }),
  performed('at-once/domestic-file', {}, file(), 201, 'invoiceFileStored', { status: 'Invoiced' }),
  ...abroad.flatMap(([kind, order]) => [
    performed(`by-hand/${kind}`, { order }, link(terms), 201, 'invoiceLinked', {
      status: 'Received',
      fields: { invoiceNumber: number },
    }),
    performed(`at-once/${kind}`, { ...at_once, order }, link(terms), 201, 'invoiceLinked', {
      status: 'Invoiced',
      link: url,
      fields: { invoiceNumber: number },
    }),
  ]),
  performed('received/taken-away', { ...by_hand, done: [link()] }, unlink, 202, 'invoiceUnlinked', {
    status: 'NotInvoiced',
  }),
  refused('received/second-link', { ...by_hand, done: [link()] }, link({ invoiceLink: second }), 'koli.invoice.exists'),
  refused('received/then-a-file', { ...by_hand, done: [link()] }, file(), {
    status: 400,
    says: 'already has an invoice',
  }),
];

const after_status: Status[] = ['Created', 'Picking', 'Invoiced', 'Shipped', 'Delivered', 'UnDelivered', 'Returned'];
const withdrawn: Request = {
  call: 'POST /api/v1/sellers/{seller}/packages/{package}/customer-cancel',
  as: 'operator',
};

const judged: Row[] = [
  performed('accepted/link', { ...by_hand, done: [link()] }, accept, 200, 'invoiceAccepted', {
    status: 'Invoiced',
    link: url,
  }),
  performed('accepted/file', { ...by_hand, done: [file()] }, accept, 200, 'invoiceAccepted', { status: 'Invoiced' }),
  performed('rejected/link', { ...by_hand, done: [link()] }, reject, 200, 'invoiceRejected', {
    status: 'Rejected',
    keys: reasons,
  }),
  performed('rejected/file', { ...by_hand, done: [file()] }, reject, 200, 'invoiceRejected', {
    status: 'Rejected',
    keys: reasons,
  }),
  ...after_status.map((status) =>
    performed(`accepted/of-${status}`, { ...by_hand, status, done: [link()] }, accept, 200, 'invoiceAccepted', {
      status: 'Invoiced',
      link: url,
    }),
  ),
  performed('accepted/of-Cancelled', { ...by_hand, done: [link(), withdrawn] }, accept, 200, 'invoiceAccepted', {
    status: 'Invoiced',
    link: url,
  }),
  performed('accepted/after-a-rejection', { ...by_hand, done: [link(), reject] }, accept, 200, 'invoiceAccepted', {
    status: 'Invoiced',
    link: url,
  }),
  performed('rejected/after-an-acceptance', { done: [link()] }, reject, 200, 'invoiceRejected', {
    status: 'Rejected',
    keys: reasons,
    without: ['invoiceLink'],
  }),
  performed(
    'rejected/with-other-reasons',
    { ...by_hand, done: [link(), reject] },
    review({ accepted: false, reasonKeys: ['OTHER'] }),
    200,
    'invoiceRejected',
    { status: 'Rejected', keys: ['OTHER'] },
  ),
  ...(
    [
      ['accepted', accept],
      ['rejected', reject],
    ] as const
  ).map(
    ([id, request]): Row => ({
      id: `invoice-review/${id}/twice`,
      why: 'the second review says nothing new',
      given: { ...by_hand, done: [link(), request] },
      request,
      answer: { status: 200, text: '' },
    }),
  ),
  {
    id: 'invoice-review/stays-behind/cancel',
    why: 'the new package begins without an invoice',
    given: { ...by_hand, done: [link(), reject] },
    request: { call: 'PUT P/items/unsupplied', body: { lines: [{ lineId: '{a}', quantity: 1 }], reasonId: 500 } },
    answer: { headers: { 'koli-new-package': '{new}' } },
    after: {
      package: {
        is: 'Cancelled',
        holds: { a: [1] },
        each: {
          orderLineItemStatusName: 'UnSupplied',
          cancelledBy: 'Seller',
          cancelReason: 'Stock Out',
          cancelReasonCode: 500,
        },
      },
      new: {
        is: 'Created',
        holds: { a: [2, 3, 4], b: [1], c: [1, 2] },
        tracking: 733,
        fields: { createdBy: 'cancel' },
      },
    },
    events: ['package cancelled CANCELLED', 'new created CREATED'],
  },
  refused('none', by_hand, accept, 'koli.invoice.unknown'),
  refused('none/rejected', by_hand, reject, 'koli.invoice.unknown'),
  refused('none/taken-away', { ...by_hand, done: [link(), unlink] }, accept, 'koli.invoice.unknown'),
  refused('none/Awaiting', { ...by_hand, status: 'Awaiting' }, accept, 'koli.invoice.unknown'),
  refused(
    'by-the-seller',
    { ...by_hand, done: [link()] },
    review({ accepted: true }, 'stranger'),
    'authentication.error',
  ),
  ...(
    [
      ['nothing-told', {}, 'accepted'],
      ['a-text', { accepted: 'yes' }, 'accepted'],
      ['no-reasons', { accepted: false }, 'reasonKeys'],
      ['no-reason', { accepted: false, reasonKeys: [] }, 'reasonKeys'],
      ['empty-reason', { accepted: false, reasonKeys: [''] }, 'reasonKeys'],
      ['long-reason', { accepted: false, reasonKeys: ['x'.repeat(101)] }, 'reasonKeys'],
      ['many-reasons', { accepted: false, reasonKeys: Array.from({ length: 21 }, (_, at) => `R${at}`) }, 'reasonKeys'],
      ['accepted-with-reasons', { accepted: true, reasonKeys: reasons }, 'reasonKeys'],
    ] as [string, JsonObject, string][]
  ).map(([id, body, says]) =>
    refused(`body/${id}`, { ...by_hand, done: [link()] }, review(body), { refused: 'koli.field.invalid', says }),
  ),
];

const rejected: Given = { ...by_hand, done: [link(), reject] };

const again: Row[] = [
  performed('second/link', rejected, link({ invoiceLink: second }), 201, 'invoiceLinked', { status: 'Received' }),
  performed('second/the-same-link', rejected, link(), 201, 'invoiceLinked', { status: 'Received' }),
  performed('second/file-after-link', rejected, file(), 201, 'invoiceFileStored', { status: 'Received' }),
  performed('second/link-after-file', { ...by_hand, done: [file(), reject] }, link(), 201, 'invoiceLinked', {
    status: 'Received',
  }),
  performed('second/file-after-file', { ...by_hand, done: [file(), reject] }, file(40), 201, 'invoiceFileStored', {
    status: 'Received',
  }),
  performed(
    'second/accepted',
    { ...by_hand, done: [link(), reject, link({ invoiceLink: second })] },
    accept,
    200,
    'invoiceAccepted',
    { status: 'Invoiced', link: second },
  ),
  refused(
    'second/of-an-accepted-one',
    { ...by_hand, done: [link(), accept] },
    link({ invoiceLink: second }),
    'koli.invoice.exists',
  ),
  performed('second/taken-away', rejected, unlink, 202, 'invoiceUnlinked', { status: 'NotInvoiced' }),
];

const numbered: Request = {
  call: 'GET S/v2/orders',
  query: 'shipmentPackageIds={package}',
  keep: { number: 'content.0.cargoTrackingNumber' },
};
const ask: Request = { call: 'POST I/common-label/{number}', body: { format: 'ZPL' } };
const read: Request = { call: 'GET I/common-label/{number}' };

const labels: Row[] = ['micro', 'is4P'].flatMap((kind): Row[] => {
  const order = { [kind]: true };
  return [
    ...([[], [link(terms)], [link(terms), reject]] as Request[][]).map((done, at) =>
      refused(
        `label/${kind}/${['no-invoice', 'Received', 'Rejected'][at]}`,
        { order, status: 'Invoiced', done: [numbered, ask, ...done] },
        read,
        { refused: 'koli.not.applicable', says: 'invoice was accepted' },
      ),
    ),
    ...(['Created', 'Invoiced', 'Shipped'] as const).map(
      (status): Row => ({
        id: `invoice-review/label/${kind}/accepted/${status}`,
        given: { order, status, done: [numbered, link(terms), accept] },
        request: ask,
        answer: 200,
        see: [{ request: read, answer: { body: { data: [{ label: '<string>', format: 'ZPL' }] } } }],
      }),
    ),
  ];
});

const with_products: Request = { call: 'GET I/common-label/{number}/with-product-labels' };
const agency: Given['order'] = { is4P: true };

const productLabels: Row[] = [
  {
    id: 'invoice-review/product-labels/accepted',
    given: { order: agency, done: [numbered, link(terms), accept, ask] },
    request: with_products,
    answer: {
      body: {
        data: [{ label: '<string>', format: 'ZPL' }],
        productLabels: ['a', 'a', 'a', 'a', 'b', 'c', 'c'].map((barcode) => ({
          barcode,
          label: '<string>',
          format: 'ZPL',
        })),
      },
    },
  },
  refused('product-labels/not-accepted', { order: agency, done: [numbered, link(terms), ask] }, with_products, {
    refused: 'koli.not.applicable',
    says: 'invoice was accepted',
  }),
  refused('product-labels/not-requested', { order: agency, done: [numbered, link(terms), accept] }, with_products, {
    refused: 'koli.not.applicable',
    says: 'not requested',
  }),
  refused('product-labels/of-a-domestic-package', { done: [numbered, ask] }, with_products, {
    refused: 'koli.not.applicable',
    says: 'agency exports',
  }),
  refused(
    'product-labels/unknown-number',
    { order: agency },
    { call: 'GET I/common-label/7330000000000001/with-product-labels' },
    'koli.field.invalid',
  ),
];

export const rows: Row[] = [...received, ...judged, ...again, ...labels, ...productLabels];
