import type { Alarm } from '../../src/core/world.ts';

/** Time that passes when a test says so. */
export function startAlarms() {
  let now = 0;
  let waiting: { at: number; work: () => void }[] = [];
  const alarm: Alarm = (after_ms, work) => {
    const one = { at: now + after_ms, work };
    waiting.push(one);
    return {
      stop() {
        waiting = waiting.filter((other) => other !== one);
      },
    };
  };
  return {
    alarm,
    count: () => waiting.length,
    pass(ms: number) {
      const until = now + ms;
      for (;;) {
        const [next] = waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        now = next.at;
        waiting = waiting.filter((other) => other !== next);
        next.work();
      }
      now = until;
    },
  };
}
