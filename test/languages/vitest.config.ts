import { defineConfig } from 'vitest/config';

/** Apart from the other tests, because these need PHP, Python and Java: `npm run test:examples`. */
export default defineConfig({
  test: {
    include: ['test/languages/**/*.test.ts'],
    environment: 'node',
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    expect: { poll: { timeout: 60_000 } },
  },
});
