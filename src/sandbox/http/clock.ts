import type { Answer } from '../../core/corridor/ask.ts';
import { type FieldRefusal, invalid, isRefusal } from '../../core/domain/refusal.ts';
import { parser } from '../../core/wire/parse.ts';
import { lengthOf, momentOf } from '../../core/wire/time.ts';
import { gives } from '../../http/contract/answers.ts';
import { type Call, json, refusal } from '../../http/contract/operation.ts';
import type { VirtualClock } from '../clock.ts';
import { CutShort } from '../moves.ts';
import type { Sandbox } from '../sandbox.ts';
import { ClockAnswer, ClockInput } from '../wire/sandbox.ts';
import { resting, type SandboxOperation } from './row.ts';

const parse = parser(ClockInput);

/** The last time that orders may have. */
const end_of_time = 4_102_444_800_000;

/** What is asked of the clock, judged against what it shows: null as the time leaves it where it is. */
export function clockAsked(asked: ClockInput, clock: VirtualClock): { to: number | null; rate: number } | FieldRefusal {
  const { at, advance, frozen, rate } = asked;
  if (at !== undefined && advance !== undefined) return invalid('advance', { rule: 'beside', other: 'at' });
  if (frozen === true && rate !== undefined) return invalid('rate', { rule: 'beside', other: 'frozen' });
  const to = at === undefined ? undefined : momentOf(at);
  if (to === null) return invalid('at', { rule: 'time.none' });
  const by_ms = advance === undefined ? undefined : lengthOf(advance);
  if (by_ms === null) return invalid('advance', { rule: 'form', expected: { form: 'length' } });
  const target = to ?? (by_ms === undefined ? null : clock.now() + by_ms);
  if (target !== null && target > end_of_time)
    return invalid(to === undefined ? 'advance' : 'at', { rule: 'clock.end' });
  const before = clock.state()?.rate ?? 1;
  const going = before === 0 ? 1 : before;
  return { to: target, rate: frozen === true ? 0 : (rate ?? (frozen === false ? going : before)) };
}

const clockDocument = (clock: VirtualClock) => {
  const now = clock.now();
  const rate = clock.state()?.rate ?? 1;
  return { now, time: new Date(now).toISOString(), frozen: rate === 0, rate, real: clock.state() === null };
};

async function moveClock(call: Call, { virtual: { clock }, moves }: Sandbox): Promise<Answer> {
  const body = parse(call.body ?? {});
  if (isRefusal(body)) return refusal(call, body);
  const asked = clockAsked(body, clock);
  if (isRefusal(asked)) return refusal(call, asked);
  if (asked.to !== null && asked.to < clock.now())
    return refusal(call, invalid('at', { rule: 'clock.back', now_at: clock.now() }));
  try {
    await moves.move(asked.to ?? clock.now(), asked.rate);
  } catch (error) {
    if (error instanceof CutShort) return resting(call);
    throw error;
  }
  return json(clockDocument(clock));
}

export const clockOperations = (sandbox: () => Sandbox): SandboxOperation[] => [
  {
    name: 'readClock',
    method: 'GET',
    path: '/api/v1/sandbox/clock',
    access: 'operator',
    summary: 'Read the time of the sandbox and the speed of its clock',
    answers: { 200: gives(ClockAnswer) },
    refusals: [],
    unguarded: true,
    handle: async () => json(clockDocument(sandbox().virtual.clock)),
  },
  {
    name: 'changeClock',
    method: 'PUT',
    path: '/api/v1/sandbox/clock',
    access: 'operator',
    summary: 'Move the clock forward, stop it, or let it run; koli does what becomes due on the way before it answers',
    body: ClockInput,
    body_optional: true,
    keyless: true,
    answers: { 200: gives(ClockAnswer) },
    refusals: [],
    unguarded: true,
    handle: (call) => moveClock(call, sandbox()),
  },
];
