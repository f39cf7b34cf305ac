import { spawn } from 'node:child_process';
import { leash } from './leash.ts';
import { startPostgres } from './postgres-server.ts';

/**
 * Runs the tests on a PostgreSQL that is started for them and deleted afterwards. The tests need no durability, which
 * is what PostgreSQL would spend most of their time on.
 */
const server = await startPostgres({ settings: { fsync: 'off', max_connections: '300' } });
let tests: ReturnType<typeof spawn> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => tests?.kill(signal));
try {
  const vitest = new URL('../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
  tests = spawn(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, KOLI_TEST_DATABASE_URL: server.url },
  });
  leash(tests);
  process.exitCode = await new Promise<number>((resolve) => tests!.once('exit', (status) => resolve(status ?? 1)));
} finally {
  await server.stop();
}
