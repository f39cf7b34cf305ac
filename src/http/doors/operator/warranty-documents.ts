import { Type } from 'typebox';
import { findPackages } from '../../../core/postgres/packages.ts';
import { findWarrantyDocument, listWarrantyDocuments } from '../../../core/postgres/warranty-documents.ts';
import { count, id, ms, text } from '../../../core/wire/terms.ts';
import { gives, givesFile } from '../../contract/answers.ts';
import { type Call, json, type Operation, pathId, refusal, sent } from '../../contract/operation.ts';

const warranty_path = '/api/v1/sellers/:sellerId/packages/:packageId/warranty-documents';

const WarrantyList = Type.Object(
  {
    content: Type.Array(
      Type.Object({
        lineId: id('The line that it is for'),
        name: text('As the file was called'),
        bytes: count('Its size'),
        sha256: text('Hexadecimal'),
        storedDate: ms('When it was stored'),
      }),
    ),
  },
  { title: 'WarrantyDocuments', description: 'The warranty documents of a package.' },
);

const warrantyPackage = ({ params }: Call) => ({
  seller_id: pathId(params['sellerId']) ?? -1,
  package_id: pathId(params['packageId']) ?? -1,
});

const listWarranties: Operation = {
  name: 'listWarrantyDocuments',
  method: 'GET',
  path: warranty_path,
  access: 'operator',
  summary: 'List the warranty documents of a package',
  answers: { 200: gives(WarrantyList) },
  refusals: [],
  async handle(call) {
    const { pool } = call.world.db;
    const key = warrantyPackage(call);
    const [current] = await findPackages(pool, key.seller_id, [key.package_id]);
    if (current === undefined) return refusal(call, { code: 'package.unknown', package_id: sent(call, 'packageId') });
    const found = await listWarrantyDocuments(pool, key);
    const content = found.map(({ line_id, stored_at, ...told }) => ({
      lineId: line_id,
      ...told,
      storedDate: stored_at,
    }));
    return json({ content });
  },
};

const readWarranty: Operation = {
  name: 'readWarrantyDocument',
  method: 'GET',
  path: `${warranty_path}/:lineId`,
  access: 'operator',
  summary: 'The warranty document of a line',
  answers: { 200: givesFile('application/pdf', 'The file as it was uploaded, as a download') },
  refusals: ['package.unknown'],
  async handle(call) {
    const key = warrantyPackage(call);
    const line_id = pathId(call.params['lineId']) ?? -1;
    const found = await findWarrantyDocument(call.world.db.pool, { ...key, line_id });
    if (found === null) return refusal(call, { code: 'warranty.unknown', line_id: sent(call, 'lineId') });
    const filename = `${key.package_id}-${line_id}.pdf`;
    const headers = {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${filename}"`,
    };
    return { status: 200, headers, body: found.content };
  },
};

export const warrantyReads: Operation[] = [listWarranties, readWarranty];
