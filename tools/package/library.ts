import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Plugin } from 'rolldown';
import { bundle, root } from './bundle.ts';

export type Library = {
  /** The module that others import. */
  entry: string;
  /** Folder of the package that is made. */
  folder: string;
  pluginsOf(format: 'esm' | 'cjs'): Plugin[];
  /** Modules of this repository that are other packages there. */
  packages?: Record<string, string>;
};

/** What `package.json` says of a library that has both kinds of modules. */
export const libraryExports = {
  '.': {
    import: { types: './dist/esm/index.d.ts', default: './dist/esm/index.js' },
    require: { types: './dist/cjs/index.d.ts', default: './dist/cjs/index.js' },
  },
  './package.json': './package.json',
};

/** ES modules and CommonJS beside each other, both with types. */
export async function buildLibrary({ entry, folder, pluginsOf, packages = {} }: Library): Promise<void> {
  const [esm, cjs] = [join(folder, 'dist/esm'), join(folder, 'dist/cjs')];
  await bundle({ input: { index: entry }, folder: esm, format: 'esm', plugins: pluginsOf('esm') });
  await bundle({ input: { index: entry }, folder: cjs, format: 'cjs', plugins: pluginsOf('cjs') });
  const types = typesOf(entry, packages);
  for (const [file, text] of types) {
    write(join(cjs, file), text);
    // Generated types are large and hold no values: one copy serves both.
    if (!file.startsWith('generated/types'))
      write(join(esm, file), text.replace(/(['"])\.\/generated\/types\.js\1/g, "'../cjs/generated/types.js'"));
  }
  write(join(cjs, 'package.json'), '{ "type": "commonjs" }\n');
}

function write(file: string, text: string): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}

/** Declarations of a module and of what stands beside it, by their paths from its folder. */
function typesOf(entry: string, packages: Record<string, string>): Map<string, string> {
  const out = mkdtempSync(join(tmpdir(), 'koli-types-'));
  try {
    const from = join(root, entry, '..');
    emitTypes(entry, out);
    const its = join(out, from.slice(root.length));
    const own = basename(entry).replace(/\.ts$/, '.d.ts');
    const files = readdirSync(its, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d.ts'));
    return new Map(
      files.map((name) => [
        name === own ? 'index.d.ts' : name.replaceAll('\\', '/'),
        published(readFileSync(join(its, name), 'utf8'), packages),
      ]),
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function emitTypes(entry: string, out: string): void {
  const config = join(out, 'tsconfig.json');
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rewriteRelativeImportExtensions: true,
    typeRoots: [join(root, 'node_modules/@types')],
    rootDir: root,
    outDir: out,
  };
  writeFileSync(
    config,
    JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include: [], files: [join(root, entry)] }),
  );
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', config], { cwd: root, stdio: 'inherit' });
}

/** Imports as they are in the package. */
function published(text: string, packages: Record<string, string>): string {
  for (const [path, name] of Object.entries(packages)) text = text.replaceAll(`'${path}'`, `'${name}'`);
  const imported = text
    .replace(/(from|import\() ?(['"])(\.[^'"]*)\.ts\2/g, "$1 '$3.js'")
    .replace(/import\( /g, 'import(');
  return imported.includes('AsyncDisposable') || imported.includes('asyncDispose')
    ? `/// <reference lib="esnext.disposable" />\n${imported}`
    : imported;
}

/** Licence and README beside the manifest. */
export function addTexts(folder: string, readme: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  cpSync(join(root, readme), join(folder, 'README.md'));
}
