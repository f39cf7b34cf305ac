import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { mkdir, open, opendir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { StartError } from './errors/start-error.ts';
import type { FileKey } from './postgres/invoices.ts';

/** Invoice files in a folder: one folder a seller, named by package and content. */
export type Files = {
  /** Safe on the disk, whole, when it resolves; keeping the same again is fine. */
  keep(key: FileKey, content: Buffer): Promise<void>;
  read(key: FileKey): Promise<Buffer>;
  /** Hash of what lies there; null: nothing does. */
  hash(key: FileKey): Promise<string | null>;
  /** What was written before a time, some at once. Drops what was half written then. */
  olderThan(before_ms: number): AsyncIterable<FileKey[]>;
  drop(key: FileKey): Promise<void>;
};

const name_form = /^([1-9]\d{0,15})-([0-9a-f]{64})$/;
const at_once = 500;

export function openFiles(folder: string): Files {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new StartError(
      `The folder for invoice files ${resolve(folder)} cannot be made (${(error as Error).message}): correct KOLI_INVOICE_FOLDER.`,
    );
  }
  const folderOf = (seller_id: number): string => join(folder, String(seller_id));
  const pathOf = ({ seller_id, package_id, sha256 }: FileKey): string =>
    join(folderOf(seller_id), `${package_id}-${sha256}`);
  return {
    async keep(key, content) {
      const own = folderOf(key.seller_id);
      if ((await mkdir(own, { recursive: true })) !== undefined) await flush(folder);
      // Unique beside that of another node, which a number or a seeded id would not be.
      const unfinished = `${pathOf(key)}.${randomUUID()}.part`;
      await writeFile(unfinished, content);
      await rename(unfinished, pathOf(key));
      await flush(own);
    },
    read: (key) => readFile(pathOf(key)),
    hash: (key) => fileHash(pathOf(key)),
    async *olderThan(before_ms) {
      for await (const seller of await opendir(folder))
        if (seller.isDirectory() && /^\d+$/.test(seller.name))
          yield* old(folderOf(Number(seller.name)), Number(seller.name), before_ms);
    },
    drop: (key) => rm(pathOf(key), { force: true }),
  };
}

async function writeFile(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is safe when its folder is. */
async function flush(folder: string): Promise<void> {
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

async function fileHash(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return hash.digest('hex');
}

async function* old(folder: string, seller_id: number, before_ms: number): AsyncGenerator<FileKey[]> {
  let found: FileKey[] = [];
  for await (const { name } of await opendir(folder)) {
    const written = await stat(join(folder, name)).catch(() => null);
    if (written === null || written.mtimeMs >= before_ms) continue;
    if (name.endsWith('.part')) await rm(join(folder, name), { force: true });
    const [, package_id, sha256] = name_form.exec(name) ?? [];
    if (sha256 === undefined) continue;
    found.push({ seller_id, package_id: Number(package_id), sha256 });
    if (found.length === at_once) {
      yield found;
      found = [];
    }
  }
  if (found.length > 0) yield found;
}
