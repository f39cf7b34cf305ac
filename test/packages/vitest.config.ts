import { defineConfig } from 'vitest/config';

/** Apart from the other tests: these build and install the packages, and need a Chromium. */
export default defineConfig({
  test: {
    include: ['test/packages/**/*.test.ts'],
    environment: 'node',
    globalSetup: './test/packages/global-setup.ts',
    testTimeout: 300_000,
    hookTimeout: 600_000,
    // Each test starts programs of its own that compute.
    fileParallelism: false,
    expect: { poll: { timeout: 60_000 } },
  },
});
