import { invoice_media_types } from '../../../core/domain/invoice.ts';
import { isRefusal } from '../../../core/domain/refusal.ts';
import { readInvoiceFile } from '../../../core/invoices.ts';
import { givesFile } from '../../contract/answers.ts';
import { pathId, refusal, sent } from '../../contract/operation.ts';
import { ofSeller } from './both.ts';

/** A browser stores what came from someone else, and does not show it. */
const fileHeaders = (package_id: number, media_type: string): Record<string, string> => ({
  'content-type': media_type,
  'content-disposition': `attachment; filename="${package_id}.${media_type.split('/')[1]}"`,
});

export const invoiceFileReads = ofSeller({
  names: ['readInvoiceFile', 'readOwnInvoiceFile'],
  method: 'GET',
  path: '/packages/:packageId/invoice-file',
  summary: ['Read the invoice file of a package', "Read the invoice file of one of the caller's packages"],
  answers: { 200: givesFile(invoice_media_types, 'The file as it was uploaded, as a download') },
  refusals: ['invoice.unknown'],
  async handle(call, seller_id) {
    const package_id = pathId(call.params['packageId']) ?? -1;
    const file = await readInvoiceFile(call.world, { seller_id, package_id });
    if (file === null) return refusal(call, { code: 'package.unknown', package_id: sent(call, 'packageId') });
    if (isRefusal(file)) return refusal(call, file);
    return { status: 200, headers: fileHeaders(package_id, file.media_type), body: file.content };
  },
});
