import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assets } from '../../assets/assets.ts';
import { type Image, isWhole } from './image.ts';

// A migrated database with nothing in it, kept as a file. Making one takes 2.1 s, beginning with this 0.2 s, in memory
// and in a folder. It lies beside koli's own files, where other users of the machine cannot write. `npm ci` makes it. If it
// could not, or if migrations have changed since, the first start makes it.

export const our_images = fileURLToPath(new URL('../../../node_modules/.cache/koli/', import.meta.url));

/** Of 6 MB each: other versions of koli may be in use beside this one. */
const kept_at_most = 4;

/** What a new database may begin as, if it was kept before. */
export function findPrepared(folder = our_images): Image | undefined {
  const path = preparedFile(folder);
  const image = existsSync(path) ? readFileSync(path) : undefined;
  return image !== undefined && isWhole(image) ? image : undefined;
}

/** Whole or not at all, even if another process makes one at the same time. Without the right to write, nothing is kept. */
export function keepImage(image: Image, folder: string): void {
  const path = preparedFile(folder);
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(draft, image);
      renameSync(draft, path);
    } finally {
      rmSync(draft, { force: true });
    }
    for (const old of dumpsIn(folder).slice(kept_at_most)) rmSync(old, { force: true });
  } catch {}
}

/** Newest first. */
function dumpsIn(folder: string): string[] {
  const paths = readdirSync(folder).map((name) => join(folder, name));
  const times = paths.map((path) => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }));
  return times.sort((a, b) => b.at - a.at).map(({ path }) => path);
}

let name: string | undefined;

/** Named by what it is made of and how: migrations, PGlite, `prepared.ts`. */
export function preparedFile(folder: string): string {
  if (assets.firstDatabase !== null) return assets.firstDatabase;
  name ??= `${ingredients()}.image`;
  return join(folder, name);
}

function ingredients(): string {
  const migrations = new URL('./migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const name of readdirSync(migrations).sort()) hash.update(name).update(readFileSync(new URL(name, migrations)));
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  // The manifest is not among what the package exports; it stands beside the folder of its entry.
  hash.update(readFileSync(join(dirname(entry), '../package.json')));
  hash.update(readFileSync(new URL('./prepared.ts', import.meta.url)));
  return hash.digest('hex').slice(0, 16);
}
