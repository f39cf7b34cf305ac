import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'examples/*/test/**/*.test.ts'],
    exclude: [
      // These want a Chromium: `npm run test:browser`.
      'test/browser/**',
      // Clients of the API, what asks no database, or always the embedded one: on a server there is nothing more to see.
      ...(process.env['KOLI_TEST_DATABASE_URL'] === undefined
        ? []
        : [
            'examples/**',
            'test/{domain,wire}/**',
            'test/testing/**',
            'test/client/**',
            'test/postgres/prepared.test.ts',
            'test/cli/{verbs,scenarios,listen}.test.ts',
          ]),
    ],
    environment: 'node',
    // Usually a core is left free; on two that would be one file after another, and many of them wait for processes.
    maxWorkers: '100%',
    // No test replaces a module, so files may share what a worker has loaded: loading it anew for each cost two seconds.
    isolate: false,
    globalSetup: './test/global-setup.ts',
    testTimeout: 60_000,
    hookTimeout: 30_000,
    // What a test waits for comes when the machine has time for it.
    expect: { poll: { timeout: 30_000 } },
  },
});
