import type { Answer } from '../../core/corridor/ask.ts';
import { type Problem, shape } from '../../core/wire/shape.ts';
import { lengthOf, momentOf } from '../../core/wire/time.ts';
import { gives } from '../../http/contract/answers.ts';
import { type Call, json, type Operation, refusal, resting } from '../../http/contract/operation.ts';
import { invalid } from '../../http/shared/lines.ts';
import type { VirtualClock } from '../clock.ts';
import { CutShort } from '../moves.ts';
import type { Sandbox } from '../sandbox.ts';
import { ClockAnswer, ClockInput } from '../wire/sandbox.ts';

const check = shape(ClockInput);

/** The last time that orders may have. */
const end_of_time = 4_102_444_800_000;

const wrong = (field: string, problem: string, problem_tr: string): Problem => ({
  field,
  rule: 'clock',
  problem,
  problem_tr,
});

/** What is asked of the clock, judged against what it shows: null as the time leaves it where it is. */
export function clockAsked(asked: ClockInput, clock: VirtualClock): { to: number | null; rate: number } | Problem {
  const { at, advance, frozen, rate } = asked;
  if (at !== undefined && advance !== undefined)
    return wrong('advance', 'stands beside at: give one of them', 'at ile birlikte verilemez: birini verin');
  if (frozen === true && rate !== undefined)
    return wrong('rate', 'stands beside frozen: give one of them', 'frozen ile birlikte verilemez: birini verin');
  const to = at === undefined ? undefined : momentOf(at);
  if (to === null) return wrong('at', 'is no time that exists', 'var olmayan bir zaman');
  const by_ms = advance === undefined ? undefined : lengthOf(advance);
  if (by_ms === null) return wrong('advance', 'must be a length of time like "PT65M"', '"PT65M" gibi bir süre olmalı');
  const target = to ?? (by_ms === undefined ? null : clock.now() + by_ms);
  if (target !== null && target > end_of_time)
    return wrong(to === undefined ? 'advance' : 'at', 'must lead to before 2100', '2100 yılından önceye götürmeli');
  const before = clock.state()?.rate ?? 1;
  const going = before === 0 ? 1 : before;
  return { to: target, rate: frozen === true ? 0 : (rate ?? (frozen === false ? going : before)) };
}

export const clockDocument = (clock: VirtualClock) => {
  const now = clock.now();
  const rate = clock.state()?.rate ?? 1;
  return { now, time: new Date(now).toISOString(), frozen: rate === 0, rate, real: clock.state() === null };
};

async function change(call: Call, { virtual: { clock }, moves }: Sandbox): Promise<Answer> {
  const checked = check(call.body ?? {});
  if (!checked.ok) return refusal(call, invalid(checked));
  const asked = clockAsked(checked.value, clock);
  if ('problem' in asked) return refusal(call, invalid(asked));
  if (asked.to !== null && asked.to < clock.now())
    return refusal(
      call,
      invalid(
        wrong(
          'at',
          `is before ${new Date(clock.now()).toISOString()}, and the clock goes forward only: reset or restore to go back`,
          `saatin gösterdiği ${new Date(clock.now()).toISOString()} zamanından önce; saat yalnızca ileri gider: geri dönmek için sıfırlayın veya geri yükleyin`,
        ),
      ),
    );
  try {
    await moves.move(asked.to ?? clock.now(), asked.rate);
  } catch (error) {
    if (error instanceof CutShort) return resting(call);
    throw error;
  }
  return json(clockDocument(clock));
}

export const clockOperations = (sandbox: () => Sandbox): Operation[] => [
  {
    name: 'readClock',
    method: 'GET',
    path: '/api/v1/sandbox/clock',
    access: 'operator',
    sandbox: true,
    summary: 'What time it is in the sandbox, and how fast it passes',
    answers: { 200: gives(ClockAnswer) },
    refusals: [],
    alone: true,
    handle: async () => json(clockDocument(sandbox().virtual.clock)),
  },
  {
    name: 'changeClock',
    method: 'PUT',
    path: '/api/v1/sandbox/clock',
    access: 'operator',
    sandbox: true,
    summary: 'Move the clock forward, stop it, or let it run; what falls due on the way is done before the answer',
    body: ClockInput,
    body_optional: true,
    keyless: true,
    answers: { 200: gives(ClockAnswer) },
    refusals: [],
    alone: true,
    handle: (call) => change(call, sandbox()),
  },
];
