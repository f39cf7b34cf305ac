import { Type } from 'typebox';
import type { Answer } from '../perform.ts';
import { type CountWindow, countChanged, countOpened } from '../postgres/counts.ts';
import { countsDocument } from '../wire/watch.ts';
import type { ErrorFacts } from './errors.ts';
import { type Call, json, type Operation, refusal } from './operation.ts';
import { integer, isErrorFacts, mistake, noOthers, reading } from './query.ts';

const hour_ms = 3_600_000;
const usual_window_ms = 24 * hour_ms;
/** Bounds what is counted at once: a million packages of a month take near half a second. */
const window_limit_ms = 31 * 24 * hour_ms;
const shortest_step_ms = 60_000;
const steps_limit = 200;

const ms = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }));
const ownQuery = {
  from: ms('Beginning of the window, epoch ms; 24 hours before `to` unless given'),
  to: ms('The first moment after it; now unless given'),
  step: Type.Optional(
    Type.Integer({ minimum: shortest_step_ms, default: hour_ms, description: `ms; at most ${steps_limit} steps` }),
  ),
};
const allQuery = { sellerId: Type.Optional(Type.Integer({ minimum: 1 })), ...ownQuery };

const wrong = (problem: string, problem_tr: string): never => mistake({ code: 'query.window', problem, problem_tr });

const parseWindow = (raw: string, own: number | undefined, now: number): CountWindow | ErrorFacts =>
  reading(raw, (query) => {
    noOthers(query, Object.keys(own === undefined ? allQuery : ownQuery));
    const to = integer(query, 'to') ?? now + 1;
    const from = integer(query, 'from') ?? Math.max(0, to - usual_window_ms);
    const step_ms = integer(query, 'step', shortest_step_ms) ?? hour_ms;
    if (from >= to) wrong('from is not before to', 'from, to değerinden önce değil');
    if (to - from > window_limit_ms)
      wrong('from and to are more than 31 days apart', 'from ile to arasında 31 günden fazla var');
    if (to - from > steps_limit * step_ms)
      wrong(
        `the window has more than ${steps_limit} steps: ask for longer steps or a shorter window`,
        `aralıkta ${steps_limit} adımdan fazla var: daha uzun adım veya daha kısa aralık sorun`,
      );
    return { seller_id: own ?? integer(query, 'sellerId', 1), from, to, step_ms };
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
