import type { Settings } from '../app/config.ts';
import { type Served, serve } from '../app/serve.ts';
import { welcome } from './welcome.ts';

const stop_ms = 10_000;
const same_signal_ms = 300;

export async function serveVerb(settings: Settings): Promise<void> {
  const served = await serve(settings);
  // Who stops it before it has said what it is gets a stop all the same.
  const ended = stopped(served);
  served.world.log.info({ url: served.url, mode: settings.mode }, 'koli serves');
  if (settings.mode === 'sandbox') console.log(await welcome(settings, served.url));
  await ended;
}

/** Until a signal came and everything was given back. A second signal, or too long a wait, ends the program at once. */
async function stopped(served: Served): Promise<void> {
  await new Promise<void>((resolve) => {
    let asked_at: number | null = null;
    const onSignal = () => {
      // npm passes on the Ctrl-C that the terminal has sent to koli already: that is no second wish.
      if (asked_at !== null && performance.now() - asked_at > same_signal_ms) process.exit(1);
      asked_at ??= performance.now();
      resolve();
    };
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  });
  const { log } = served.world;
  log.info('stopping');
  const deadline = setTimeout(() => {
    log.error('requests or webhook calls were still under way after 10 s: stopped all the same');
    process.exit(1);
  }, stop_ms);
  await served.close();
  clearTimeout(deadline);
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
}
