// Builds the console after `npm ci`. Plain JavaScript, because npm may run on an old Node. Without development dependencies
// (--omit=dev) there is nothing to build with, and koli serves the API without a console.
let vite;
try {
  vite = await import('vite');
} catch {
  console.log('koli: without development dependencies the console is not built; the API does not need it.');
}
if (vite) await vite.build({ configFile: new URL('vite.config.ts', import.meta.url).pathname, logLevel: 'warn' });
