import { defineConfig } from 'vitest/config';

// Within this repository the client is not built: its sources are taken. A project of your own needs none of this.
const conditions = ['koli-source', 'module', 'node', 'development|production'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { hookTimeout: 30_000 },
});
