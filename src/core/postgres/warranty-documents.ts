import { columns } from './columns.ts';
import type { PackageKey } from './packages.ts';
import { first, rows, statement, touched } from './statement.ts';

export type WarrantyKey = PackageKey & { line_id: number };
type WarrantyFacts = { line_id: number; sha256: string; name: string; bytes: number; stored_at: number };

const warranty_columns = columns({
  seller_id: 'bigint',
  package_id: 'bigint',
  line_id: 'bigint',
  sha256: 'bytea',
  name: 'text',
  content: 'bytea',
  stored_at: 'bigint',
});

/** The next document of a line replaces the one before it. */
export const keepWarrantyDocument = statement(
  'keepWarrantyDocument',
  `insert into warranty_documents (${warranty_columns.names}) values (${warranty_columns.parameters})
   on conflict (seller_id, package_id, line_id) do update
      set sha256 = excluded.sha256, name = excluded.name, content = excluded.content, stored_at = excluded.stored_at`,
  (document: WarrantyKey & { sha256: string; name: string; content: Buffer; stored_at: number }) =>
    warranty_columns.values({ ...document, sha256: Buffer.from(document.sha256, 'hex') }),
  touched,
);

export const listWarrantyDocuments = statement(
  'listWarrantyDocuments',
  `select line_id, encode(sha256, 'hex') as sha256, name, length(content) as bytes, stored_at
     from warranty_documents
    where seller_id = $1 and package_id = $2
    order by line_id`,
  (key: PackageKey) => [key.seller_id, key.package_id],
  rows<WarrantyFacts>(),
);

export const findWarrantyDocument = statement(
  'findWarrantyDocument',
  'select content from warranty_documents where seller_id = $1 and package_id = $2 and line_id = $3',
  (key: WarrantyKey) => [key.seller_id, key.package_id, key.line_id],
  first<{ content: Buffer }>(),
);
