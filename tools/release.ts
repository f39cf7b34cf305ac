import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const help = `npm run release -- [--dry-run]
Builds and packs the packages, installs them into empty projects on each supported Node, tries them there, and publishes
exactly these files. The version is that of package.json: CHANGELOG.md has to begin with it, and everything has to be
committed.
  --dry-run   do all of it but publish; a changelog that begins with Unreleased and uncommitted changes are only reported`;

const { values: flags } = parseArgs({
  options: { 'dry-run': { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
const is_trial = flags['dry-run'];

const root = fileURLToPath(new URL('../', import.meta.url));

function npm(words: string[], env: Record<string, string> = {}): void {
  const script = process.env['npm_execpath'];
  const [program, first] = script === undefined ? ['npm', []] : [process.execPath, [script]];
  execFileSync(program, [...first, ...words], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
}

/** What keeps this state from being released. */
function hindrances(version: string): string[] {
  const [section] = readFileSync(join(root, 'CHANGELOG.md'), 'utf8').match(/(?<=^## ).+/m) ?? [];
  const changes = execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  const tag = process.env['GITHUB_REF_TYPE'] === 'tag' ? process.env['GITHUB_REF_NAME'] : undefined;
  return [
    ...(section?.split(' ')[0] === version
      ? []
      : [`CHANGELOG.md begins with "${section}": give that section the version`]),
    ...(changes === '' ? [] : ['there are uncommitted changes']),
    ...(tag === undefined || tag === `v${version}` ? [] : [`the tag is ${tag}`]),
  ].map((sentence) => `${version} is not ready: ${sentence}.`);
}

/** What others depend on comes first. */
const packages = ['koli-client', 'koli', 'koli-testing'];

function release(): void {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const found = hindrances(version);
  for (const sentence of found) console.error(sentence);
  if (found.length > 0 && !is_trial) process.exit(1);
  npm(['run', 'package']);
  npm(['run', 'test:packages'], { KOLI_PACKAGES: join(root, 'dist') });
  const packed = readdirSync(join(root, 'dist'));
  const files = packages.map((name) => `${name}-${version}.tgz`);
  for (const file of files) if (!packed.includes(file)) throw new Error(`dist has no ${file}.`);
  for (const file of files)
    npm(['publish', join(root, 'dist', file), '--access', 'public', ...(is_trial ? ['--dry-run'] : [])]);
  console.log(is_trial ? `${version} would be published now.` : `${version} is published.`);
}

if (flags.help) console.log(help);
else release();
