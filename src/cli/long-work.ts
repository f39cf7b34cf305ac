import { setTimeout as sleep } from 'node:timers/promises';
import type { Koli } from './koli.ts';
import { progress } from './terminal.ts';

/** Shorter work shows no bar; longer work updates it at this interval. */
const poll_ms = 200;

/** A progress bar on a live terminal, unless the answer is JSON. */
export const barOf = ({ terminal, json }: Koli, total: number, what: string) =>
  progress({ ...terminal, live: terminal.live && !json }, total, what);

/** A call that may take long, with a bar of the progress that koli reports. */
export async function watched<T>(koli: Koli, call: () => Promise<T>): Promise<T> {
  const { once, terminal, json } = koli;
  if (!terminal.live || json) return call();
  const over = new AbortController();
  const { signal } = over;
  const watch = async () => {
    for (;;) {
      await sleep(poll_ms, undefined, { signal });
      const { work } = await once.readSandboxWork({ signal });
      if (work === null || signal.aborted) continue;
      const scale = work.unit === 'bytes' ? 1 << 10 : 1;
      const unit = work.unit === 'bytes' ? 'KB' : work.unit;
      barOf(koli, Math.ceil(work.total / scale), `${unit}, ${work.work}`).show(Math.ceil(work.done / scale));
    }
  };
  // The bar is optional: if koli cannot report its progress, the call itself shows what is wrong.
  const watching = watch().catch(() => {});
  try {
    return await call();
  } finally {
    over.abort();
    await watching;
    terminal.draw('');
  }
}
