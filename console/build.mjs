// Builds the page after `npm ci`. Plain JavaScript, for the Node that npm itself runs on. Where the tools of
// development were left out (--omit=dev) there is nothing to build with, and the API serves without a page.
let vite;
try {
  vite = await import('vite');
} catch {
  console.log('koli: without development dependencies the console is not built; the API does not need it.');
}
if (vite) await vite.build({ configFile: new URL('vite.config.ts', import.meta.url).pathname, logLevel: 'warn' });
