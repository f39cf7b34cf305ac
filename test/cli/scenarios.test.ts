import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Compile } from 'typebox/compile';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { assets } from '../../src/assets/assets.ts';
import { run } from '../../src/cli/program.ts';
import { lifecycle } from '../../src/core/domain/lifecycle.ts';
import { readLibrary } from '../../src/sandbox/story/library.ts';
import { startWorld } from '../world.ts';
import { koli, openTerminal, type, until } from './lab.ts';

type Told = { step: string; ok: boolean; says: string };

const names = (await readLibrary()).map(({ name }) => name);

const folder = mkdtempSync(join(tmpdir(), 'koli-stories-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the library', () => {
  test('all scenarios pass, and together they cover the lifecycle', async () => {
    await using world = await startWorld({ seed: true });
    const { status, json } = await koli(world, ['scenario', 'run', ...names, '--keep', '--json']);
    const failed = json.flatMap(({ name, told }: { name: string; told: Told[] }) =>
      told.filter(({ ok }) => !ok).map((one) => [name, one]),
    );
    expect(failed).toEqual([]);
    expect([status, json.length]).toEqual([0, names.length]);
    const rows = await world.sql('select distinct type from events');
    const seen = new Set(rows.map((row) => row['type']));
    // A file goes up as a form, which a scenario does not write.
    const wanted = lifecycle.map((step) => step.fact).filter((fact) => fact !== 'invoiceFileStored' && fact !== null);
    expect(wanted.filter((fact) => !seen.has(fact))).toEqual([]);
  });

  test('matches the published schema', () => {
    const schema = JSON.parse(readFileSync(new URL('../../docs/scenario.schema.json', import.meta.url), 'utf8'));
    const published = Compile(schema);
    const load = (file: string) => parse(readFileSync(file, 'utf8'));
    for (const name of names)
      expect([name, published.Check(load(`${assets.scenarios}${name}.yaml`))]).toEqual([name, true]);
    const story = load(`${assets.scenarios}plain-day.yaml`);
    for (const step of [{}, { fly: 'p' }, { pick: 7 }, { pick: 'p', ship: 'p' }, { order: { color: 'red' } }])
      expect([step, published.Check({ ...story, steps: [step] })]).toEqual([step, false]);
  });

  test('is listed with the title of each scenario', async () => {
    await using world = await startWorld();
    const { out } = await type(world, 'scenario list');
    for (const name of names) expect(out).toMatch(new RegExp(`^${name} +\\S`, 'm'));
    expect(names.length).toBeGreaterThan(15);
  });
});

describe('koli scenario run', () => {
  test('the seed decides the winner of a race, each time the same', async () => {
    await using world = await startWorld({ seed: true });
    const endOf = async (seed: number): Promise<string> => {
      const words = ['scenario', 'run', 'cancel-against-shipped', '--seed', String(seed), '--json'];
      const { json } = await koli(world, words);
      return json[0].told.find(({ step }: Told) => step === 'race').says;
    };
    const ends = [];
    for (let seed = 1; seed <= 8; seed++) ends.push(await endOf(seed));
    expect(new Set(ends.map((end) => end.split(';')[0]))).toEqual(
      new Set(['p is Shipped', 'p is Cancelled by the customer']),
    );
    expect(await endOf(3)).toBe(ends[2]);
  });

  test('leaves no seller behind, and the clock where the scenario moved it', async () => {
    await using world = await startWorld({ seed: true });
    const before = (await type(world, 'clock --json')).json.now;
    const { status, out } = await type(world, 'scenario run undelivered-return');
    expect(status).toBe(0);
    expect(out).toMatch(/✓ deliver +deliver was refused: .+\n[\s\S]+passed/);
    expect((await type(world, 'sellers --json')).json).toHaveLength(2);
    expect((await type(world, 'clock --json')).json.now - before).toBeGreaterThanOrEqual(5 * 86_400_000);
  });

  test('ends after the current step on a signal, and deletes its seller', async () => {
    await using world = await startWorld({ seed: true });
    const { terminal, out, stop } = openTerminal();
    const ended = run(['node', 'koli', 'scenario', 'run', 'plain-day'], { KOLI_URL: world.url }, terminal);
    await until(() => out.length > 1);
    stop();
    expect(await ended).toBe(1);
    expect(out.at(-1)).toContain('FAILED');
    expect((await type(world, 'sellers --json')).json).toHaveLength(2);
  });

  test('stops at the first step with another outcome, and prints what it found', async () => {
    await using world = await startWorld({ seed: true });
    const file = new URL('./wrong-story.yaml', import.meta.url).pathname;
    const { status, out } = await koli(world, ['scenario', 'run', file]);
    expect(status).toBe(1);
    expect(out).toContain('✗ expect         status of p is Created, and not Picking; units of p is [2], and not [3]');
    expect(out).toContain('FAILED');
    expect(out).not.toContain('Delivered');
  });

  test.each([
    ['title: x\nsteps: [', 'Flow sequence'],
    ['# nothing yet', 'the file is empty; a scenario has a title and steps.'],
    ['title: x', 'steps is missing: a list of 1 to 1000 entries is expected.'],
    ['title: x\nsteps: [{fly: p}]', 'steps[0] cannot be fly: use one of order, '],
    ['title: x\nsteps: [null]', 'steps[0] must be one of order, '],
    ['title: x\nsteps: [{order: {}, pick: p}]', 'steps[0] must be one word with its details, but has order, pick: '],
    ['title: x\nsteps: [{wait: soon}]', 'steps[0].wait must be a length of time like 3h or PT65M.'],
  ])('reports what is wrong with a file before it runs: %s', async (text, sentence) => {
    const file = join(folder, 'mistaken.yaml');
    writeFileSync(file, text);
    const { status, out, notes } = await koli({ url: 'http://127.0.0.1:1' }, ['scenario', 'run', 'plain-day', file]);
    expect([status, out, notes.slice(0, file.length + sentence.length + 8)]).toEqual([
      1,
      '',
      `koli: ${file}: ${sentence}`,
    ]);
  });

  test('reports a file that cannot be read', async () => {
    const { status, notes } = await type({ url: 'http://127.0.0.1:1' }, 'scenario run ./nowhere.yaml');
    expect([status, notes]).toEqual([1, expect.stringMatching(/^koli: .\/nowhere.yaml cannot be read: ENOENT/)]);
  });

  test('reports an unknown scenario, with the known ones', async () => {
    await using world = await startWorld();
    const { status, notes } = await type(world, 'scenario run nothing');
    expect([status, notes]).toEqual([1, expect.stringMatching(/^koli: There is no scenario nothing: .*plain-day/)]);
  });
});
