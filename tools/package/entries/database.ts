import module from 'node:module';

module.enableCompileCache?.();
await import('../../../src/core/postgres/embedded-thread.ts');
