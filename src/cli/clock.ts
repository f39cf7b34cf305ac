import type { Result } from '../../client/src/index.ts';
import { StartError } from '../core/errors/start-error.ts';
import type { Koli, VerbWork } from './koli.ts';
import { durationFrom, timeFrom, timeText } from './text.ts';

function clockText({ now, frozen, rate, real }: Result<'readClock'>): string {
  const pace = frozen ? 'frozen' : rate === 1 ? 'running' : `running at ×${rate}`;
  return `${timeText(now)} UTC, ${pace}${real ? ' (real time)' : ''}`;
}

const showClock = (koli: Koli, clock: Result<'readClock'>): number => {
  koli.show(clock, () => clockText(clock));
  return 0;
};

export const readClockVerb: VerbWork = async (koli) => showClock(koli, await koli.operator.readClock());

export const setClockVerb: VerbWork = async (koli, [time], options) => {
  const at = timeFrom(time!, (await koli.operator.readClock()).now);
  return showClock(koli, await koli.operator.changeClock({ at, frozen: options.trueOrAbsent('frozen') }));
};

/** Sends the new time, not the duration: a repeated call moves no further. */
export const advanceClockVerb: VerbWork = async (koli, [length]) => {
  const by_ms = durationFrom(length!);
  const { now } = await koli.operator.readClock();
  return showClock(koli, await koli.operator.changeClock({ at: now + by_ms }));
};

export const freezeClockVerb: VerbWork = async (koli) =>
  showClock(koli, await koli.operator.changeClock({ frozen: true }));

export const runClockVerb: VerbWork = async (koli, [rate = 'x1']) => {
  const times = Number(/^[x×]?(\d+(?:\.\d+)?)$/i.exec(rate)?.[1]);
  if (!(times > 0)) throw new StartError(`${JSON.stringify(rate)} is not a pace: x60 is one minute per second.`);
  return showClock(koli, await koli.operator.changeClock({ rate: times }));
};
