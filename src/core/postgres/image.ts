import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';

/**
 * All files of an embedded database in one buffer: the length of a list, the list with names and sizes as JSON, then the
 * files without the zeros at their ends. 26 MB are 6 so, most of it the unused rest of a log segment, and a database is
 * there in half the time that PGlite takes with an archive.
 */
export type Image = Uint8Array;

/** `size` null: a folder. `kept` bytes stand in the image. */
type ImageEntry = { name: string; size: number | null; kept: number };

/** Where PGlite keeps a database. */
const image_root = '/pglite/data';

const length_bytes = 4;

/** The database as its files are now. A checkpoint comes before. */
export function imageOf({ Module: { FS } }: PGlite): Image {
  const entries: ImageEntry[] = [];
  const contents: Uint8Array[] = [];
  const walk = (folder: string): void => {
    const names: string[] = FS.readdir(image_root + folder);
    for (const name of names.filter((one) => one !== '.' && one !== '..')) {
      const path = `${folder}/${name}`;
      if (FS.isDir(FS.stat(image_root + path).mode)) {
        entries.push({ name: path, size: null, kept: 0 });
        walk(path);
      } else if (name !== 'postmaster.pid') {
        const content = FS.readFile(image_root + path);
        const kept = content.subarray(0, endOfContent(content));
        entries.push({ name: path, size: content.length, kept: kept.length });
        contents.push(kept);
      }
    }
  };
  walk('');
  const list = Buffer.from(JSON.stringify(entries));
  const length = Buffer.alloc(length_bytes);
  length.writeUInt32LE(list.length);
  return Buffer.concat([length, list, ...contents]);
}

function endOfContent(content: Uint8Array): number {
  let end = content.length;
  while (end > 0 && content[end - 1] === 0) end--;
  return end;
}

/** Whether a file that holds an image holds all of it. */
export function isWhole(image: Image): boolean {
  try {
    let at = 0;
    for (const { content, kept } of filesOf(image)) {
      if (content.length !== kept) return false;
      at = content.byteOffset + kept;
    }
    return at === image.byteOffset + image.byteLength;
  } catch {
    return false;
  }
}

/** The files, folders before what is in them. */
export function* filesOf(image: Image): Generator<ImageEntry & { content: Uint8Array }> {
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  const begin = length_bytes + bytes.readUInt32LE();
  let at = begin;
  for (const entry of JSON.parse(bytes.toString('utf8', length_bytes, begin)) as ImageEntry[]) {
    yield { ...entry, content: bytes.subarray(at, at + entry.kept) };
    at += entry.kept;
  }
}

/** Puts the files into a folder of this machine. */
export function writeImage(image: Image, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const { name, size, content } of filesOf(image)) {
    const path = join(folder, name);
    if (size === null) mkdirSync(path, { mode: 0o700 });
    else {
      writeFileSync(path, content, { mode: 0o600 });
      if (size > content.length) truncateSync(path, size);
    }
  }
}
