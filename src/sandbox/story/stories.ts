import type { World } from '../../core/world.ts';
import type { ApiParts } from './api.ts';
import { createRuns, type Runs } from './runs.ts';
import { createTraffic, type Traffic } from './traffic.ts';

/** Scenarios and traffic of a sandbox: they live in this process, and leave nothing in the state but what they did. */
export type Stories = {
  runs: Runs;
  traffic: Traffic;
  /** Ends all of them by calls, so that koli must still answer. */
  close(): Promise<void>;
};

/** What of a sandbox they must know: its age, when it changes, and what time it is outside. */
export type Ground = Pick<ApiParts, 'gate'> & {
  real(): number;
  onCut(listener: () => void): void;
  onReplaced(listener: (of: number | 'all') => void): void;
};

export function createStories(world: World, ground: Ground, url: () => string): Stories {
  const { gate, real } = ground;
  const parts = { world, real, gate, url, operator_token: world.settings.operator_token };
  const [runs, traffic] = [createRuns(parts), createTraffic(parts)];
  for (const each of [runs, traffic]) {
    ground.onCut(each.cut);
    ground.onReplaced(each.replaced);
  }
  return {
    runs,
    traffic,
    async close() {
      await Promise.all([runs.close(), traffic.close()]);
    },
  };
}
