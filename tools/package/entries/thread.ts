import module from 'node:module';

module.enableCompileCache?.();
if (typeof AsyncDisposableStack === 'undefined') await import('./polyfills.ts');
await import('../../../src/embed/thread.ts');
