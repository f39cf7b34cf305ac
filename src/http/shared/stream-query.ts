import { type Static, Type } from 'typebox';
import type { PackageState } from '../../core/domain/package.ts';
import { isRefusal, type Refusal, refuse } from '../../core/domain/refusal.ts';
import type { StreamedPackage, StreamFilter } from '../../core/postgres/package-lists.ts';
import { statesOf, statusNames } from '../../core/wire/status.ts';
import { parseQuery } from '../contract/query.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { readWindow, sizeField, statusField, timeField, window_ms } from './list-query.ts';

/** The filters of a stream. They stay the same from page to page, so the cursor carries them. */
type StreamScan = { seller_id: number; from: number; to: number; names: number };

type StreamPage = { scan: StreamScan; filter: StreamFilter };

/** Older packages are never streamed. */
const stream_reach_ms = 92 * 86_400_000;

const window_names = ['lastModifiedStartDate', 'lastModifiedEndDate'] as const;

export const StreamQuery = Type.Object({
  size: sizeField(),
  nextCursor: Type.Optional(
    Type.String({
      description:
        '`nextCursor` of the previous page. Filters may be left out; if given, they must be the same as before.',
    }),
  ),
  lastModifiedStartDate: timeField(
    'Changed from here on; alone: up to now, at most 14 days back; without both dates the last 14 days',
  ),
  lastModifiedEndDate: timeField('End of the time window, inclusive; at most 14 days after `lastModifiedStartDate`'),
  packageItemStatuses: statusField(
    'With lines in one of these. `UnSupplied`: cancelled by the seller; `Cancelled`: cancelled by anybody.',
  ),
});
type StreamAsked = Static<typeof StreamQuery>;

type StreamStart = { scan: StreamScan; before: StreamFilter['before'] };

export function parseStreamQuery(raw: string, seller_id: number, now: number): StreamPage | Refusal {
  const asked = parseQuery(raw, StreamQuery);
  if (isRefusal(asked)) return asked;
  const { size = 50, nextCursor: cursor } = asked;
  const start = cursor === undefined ? firstPage(asked, seller_id, now) : pageAfter(asked, seller_id, cursor);
  if (isRefusal(start)) return start;
  const { scan, before } = start;
  const from = Math.max(scan.from, now - stream_reach_ms);
  // One more than the page, to know whether there is another.
  return { scan, filter: { from, before, states: statesIn(scan.names), limit: size + 1 } };
}

/**
 * A scan goes down from its start: nothing stamped later is in it, not even by a node whose clock is ahead. A package
 * that changes meanwhile gets a later stamp. It leaves the part that is still to come, or has been in this scan as it
 * was; either way the next scan finds it at the front. Places only ever fall, so no version comes twice, and a change
 * moves no other package over the edge of a page, as it does where pages are counted.
 */
function firstPage(asked: StreamAsked, seller_id: number, now: number): StreamStart | Refusal {
  const window = readWindow(asked, window_names, now) ?? { from: now - window_ms, to: now };
  if (isRefusal(window)) return window;
  const { from, to } = window;
  const scan = { seller_id, from, to: to ?? now, names: bitsOf(asked) ?? all_names };
  // The first of all places lies just above the start: no package has id 0.
  return { scan, before: { modified_at: Math.min(scan.to, now) + 1, package_id: 0 } };
}

function pageAfter(asked: StreamAsked, seller_id: number, cursor: string): StreamStart | Refusal {
  const given = [asked[window_names[0]], asked[window_names[1]], bitsOf(asked)];
  const values = readCursor(cursor, 5, ['stream', seller_id]);
  if (values === null) return refuse({ code: 'cursor.invalid' });
  const [modified_at, package_id, from, to, names] = values as [number, number, number, number, number];
  const same = [from, to, names].every((value, at) => given[at] === undefined || given[at] === value);
  if (!same) return refuse({ code: 'cursor.invalid' });
  return { scan: { seller_id, from, to, names }, before: { modified_at, package_id } };
}

export const cursorAfter = ({ modified_at, package_id }: StreamedPackage, { seller_id, from, to, names }: StreamScan) =>
  writeCursor([modified_at, package_id, from, to, names], ['stream', seller_id]);

// Names travel in the cursor as bits, which know no order and no doubles.

const all_names = 2 ** statusNames.length - 1;

const bitsOf = ({ packageItemStatuses: names }: StreamAsked): number | undefined =>
  names?.reduce((bits, name) => bits | (1 << statusNames.indexOf(name)), 0);

/** Undefined when every name is asked for, which every package has one of. */
function statesIn(bits: number): PackageState[] | undefined {
  if (bits === all_names) return undefined;
  return statesOf(statusNames.filter((_name, at) => bits & (1 << at)));
}
