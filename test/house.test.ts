import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { operations } from '../client/src/generated/operations.ts';

const src = fileURLToPath(new URL('../src/', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const textOf = (file: string) => readFileSync(join(src, file), 'utf8');

/** Folders that are rooms of their own, the inner before the outer. */
const rooms = [
  'core/domain',
  'core/wire',
  'core/postgres',
  'core/corridor',
  'core/webhook',
  'core',
  'sandbox/story',
  'sandbox/http',
  'sandbox',
  'http',
  'maintenance',
  'app',
  'cli',
];
const room = (file: string) => rooms.find((one) => file.startsWith(`${one}/`)) ?? file.split('/')[0]!;

const imports = files.flatMap((file) =>
  [...textOf(file).matchAll(/from '(\.[^']+)'/g)].map(([, target]) => ({
    file,
    target: relative(src, join(src, dirname(file), target!)),
  })),
);

/** Rooms that a room may look into, beside itself. Types of the world are no arrow. */
const arrows: Record<string, string[]> = {
  'core/domain': [],
  'core/wire': ['core/domain'],
  'core/postgres': ['core/domain', 'core', 'app', 'sandbox'],
  'core/corridor': ['core', 'core/postgres', 'core/wire', 'core/domain', 'sandbox'],
  'core/webhook': ['core', 'core/postgres', 'core/wire', 'core/domain', 'app', 'sandbox'],
  // Of the client: stories are played by calls, as anybody makes them who has a key. Of the sandbox: types alone.
  'sandbox/story': ['..', 'core', 'core/wire', 'core/domain', 'sandbox'],
};

describe('the rooms of the house', () => {
  test('there is something to look at', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(200);
  });

  test.each(Object.entries(arrows))('%s looks only where its arrows point', (from, allowed) => {
    const strangers = imports
      .filter(({ file, target }) => room(file) === from && room(target) !== from && !allowed.includes(room(target)))
      .map(({ file, target }) => `${file} → ${target}`);
    expect(strangers).toEqual([]);
  });

  test('the domain imports nothing at all and asks no clock or chance', () => {
    for (const file of files.filter((file) => room(file) === 'core/domain')) {
      expect([file, textOf(file).match(/from '(?!\.\/)[^']+'/g)]).toEqual([file, null]);
      expect([file, textOf(file).match(/Date\.now|new Date\(\)|Math\.random|process\./g)]).toEqual([file, null]);
    }
  });

  test('the console has no door of its own: it sees the client and the domain', () => {
    const folder = fileURLToPath(new URL('../console/src/', import.meta.url));
    const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    const targets = pages.flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, target]) =>
        relative(folder, join(folder, dirname(file), target!)),
      ),
    );
    const outside = targets.filter((target) => target.startsWith('..'));
    expect(outside.length).toBeGreaterThan(20);
    expect(outside.filter((target) => !target.startsWith('../../src/core/domain/'))).toEqual([]);
    // One file asks koli; every other asks that one.
    const asking = pages.filter((file) => /[^.\w]fetch\(/.test(readFileSync(join(folder, file), 'utf8')));
    expect(asking).toEqual(['api.ts']);
  });

  test('every write of the console is an action, and only what shows its request can do it', () => {
    const folder = fileURLToPath(new URL('../console/src/', import.meta.url));
    const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    const text = (file: string) => readFileSync(join(folder, file), 'utf8');
    const having = (pattern: RegExp) => pages.filter((file) => pattern.test(text(file))).sort();
    expect(having(/useMutation\(/)).toEqual(['parts/work.tsx']);
    expect(having(/\bperform(<\w+>)?\(/)).toEqual(['action.ts', 'parts/work.tsx']);
    // It has no name outside of its file.
    expect(text('parts/work.tsx')).toMatch(/^const go = Symbol/m);
    // Texts are split, too.
    const writes = Object.entries(operations).flatMap(([name, { method }]) =>
      method === 'GET' || name in String.prototype ? [] : [name],
    );
    expect(writes.length).toBeGreaterThan(60);
    const calls = new RegExp(`\\.(${writes.join('|')})\\(`);
    expect(having(calls)).toEqual([
      'act/acts.ts',
      // The laws, which are read.
      'laws/page.tsx',
      'sandbox/actions.ts',
      'webhooks/actions.ts',
      // How much a replay would send, which is asked.
      'webhooks/calls.ts',
    ]);
    for (const file of ['act/acts.ts', 'sandbox/actions.ts', 'webhooks/actions.ts'])
      expect(text(file)).not.toMatch(/from '\.\.\/(api|session)\.ts'/);
  });

  test('nothing asks import.meta.resolve, which koli in a test of Vitest 3 or Jest would not have', () => {
    expect(files.filter((file) => textOf(file).includes('import.meta.resolve'))).toEqual([]);
  });

  test('SQL is written in postgres/ only', () => {
    const sql = /\b(select|insert into|update|delete from)\s+[a-z_*]+\s+(from|set|where|\()/i;
    const strangers = files.filter((file) => !/\bpostgres\//.test(file) && sql.test(textOf(file)));
    expect(strangers).toEqual([]);
  });
});

describe('the client', () => {
  const client = fileURLToPath(new URL('../client/', import.meta.url));

  test('imports nothing of the server, of which only verbs and stories may use it', () => {
    const sources = readdirSync(join(client, 'src'), { recursive: true, encoding: 'utf8' }).filter((one) =>
      one.endsWith('.ts'),
    );
    expect(sources.length).toBeGreaterThan(8);
    const targets = sources.flatMap((file) =>
      [...readFileSync(join(client, 'src', file), 'utf8').matchAll(/from '([^']+)'/g)].map(([, target]) =>
        relative(join(client, 'src'), join(client, 'src', dirname(file), target!)),
      ),
    );
    expect(targets.filter((target) => target.startsWith('..'))).toEqual([]);
    const users = imports.filter(({ target }) => target.includes('client/')).map(({ file }) => room(file));
    expect(new Set(users)).toEqual(new Set(['cli', 'sandbox/story']));
    const outside = imports.filter(({ file, target }) => room(file) === 'sandbox/story' && room(target) === '..');
    for (const { target } of outside) expect(target).toMatch(/^\.\.\/client\/src\//);
  });
});

describe('the command line', () => {
  const on_a_database = ['serve.ts', 'migrate.ts', 'reseal.ts', 'verify.ts', 'check-receiver.ts', 'welcome.ts'];

  test('verbs that work on a koli that runs know its API, and shapes and words that others see', () => {
    const own = imports.filter(
      ({ file }) => room(file) === 'cli' && !on_a_database.includes(file.slice('cli/'.length)),
    );
    expect(own.length).toBeGreaterThan(40);
    const allowed = ['cli', 'core/wire', 'core/domain', 'sandbox', 'app', 'core', '..'];
    const strangers = own.filter(({ target }) => !allowed.includes(room(target)));
    expect(strangers).toEqual([]);
    for (const { target } of own.filter(({ target }) => room(target) === '..'))
      expect(target).toMatch(/^\.\.\/(client\/src\/|package\.json$)/);
  });
});

describe('the examples', () => {
  const examples = fileURLToPath(new URL('../examples/', import.meta.url));

  test('import what their readers can install, and nothing else of koli', () => {
    const sources = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.includes('node_modules'),
    );
    expect(sources.length).toBeGreaterThan(8);
    for (const file of sources) {
      const own = join(examples, file.split('/')[0]!);
      const targets = [...readFileSync(join(examples, file), 'utf8').matchAll(/from '([^']+)'/g)].map(
        ([, one]) => one!,
      );
      const strangers = targets.filter((target) =>
        target.startsWith('.')
          ? relative(own, join(examples, dirname(file), target)).startsWith('..')
          : !/^(node:|vitest(\/config)?$|@koli\/(client|testing)$)/.test(target),
      );
      expect([file, strangers]).toEqual([file, []]);
    }
  });
});

describe('the promises of the sandbox', () => {
  const docs = fileURLToPath(new URL('../docs/', import.meta.url));
  const rows = [...readFileSync(join(docs, 'sandbox.md'), 'utf8').matchAll(/^\| (R\d+) \| .+ \| \[.+\]\((.+)\) \|$/gm)];

  test('are all told, in their order', () => {
    expect(rows.map(([, name]) => name)).toEqual(Array.from({ length: 21 }, (_, index) => `R${index + 1}`));
  });

  test.each(rows.map(([, name, file]) => [name!, file!] as const))('%s is tried under its name in %s', (name, file) => {
    expect(readFileSync(join(docs, file), 'utf8')).toMatch(new RegExp(`^describe\\('${name} `, 'm'));
  });
});

describe('one SQL for PGlite, PostgreSQL and Citus', () => {
  const statements = files.filter((file) => /\bpostgres\//.test(file));
  const migrations = readdirSync(join(src, 'core/postgres/migrations')).map((file) =>
    readFileSync(join(src, 'core/postgres/migrations', file), 'utf8'),
  );

  test.each(['now()', 'current_timestamp', 'nextval', 'serializable', ' merge into ', 'uuidv7', 'returning old'])(
    'no statement says %s',
    (word) => {
      expect(statements.filter((file) => textOf(file).toLowerCase().includes(word))).toEqual([]);
    },
  );

  test('no table counts by itself or has a trigger', () => {
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
    const claims = statements.flatMap((file) => textOf(file).match(/`[^`]*skip locked[^`]*`/g) ?? []);
    expect(claims.length).toBeGreaterThan(0);
    for (const claim of claims) expect(claim).toMatch(/seller_id = \$1/);
  });
});
