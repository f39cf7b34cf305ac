import { MemoryFS, type PGlite } from '@electric-sql/pglite';
import { filesOf, type Image } from './image.ts';

type EmscriptenFiles = PGlite['Module']['FS'];

/** Where PGlite keeps a database. */
const root = '/pglite/data';

/** Files in memory that begin as an image. */
export class ImageFs extends MemoryFS {
  readonly #image: Image;

  constructor(image: Image) {
    super();
    this.#image = image;
  }

  override async initialSyncFs(): Promise<void> {
    const { FS } = this.pg!.Module;
    fillMemory(FS, this.#image);
  }
}

function fillMemory(FS: EmscriptenFiles, image: Image): void {
  FS.mkdirTree(root, 0o700);
  for (const { name, size, content } of filesOf(image)) {
    const path = root + name;
    if (size === null) FS.mkdir(path, 0o700);
    else {
      // A copy: the database writes into it, and another one may begin with the same image.
      FS.writeFile(path, content.slice(), { mode: 0o600, canOwn: true });
      if (size > content.length) FS.truncate(path, size);
    }
  }
}
