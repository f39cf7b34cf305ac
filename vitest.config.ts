import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const files = ['test/**/*.test.ts', 'examples/*/test/**/*.test.ts'];

const on_server = process.env['KOLI_TEST_DATABASE_URL'] !== undefined;

/** `npm run test:full`: the files that have long runs, at their full length. Their other tests are quick. */
const is_full = process.env['KOLI_TESTS'] === 'full';
const hasLongRuns = (file: string) =>
  file.endsWith('.full.test.ts') || /\/length\.ts'|SHOPS/.test(readFileSync(file, 'utf8'));

export default defineConfig({
  test: {
    include: is_full && !on_server ? files.flatMap((pattern) => globSync(pattern)).filter(hasLongRuns) : files,
    exclude: [
      '**/node_modules/**',
      ...(is_full ? [] : ['**/*.full.test.ts']),
      // These want a Chromium: `npm run test:browser`.
      'test/browser/**',
      // These build and install the packages: `npm run test:packages`.
      'test/packages/**',
      // These want PHP, Python and Java: `npm run test:examples`.
      'test/languages/**',
      // These build and start the image: `npm run test:container`.
      'test/container/**',
      // Clients of the API, what asks no database, or always the embedded one: on a server there is nothing more to see.
      ...(on_server
        ? [
            'examples/**',
            'test/{domain,wire}/**',
            'test/house.test.ts',
            'test/testing/**',
            'test/client/**',
            'test/postgres/prepared.test.ts',
            'test/cli/{verbs,scenarios,listen}.test.ts',
          ]
        : // Several nodes, and failures of a server.
          ['test/acceptance/rolling.test.ts', 'test/postgres/away.test.ts']),
    ],
    env: is_full ? { SHOPS: '100' } : {},
    environment: 'node',
    // Usually a core is left free; on two that would be one file after another, and many of them wait for processes.
    maxWorkers: '100%',
    // No test replaces a module, so files may share what a worker has loaded: loading it anew for each cost two seconds.
    isolate: false,
    globalSetup: './test/global-setup.ts',
    reporters: ['./test/reporter.ts'],
    silent: 'passed-only',
    // Only a test that hangs runs into these: what a test waits for comes when the machine has time for it.
    testTimeout: is_full ? 3_600_000 : 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
  },
});
