import type { Answer, Given, Request, Row } from '../format.ts';

/** Warranty documents: one PDF per line, which the operator reads. */

const pdf = Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64');
const other = Buffer.from('%PDF-1.7\n% another\n%%EOF\n').toString('base64');
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').toString('base64');

type File = NonNullable<Request['file']>;
const file = (base64 = pdf, more: Partial<File> = {}): File => ({
  field: 'file',
  name: 'garanti.pdf',
  base64,
  ...more,
});
const give = (more: Partial<Request> = {}): Request => ({
  call: 'POST I/warranty-documents',
  form: { shipmentPackageId: '{package}', lineId: '{a}' },
  file: file(),
  ...more,
});
const at = '/api/v1/sellers/{seller}/packages/{package}/warranty-documents';
const list = (more: Partial<Request> = {}): Request => ({ call: `GET ${at}`, as: 'operator', ...more });
const read = (line: string, more: Partial<Request> = {}): Request => ({
  call: `GET ${at}/${line}`,
  as: 'operator',
  ...more,
});
const listed = (bytes: number): Answer => ({
  body: { content: [{ lineId: '{a}', name: 'garanti.pdf', bytes, sha256: '<string>', storedDate: '<integer>' }] },
});
const there: Given = { done: [give()] };
const created: Answer = 201;
const download = { 'content-type': 'application/pdf' };

const refused: [id: string, request: Request, answer: Answer][] = [
  ['no-package', give({ form: { lineId: '{a}' } }), { refused: 'koli.field.invalid', says: 'shipmentPackageId' }],
  ['no-line', give({ form: { shipmentPackageId: '{package}' } }), { refused: 'koli.field.invalid', says: 'lineId' }],
  [
    'package-in-words',
    give({ form: { shipmentPackageId: 'x', lineId: '{a}' } }),
    { refused: 'koli.field.invalid', says: 'shipmentPackageId' },
  ],
  [
    'unknown-package',
    give({ form: { shipmentPackageId: '7', lineId: '{a}' } }),
    { refused: 'koli.field.invalid', says: 'shipmentPackageId' },
  ],
  ['unknown-line', give({ form: { shipmentPackageId: '{package}', lineId: '7' } }), 'koli.line.unknown'],
  ['no-file', give({ file: undefined }), { refused: 'koli.field.invalid', says: 'file is missing: a PDF file' }],
  ['another-field', give({ file: file(pdf, { field: 'document' }) }), { refused: 'koli.field.invalid', says: 'file ' }],
  ['picture', give({ file: file(png) }), { refused: 'koli.field.invalid', says: 'file must be a PDF file' }],
  ['above-10-MB', give({ file: file(pdf, { pad: (10 << 20) + 1 }) }), 'koli.too.large'],
  ['JSON', { call: 'POST I/warranty-documents', body: {} }, 'koli.media.type'],
  ['stranger', give({ as: 'stranger' }), 'koli.seller.mismatch'],
  ['nobody', give({ as: 'nobody' }), 'authentication.error'],
];

export const rows: Row[] = [
  {
    id: 'warranty/give',
    request: give(),
    answer: created,
    see: [
      { request: list(), answer: listed(15) },
      { request: read('{a}'), answer: { headers: download, text: '%PDF-1.4\n%%EOF\n' } },
    ],
  },
  ...(['Shipped', 'Delivered'] as const).map(
    (status): Row => ({ id: `warranty/give/${status}`, given: { status }, request: give(), answer: created }),
  ),
  {
    id: 'warranty/the-next-one-replaces-it',
    given: there,
    request: give({ file: file(other) }),
    answer: created,
    see: [
      { request: list(), answer: listed(25) },
      { request: read('{a}'), answer: { headers: download, text: '%PDF-1.7\n% another\n%%EOF\n' } },
    ],
  },
  { id: 'warranty/none', request: list(), answer: { body: { content: [] } } },
  { id: 'warranty/none/of-another-line', given: there, request: read('{b}'), answer: 'koli.warranty.unknown' },
  { id: 'warranty/none/of-a-line-in-words', given: there, request: read('x'), answer: 'koli.warranty.unknown' },
  {
    id: 'warranty/read/by-the-seller',
    given: there,
    request: read('{a}', { as: undefined }),
    answer: 'authentication.error',
  },
  { id: 'warranty/list/by-the-seller', given: there, request: list({ as: undefined }), answer: 'authentication.error' },
  {
    id: 'warranty/read/of-another-seller',
    given: there,
    request: {
      call: 'GET /api/v1/sellers/{stranger}/packages/{package}/warranty-documents/{a}',
      as: 'operator',
    },
    answer: 'koli.warranty.unknown',
  },
  ...refused.map(([id, request, answer]): Row => ({ id: `warranty/refused/${id}`, request, answer })),
];
