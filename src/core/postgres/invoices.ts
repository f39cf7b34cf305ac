import type { Package } from '../domain/package.ts';
import { columns } from './columns.ts';
import { type PackageKey, packageKeys } from './packages.ts';
import { first, rows, statement, touched } from './statement.ts';

type LinkKey = { seller_id: number; link: string };

export type InvoiceLink = LinkKey & { package_id: number };

const linkKeys = columns({ seller_id: 'bigint', link: 'text' });
const links = columns({ seller_id: 'bigint', link: 'text', package_id: 'bigint' });

/** Of some links, those that packages have. */
export const findInvoiceLinks = statement(
  'findInvoiceLinks',
  `select k.seller_id, k.link, l.package_id
     from ${linkKeys.as('k')}
     join invoice_links l on l.seller_id = k.seller_id and l.link_hash = sha256(convert_to(k.link, 'UTF8'))`,
  (keys: LinkKey[]) => linkKeys.arrays(keys),
  rows<InvoiceLink>(),
);

export const insertInvoiceLinks = statement(
  'insertInvoiceLinks',
  `insert into invoice_links (seller_id, link_hash, package_id)
   select seller_id, sha256(convert_to(link, 'UTF8')), package_id from ${links.as('n')}`,
  (given: InvoiceLink[]) => links.arrays(given),
  touched,
);

export const deleteInvoiceLinks = statement(
  'deleteInvoiceLinks',
  `delete from invoice_links l
    using ${links.as('k')}
    where l.seller_id = k.seller_id and l.link_hash = sha256(convert_to(k.link, 'UTF8'))
      and l.package_id = k.package_id`,
  (given_up: InvoiceLink[]) => links.arrays(given_up),
  touched,
);

/** A file belongs to one package and is named by its content: `sha256` is hexadecimal. */
export type FileKey = PackageKey & { sha256: string };
export type FileRow = FileKey & { content: Buffer | null };

const fileColumns = columns({ seller_id: 'bigint', package_id: 'bigint', sha256: 'bytea', content: 'bytea' });

/** A package has one file: the next one takes the place of one that was rejected. */
export const insertInvoiceFile = statement(
  'insertInvoiceFile',
  `insert into invoice_files (${fileColumns.names}) values (${fileColumns.parameters})
   on conflict (seller_id, package_id) do update set sha256 = excluded.sha256, content = excluded.content`,
  (file: FileRow) => fileColumns.values({ ...file, sha256: Buffer.from(file.sha256, 'hex') }),
  touched,
);

export const deleteInvoiceFiles = statement(
  'deleteInvoiceFiles',
  `delete from invoice_files f
    using ${packageKeys.as('k')}
    where f.seller_id = k.seller_id and f.package_id = k.package_id`,
  (keys: PackageKey[]) => packageKeys.arrays(keys),
  touched,
);

/** The invoice file of a package, and the package, which knows its name and type. */
export const findInvoiceFile = statement(
  'findInvoiceFile',
  `select p.state, f.content
     from packages p
     left join invoice_files f on f.seller_id = p.seller_id and f.package_id = p.package_id
    where p.seller_id = $1 and p.package_id = $2`,
  (key: PackageKey) => [key.seller_id, key.package_id],
  first(({ state, content }: { state: string; content: Buffer | null }) => ({
    current: JSON.parse(state) as Package,
    content,
  })),
);

const fileKeys = columns({ seller_id: 'bigint', package_id: 'bigint', sha256: 'bytea' });

/** Of some files, those that belong to a package. */
export const knownFiles = statement(
  'knownFiles',
  `select f.seller_id, f.package_id, encode(f.sha256, 'hex') as sha256
     from ${fileKeys.as('k')}
     join invoice_files f on f.seller_id = k.seller_id and f.package_id = k.package_id and f.sha256 = k.sha256`,
  (keys: FileKey[]) => fileKeys.arrays(keys.map((key) => ({ ...key, sha256: Buffer.from(key.sha256, 'hex') }))),
  rows<FileKey>(),
);
