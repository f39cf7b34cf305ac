import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { npm } from './run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A Node of each supported version, by its number. */
    nodes: Record<string, string>;
    /** The packed packages. */
    packages: string[];
    /** A folder for the projects that install them. */
    workshop: string;
  }
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const versions = ['20', '22', '24'];

const versionOf = (node: string): string =>
  execFileSync(node, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }).trim();

/** Nodes of this machine; a version that it does not have comes from the registry. */
async function findNodes(): Promise<Record<string, string>> {
  const folders = [join(process.execPath, '..'), ...(process.env['PATH'] ?? '').split(delimiter)];
  const here = folders.map((folder) => join(folder, 'node')).filter((node) => existsSync(node));
  const found: Record<string, string> = {};
  for (const node of new Set(here)) found[versionOf(node)] ??= node;
  for (const version of versions) found[version] ??= await fetchNode(version);
  return Object.fromEntries(versions.map((version) => [version, found[version]!]));
}

async function fetchNode(version: string): Promise<string> {
  const folder = join(root, 'node_modules/.cache/koli-nodes', version);
  const name = `node-${process.platform}-${process.arch}`;
  const node = join(folder, 'node_modules', name, 'bin/node');
  if (existsSync(node)) return node;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  await npm(process.execPath, ['install', `${name}@${version}`], folder);
  return node;
}

function pack(out: string): string {
  execFileSync(process.execPath, [join(root, 'tools/package/main.ts'), '--out', out], { cwd: root, stdio: 'inherit' });
  return out;
}

export default async function setup({ provide }: TestProject): Promise<() => void> {
  const workshop = mkdtempSync(join(tmpdir(), 'koli packages-'));
  // A release tries the files that it then publishes.
  const out = process.env['KOLI_PACKAGES'] ?? pack(join(workshop, 'out'));
  provide('nodes', await findNodes());
  provide(
    'packages',
    readdirSync(out)
      .filter((name) => name.endsWith('.tgz'))
      .map((name) => join(out, name)),
  );
  provide('workshop', workshop);
  return () => rmSync(workshop, { recursive: true, force: true });
}
