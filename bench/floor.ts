// The floor of a start: Node, the libraries of the embedded database, and its opening, with nothing of koli around it but the
// prepared files. Bundled like the package.
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { ImageFs } from '../src/core/postgres/image-fs.ts';

const image = new Uint8Array(readFileSync(process.argv[2]!));
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];
const db = new PGlite({ fs: new ImageFs(image), startParams });
await db.waitReady;
await db.query('select 1');
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ cpu_ms: (user + system) / 1_000 }));
process.exit();
