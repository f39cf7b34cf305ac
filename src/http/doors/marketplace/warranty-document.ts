import { Type } from 'typebox';
import { invalid, isRefusal, refuse } from '../../../core/domain/refusal.ts';
import { storeWarranty } from '../../../core/warranty-documents.ts';
import { form_key, parser } from '../../../core/wire/parse.ts';
import { givesNothing } from '../../contract/answers.ts';
import { form_limit } from '../../contract/limits.ts';
import { type Call, empty, type Operation, refusal } from '../../contract/operation.ts';
import { change } from '../../contract/write.ts';

/** Every field of a form is text. */
const formId = () => Type.String({ pattern: '^[1-9][0-9]{0,15}$', [form_key]: { form: 'package.digits' } });
const warranty_fields = { shipmentPackageId: formId(), lineId: formId() };
const parseWarranty = parser(Type.Object(warranty_fields));

const WarrantyForm = Type.Object({
  ...warranty_fields,
  file: Type.String({ format: 'binary', description: 'A PDF by its content; at most 10 MB' }),
});

/** The file of the form, if it is a PDF. */
async function pdfOf({ upload }: Call) {
  if (upload === undefined) return invalid('file', { rule: 'required', expected: { form: 'pdf' } });
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(upload.content);
  return found?.mime === 'application/pdf' ? upload : invalid('file', { rule: 'form', expected: { form: 'pdf' } });
}

async function storeDocument(call: Call) {
  const { seller_id } = call.seller;
  const body = parseWarranty(call.body);
  if (isRefusal(body)) return refusal(call, body);
  const file = await pdfOf(call);
  if (isRefusal(file)) return refusal(call, file);
  const { shipmentPackageId, lineId } = body;
  const key = { seller_id, package_id: Number(shipmentPackageId), line_id: Number(lineId) };
  return change(call, async (client, now) => {
    const stored = await storeWarranty(client, key, file, now);
    if (stored === null) return refuse({ code: 'not.yours', field: 'shipmentPackageId', value: shipmentPackageId });
    return isRefusal(stored) ? stored : empty({}, 201);
  });
}

export const storeWarrantyDocument: Operation = {
  name: 'storeWarrantyDocument',
  method: 'POST',
  path: '/integration/sellers/:sellerId/warranty-documents',
  access: 'seller',
  summary: 'Give a line of a package its warranty document: a PDF of at most 10 MB; the next one replaces it',
  body_type: 'multipart/form-data',
  body: WarrantyForm,
  body_limit: form_limit,
  answers: { 201: givesNothing() },
  refusals: ['not.yours', 'line.unknown'],
  handle: storeDocument,
};
