import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { Builder, hasTools, type Image, root, sizeOf } from './image.ts';

declare module 'vitest' {
  interface ProvidedContext {
    image: Image;
    workshop: string;
    /** Sizes in bytes. */
    sizes: { all: number; koli: number; node: number; transferred: number };
  }
}

export default function setup({ provide }: TestProject): () => void {
  if (!hasTools()) throw new Error('This test needs root and Debian packages: buildah, crun, mmdebstrap.');
  const workshop = mkdtempSync(join(tmpdir(), 'koli-container-'));
  const builder = new Builder(workshop);
  const packed = join(workshop, 'packed');
  execFileSync(process.execPath, [join(root, 'tools/package/main.ts'), '--out', packed], { cwd: root });
  const image = builder.build(packed);
  provide('image', image);
  provide('workshop', workshop);
  provide('sizes', {
    all: sizeOf(image.files),
    koli: sizeOf(join(image.files, 'usr/lib/koli')),
    node: sizeOf(join(image.files, 'usr/local/bin')),
    transferred: builder.transferBytes(),
  });
  return () => {
    builder.clear();
    rmSync(workshop, { recursive: true, force: true });
  };
}
