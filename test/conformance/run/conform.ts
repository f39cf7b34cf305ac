import { afterAll, expect, test } from 'vitest';
import { type Answer as Sent, startWorld, type TestSeller, type TestWorld } from '../../world.ts';
import type { Answer, Change, Given, Row } from '../format.ts';
import { errors, no_route } from '../tables/errors.ts';
import { statusOfEvent, words } from '../tables/words.ts';
import { changed, type Document, unmasked } from './documents.ts';
import { fill, fillText, matcher, type Names, span_ms } from './names.ts';
import { look, type Snapshot, type Stage, send, setStage } from './stage.ts';

type Ready = { stage: Stage; seen: Snapshot };

/** Plays rows, one test each, in one world for each kind of server that they ask for. */
export function conform(rows: Row[]): void {
  const worlds = new Map<string, { world: TestWorld; stranger: TestSeller }>();
  /** Stages on which nothing has changed yet: the next row that begins alike needs no new one. */
  const ready = new Map<string, Ready>();

  async function worldFor(server: Given['server']) {
    const key = JSON.stringify(server ?? {});
    let found = worlds.get(key);
    if (found === undefined) {
      const world = await startWorld({ env: server });
      found = { world, stranger: await world.newSeller() };
      worlds.set(key, found);
    }
    return found;
  }

  async function stageFor(given: Given, told: boolean): Promise<Ready> {
    const key = JSON.stringify(given);
    const waiting = ready.get(key);
    ready.delete(key);
    if (waiting !== undefined && !told) return waiting;
    const { world, stranger } = await worldFor(given.server);
    const stage = await setStage(world, stranger, given, { told });
    return { stage, seen: await look(stage) };
  }

  afterAll(async () => {
    await Promise.all([...worlds.values()].map(({ world }) => world[Symbol.asyncDispose]()));
  });

  test.each(rows.map((row) => [row.id, row] as const))('%s', async (_, row) => {
    const given = row.given ?? {};
    const { stage, seen } = await stageFor(given, row.events !== undefined);
    const untouched = await play(stage, seen, row);
    // Where much time went by, what was ready has grown old.
    const waits = span_ms(row.request?.wait ?? '1s') > 60_000;
    if (waits) ready.clear();
    else if (untouched) ready.set(JSON.stringify(given), { stage, seen });
  });
}

/** True when nothing was changed, as the row had it. */
async function play(stage: Stage, seen: Snapshot, { request, answer, after = {}, events, see = [] }: Row) {
  const { names } = stage;
  const kept = { ...names };
  if (request !== undefined) {
    const sent = await send(stage, request);
    const now = await look(stage);
    nameNew(names, seen, now);
    checkAnswer(sent, answer ?? 200, names);
    checkPackages(stage, seen, now, after);
    const told = newEvents(names, seen, now);
    expect(told, 'events and the webhooks that they owe').toEqual(events ?? []);
    if (sent.status >= 400) expect(now.webhooks, 'webhooks after a refusal').toEqual(seen.webhooks);
  }
  for (const { request, answer } of see) checkAnswer(await send(stage, request), answer, names);
  const refused = typeof answer === 'string' || (typeof answer === 'object' && answer.refused !== undefined);
  const untouched = request !== undefined && refused && see.length === 0;
  if (untouched) stage.names = kept;
  return untouched;
}

const nth = (index: number): string => (index === 0 ? 'new' : `new${index + 1}`);

/** Packages that were not there before are called `new`, `new2` …, by their ids. */
function nameNew(names: Names, before: Snapshot, after: Snapshot): void {
  const fresh = [...after.packages.keys()].filter((id) => !before.packages.has(id));
  for (const [index, id] of fresh.entries()) names[nth(index)] = id;
}

const nameOf = (names: Names, id: number): string =>
  Object.keys(names).find((name) => names[name] === id && (name === 'package' || /^(new|old)\d*$/.test(name))) ??
  `package ${id}`;

export function checkAnswer(sent: Sent, wanted: Answer, names: Names): void {
  if (typeof wanted === 'string') checkRefusal(sent, wanted);
  else if (typeof wanted === 'number') expect([sent.status, sent.body]).toEqual([wanted, '']);
  else checkTold(sent, wanted, names);
}

function checkTold(sent: Sent, wanted: Exclude<Answer, string | number>, names: Names): void {
  const { refused, errorCode, says, status = 200, body, has, text, headers = {} } = wanted;
  if (refused === undefined) expect([sent.status, sent.body]).toEqual([status, expect.any(String)]);
  else checkRefusal(sent, refused, errorCode);
  if (says !== undefined) expect(sent.json.errors[0].message).toContain(fillText(says, names));
  if (text !== undefined) expect(sent.body).toBe(text);
  if (body !== undefined) expect(sent.json).toEqual(matcher(fill(body, names)));
  if (has !== undefined) expect(sent.json).toMatchObject(matcher(fill(has, names)) as object);
  for (const [name, value] of Object.entries(headers)) {
    const there = sent.headers[name.toLowerCase()];
    expect([name, there]).toEqual([name, value === null ? undefined : matcher(fillText(value, names))]);
  }
}

function checkRefusal(sent: Sent, key: string, errorCode?: string): void {
  if (key === no_route) expect([sent.status, sent.body]).toEqual([556, '{"message":"Service Unavailable"}']);
  else checkEnvelope(sent, key, errorCode);
}

/** The envelope, whole. */
function checkEnvelope(sent: Sent, key: string, errorCode?: string): void {
  const known = errors[key];
  if (known === undefined) throw new Error(`the table of errors has no ${key}`);
  const [status, exception] = known;
  expect([sent.status, sent.body]).toEqual([status, expect.any(String)]);
  expect(sent.json).toEqual({
    timestamp: expect.any(Number),
    exception,
    errors: [{ key, message: expect.stringMatching(/^\S.+\.$/s), errorCode: errorCode ?? String(status) }],
  });
  expect(sent.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(sent.headers['x-request-id']).toMatch(/^[\x21-\x7e]{1,64}$/);
  if (status === 429) expect(sent.headers['retry-after']).toMatch(/^[1-9]\d*$/);
  if (status === 405) expect(sent.headers['allow']).toMatch(/^[A-Z]+(, [A-Z]+)*$/);
}

function checkPackages({ names }: Stage, before: Snapshot, after: Snapshot, changes: Record<string, Change>): void {
  const named = [...after.packages.keys()].map((id) => nameOf(names, id));
  expect(
    Object.keys(changes).filter((name) => !named.includes(name)),
    'packages that are not there',
  ).toEqual([]);
  const numbers = new Set([...before.packages.values()].map(({ document }) => document.cargoTrackingNumber));
  for (const [id, { document }] of after.packages) {
    const name = nameOf(names, id);
    const change = changes[name];
    const was = before.packages.get(id)?.document;
    if (change === undefined) {
      expect(document, `${name} is as it was`).toEqual(was);
      continue;
    }
    expect(document, name).toEqual(wantedDocument(document, name, change, names, before));
    if (change.tracking === undefined) continue;
    expect(numbers.has(document.cargoTrackingNumber), `the tracking number of ${name} is new`).toBe(false);
    numbers.add(document.cargoTrackingNumber);
  }
}

function wantedDocument(document: Document, name: string, change: Change, names: Names, before: Snapshot): Document {
  const was = before.packages.get(document.shipmentPackageId)?.document;
  const parent = before.packages.get(names[change.from ?? 'package'] as number)?.document;
  const wanted = changed(was ?? parent, change, names, was === undefined ? name : undefined);
  return matcher(change.unmasked ? unmasked(wanted, document) : wanted);
}

/** `package event STATUS` of everything that happened, in order. */
function newEvents(names: Names, before: Snapshot, after: Snapshot): string[] {
  return [...after.packages].flatMap(([id, { document, events }]) => {
    const known = before.packages.get(id)?.events.length ?? 0;
    return events.slice(known).map(({ type, at, deliveries }: Document) => {
      expect([type, at], 'one time for all events of a write').toEqual([type, names['now']]);
      const status = type === 'created' ? document.packageHistories[0].status : statusOfEvent[type];
      expect(deliveries.length, `deliveries of ${type}`).toBe(status === undefined ? 0 : 1);
      return `${nameOf(names, id)} ${type} ${status === undefined ? '-' : words[status as keyof typeof words].webhook}`;
    });
  });
}
