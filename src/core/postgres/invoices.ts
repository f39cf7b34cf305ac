import type { PackageKey } from './packages.ts';
import { bigints, texts } from './sql.ts';
import { first, rows, statement, touched } from './statement.ts';

export type InvoiceLink = { seller_id: number; link: string; package_id: number };

/** Packages that have one of these links. */
export const findInvoiceLinks = statement(
  'findInvoiceLinks',
  `select k.seller_id, k.link, l.package_id
     from unnest($1::bigint[], $2::text[]) as k (seller_id, link)
     join invoice_links l on l.seller_id = k.seller_id and l.link_hash = sha256(convert_to(k.link, 'UTF8'))`,
  (keys: { seller_id: number; link: string }[]) => [
    bigints(keys.map((key) => key.seller_id)),
    texts(keys.map((key) => key.link)),
  ],
  rows<InvoiceLink>(),
);

const linkArrays = (rows: InvoiceLink[]) => [
  bigints(rows.map((row) => row.seller_id)),
  texts(rows.map((row) => row.link)),
  bigints(rows.map((row) => row.package_id)),
];

export const insertInvoiceLinks = statement(
  'insertInvoiceLinks',
  `insert into invoice_links (seller_id, link_hash, package_id)
   select s, sha256(convert_to(l, 'UTF8')), p from unnest($1::bigint[], $2::text[], $3::bigint[]) as t (s, l, p)`,
  (rows: InvoiceLink[]) => linkArrays(rows),
  touched,
);

export const deleteInvoiceLinks = statement(
  'deleteInvoiceLinks',
  `delete from invoice_links l
    using unnest($1::bigint[], $2::text[], $3::bigint[]) as k (seller_id, link, package_id)
    where l.seller_id = k.seller_id and l.link_hash = sha256(convert_to(k.link, 'UTF8'))
      and l.package_id = k.package_id`,
  (rows: InvoiceLink[]) => linkArrays(rows),
  touched,
);

export type FileKey = PackageKey & { sha256: string };
export type FileRow = FileKey & { content: Buffer | null };

export const insertInvoiceFile = statement(
  'insertInvoiceFile',
  `insert into invoice_files (seller_id, package_id, sha256, content) values ($1, $2, decode($3, 'hex'), $4)`,
  (row: FileRow) => [row.seller_id, row.package_id, row.sha256, row.content],
  touched,
);

export type StoredFile = { state: string; content: Buffer | null };

/** The invoice file of a package, and the package, which knows its name and type. */
export const findInvoiceFile = statement(
  'findInvoiceFile',
  `select p.state, f.content
     from packages p
     left join invoice_files f on f.seller_id = p.seller_id and f.package_id = p.package_id
    where p.seller_id = $1 and p.package_id = $2`,
  (key: PackageKey) => [key.seller_id, key.package_id],
  first<StoredFile>(),
);

/** Of these files, those that a package knows of. */
export const knownFiles = statement(
  'knownFiles',
  `select k.seller_id, k.package_id, k.sha256
     from unnest($1::bigint[], $2::bigint[], $3::text[]) as k (seller_id, package_id, sha256)
     join invoice_files f on f.seller_id = k.seller_id and f.package_id = k.package_id
    where f.sha256 = decode(k.sha256, 'hex')`,
  (keys: FileKey[]) => [
    bigints(keys.map((key) => key.seller_id)),
    bigints(keys.map((key) => key.package_id)),
    texts(keys.map((key) => key.sha256)),
  ],
  rows<FileKey>(),
);
