import { defineConfig } from 'vitest/config';

/** Apart from the other tests: these want a Chromium and the built console. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    environment: 'node',
    globalSetup: './test/global-setup.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A busy machine may be slow to draw.
    expect: { poll: { timeout: 30_000 } },
    // Two browsers at once make each other slow, and nothing faster.
    fileParallelism: false,
  },
});
