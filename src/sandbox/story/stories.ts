import type { Sandbox } from '../sandbox.ts';
import { Runs } from './runs.ts';
import { Traffic } from './traffic.ts';

/** Scenarios and traffic of a sandbox. They live in this process; the state holds only what they did. */
export type Stories = {
  runs: Runs;
  traffic: Traffic;
  /** Ends all of them by calls, so koli must still answer. */
  close(): Promise<void>;
};

/** `url`: where koli answers, once it listens. */
export function createStories(sandbox: Sandbox, url: () => string): Stories {
  const { world, gate, virtual } = sandbox;
  const { receivers, real } = virtual;
  const parts = { world, receivers, real, gate, url, operator_token: world.settings.operator_token };
  const [runs, traffic] = [new Runs(parts), new Traffic(parts)];
  for (const each of [runs, traffic]) {
    sandbox.onCut(() => each.cut());
    sandbox.onReplaced((of) => each.replaced(of));
  }
  return {
    runs,
    traffic,
    async close() {
      await Promise.all([runs.close(), traffic.close()]);
    },
  };
}
