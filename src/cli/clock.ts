import { StartError } from '../core/start-error.ts';
import type { Koli, Work } from './koli.ts';
import { lengthOf, momentOf, timeText } from './text.ts';

type Clock = Awaited<ReturnType<Koli['operator']['readClock']>>;

function clockText({ now, frozen, rate, real }: Clock): string {
  const pace = frozen ? 'stands still' : rate === 1 ? 'runs' : `runs at ×${rate}`;
  return `${timeText(now)} UTC, ${pace}${real ? ' (real time)' : ''}`;
}

const told = (koli: Koli, clock: Clock): number => {
  koli.show(clock, () => clockText(clock));
  return 0;
};

export const readClock: Work = async (koli) => told(koli, await koli.operator.readClock());

export const setClock: Work = async (koli, [time], flags) => {
  const at = momentOf(time!, (await koli.operator.readClock()).now);
  const frozen = flags['frozen'] === true ? true : undefined;
  return told(koli, await koli.operator.changeClock({ at, frozen } as never));
};

/** By a time rather than a length: a call that is repeated goes no further. */
export const advanceClock: Work = async (koli, [length]) => {
  const by_ms = lengthOf(length!);
  const { now } = await koli.operator.readClock();
  return told(koli, await koli.operator.changeClock({ at: now + by_ms }));
};

export const freezeClock: Work = async (koli) => told(koli, await koli.operator.changeClock({ frozen: true }));

export const runClock: Work = async (koli, [rate = 'x1']) => {
  const times = Number(/^[x×]?(\d+(?:\.\d+)?)$/i.exec(rate)?.[1]);
  if (!(times > 0)) throw new StartError(`${JSON.stringify(rate)} is no pace: write x60 for a minute a second.`);
  return told(koli, await koli.operator.changeClock({ rate: times }));
};
