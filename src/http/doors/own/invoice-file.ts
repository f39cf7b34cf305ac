import { invoice_media_types } from '../../../core/domain/invoice.ts';
import { findInvoiceFile } from '../../../core/postgres/invoices.ts';
import { givesFile } from '../../contract/answers.ts';
import { type Call, type Operation, pathId, type Reply, refusal } from '../../contract/operation.ts';

async function read(call: Call, seller_id: number | null): Promise<Reply> {
  const asked = call.params['packageId'] ?? '';
  const package_id = pathId(asked);
  const { db, files } = call.world;
  const stored =
    seller_id === null || package_id === null ? null : await findInvoiceFile(db.pool, { seller_id, package_id });
  if (stored === null) return refusal(call, { code: 'package.unknown', package_id: asked.slice(0, 64) });
  const { current, content } = stored;
  const { invoice } = current;
  if (invoice?.kind !== 'file') return refusal(call, { code: 'invoice.unknown', package_id: current.package_id });
  if (content === null && files === null)
    throw new Error('invoice files lie in a folder, and KOLI_INVOICE_FOLDER is not set');
  const body = content ?? (await files!.read({ ...current, sha256: invoice.sha256 }));
  return { status: 200, headers: fileHeaders(current.package_id, invoice.media_type), body };
}

/** A browser shall store what somebody else has sent, and not try to understand it. */
const fileHeaders = (package_id: number, media_type: string): Record<string, string> => ({
  'content-type': media_type,
  'content-disposition': `attachment; filename="${package_id}.${media_type.split('/')[1]}"`,
});

const file = givesFile(invoice_media_types, 'The file as it was given, to be stored and not shown');

export const invoiceFileReads: Operation[] = [
  {
    name: 'readInvoiceFile',
    method: 'GET',
    path: '/api/v1/sellers/:sellerId/packages/:packageId/invoice-file',
    access: 'operator',
    summary: 'The invoice file of a package',
    answers: { 200: file },
    refusals: ['invoice.unknown'],
    handle: (call) => read(call, pathId(call.params['sellerId'])),
  },
  {
    name: 'readOwnInvoiceFile',
    method: 'GET',
    path: '/api/v1/seller/packages/:packageId/invoice-file',
    access: 'self',
    summary: "The invoice file of one of the caller's packages",
    answers: { 200: file },
    refusals: ['invoice.unknown'],
    handle: (call) => read(call, call.seller.seller_id),
  },
];
