import { setTimeout as sleep } from 'node:timers/promises';
import type { Koli } from './koli.ts';
import { progress } from './terminal.ts';

/** What is done before this needs no bar; then it is drawn so often. */
const look_ms = 200;

/** A bar for whoever watches and wants words. */
export const barOf = ({ terminal, json }: Koli, total: number, what: string) =>
  progress({ ...terminal, live: terminal.live && !json }, total, what);

/** A call that may take koli a while, with a bar of how far it is, as koli tells. */
export async function watched<T>(koli: Koli, call: () => Promise<T>): Promise<T> {
  const { once, terminal, json } = koli;
  if (!terminal.live || json) return call();
  const over = new AbortController();
  const { signal } = over;
  const watch = async () => {
    for (;;) {
      await sleep(look_ms, undefined, { signal });
      const { work } = await once.readSandboxWork({ signal });
      if (work === null || signal.aborted) continue;
      const scale = work.unit === 'bytes' ? 1 << 10 : 1;
      const unit = work.unit === 'bytes' ? 'KB' : work.unit;
      barOf(koli, Math.ceil(work.total / scale), `${unit}, ${work.work}`).show(Math.ceil(work.done / scale));
    }
  };
  // An older koli cannot tell, and one that is stopped says so to the call itself.
  const watching = watch().catch(() => {});
  try {
    return await call();
  } finally {
    over.abort();
    await watching;
    terminal.draw('');
  }
}
