import type { workNames, workUnits } from './wire/sandbox.ts';

type WorkName = (typeof workNames)[number];

/** What the sandbox is at that takes a while, and how far it is. */
export type LongWork = { work: WorkName; done: number; total: number; unit: (typeof workUnits)[number] };

/** Told how far something is, and of how much. */
export type Tell = (done: number, of: Pick<LongWork, 'total' | 'unit'>) => void;

export type Work = ReturnType<typeof createWork>;

/** One at a time does such work, so there is one to know of. */
export function createWork() {
  let current: LongWork | null = null;
  return {
    current: () => current,
    async during<T>(work: WorkName, doing: (tell: Tell) => Promise<T>): Promise<T> {
      try {
        return await doing((done, { total, unit }) => {
          current = { work, done, total, unit };
        });
      } finally {
        current = null;
      }
    },
  };
}
