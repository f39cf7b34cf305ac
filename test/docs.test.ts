import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = globSync('{*.md,docs/**/*.md,{client,testing}/*.md,examples/*/*.md,test/**/*.md}', { cwd: root }).sort();
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}\- ]/gu, '')
    .replaceAll(' ', '-');

const anchorsIn = (page: string): string[] =>
  [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));

function linkIsBroken(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#') as [string, string | undefined];
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(root, target))) return true;
  return anchor !== undefined && target.endsWith('.md') && !anchorsIn(target).includes(anchor);
}

describe.each(pages)('%s', (page) => {
  test('links to pages, headings and files that exist', () => {
    const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
    expect(links.filter((link) => !/^(https?|mailto):/.test(link) && linkIsBroken(page, link))).toEqual([]);
  });

  test('names source files that exist, from the root or from src/', () => {
    const paths = [...textOf(page).matchAll(/`([\w.-]+(?:\/[\w.-]+)+\.(?:tsx?|mjs|sql|yaml))`/g)].map(
      ([, path]) => path!,
    );
    const places = [root, join(root, 'src'), join(root, dirname(page))];
    expect(paths.filter((path) => !places.some((place) => existsSync(join(place, path))))).toEqual([]);
  });
});

test('the tour of the tables in ARCHITECTURE.md has every table', () => {
  const tables = [...textOf('schema.sql').matchAll(/^create table (\w+)/gm)].map(([, name]) => name!);
  const tour = textOf('ARCHITECTURE.md').split('## A tour of the tables')[1]!.split('\n## ')[0]!;
  const rows = tour.split('\n').filter((line) => line.startsWith('| `'));
  const told = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`(\w+)`/g)].map(([, name]) => name!));
  expect(tables.length).toBeGreaterThan(20);
  expect(told.sort()).toEqual(tables.sort());
});
