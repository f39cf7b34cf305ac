import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // These want a Chromium: `npm run test:browser`.
    exclude: ['test/browser/**'],
    environment: 'node',
    globalSetup: './test/global-setup.ts',
    testTimeout: 60_000,
    hookTimeout: 30_000,
    // What a test waits for comes when the machine has time for it.
    expect: { poll: { timeout: 30_000 } },
  },
});
