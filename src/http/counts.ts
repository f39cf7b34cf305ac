import { Type } from 'typebox';
import { istanbul_offset_ms } from '../domain/place.ts';
import type { Answer } from '../perform.ts';
import { type CountWindow, countChanged, countOpened } from '../postgres/counts.ts';
import { countsDocument } from '../wire/watch.ts';
import type { ErrorFacts } from './errors.ts';
import { type Call, json, type Operation, refusal } from './operation.ts';
import { integer, isErrorFacts, mistake, noOthers, reading } from './query.ts';

const hour_ms = 3_600_000;
/** Bounds what is counted at once. */
const window_limit_ms = 31 * 24 * hour_ms;
const shortest_step_ms = 60_000;
const steps_limit = 200;
const usual_steps = 24;

const ownQuery = {
  to: Type.Optional(Type.Integer({ minimum: 0, description: 'A moment of the last step, epoch ms; now unless given' })),
  step: Type.Optional(
    Type.Integer({ minimum: shortest_step_ms, maximum: window_limit_ms, default: hour_ms, description: 'ms' }),
  ),
  steps: Type.Optional(Type.Integer({ minimum: 1, maximum: steps_limit, default: usual_steps })),
};
const allQuery = { sellerId: Type.Optional(Type.Integer({ minimum: 1 })), ...ownQuery };

/** Steps begin where hours and days begin in Istanbul. */
const parseWindow = (raw: string, own: number | undefined, now: number): CountWindow | ErrorFacts =>
  reading(raw, (query) => {
    noOthers(query, Object.keys(own === undefined ? allQuery : ownQuery));
    const last = (integer(query, 'to') ?? now) + istanbul_offset_ms;
    const step_ms = integer(query, 'step', shortest_step_ms, window_limit_ms) ?? hour_ms;
    const steps = integer(query, 'steps', 1, steps_limit) ?? usual_steps;
    if (steps * step_ms > window_limit_ms)
      mistake({
        code: 'query.window',
        problem: 'step and steps make more than 31 days: ask for shorter or fewer steps',
        problem_tr: 'step ve steps 31 günü aşıyor: daha kısa veya daha az adım sorun',
      });
    const to = (Math.floor(last / step_ms) + 1) * step_ms - istanbul_offset_ms;
    return { seller_id: own ?? integer(query, 'sellerId', 1), from: to - steps * step_ms, to, step_ms };
  });

async function counts(call: Call, own?: number): Promise<Answer> {
  const window = parseWindow(call.query, own, call.world.clock.now());
  if (isErrorFacts(window)) return refusal(call, window);
  const { pool } = call.world.db;
  const [changed, opened] = [await countChanged(pool, window), await countOpened(pool, window)];
  return json(countsDocument({ ...window, changed, opened }));
}

const strict = { additionalProperties: false };

export const countOperations: Operation[] = [
  {
    name: 'countPackages',
    method: 'GET',
    path: '/api/v1/package-counts',
    door: 'operator',
    summary: 'Count packages of one seller or of all by status and time',
    query: Type.Object(allQuery, strict),
    handle: (call) => counts(call),
  },
  {
    name: 'countOwnPackages',
    method: 'GET',
    path: '/api/v1/seller/package-counts',
    door: 'self',
    summary: "Count the caller's packages by status and time",
    query: Type.Object(ownQuery, strict),
    handle: (call) => counts(call, call.seller.seller_id),
  },
];
