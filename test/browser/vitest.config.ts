import { defineConfig } from 'vitest/config';

/** Apart from the other tests: these want a Chromium and the built console. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    environment: 'node',
    globalSetup: './test/global-setup.ts',
    // Only a test that hangs runs into these: a busy machine may be slow to draw.
    testTimeout: 900_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    // Two browsers at once make each other slow, and nothing faster.
    fileParallelism: false,
  },
});
