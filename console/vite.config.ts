import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Writes compressed files, so that the server need not compress. */
const compressed: Plugin = {
  name: 'compressed',
  // From the written files, because other plugins change the bundle while it is built.
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name))) {
      const file = join(dir!, name);
      const text = readFileSync(file);
      writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
      writeFileSync(`${file}.br`, brotliCompressSync(text));
    }
  },
};

export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  // Relative: a proxy may serve koli below any path.
  base: command === 'build' ? './' : '/console/',
  plugins: [react(), compressed],
  // The server replaces this with a nonce per answer.
  html: { cspNonce: 'KOLI_NONCE' },
  // From its sources, so that the client need not be built first.
  resolve: { alias: { '@koli/client': fileURLToPath(new URL('../client/src/index.ts', import.meta.url)) } },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    // The package of koli lists the licences of its content.
    license: true,
    chunkSizeWarningLimit: 1_000,
    // A polyfill would be an inline script.
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4000', '/integration': 'http://127.0.0.1:4000' } },
}));
