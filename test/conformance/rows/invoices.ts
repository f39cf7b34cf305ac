import type { Answer, Change, Given, JsonObject, Request, Row } from '../format.ts';
import { live_statuses } from '../tables/words.ts';

/** Invoices by link and by file, and the common label. None of them changes the status of a package. */

const not_live = ['Awaiting', 'PaymentFailed', 'Cancelled', 'UnPacked'] as const;

const url = 'https://fatura.example/1.pdf';
const number = 'ABC2026000000001';
const bill: JsonObject = { invoiceLink: url, shipmentPackageId: '{package}' };
const link = (rest: JsonObject = {}): Request => ({ call: 'POST I/seller-invoice-links', body: { ...bill, ...rest } });
const unlink = (rest: JsonObject = {}): Request => ({
  call: 'POST I/seller-invoice-links/delete',
  body: { serviceSourceId: '{package}', channelId: 1, customerId: 7, ...rest },
});

/** The first bytes of each kind of file; what follows is never looked at. */
const contents = {
  pdf: Buffer.from('%PDF-1.7\n1 0 obj\n').toString('base64'),
  png: Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex').toString('base64'),
  jpeg: Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex').toString('base64'),
  text: Buffer.from('An invoice of 10.00').toString('base64'),
  html: Buffer.from('<!doctype html><script>alert(1)</script>').toString('base64'),
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64'),
  gif: Buffer.from('474946383961010001000000003b', 'hex').toString('base64'),
  zip: Buffer.from('504b0506000000000000000000000000000000000000', 'hex').toString('base64'),
  half: Buffer.from('%PD').toString('base64'),
  nothing: '',
};
type Content = keyof typeof contents;
const file = (
  content: Content | null = 'pdf',
  fields: Record<string, string> = {},
  name = 'invoice.pdf',
  pad?: number,
): Request => ({
  call: 'POST I/seller-invoice-file',
  form: { shipmentPackageId: '{package}', ...fields },
  ...(content === null ? {} : { file: { field: 'file', name, base64: contents[content], ...(pad ? { pad } : {}) } }),
});

const refused = (id: string, given: Given, request: Request, answer: Answer): Row => ({
  id: `invoices/${id}`,
  given,
  request,
  answer,
});
const done = (id: string, given: Given, request: Request, status: number, event: string, change: Change): Row => ({
  id: `invoices/${id}`,
  given,
  request,
  answer: { status, text: '' },
  after: { package: { ...change, fields: { invoiceStatus: reached[event]!, ...change.fields } } },
  events: [`package ${event} -`],
});

/** Unless it is reviewed by hand. */
const reached: Record<string, string> = {
  invoiceLinked: 'Invoiced',
  invoiceFileStored: 'Invoiced',
  invoiceUnlinked: 'NotInvoiced',
};

const links: Row[] = [
  ...live_statuses.map((status) =>
    done(`link/of-${status}`, { status }, link(), 201, 'invoiceLinked', { fields: { invoiceLink: url } }),
  ),
  ...not_live.map((status) => refused(`link/of-${status}`, { status }, link(), 'koli.not.applicable')),
  ...[1795000000, 1795000000000].map((invoiceDateTime) =>
    done(
      `link/all-told/date-of-${String(invoiceDateTime).length}`,
      {},
      link({ invoiceDateTime, invoiceNumber: number }),
      201,
      'invoiceLinked',
      { fields: { invoiceLink: url, invoiceNumber: number } },
    ),
  ),
  ...(
    [
      ['date-to-come', { invoiceDateTime: '{now+11d}' }],
      ['number-of-2020', { invoiceNumber: 'a1Z2020999999999' }],
      ['number-of-2099', { invoiceNumber: '0002099000000000' }],
      ['link-long', { invoiceLink: `https://fatura.example/${'ğ'.repeat(2_000)}` }],
      ['link-http', { invoiceLink: 'http://fatura.example/1?a=b#c' }],
    ] as [string, JsonObject][]
  ).map(([id, { invoiceDateTime, ...shown }]) =>
    done(`link/${id}`, {}, link({ ...shown, ...(invoiceDateTime && { invoiceDateTime }) }), 201, 'invoiceLinked', {
      fields: { invoiceLink: url, ...shown },
    }),
  ),
  done('link/nulls', {}, link({ invoiceDateTime: null, invoiceNumber: null }), 201, 'invoiceLinked', {
    fields: { invoiceLink: url },
  }),
  done('link/number-empty', {}, link({ invoiceNumber: '' }), 201, 'invoiceLinked', { fields: { invoiceLink: url } }),
  done(
    'link/micro',
    { order: { micro: true } },
    link({ invoiceDateTime: 1795000000000, invoiceNumber: number }),
    201,
    'invoiceLinked',
    { fields: { invoiceStatus: 'Received', invoiceNumber: number } },
  ),
  refused('link/micro/no-date', { order: { micro: true } }, link({ invoiceNumber: number }), {
    refused: 'koli.field.invalid',
    says: 'invoiceDateTime',
  }),
  refused('link/micro/no-number', { order: { micro: true } }, link({ invoiceDateTime: 1795000000000 }), {
    refused: 'koli.field.invalid',
    says: 'invoiceNumber',
  }),
  ...(
    [
      ['link-missing', { invoiceLink: undefined }, 'invoiceLink'],
      ['link-empty', { invoiceLink: '' }, 'invoiceLink'],
      ['link-a-script', { invoiceLink: 'javascript:alert(1)' }, 'invoiceLink'],
      ['link-with-a-blank', { invoiceLink: 'https://fatura.example/1 2' }, 'invoiceLink'],
      ['link-too-long', { invoiceLink: `https://x.example/${'x'.repeat(2_031)}` }, 'invoiceLink'],
      ['link-not-absolute', { invoiceLink: 'fatura.example/1.pdf' }, 'invoiceLink'],
      ['link-of-another-kind', { invoiceLink: 'ftp://fatura.example/1.pdf' }, 'invoiceLink'],
      ['link-a-number', { invoiceLink: 1 }, 'invoiceLink'],
      ['package-missing', { shipmentPackageId: undefined }, 'shipmentPackageId'],
      ['package-a-text', { shipmentPackageId: '{package text}' }, 'shipmentPackageId'],
      ...[0, 1.5, 2 ** 53].map((id) => [`package-${id}`, { shipmentPackageId: id }, 'shipmentPackageId']),
      ...[0, -1, 999_999_999, 10_000_000_000, 999_999_999_999, 10_000_000_000_000, 1_764_000_000.5].map((at) => [
        `date-${at}`,
        { invoiceDateTime: at },
        'invoiceDateTime',
      ]),
      ['date-a-text', { invoiceDateTime: '1795000000000' }, 'invoiceDateTime'],
      ['number-short', { invoiceNumber: 'ABC202600000001' }, 'invoiceNumber'],
      ['number-long', { invoiceNumber: 'ABC20260000000011' }, 'invoiceNumber'],
      ['number-of-two-letters', { invoiceNumber: 'AB2026000000001' }, 'invoiceNumber'],
      ['number-of-four-letters', { invoiceNumber: 'ABCD2026000000001' }, 'invoiceNumber'],
      ['number-of-1999', { invoiceNumber: 'ABC1999000000001' }, 'invoiceNumber'],
      ['number-of-2019', { invoiceNumber: 'ABC2019000000001' }, 'invoiceNumber'],
      ['number-of-2100', { invoiceNumber: 'ABC2100000000001' }, 'invoiceNumber'],
      ['number-with-a-sign', { invoiceNumber: 'AB-2026000000001' }, 'invoiceNumber'],
      ['number-with-a-Turkish-letter', { invoiceNumber: 'ABÇ2026000000001' }, 'invoiceNumber'],
      ['number-and-a-line-end', { invoiceNumber: 'ABC2026000000001\n' }, 'invoiceNumber'],
      ['number-a-number', { invoiceNumber: 2026 }, 'invoiceNumber'],
    ] as [string, JsonObject, string][]
  ).map(([id, rest, says]) => refused(`link/${id}`, {}, link(rest), { refused: 'koli.field.invalid', says })),
  ...['[]', '1', '"x"', 'null', ''].flatMap((text) =>
    (['seller-invoice-links', 'seller-invoice-links/delete'] as const).map((path) =>
      refused(
        `${path}/body-${text || 'missing'}`,
        {},
        { call: `POST I/${path}`, ...(text && { text }) },
        'koli.field.invalid',
      ),
    ),
  ),
  refused('link/package-unknown', {}, link({ shipmentPackageId: 1 }), {
    refused: 'koli.field.invalid',
    says: 'shipmentPackageId',
  }),
  refused(
    'link/package-of-another-seller',
    {},
    { ...link(), call: 'POST /integration/sellers/{stranger}/seller-invoice-links', as: 'stranger' },
    { refused: 'koli.field.invalid', says: 'shipmentPackageId' },
  ),
  refused('link/twice', { done: [link()] }, link({ invoiceLink: `${url}?2` }), 'koli.invoice.exists'),
  refused('link/the-same-twice', { done: [link()] }, link(), 'koli.invoice.exists'),
  refused('link/beside-a-file', { done: [file()] }, link(), 'koli.invoice.exists'),
];

const cancelled: Request = {
  call: 'PUT P/items/unsupplied',
  body: { lines: [{ lineId: '{a}', quantity: 1 }], reasonId: 500 },
  keep: { old: 'header:koli-new-package' },
};
const withdrawn: Request = {
  call: 'POST /api/v1/sellers/{seller}/packages/{package}/customer-cancel',
  as: 'operator',
};
const divided: Request = { call: 'POST P/split', body: { orderLineIds: ['{a}'] } };
const lost = {
  orderLineItemStatusName: 'UnSupplied',
  cancelledBy: 'Seller',
  cancelReason: 'Stock Out',
  cancelReasonCode: 500,
};

const afterwards: Row[] = [
  {
    id: 'invoices/link/stays-behind/cancel',
    why: 'the new package begins without an invoice',
    given: { done: [link({ invoiceNumber: number })] },
    request: { ...cancelled, keep: undefined },
    answer: { headers: { 'koli-new-package': '{new}' } },
    after: {
      package: { is: 'Cancelled', holds: { a: [1] }, each: lost },
      new: {
        is: 'Created',
        holds: { a: [2, 3, 4], b: [1], c: [1, 2] },
        tracking: 733,
        fields: { createdBy: 'cancel' },
      },
    },
    events: ['package cancelled CANCELLED', 'new created CREATED'],
  },
  {
    id: 'invoices/link/stays-behind/split',
    given: { done: [link()] },
    request: { call: 'POST P/split', body: { orderLineIds: ['{a}'] } },
    answer: { body: { newPackageId: '{new}' } },
    after: {
      package: { is: 'UnPacked' },
      new: { is: 'Created', holds: { a: [1, 2, 3, 4] }, tracking: 733, fields: { createdBy: 'split' } },
      new2: { is: 'Created', holds: { b: [1], c: [1, 2] }, tracking: 733, fields: { createdBy: 'split' } },
    },
    events: ['package unpacked UNPACKED', 'new created CREATED', 'new2 created CREATED'],
  },
  refused(
    'link/used-elsewhere',
    { done: [link(), cancelled] },
    link({ shipmentPackageId: '{old}' }),
    'koli.invoice.exists',
  ),
  {
    id: 'invoices/link/of-what-was-left',
    given: { done: [link(), cancelled] },
    request: link({ shipmentPackageId: '{old}', invoiceLink: `${url}?2` }),
    answer: { status: 201, text: '' },
    after: { old: { fields: { invoiceLink: `${url}?2`, invoiceStatus: 'Invoiced' } } },
    events: ['old invoiceLinked -'],
  },
  done('unlink/link', { done: [link()] }, unlink(), 202, 'invoiceUnlinked', { without: ['invoiceLink'] }),
  done('unlink/takes-its-number-along', { done: [link({ invoiceNumber: number })] }, unlink(), 202, 'invoiceUnlinked', {
    without: ['invoiceLink', 'invoiceNumber'],
  }),
  done(
    'unlink/number-of-the-status-comes-back',
    { status: 'Invoiced', done: [link({ invoiceNumber: number })] },
    unlink(),
    202,
    'invoiceUnlinked',
    { without: ['invoiceLink'], fields: { invoiceNumber: 'INV1' } },
  ),
  done('unlink/and-link-again', { done: [link(), unlink()] }, link(), 201, 'invoiceLinked', {
    fields: { invoiceLink: url },
  }),
  ...live_statuses.map((status) =>
    done(`unlink/of-${status}`, { status, done: [link()] }, unlink(), 202, 'invoiceUnlinked', {
      without: ['invoiceLink'],
    }),
  ),
  // Also when all is over: the link is free then for what came of the package.
  done('unlink/of-Cancelled', { done: [link(), withdrawn] }, unlink(), 202, 'invoiceUnlinked', {
    without: ['invoiceLink'],
  }),
  done('unlink/of-UnPacked', { done: [link(), divided] }, unlink(), 202, 'invoiceUnlinked', {
    without: ['invoiceLink'],
  }),
  refused('unlink/of-Awaiting', { status: 'Awaiting' }, unlink({ customerId: 7 }), 'koli.invoice.unknown'),
  refused('unlink/none', {}, unlink(), 'koli.invoice.unknown'),
  refused('unlink/none-of-Cancelled', { status: 'Cancelled' }, unlink(), 'koli.invoice.unknown'),
  ...(
    [
      ['customer-missing', { customerId: undefined }, 'customerId'],
      ['customer-a-text', { customerId: '7' }, 'customerId'],
      ['channel-missing', { channelId: undefined }, 'channelId'],
      ['package-a-text', { serviceSourceId: 'x' }, 'serviceSourceId'],
    ] as [string, JsonObject, string][]
  ).map(([id, rest, says]) =>
    refused(`unlink/${id}`, { done: [link()] }, unlink(rest), { refused: 'koli.field.invalid', says }),
  ),
  refused(
    'unlink/package-of-another-seller',
    { done: [link()] },
    { ...unlink(), call: 'POST /integration/sellers/{stranger}/seller-invoice-links/delete', as: 'stranger' },
    { refused: 'koli.field.invalid', says: 'serviceSourceId' },
  ),
  refused('unlink/a-file-stays', { done: [file()] }, unlink(), 'koli.invoice.unknown'),
  refused('unlink/another-customer', { done: [link()] }, unlink({ customerId: 8 }), {
    refused: 'koli.field.invalid',
    says: 'customerId',
  }),
  refused('unlink/another-customer-before-no-link', {}, unlink({ customerId: 8 }), 'koli.field.invalid'),
  refused('unlink/another-channel', { done: [link()] }, unlink({ channelId: 2 }), {
    refused: 'koli.field.invalid',
    says: 'channelId',
  }),
  refused('unlink/package-unknown', {}, unlink({ serviceSourceId: 1 }), {
    refused: 'koli.field.invalid',
    says: 'serviceSourceId',
  }),
  refused(
    'unlink/package-missing',
    {},
    { ...unlink(), body: { channelId: 1, customerId: 7 } },
    {
      refused: 'koli.field.invalid',
      says: 'serviceSourceId',
    },
  ),
];

/** What is wrong with a file is answered in a form of its own. */
const inItsForm = (says: string): Answer => ({
  status: 400,
  says,
  body: {
    timestamp: '{now}',
    path: '/integration/sellers/{seller}/seller-invoice-file',
    errors: [{ message: '<string>' }],
  },
});

/** A form as it goes over the wire. */
const raw = (text: string): Request => ({
  call: 'POST I/seller-invoice-file',
  text: text.replaceAll('\n', '\r\n'),
  headers: { 'content-type': 'multipart/form-data; boundary=b' },
});
const part = (name: string, value = '1') => `--b\nContent-Disposition: form-data; name="${name}"\n\n${value}\n`;
const raw_file = '--b\nContent-Disposition: form-data; name="file"; filename="a.pdf"\n\n%PDF-1\n';

const files: Row[] = [
  ...(['pdf', 'png', 'jpeg'] as const).map((content) =>
    done(`file/${content}`, {}, file(content), 201, 'invoiceFileStored', {}),
  ),
  ...live_statuses.map((status) => done(`file/of-${status}`, { status }, file(), 201, 'invoiceFileStored', {})),
  ...not_live.map((status) => refused(`file/of-${status}`, { status }, file(), 'koli.not.applicable')),
  done('file/name-does-not-matter', {}, file('pdf', {}, 'invoice.exe'), 201, 'invoiceFileStored', {}),
  done('file/of-10-MB', {}, file('pdf', {}, 'invoice.pdf', 10 << 20), 201, 'invoiceFileStored', {}),
  refused('file/above-10-MB', {}, file('pdf', {}, 'invoice.pdf', (10 << 20) + 1), 'koli.too.large'),
  done(
    'file/all-told',
    {},
    file('pdf', { invoiceDateTime: '1790000000', invoiceNumber: number }),
    201,
    'invoiceFileStored',
    {},
  ),
  ...(['text', 'nothing', 'html', 'svg', 'gif', 'zip', 'half'] as const).map((content) =>
    refused(`file/${content}`, {}, file(content), inItsForm('file must be a PDF, JPEG or PNG')),
  ),
  refused('file/missing', {}, file(null), inItsForm('file is missing')),
  refused(
    'file/missing/Turkish',
    {},
    { ...file(null), headers: { 'accept-language': 'tr-TR' } },
    inItsForm('file eksik'),
  ),
  refused('file/a-text', {}, file(null, { file: 'text' }), inItsForm('file is missing')),
  refused(
    'file/under-another-name',
    {},
    { ...file(null), file: { field: 'document', name: 'x.pdf', base64: contents.pdf } },
    inItsForm('file is missing'),
  ),
  ...['{now+1ms}', '{now+1d}'].map((at) =>
    refused(
      `file/date-in-the-future/${at}`,
      {},
      file('pdf', { invoiceDateTime: at }),
      inItsForm('invoiceDateTime is in the future'),
    ),
  ),
  done('file/date-now', {}, file('pdf', { invoiceDateTime: '{now}' }), 201, 'invoiceFileStored', {}),
  refused('file/twice', { done: [file()] }, file('png'), inItsForm('already has an invoice')),
  refused('file/beside-a-link', { done: [link()] }, file(), inItsForm('already has an invoice')),
  ...(
    [
      ['nothing-told', {}, ''],
      ['no-date', { invoiceNumber: number }, 'invoiceDateTime'],
      ['no-number', { invoiceDateTime: '1790000000' }, 'invoiceNumber'],
    ] as const
  ).map(([id, fields, says]) =>
    refused(`file/micro/${id}`, { order: { micro: true } }, file('pdf', fields), {
      refused: 'koli.field.invalid',
      says,
    }),
  ),
  ...(
    [
      ['number-short', { invoiceNumber: 'ABC1' }, 'invoiceNumber'],
      ['number-of-1999', { invoiceNumber: 'ABC1999000000001' }, 'invoiceNumber'],
      ['date-0', { invoiceDateTime: '0000000000' }, 'invoiceDateTime'],
      ['date-of-11', { invoiceDateTime: '12345678901' }, 'invoiceDateTime'],
      ['date-empty', { invoiceDateTime: '' }, 'invoiceDateTime'],
      ...['1', '99', 'x', '', '9999999999999999', '99999999999999999'].map(
        (id) => [`package-${id || 'empty'}`, { shipmentPackageId: id }, 'shipmentPackageId'] as const,
      ),
    ] as const
  ).map(([id, fields, says]) =>
    refused(`file/${id}`, {}, file('pdf', fields), { refused: 'koli.field.invalid', says }),
  ),
  refused(
    'file/package-of-another-seller',
    {},
    { ...file(), call: 'POST /integration/sellers/{stranger}/seller-invoice-file', as: 'stranger' },
    { refused: 'koli.field.invalid', says: 'shipmentPackageId' },
  ),
  ...(
    [
      ['never-ends', `${part('shipmentPackageId')}${raw_file}`],
      ['no-parts', 'hello'],
      ['a-field-twice', `${part('shipmentPackageId')}${part('shipmentPackageId')}${raw_file}--b--\n`],
      ['two-files', `${part('shipmentPackageId')}${raw_file}${raw_file}--b--\n`],
      ['too-many-fields', `${Array.from({ length: 17 }, (_, at) => part(`f${at}`)).join('')}--b--\n`],
      ['a-long-field', `${part('invoiceNumber', 'x'.repeat(4_097))}--b--\n`],
      ['a-NUL', `${part('invoiceNumber', 'a\0b')}--b--\n`],
      ['a-field-of-every-object', `${part('__proto__')}--b--\n`],
      [
        'JSON-inside',
        '--b\nContent-Disposition: form-data; name="a"\nContent-Type: application/json\n\n{"a":1}\n--b--\n',
      ],
    ] as const
  ).map(([id, text]) => refused(`file/form/${id}`, {}, raw(text), 'koli.body.malformed')),
  refused(
    'file/form/no-boundary',
    {},
    { ...raw('x'), headers: { 'content-type': 'multipart/form-data' } },
    'koli.body.malformed',
  ),
  refused(
    'file/form/of-another-kind',
    {},
    { ...raw('a=1'), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    'koli.media.type',
  ),
  refused('file/form/none', {}, { call: 'POST I/seller-invoice-file' }, 'koli.field.invalid'),
  refused(
    'file/form/where-none-is-taken',
    {},
    { call: 'POST I/seller-invoice-links', form: { a: 'b' } },
    'koli.media.type',
  ),
  refused('file/as-JSON', {}, { call: 'POST I/seller-invoice-file', body: bill }, 'koli.media.type'),
];

const numbered: Request = {
  call: 'GET S/v2/orders',
  query: 'shipmentPackageIds={package}',
  keep: { number: 'content.0.cargoTrackingNumber' },
};
const ask = (body: JsonObject = {}): Request => ({
  call: 'POST I/common-label/{number}',
  body: { format: 'ZPL', ...body },
});
const read: Request = { call: 'GET I/common-label/{number}' };
const labels = (count: number): Answer => ({
  body: { data: Array.from({ length: count }, () => ({ label: '<string>', format: 'ZPL' })) },
});
const asked = (id: string, given: Given, body: JsonObject, count: number): Row => ({
  id: `invoices/label/${id}`,
  why: 'a request for a label is no event: nothing of the package changes',
  given: { ...given, done: [...(given.done ?? []), numbered] },
  request: ask(body),
  answer: 200,
  see: [{ request: read, answer: labels(count) }],
});

const label: Row[] = [
  asked('one-box', {}, {}, 1),
  asked('boxes-told', {}, { boxQuantity: 3 }, 3),
  asked('boxes-of-the-package', { done: [{ call: 'PUT P/box-info', body: { boxQuantity: 2 } }] }, {}, 2),
  asked('boxes-told-later', { done: [{ call: 'PUT P/box-info', body: { boxQuantity: 2 } }] }, { boxQuantity: 4 }, 4),
  asked('height', {}, { boxQuantity: 1, volumetricHeight: 2.5 }, 1),
  asked('Aras', { seller: { cargoProvider: 'ARASMP' } }, {}, 1),
  ...live_statuses.map((status) => asked(`of-${status}`, { status }, {}, 1)),
  ...(['Cancelled', 'UnPacked'] as const).map((status) =>
    refused(`label/of-${status}`, { status, done: [numbered] }, ask(), 'koli.not.applicable'),
  ),
  refused(
    'label/of-Awaiting',
    { status: 'Awaiting' },
    { ...ask(), call: 'POST I/common-label/7330000000000001' },
    'koli.field.invalid',
  ),
  refused(
    'label/other-provider',
    { seller: { cargoProvider: 'YKMP' }, done: [numbered] },
    ask(),
    'koli.not.applicable',
  ),
  ...(
    [
      ...['PDF', 'zpl', ''].map((format) => ['format', { format }]),
      ['format', { format: undefined }],
      ...[0, -1, 1.5, '2', 1000].map((boxQuantity) => ['boxQuantity', { boxQuantity }]),
      ...[0, -1, '2'].map((volumetricHeight) => ['volumetricHeight', { volumetricHeight }]),
    ] as [string, JsonObject][]
  ).map(([says, body]) =>
    refused(`label/${says}-${JSON.stringify(body[says])}`, { done: [numbered] }, ask(body), {
      refused: 'koli.field.invalid',
      says,
    }),
  ),
  ...['', '[]'].map((text) =>
    refused(
      `label/body-${text || 'missing'}`,
      { done: [numbered] },
      { call: 'POST I/common-label/{number}', ...(text && { text }) },
      'koli.field.invalid',
    ),
  ),
  ...['7330000000099999', 'x', '0', '1e3', '%20', '9'.repeat(40)].flatMap((unknown) =>
    [ask(), read].map((request) => {
      const [method] = request.call.split(' ');
      return refused(
        `label/${method}-number-${unknown}`,
        {},
        { ...request, call: `${method} I/common-label/${unknown}` },
        {
          refused: 'koli.field.invalid',
          says: 'trackingNumber',
        },
      );
    }),
  ),
  refused(
    'label/number-of-another-seller',
    { done: [numbered] },
    { ...ask(), call: 'POST /integration/sellers/{stranger}/common-label/{number}', as: 'stranger' },
    'koli.field.invalid',
  ),
  refused('label/read-before-it-was-asked-for', { done: [numbered] }, read, 'koli.not.applicable'),
  ...['micro', 'is4P'].flatMap((kind): Row[] => [
    refused(
      `label/${kind}/read-before-its-invoice-is-accepted`,
      { order: { [kind]: true }, status: 'Invoiced', done: [numbered, ask()] },
      read,
      'koli.not.applicable',
    ),
  ]),
];

export const rows: Row[] = [...links, ...afterwards, ...files, ...label];
