import type { Settings } from '../app/config.ts';
import { type Served, serve } from '../app/serve.ts';
import type { OpenedFiles } from '../core/postgres/engine.ts';
import { welcome } from './welcome.ts';

const stop_ms = 10_000;
const same_signal_ms = 300;

/** `files`: see `openEarly`. */
export async function serveVerb(settings: Settings, files?: Promise<OpenedFiles>): Promise<number> {
  const served = await serve(settings, { files });
  // Registered before the greeting, so that an early signal stops koli too.
  const ended = stopped(served, settings.drain_ms);
  served.world.log.info({ url: served.url, mode: settings.mode }, 'koli serves');
  if (settings.mode === 'sandbox') console.log(await welcome(settings, served.url));
  await ended;
  return 0;
}

/** Waits for a signal, drains and closes everything. A second signal, or 10 s of closing, ends the process at once. */
async function stopped(served: Served, drain_ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    let asked_at: number | null = null;
    const onSignal = () => {
      // npm repeats the Ctrl-C that the terminal has already sent to koli; that is not a second signal.
      if (asked_at !== null && performance.now() - asked_at > same_signal_ms) process.exit(1);
      asked_at ??= performance.now();
      resolve();
    };
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
    // The terminal, or what started koli, is gone: often the consequence of a first signal, so never a second wish.
    process.on('SIGHUP', () => {
      asked_at ??= performance.now();
      resolve();
    });
  });
  const { log } = served.world;
  log.info({ drain_ms }, 'stopping');
  await served.drain(drain_ms);
  const deadline = setTimeout(() => {
    log.error('requests or webhook calls were still running after 10 s: stopped anyway');
    process.exit(1);
  }, stop_ms);
  await served.close();
  clearTimeout(deadline);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
}
