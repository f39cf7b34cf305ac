import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { assets } from '../../src/assets/assets.ts';
import { preparedPath } from '../../src/core/postgres/prepared.ts';
import { bundle, elsewhere, replace, root } from './bundle.ts';
import { addTexts, buildLibrary, libraryExports } from './library.ts';
import { licencesOf } from './licences.ts';

const help = `npm run package -- [--out dist]
Builds koli, @koli/client and @koli/testing and packs each as a .tgz.`;

const { values: flags } = parseArgs({
  options: { out: { type: 'string', default: 'dist' }, help: { type: 'boolean', default: false } },
});

type Manifest = Record<string, unknown> & { name: string; version: string; description: string };
const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));

const { version, license, repository, homepage, bugs } = manifestOf('.');
/** The oldest Node that the packages are tried on. */
const engines = { node: '>=20.18.1' };

function writeManifest(folder: string, { name, description }: Manifest, own: object): void {
  const manifest = { name, version, description, license, repository, homepage, bugs, type: 'module', engines, ...own };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

const library = { main: './dist/cjs/index.js', types: './dist/cjs/index.d.ts', exports: libraryExports };

async function packageClient(folder: string): Promise<void> {
  addTexts(folder, 'client/README.md');
  await buildLibrary({ entry: 'client/src/index.ts', folder, pluginsOf: () => [] });
  writeManifest(folder, manifestOf('client'), { sideEffects: false, files: ['dist'], ...library });
}

async function packageTesting(folder: string): Promise<void> {
  addTexts(folder, 'testing/README.md');
  await buildLibrary({
    entry: 'testing/src/index.ts',
    folder,
    pluginsOf: () => [elsewhere('client/src/index.ts', '@koli/client'), elsewhere('src/embed/embed.ts', 'koli')],
    packages: { '../../client/src/index.ts': '@koli/client' },
  });
  const dependencies = { koli: version, '@koli/client': version };
  writeManifest(folder, manifestOf('testing'), { files: ['dist'], ...library, dependencies });
}

async function packageKoli(folder: string): Promise<void> {
  addTexts(folder, 'README.md');
  const dist = join(folder, 'dist');
  const entries = 'tools/package/entries';
  const from = await bundle({
    input: { koli: `${entries}/koli.ts`, thread: `${entries}/thread.ts`, database: `${entries}/database.ts` },
    folder: dist,
    format: 'esm',
    plugins: [
      replace('src/assets/assets.ts', { file: 'tools/package/assets.ts' }),
      replace('package.json', { text: JSON.stringify({ version, description: manifestOf('.').description }) }),
    ],
  });
  const thread = { text: "export const assets = { thread: new URL('../thread.js', import.meta.url) };" };
  await buildLibrary({
    entry: 'src/embed/embed.ts',
    folder,
    pluginsOf: () => [replace('src/assets/assets.ts', thread)],
  });
  await copyAssets(dist);
  const console_licences = readFileSync(join(assets.console, '.vite/license.md'), 'utf8');
  const files = [...from, assets.font, join(assets.swagger, 'index.html'), join(pglite, 'index.js')];
  writeFileSync(
    join(folder, 'THIRD-PARTY-LICENSES.txt'),
    `The code of these packages is part of koli.\n\n${licencesOf(files)}\nPackages within the console\n\n${console_licences}`,
  );
  writeManifest(folder, manifestOf('.'), {
    bin: { koli: 'dist/koli.js' },
    files: ['dist', 'THIRD-PARTY-LICENSES.txt'],
    ...library,
  });
}

const pglite = join(root, 'node_modules/@electric-sql/pglite/dist');

async function copyAssets(dist: string): Promise<void> {
  cpSync(assets.console, join(dist, 'console'), { recursive: true, filter: (from) => !from.endsWith('.vite') });
  cpSync(assets.migrations, join(dist, 'migrations'), { recursive: true });
  cpSync(assets.scenarios, join(dist, 'scenarios'), { recursive: true });
  cpSync(assets.font, join(dist, 'label.ttf'));
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']) {
    mkdirSync(join(dist, 'swagger'), { recursive: true });
    cpSync(join(assets.swagger, name), join(dist, 'swagger', name));
  }
  for (const name of ['pglite.wasm', 'pglite.data', 'initdb.wasm']) cpSync(join(pglite, name), join(dist, name));
  cpSync(await preparedPath(), join(dist, 'first-database.image'));
}

/** Size of all files below a folder, in bytes. */
const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

function pack(folder: string, out: string): void {
  const npm = process.env['npm_execpath'];
  const [program, words] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const told = execFileSync(program, [...words, 'pack', '--json', '--pack-destination', out], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const packed = JSON.parse(told) as unknown;
  const [{ filename }] = (Array.isArray(packed) ? packed : Object.values(packed as object)) as [{ filename: string }];
  const file = join(out, filename);
  console.log(
    `${basename(file).padEnd(27)} ${megabytes(statSync(file).size).padStart(9)}, installed ${megabytes(sizeOf(folder))}`,
  );
}

async function main(): Promise<void> {
  const out = resolve(root, flags.out);
  rmSync(out, { recursive: true, force: true });
  if (!existsSync(join(assets.console, '.vite/license.md')))
    execFileSync(process.execPath, [join(root, 'console/build.mjs')], { cwd: root, stdio: 'inherit' });
  const packages = { client: packageClient, testing: packageTesting, koli: packageKoli };
  for (const [name, make] of Object.entries(packages)) {
    const folder = join(out, 'packages', name);
    mkdirSync(dirname(folder), { recursive: true });
    await make(folder);
    pack(folder, out);
  }
}

if (flags.help) console.log(help);
else await main();
