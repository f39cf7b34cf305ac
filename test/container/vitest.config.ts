import { defineConfig } from 'vitest/config';

/** Apart from the other tests: it needs root, buildah, crun and mmdebstrap, and builds an image. */
export default defineConfig({
  test: {
    include: ['test/container/**/*.test.ts'],
    environment: 'node',
    pool: 'threads',
    globalSetup: './test/container/global-setup.ts',
    reporters: ['verbose'],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
