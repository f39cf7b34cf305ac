import { type Refusal, refuse } from './domain/refusal.ts';
import { findPackages } from './postgres/packages.ts';
import type { Client } from './postgres/statement.ts';
import { keepWarrantyDocument, type WarrantyKey } from './postgres/warranty-documents.ts';

type WarrantyFile = { sha256: string; name: string; content: Buffer };

/** Keeps the document of a line that a package holds. Null: the seller has no such package. Within a transaction. */
export async function storeWarranty(
  client: Client,
  key: WarrantyKey,
  { sha256, name, content }: WarrantyFile,
  stored_at: number,
): Promise<WarrantyKey | Refusal | null> {
  const { seller_id, package_id, line_id } = key;
  const [current] = Number.isSafeInteger(package_id) ? await findPackages(client, seller_id, [package_id]) : [];
  if (current === undefined) return null;
  if (!current.lines.some((line) => line.line_id === line_id))
    return refuse({ code: 'line.unknown', package_id, line_id });
  await keepWarrantyDocument(client, { ...key, sha256, name, content, stored_at });
  return key;
}
