import { type Refusal, refuse } from './domain/refusal.ts';
import { findInvoiceFile } from './postgres/invoices.ts';
import type { PackageKey } from './postgres/packages.ts';
import type { World } from './world.ts';

type InvoiceContent = { media_type: string; content: Buffer };

/** The invoice file of a package, from the database or from the folder. Null: no such package. */
export async function readInvoiceFile({ db, files }: World, key: PackageKey): Promise<InvoiceContent | Refusal | null> {
  const stored = await findInvoiceFile(db.pool, key);
  if (stored === null) return null;
  const { current, content } = stored;
  const { invoice, package_id } = current;
  if (invoice?.kind !== 'file') return refuse({ code: 'invoice.unknown', package_id });
  if (content === null && files === null)
    throw new Error('invoice files are in a folder, and KOLI_INVOICE_FOLDER is not set');
  const { media_type, sha256 } = invoice;
  return { media_type, content: content ?? (await files!.read({ ...current, sha256 })) };
}
