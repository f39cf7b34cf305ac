#!/usr/bin/env node
import module from 'node:module';

performance.mark('koli:node');
// From Node 22 on, compiled code is kept between starts.
module.enableCompileCache?.();
// What the sources use and Node 20 or 22 do not have.
if (typeof AsyncDisposableStack === 'undefined') await import('./polyfills.ts');
await import('../../../src/main.ts');
