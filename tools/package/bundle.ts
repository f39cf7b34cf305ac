import { rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export type Bundle = {
  /** Names of entries and their files. */
  input: Record<string, string>;
  folder: string;
  format: 'esm' | 'cjs';
  plugins?: Plugin[];
};

/** Bundles for the oldest Node that koli supports; returns the files of packages that went into it. */
export async function bundle({ input, folder, format, plugins = [] }: Bundle): Promise<string[]> {
  const build = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    plugins,
    // PGlite has one, where it runs in browsers.
    checks: { eval: false },
    transform: { target: 'node20' },
  });
  const { output } = await build.write({
    dir: folder,
    format,
    sourcemap: true,
    // Stack traces of users name our functions.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    entryFileNames: '[name].js',
    chunkFileNames: (chunk) => `${chunk.name.startsWith(foreign) ? foreign : '[name]'}-[hash].js`,
    comments: { legal: false },
    // Other packages' code for itself: it needs no source map, which would be two thirds of all maps.
    codeSplitting: { groups: [{ name: foreign, test: /[\\/]node_modules[\\/]/, entriesAware: true }] },
  });
  await build.close();
  const chunks = output.filter((one): one is OutputChunk => one.type === 'chunk');
  for (const { fileName, code } of chunks.filter(isForeign)) {
    writeFileSync(join(folder, fileName), code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'));
    rmSync(join(folder, `${fileName}.map`), { force: true });
  }
  return chunks.flatMap(({ moduleIds }) => moduleIds).filter((id) => id.includes(`${sep}node_modules${sep}`));
}

const foreign = 'packages';
const isForeign = ({ name, isDynamicEntry, isEntry }: OutputChunk): boolean =>
  name.startsWith(foreign) && !isEntry && !isDynamicEntry;

/** Puts other text, or another file, in the place of a module of the sources. */
export const replace = (from: string, to: { file: string } | { text: string }): Plugin => {
  const id = join(root, from);
  return {
    name: 'replace',
    async resolveId(source, importer) {
      if (importer === undefined || !source.startsWith('.') || join(importer, '..', source) !== id) return null;
      return 'file' in to ? join(root, to.file) : null;
    },
    load: (loaded) => (loaded === id && 'text' in to ? to.text : null),
  };
};

/** Leaves a module of the sources to another package. */
export const elsewhere = (from: string, packageName: string): Plugin => {
  const id = join(root, from);
  return {
    name: 'elsewhere',
    resolveId: (source, importer) =>
      importer !== undefined && source.startsWith('.') && join(importer, '..', source) === id
        ? { id: packageName, external: true }
        : null,
  };
};
