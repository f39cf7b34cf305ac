import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { refusalRows as served } from '../../src/http/contract/refusals.ts';
import type { EventRow, ListRow, RateRow, Row } from './format.ts';
import { moves } from './rows/machine.ts';
import { beside_rows, errors } from './tables/errors.ts';
import { addressFields, lineFields, never, oldNames, packageFields, taxFields } from './tables/fields.ts';
import { statuses } from './tables/words.ts';

type AnyRow = Row | ListRow | EventRow | RateRow;

const folder = new URL('./', import.meta.url);
const names = readdirSync(new URL('rows/', folder)).map((file) => file.replace(/\.ts$/, ''));
const files = await Promise.all(
  names.map(async (name): Promise<[string, AnyRow[]]> => [name, (await import(`./rows/${name}.ts`)).rows]),
);
const fields = [...packageFields, ...lineFields, ...addressFields, ...taxFields, ...oldNames, ...never];
const ids = new Set([...files.flatMap(([, rows]) => rows), ...fields].map(({ id }) => id));

describe('files of rows', () => {
  test.each(names)('%s is run by a test', (name) => {
    const player = new URL(`${name}.test.ts`, folder);
    expect(existsSync(player)).toBe(true);
    expect(readFileSync(player, 'utf8')).toContain(`'./rows/${name}.ts'`);
  });

  test('have the lengths that README.md says', () => {
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    const told = [...readme.matchAll(/^\| `(?:rows|tables)\/(\w[\w-]*)\.ts` \|.*\| (\d+) \|$/gm)];
    const there = [...files.map(([name, rows]) => [name, rows.length]), ['fields', fields.length]];
    expect(Object.fromEntries(told.map(([, name, count]) => [name, Number(count)]))).toEqual(Object.fromEntries(there));
    const sum = there.reduce((total, [, count]) => total + Number(count), 0);
    expect(readme).toContain(`${sum} rows`);
  });

  test.each(files)('%s: plain JSON with unique ids', (name, rows) => {
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
    for (const { id } of rows) expect(id).toMatch(new RegExp(`^${name}/`));
  });

  test('do not share an id', () => {
    const all = files.flatMap(([, rows]) => rows.map(({ id }) => id));
    expect(all.filter((id, at) => all.indexOf(id) !== at)).toEqual([]);
  });
});

describe('errors', () => {
  const answers = files.flatMap(([, rows]) =>
    rows.flatMap((row) => {
      if ('wait_s' in row) return ['too.many.requests'];
      if ('refused' in row) return [row.refused];
      if (!('answer' in row) || row.answer === undefined) return [];
      return typeof row.answer === 'object' ? [row.answer.refused] : [row.answer];
    }),
  );
  const reached = new Set(answers);

  test.each(Object.keys(errors))('%s is reached by a row, or by a named test', (key) => {
    expect(reached.has(key)).toBe(!(key in beside_rows));
  });

  test.each(Object.entries(beside_rows))('%s: %s', (_, where) => {
    const file = where.split(': ').at(-1)!;
    expect(existsSync(new URL(`../../${file}`, folder))).toBe(true);
  });

  test.each(Object.entries(errors))(
    '%s has the status and the exception that the server gives it',
    (key, [status, exception]) => {
      const rows = Object.values(served).filter((row) => row.key === key);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect([row.status, row.exception]).toEqual([status, exception]);
    },
  );
});

describe('coverage', () => {
  test('fields that later writes set name a row that shows them', () => {
    const named = fields.flatMap((field) => ('row' in field && field.row !== undefined ? [field.row] : []));
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((row) => !ids.has(row))).toEqual([]);
  });

  test('the machine is asked everything in every status', () => {
    const asked = new Set(files.find(([name]) => name === 'machine')![1].map(({ id }) => id));
    const missing = statuses.flatMap((status) =>
      moves.map(({ name }) => `machine/${status}/${name}`).filter((id) => !asked.has(id)),
    );
    // A confirmed return has two ways, each performed where the other is not; one line alone cannot be split.
    expect(missing).toEqual([
      'machine/Shipped/confirm-return-of-undelivered',
      'machine/UnDelivered/confirm-return-of-shipped',
      'machine/UnPacked/cancel',
    ]);
  });
});
