import type { workNames, workUnits } from './wire/sandbox.ts';

type WorkName = (typeof workNames)[number];

/** Work of the sandbox that takes a while, and how far it is. */
export type LongWork = { work: WorkName; done: number; total: number; unit: (typeof workUnits)[number] };

/** Called with how much is done, and of how much. */
export type Tell = (done: number, of: Pick<LongWork, 'total' | 'unit'>) => void;

/** Such work is done one at a time, so there is at most one to report. */
export class Progress {
  #current: LongWork | null = null;

  current(): LongWork | null {
    return this.#current;
  }

  async during<T>(work: WorkName, doing: (tell: Tell) => Promise<T>): Promise<T> {
    try {
      return await doing((done, { total, unit }) => {
        this.#current = { work, done, total, unit };
      });
    } finally {
      this.#current = null;
    }
  }
}
