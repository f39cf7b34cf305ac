import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Ends a child, and what it left, when this process is gone, however that came: a worker of the tests can be killed
 * without a chance to end its own children. A shell waits for the end of its input, which is the end of this process.
 */
export function leash(child: ChildProcess, folder = ''): void {
  if (child.pid === undefined) return;
  const script = 'cat > /dev/null; kill -9 "$0"; test -z "$1" || rm -rf "$1"';
  const watcher = spawn('sh', ['-c', script, String(child.pid), folder], {
    // Ctrl-C reaches all processes of the terminal, and must not end this one first.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.unref();
  (watcher.stdin as unknown as { unref(): void }).unref();
  child.once('exit', () => watcher.kill('SIGKILL'));
}
