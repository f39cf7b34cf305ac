import type { Environment } from '../app/config.ts';

const parent_look_ms = 500;

/**
 * npm, npx and other package managers start koli through a shell, which passes no signal on: their end would leave koli
 * behind with its port and its folder. So koli ends with the process that started it. Started in any other way it stays,
 * as a background program should.
 */
export function endWithParent(env: Environment): void {
  // Package managers set the first, bin/koli.js the second.
  if (env['npm_lifecycle_event'] === undefined && env['KOLI_LAUNCHER'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (isThere(parent)) return;
    clearInterval(timer);
    // As a terminal says that it is gone.
    if (process.listenerCount('SIGHUP') > 0) process.emit('SIGHUP');
    else process.exit(1);
  }, parent_look_ms);
  timer.unref();
}

/** An orphan gets another parent, except on Windows. */
function isThere(parent: number): boolean {
  if (process.ppid !== parent) return false;
  try {
    process.kill(parent, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
