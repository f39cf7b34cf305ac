import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Beside each file its compressed forms, so that the server compresses nothing. */
const compressed: Plugin = {
  name: 'compressed',
  // From what was written: other plugins still change the bundle while it is made.
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name))) {
      const file = join(dir!, name);
      const text = readFileSync(file);
      writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
      writeFileSync(`${file}.br`, brotliCompressSync(text));
    }
  },
};

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react(), compressed],
  // The server puts a nonce of its own in its place at each answer.
  html: { cspNonce: 'KOLI_NONCE' },
  // From its sources, so that nothing need be built before.
  resolve: { alias: { '@koli/client': fileURLToPath(new URL('../client/src/index.ts', import.meta.url)) } },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    // The package of koli tells the licences of what it holds.
    license: true,
    chunkSizeWarningLimit: 1_000,
    // A polyfill would be a script within the page.
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4000', '/integration': 'http://127.0.0.1:4000' } },
});
