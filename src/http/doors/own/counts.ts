import { Type } from 'typebox';
import { istanbul_offset_ms } from '../../../core/domain/calendar.ts';
import { refuse } from '../../../core/domain/refusal.ts';
import { countChanged, countOpened } from '../../../core/postgres/package-counts.ts';
import { countsDocument, PackageCounts } from '../../../core/wire/watch.ts';
import { gives } from '../../contract/answers.ts';
import { json } from '../../contract/operation.ts';
import { timeField } from '../../shared/list-query.ts';
import { ofAllOrOwn } from './both.ts';

const hour_ms = 3_600_000;
/** Bounds what is counted at once. */
const window_days = 31;
const window_limit_ms = window_days * 24 * hour_ms;
const shortest_step_ms = 60_000;
const windows_limit = 200;
const usual_steps = 24;

export const countOperations = ofAllOrOwn({
  names: ['countPackages', 'countOwnPackages'],
  method: 'GET',
  path: '/package-counts',
  summary: [
    'Count packages of one seller or of all by status and time',
    "Count the caller's packages by status and time",
  ],
  fields: {
    to: timeField('A time within the last step; default: now'),
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
        maximum: windows_limit,
        default: usual_steps,
        description: 'Number of steps; together at most 31 days',
      }),
    ),
  },
  answers: { 200: gives(PackageCounts) },
  refusals: ['query.window'],
  /** Steps begin where hours and days begin in Istanbul. */
  parse({ to: last, step: step_ms = hour_ms, steps = usual_steps }, seller_id, { world }) {
    if (steps * step_ms > window_limit_ms)
      return refuse({ code: 'query.window', field: 'steps', broken: { rule: 'window.steps', days: window_days } });
    const within = (last ?? world.clock.now()) + istanbul_offset_ms;
    const to = (Math.floor(within / step_ms) + 1) * step_ms - istanbul_offset_ms;
    return { seller_id, from: to - steps * step_ms, to, step_ms };
  },
  async handle({ world }, window) {
    const { pool } = world.db;
    const [changed, opened] = [await countChanged(pool, window), await countOpened(pool, window)];
    return json(countsDocument({ ...window, changed, opened }));
  },
});
