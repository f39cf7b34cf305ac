import { setFlagsFromString } from 'node:v8';
import type { Settings } from '../app/config.ts';
import { type OpenedFiles, openEmbedded } from '../core/postgres/engine.ts';
import { findPrepared } from '../core/postgres/prepared-file.ts';

/**
 * V8 would compile functions of the database a second time, with optimizations, as soon as they have run for a moment: 55
 * functions during a start. For one of them, PostgreSQL's parser with 105 KB, that takes 600 MB and a second of computing,
 * and the process cannot end meanwhile. Without it an idle sandbox has 235 MB instead of 287 MB, orders take the same
 * time, and large lists, exports and restores take a fifth longer. This is for all WebAssembly of the process, so only the
 * program does it: `@koli/testing` leaves the process of its user as it is.
 */
const compile_once = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];

/**
 * The embedded database of a sandbox opens in its thread while this one loads the rest of koli. A start from a file does
 * not begin early: if the file cannot be read, no folder should be created.
 */
export function openEarly({ mode, database_url, from, ...settings }: Settings): Promise<OpenedFiles> | undefined {
  if (mode !== 'sandbox' || database_url !== undefined || from !== undefined) return undefined;
  for (const flag of compile_once) setFlagsFromString(flag);
  const files = openEmbedded(settings, { fresh: findPrepared });
  // `serve` waits for it, and meets the failure.
  files.catch(() => {});
  return files;
}
