import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openDatabase } from '../../src/core/postgres/database.ts';
import { migrate } from '../../src/core/postgres/migrate.ts';
import { keepPrepared, prepared } from '../../src/core/postgres/prepared.ts';
import { findPrepared } from '../../src/core/postgres/prepared-file.ts';
import { onEmbedded } from '../only.ts';

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'koli-prepared-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const settings = (folder: string, memory = false) => ({
  database_url: undefined,
  data_folder: folder,
  memory,
  pool: 1,
});

onEmbedded('a new database begins as the kept one, in memory and in a folder, and a folder keeps what it has', () =>
  inFolder(async (folder) => {
    const image = await prepared();
    const fresh = () => image;
    for (const memory of [true, false]) {
      const db = await openDatabase(settings(folder, memory), { fresh });
      expect(await migrate(db)).toEqual([]);
      expect((await db.pool.query('select count(*) from packages')).rows).toEqual([{ count: 0 }]);
      await db.pool.query('create table kept (id int)');
      await db.close();
    }
    const again = await openDatabase(settings(folder), { fresh });
    expect((await again.pool.query('select count(*) from kept')).rows).toEqual([{ count: 0 }]);
    await again.close();
  }),
);

onEmbedded('a kept database that is not whole is not taken', () =>
  inFolder(async (folder) => {
    await prepared();
    const db = await openDatabase(settings('', true), { fresh: findPrepared });
    await keepPrepared(db, folder);
    await db.close();
    const file = join(folder, readdirSync(folder)[0]!);
    const image = readFileSync(file);
    expect(findPrepared(folder)).toEqual(image);
    for (const broken of ['', 'no image', image.subarray(0, 1_000), image.subarray(0, -1)]) {
      writeFileSync(file, broken);
      expect(findPrepared(folder)).toBeUndefined();
    }
  }),
);

onEmbedded('it is kept once, and not where nothing can be written', () =>
  inFolder(async (folder) => {
    await prepared();
    const db = await openDatabase(settings('', true), { fresh: findPrepared });
    expect(findPrepared(folder)).toBeUndefined();
    await keepPrepared(db, folder);
    await keepPrepared(db, folder);
    const [name, ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    const nowhere = join(folder, name!);
    await keepPrepared(db, nowhere);
    await db.close();
    const other = await openDatabase(settings('', true), { fresh: () => findPrepared(folder) });
    expect(await migrate(other)).toEqual([]);
    await other.close();
  }),
);

onEmbedded('of other versions the latest are left', () =>
  inFolder(async (folder) => {
    for (let day = 1; day <= 5; day++) {
      const path = join(folder, `${day}.image`);
      writeFileSync(path, '');
      utimesSync(path, day * 86_400, day * 86_400);
    }
    await prepared();
    const db = await openDatabase(settings('', true), { fresh: findPrepared });
    await keepPrepared(db, folder);
    await db.close();
    expect(readdirSync(folder).filter((name) => name.length < 8)).toEqual(['3.image', '4.image', '5.image']);
  }),
);
