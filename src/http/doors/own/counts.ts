import { type Static, Type } from 'typebox';
import type { Answer } from '../../../core/corridor/ask.ts';
import { istanbul_offset_ms } from '../../../core/domain/place.ts';
import type { RefusalFacts } from '../../../core/domain/refusal.ts';
import { type CountWindow, countChanged, countOpened } from '../../../core/postgres/package-counts.ts';
import { countsDocument, PackageCounts } from '../../../core/wire/watch.ts';
import { gives } from '../../contract/answers.ts';
import { type Call, json, type Operation, refusal } from '../../contract/operation.ts';
import { isErrorFacts, mistake, readFields, reading } from '../../contract/query.ts';
import { timeField } from '../../shared/list-query.ts';

const hour_ms = 3_600_000;
/** Bounds what is counted at once. */
const window_days = 31;
const window_limit_ms = window_days * 24 * hour_ms;
const shortest_step_ms = 60_000;
const steps_limit = 200;
const usual_steps = 24;

const own = {
  to: timeField('A moment of the last step; now unless given'),
  step: Type.Optional(
    Type.Integer({
      minimum: shortest_step_ms,
      maximum: window_limit_ms,
      default: hour_ms,
      description: 'Length of a step in milliseconds',
    }),
  ),
  steps: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: steps_limit,
      default: usual_steps,
      description: 'How many steps; together at most 31 days',
    }),
  ),
};
const sellerId = Type.Optional(Type.Integer({ minimum: 1, description: 'Of this seller' }));

const strict = { additionalProperties: false };
const OwnQuery = Type.Object(own, strict);
const AllQuery = Type.Object({ ...own, sellerId }, strict);

/** Steps begin where hours and days begin in Istanbul. */
const parseWindow = (raw: string, own: number | undefined, now: number): CountWindow | RefusalFacts =>
  reading(raw, (query) => {
    const asked: Static<typeof AllQuery> = readFields(query, own === undefined ? AllQuery : OwnQuery);
    const { to: last = now, step: step_ms = hour_ms, steps = usual_steps } = asked;
    if (steps * step_ms > window_limit_ms)
      mistake({ code: 'query.window', field: 'steps', broken: { rule: 'window.steps', days: window_days } });
    const to = (Math.floor((last + istanbul_offset_ms) / step_ms) + 1) * step_ms - istanbul_offset_ms;
    return { seller_id: own ?? asked.sellerId, from: to - steps * step_ms, to, step_ms };
  });

async function counts(call: Call, own?: number): Promise<Answer> {
  const window = parseWindow(call.query, own, call.world.clock.now());
  if (isErrorFacts(window)) return refusal(call, window);
  const { pool } = call.world.db;
  const [changed, opened] = [await countChanged(pool, window), await countOpened(pool, window)];
  return json(countsDocument({ ...window, changed, opened }));
}

export const countOperations: Operation[] = [
  {
    name: 'countPackages',
    method: 'GET',
    path: '/api/v1/package-counts',
    access: 'operator',
    summary: 'Count packages of one seller or of all by status and time',
    query: AllQuery,
    answers: { 200: gives(PackageCounts) },
    refusals: ['query.window'],
    handle: (call) => counts(call),
  },
  {
    name: 'countOwnPackages',
    method: 'GET',
    path: '/api/v1/seller/package-counts',
    access: 'self',
    summary: "Count the caller's packages by status and time",
    query: OwnQuery,
    answers: { 200: gives(PackageCounts) },
    refusals: ['query.window'],
    handle: (call) => counts(call, call.seller.seller_id),
  },
];
