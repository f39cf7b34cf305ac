import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { operations } from '../client/src/generated/operations.ts';
import { statements } from '../src/core/postgres/statement.ts';
import { exportedTwice, longFunctions, looseFiles, ringWords, sharedNames } from '../tools/house.ts';
import { roomOf, rooms } from '../tools/rooms.ts';
import { readSources, type Source } from '../tools/sources.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const src = readSources(root, 'src');
const console_src = readSources(root, 'console/src');
const inRoom = (room: string) => src.filter(({ path }) => path.startsWith(`src/${room}/`));
const pathsOf = (sources: Source[]) => sources.map(({ path }) => path);

/** Names of lists, schemas and limits that mean the same in every file. This number only shrinks. */
const most_shared_names = 36;

describe('the rooms of the house', () => {
  const edges = src.flatMap(({ path, imports }) =>
    imports.flatMap(({ file }) => {
      if (file === undefined) return [];
      const [from, to] = [roomOf(path), roomOf(file)];
      return from === to && from !== null ? [] : [{ path, file, from: from ?? path, to: to ?? file }];
    }),
  );
  const isAllowed = ({ from, to }: { from: string; to: string }) => rooms[from]?.includes(to) === true;

  test('the compiler sees the imports', () => {
    expect(src.length).toBeGreaterThan(200);
    expect(edges.length).toBeGreaterThan(500);
  });

  test('a file imports only what the table allows, types and dynamic imports included', () => {
    // The version of koli is in package.json.
    const strangers = edges.filter((edge) => !isAllowed(edge) && edge.to !== 'package.json');
    expect(strangers.map(({ path, file }) => `${path} → ${file}`)).toEqual([]);
  });

  test('the table has no cycle and no unused edge', () => {
    const names = Object.keys(rooms);
    const upward = names.flatMap((from, at) => rooms[from]!.filter((to) => names.indexOf(to) >= at || !(to in rooms)));
    expect(upward).toEqual([]);
    const used = new Set(edges.map(({ from, to }) => `${from} → ${to}`));
    const unused = names.flatMap((from) => rooms[from]!.map((to) => `${from} → ${to}`)).filter((one) => !used.has(one));
    expect(unused).toEqual([]);
  });

  test('only main.ts is at the root of src/', () => {
    expect(looseFiles(src)).toEqual([]);
  });

  test('the domain imports nothing from outside and asks no clock or chance', () => {
    expect(inRoom('core/domain').length).toBeGreaterThan(10);
    for (const { path, text, imports } of inRoom('core/domain')) {
      expect([path, imports.filter((one) => one.package !== undefined)]).toEqual([path, []]);
      expect([path, text.match(/Date\.now|new Date\(\)|Math\.random|process\./g)]).toEqual([path, null]);
    }
  });

  test('the core, http/ and maintenance/ do not mention the sandbox', () => {
    // Health shows the mode of the program, which has two values.
    const exception = 'src/http/doors/own/health.ts';
    const sources = ['core', 'http', 'maintenance'].flatMap(inRoom).filter(({ path }) => path !== exception);
    const words = sources.flatMap(({ path, text }) => ringWords({ text }).map((word) => `${path}: ${word}`));
    expect(words).toEqual([]);
  });

  test('http/ holds no database client', () => {
    const holding = inRoom('http').filter(({ imports }) => imports.some((one) => one.package === 'pg'));
    expect(pathsOf(holding)).toEqual([]);
  });

  test('http/ reads by statements, and writes through the core only', async () => {
    await Promise.all(inRoom('core/postgres').map(({ path }) => import(`../${path}`)));
    const reads = /^\s*select\b(?!.*\bfor update\b)/is;
    const writes = [...statements].flatMap(([name, sql]) => (reads.test(sql) ? [] : [name]));
    expect(writes.length).toBeGreaterThan(30);
    const calling = inRoom('http').flatMap(({ path, calls }) =>
      calls.filter((name) => writes.includes(name)).map((name) => `${path}: ${name}`),
    );
    expect(calling).toEqual([]);
  });

  test('no file uses import.meta.resolve, which Vitest 3 and Jest do not have', () => {
    expect(pathsOf(src.filter(({ text }) => text.includes('import.meta.resolve')))).toEqual([]);
  });
});

describe('functions and names', () => {
  test('a function has at most 60 lines', () => {
    expect(longFunctions(src)).toEqual([]);
  });

  test('few names are defined in several files: CONTRIBUTING.md says which', () => {
    const shared = [...sharedNames(src).keys()];
    expect(shared.length <= most_shared_names ? [] : shared).toEqual([]);
  });

  test('an exported name is defined once', () => {
    expect(exportedTwice(sharedNames(src))).toEqual([]);
  });
});

describe('the walk of a cancel in ARCHITECTURE.md', () => {
  const section = read('ARCHITECTURE.md').match(/^## The walk of a cancel\n(.*?)^## /ms)![1]!;
  const walk: string[] = [];
  for (const [, name] of section.matchAll(/`([\w./-]+\.ts)`/g)) {
    // A bare name is beside the file before it.
    const path = name!.includes('/') ? name! : join(dirname(walk.at(-1)!), name!);
    if (!walk.includes(path)) walk.push(path);
  }

  test('names files that exist', () => {
    expect(walk.length).toBeGreaterThanOrEqual(5);
    expect(walk.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('each named file but the first is imported by another named file', () => {
    const imported = new Set(
      src.filter(({ path }) => walk.includes(path)).flatMap(({ imports }) => imports.map(({ file }) => file)),
    );
    const apart = walk.slice(1).filter((path) => !imported.has(path));
    expect(apart).toEqual([]);
  });
});

describe('the console', () => {
  const having = (...calls: string[]) =>
    pathsOf(console_src.filter((one) => calls.some((call) => one.calls.includes(call))))
      .map((path) => relative('console/src', path))
      .sort();

  test('uses the public client and the domain only', () => {
    const outside = console_src.flatMap(({ imports }) =>
      imports.flatMap(({ file }) => (file === undefined || file.startsWith('console/src/') ? [] : [file])),
    );
    expect(outside.length).toBeGreaterThan(20);
    expect(outside.filter((file) => roomOf(file) !== 'core/domain')).toEqual([]);
    // One file asks koli; every other asks that one.
    expect(having('fetch')).toEqual(['api.ts']);
  });

  test('performs every write as an action, through the parts that show its request', () => {
    expect(having('useMutation')).toEqual(['parts/work.tsx']);
    expect(having('perform')).toEqual(['parts/work.tsx']);
    // It has no name outside of its file.
    expect(read('console/src/parts/work.tsx')).toMatch(/^const go = Symbol/m);
    // Texts are split, too.
    const writes = Object.entries(operations).flatMap(([name, { method }]) =>
      method === 'GET' || name in String.prototype ? [] : [`.${name}`],
    );
    expect(writes.length).toBeGreaterThan(60);
    expect(having(...writes)).toEqual([
      'act/acts.ts',
      // The laws, which are read.
      'laws/page.tsx',
      'sandbox/actions.ts',
      'webhooks/actions.ts',
      // How much a replay would send, which is asked.
      'webhooks/calls.ts',
    ]);
    for (const file of ['act/acts.ts', 'sandbox/actions.ts', 'webhooks/actions.ts']) {
      const imports = console_src.find(({ path }) => path === `console/src/${file}`)!.imports.map((one) => one.file);
      expect([file, imports.filter((one) => /src\/(api|session)\.ts$/.test(one ?? ''))]).toEqual([file, []]);
    }
  });
});

describe('published packages', () => {
  test('the client does not import the server', () => {
    const sources = readSources(root, 'client/src');
    expect(sources.length).toBeGreaterThan(8);
    const targets = sources.flatMap(({ imports }) => imports.flatMap(({ file }) => file ?? []));
    expect(targets.filter((file) => !file.startsWith('client/src/'))).toEqual([]);
  });

  test('the examples import only what their readers can install', () => {
    const sources = readSources(root, 'examples');
    expect(sources.length).toBeGreaterThan(8);
    for (const { path, imports } of sources) {
      const own = path.split('/').slice(0, 2).join('/');
      const strangers = imports.filter((one) =>
        one.file !== undefined
          ? !one.file.startsWith(`${own}/`)
          : !/^(node:|vitest(\/config)?$|@koli\/(client|testing)$)/.test(one.package),
      );
      expect([path, strangers]).toEqual([path, []]);
    }
  });

  test('verbs that talk to a running koli import its API and shared words only', () => {
    const on_a_database = ['serve', 'early', 'migrate', 'reseal', 'verify', 'check-receiver', 'welcome'];
    const own = inRoom('cli').filter(({ path }) => !on_a_database.some((verb) => path === `src/cli/${verb}.ts`));
    const files = own.flatMap(({ imports }) => imports.flatMap(({ file }) => file ?? []));
    expect(files.length).toBeGreaterThan(40);
    const languages = ['http/language', 'sandbox/language'];
    const allowed = [
      'cli',
      'assets',
      'client',
      'core/domain',
      'core/errors',
      'core/wire',
      'sandbox/wire',
      'app',
      'core',
      ...languages,
    ];
    const strangers = files.filter((file) => !allowed.includes(roomOf(file) ?? '') && file !== 'package.json');
    expect(strangers).toEqual([]);
  });
});

describe('the promises of the sandbox', () => {
  const rows = [...read('docs/sandbox.md').matchAll(/^\| (R\d+) \| .+ \| \[.+\]\((.+)\) \|$/gm)];

  test('are listed in their order', () => {
    expect(rows.map(([, name]) => name)).toEqual(Array.from({ length: 21 }, (_, index) => `R${index + 1}`));
  });

  test.each(rows.map(([, name, file]) => [name!, file!] as const))(
    '%s is tested under its name in %s',
    (name, file) => {
      expect(read(join('docs', file))).toMatch(new RegExp(`^describe\\('${name} `, 'm'));
    },
  );
});

describe('one SQL for PGlite, PostgreSQL and Citus', () => {
  const isSql = ({ path }: Source) => /\/postgres\//.test(path);
  const statements = src.filter(isSql).flatMap(({ path, strings }) => strings.map(({ text }) => ({ path, text })));
  const folder = 'src/core/postgres/migrations';
  const migrations = readdirSync(join(root, folder)).map((file) => read(join(folder, file)));

  test('SQL is written in its own rooms only', () => {
    const sql = /\b(select|insert into|update|delete from)\s+[a-z_*]+\s+(from|set|where|\()/i;
    const writers = src.filter((one) => !isSql(one) && one.strings.some(({ text }) => sql.test(text)));
    expect(pathsOf(writers)).toEqual([]);
  });

  test('one file begins, commits and rolls back', () => {
    const word =
      /(^|;)\s*(begin|commit|rollback|start transaction|(savepoint|release|rollback to) \w+)\s*($|;|isolation|read )/i;
    const users = src.filter(({ strings }) => strings.some(({ text }) => word.test(text)));
    expect(pathsOf(users.filter(({ path }) => path !== 'src/core/postgres/transaction.ts'))).toEqual([]);
  });

  test.each(['now()', 'current_timestamp', 'nextval', 'serializable', ' merge into ', 'uuidv7', 'returning old'])(
    'no statement says %s',
    (word) => {
      expect(statements.filter(({ text }) => text.toLowerCase().includes(word))).toEqual([]);
    },
  );

  test('no table has an identity column or a trigger', () => {
    for (const text of migrations) expect(text).not.toMatch(/\b(serial|bigserial|identity|create trigger)\b/i);
  });

  test('seller_id leads every primary key and unique index', () => {
    const keys = migrations.flatMap((text) => [
      ...text.matchAll(/primary key \(([^)]+)\)/g),
      ...text.matchAll(/create unique index \w+ on \w+ \(([^)]+)\)/g),
    ]);
    expect(keys.length).toBeGreaterThan(8);
    for (const [, columns] of keys) expect(columns).toMatch(/^seller_id\b/);
  });

  test('rows are claimed with skip locked within one seller only', () => {
    const claims = src.filter(isSql).flatMap(({ text }) => text.match(/`[^`]*skip locked[^`]*`/g) ?? []);
    expect(claims.length).toBeGreaterThan(0);
    for (const claim of claims) expect(claim).toMatch(/seller_id = \$1/);
  });
});
