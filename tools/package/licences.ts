import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Manifest = { name?: string; version?: string; license?: string };

const read = (file: string): Manifest => JSON.parse(readFileSync(file, 'utf8')) as Manifest;

/** The folder of the package that a file belongs to: the nearest manifest that has a name and a version. */
function packageOf(file: string): string {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name, version } = read(manifest);
    if (name !== undefined && version !== undefined) return folder;
  }
  throw new Error(`${file} belongs to no package`);
}

function textOf(folder: string): string {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  const texts = names.map((name) => readFileSync(join(folder, name), 'utf8').trim());
  return texts.join('\n\n') || 'Its package has no text of the licence.';
}

/** Name, version and licence text of every package that some files come from. */
export function licencesOf(files: string[]): string {
  const folders = [...new Set(files.map(packageOf))];
  const parts = folders.map((folder) => {
    const { name, version, license = 'no licence named' } = read(join(folder, 'package.json'));
    return { title: `${name} ${version} (${license})`, text: textOf(folder) };
  });
  const sorted = [...new Map(parts.map((part) => [part.title, part.text]))].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([title, text]) => `${'='.repeat(80)}\n${title}\n${'='.repeat(80)}\n\n${text}\n`).join('\n');
}
