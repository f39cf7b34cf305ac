import { basename, dirname, resolve } from 'node:path';
import { filesOfCancel } from './cancel.ts';
import { readSources, type Source } from './sources.ts';

// Figures of the house, of one tree or of several beside each other: `node tools/house.ts [root …]`.

const most_lines = 60;

/** Words of the ring. Whole words, also as parts of names: `isStray`, `hidden_at`. */
const ring_words = /^(sandbox|scenario|fault|twist|stray|blind|hidden|tenant)(s|es|ed|y)?$/;

export function ringWords({ text }: Pick<Source, 'text'>): string[] {
  const words = text
    // A cancel reason of the marketplace, not a word of koli.
    .replace("'Faulty/damaged product'", '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.filter((word) => ring_words.test(word));
}

/** Names that are defined at the top of several files, with these files. */
export function sharedNames(sources: Source[]): Map<string, { path: string; exported: boolean }[]> {
  const all = sources.flatMap(({ path, definitions }) => definitions.map((one) => ({ ...one, path })));
  const byName = Map.groupBy(all, ({ name }) => name);
  return new Map([...byName].filter(([, places]) => new Set(places.map(({ path }) => path)).size > 1));
}

export const longFunctions = (sources: Source[]): string[] =>
  sources.flatMap(({ path, functions }) =>
    functions.filter(({ lines }) => lines > most_lines).map(({ line, lines }) => `${path}:${line} ${lines} lines`),
  );

export const looseFiles = (sources: Source[]): string[] =>
  sources.map(({ path }) => path).filter((path) => dirname(path) === 'src' && basename(path) !== 'main.ts');

/** Imports from folder to folder. */
function edgesOf(sources: Source[]): Map<string, Map<string, number>> {
  const edges = new Map<string, Map<string, number>>();
  for (const { path, imports } of sources)
    for (const { file } of imports) {
      if (!file?.startsWith('src/')) continue;
      const [from, to] = [dirname(path), dirname(file)];
      if (from === to) continue;
      const row = edges.get(from) ?? new Map<string, number>();
      edges.set(from, row.set(to, (row.get(to) ?? 0) + 1));
    }
  return edges;
}

/** The fewest imports that point up, however the folders are put in floors: none where no folders import in a circle. */
function upwards(edges: Map<string, Map<string, number>>): number {
  return circles(edges).reduce((sum, folders) => sum + fewestUp(folders, edges), 0);
}

/** Groups of folders that reach each other. */
function circles(edges: Map<string, Map<string, number>>): string[][] {
  const reachedFrom = (from: string) => {
    const seen = new Set<string>();
    const open = [from];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      for (const to of edges.get(next)?.keys() ?? [])
        if (!seen.has(to)) {
          seen.add(to);
          open.push(to);
        }
    return seen;
  };
  const reach = new Map([...edges.keys()].map((folder) => [folder, reachedFrom(folder)]));
  const groups = Map.groupBy(
    [...reach.keys()].filter((folder) => reach.get(folder)!.has(folder)),
    (folder) =>
      [...reach.get(folder)!]
        .filter((other) => reach.get(other)?.has(folder))
        .sort()
        .join(' '),
  );
  return [...groups.values()];
}

/** Every set of lower floors is tried once: 2^n sums for n folders. */
function fewestUp(folders: string[], edges: Map<string, Map<string, number>>): number {
  const weight = folders.map((from) => folders.map((to) => edges.get(from)?.get(to) ?? 0));
  const best = new Float64Array(2 ** folders.length).fill(Number.POSITIVE_INFINITY);
  best[0] = 0;
  for (let below = 0; below < best.length; below++)
    for (const [floor, row] of weight.entries()) {
      if ((below >> floor) & 1) continue;
      const up = row.reduce((sum, count, to) => sum + (to !== floor && ((below >> to) & 1) === 0 ? count : 0), 0);
      const above = below | (1 << floor);
      best[above] = Math.min(best[above]!, best[below]! + up);
    }
  return best.at(-1)!;
}

/** The core: a folder, or what stood for it before there was one. */
function coreOf(sources: Source[]): Source[] {
  const inside = sources.filter(({ path }) => path.startsWith('src/core/'));
  if (inside.length > 0) return inside;
  const ring =
    /^src\/((wire\/(fault|sandbox|scenario|story|receiver-check|test-order)|postgres\/(faults|sandbox|state|payments))\.ts|sandbox\/|story\/)/;
  return sources.filter(
    ({ path }) =>
      !ring.test(path) &&
      /^src\/((corridor|domain|postgres|webhook|wire)\/|(world|start-error|feed|files|seal)\.ts)/.test(path),
  );
}

async function figuresOf(root: string): Promise<Record<string, number>> {
  const sources = readSources(root, 'src');
  const tests = [
    ...readSources(root, 'test'),
    ...readSources(root, 'examples').filter(({ path }) => /\/test\//.test(path)),
  ];
  const lines = (of: Source[]) => of.reduce((sum, one) => sum + one.lines, 0);
  const edges = edgesOf(sources);
  const counts = [...edges.values()].flatMap((row) => [...row.values()]);
  const shared = sharedNames(sources);
  const core = coreOf(sources);
  const holdsPg = sources.filter(({ imports }) => imports.some((one) => one.package === 'pg')).map(({ path }) => path);
  const passed = await filesOfCancel(root);
  return {
    'files of src/': sources.length,
    'lines of src/': lines(sources),
    'files of test/': tests.length,
    'lines of test/': lines(tests),
    [`functions over ${most_lines} lines`]: longFunctions(sources).length,
    'loose files at the root of src/': looseFiles(sources).length,
    'folders of src/': new Set(sources.map(({ path }) => dirname(path))).size,
    'edges between folders': counts.length,
    'imports between folders': counts.reduce((sum, count) => sum + count, 0),
    'imports that point back up': upwards(edges),
    'names at the top of modules': sources.reduce((sum, { definitions }) => sum + definitions.length, 0),
    'names defined in several files': shared.size,
    'definitions that share a name': [...shared.values()].flat().length,
    'names exported by several files': exportedTwice(shared).length,
    'files of the core': core.length,
    'words of the sandbox in the core': core.flatMap(ringWords).length,
    'files of the core with such words': core.filter((one) => ringWords(one).length > 0).length,
    'files that hold pg': holdsPg.length,
    'of these outside of SQL rooms': holdsPg.filter((path) => !/\/postgres\//.test(path)).length,
    'of these in http/': holdsPg.filter((path) => /\/http\//.test(path)).length,
    ...(passed && { 'files that a cancel runs in, core mode': passed.length }),
  };
}

export const exportedTwice = (shared: ReturnType<typeof sharedNames>): string[] =>
  [...shared]
    .filter(([, places]) => new Set(places.filter(({ exported }) => exported).map(({ path }) => path)).size > 1)
    .map(([name]) => name)
    .sort();

async function print(roots: string[]): Promise<void> {
  const columns: Record<string, number>[] = [];
  for (const root of roots) columns.push(await figuresOf(root));
  const rows = Object.keys(columns[0]!).map((name) => [name, ...columns.map((one) => String(one[name] ?? ''))]);
  const head = ['', ...roots.map((root) => basename(root))];
  const table = [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows];
  for (const row of table) console.log(`| ${row.join(' | ')} |`);
}

if (import.meta.main)
  await print(process.argv.length > 2 ? process.argv.slice(2).map((root) => resolve(root)) : [process.cwd()]);
