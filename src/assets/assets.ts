import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { resolve } = createRequire(import.meta.url);

/** Files that koli reads beside its code. The build of the package puts `tools/package/assets.ts` in place of this module. */
export const assets = {
  /** The page, as `npm run build` makes it. */
  console: here('../../console/dist/'),
  migrations: here('../core/postgres/migrations/'),
  scenarios: here('../../scenarios/'),
  font: resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  /** Swagger UI as its Fastify plugin carries it: complete, and without the install counter of its own package. */
  swagger: join(dirname(resolve('@fastify/swagger-ui')), 'static'),
  /** The database that new sandboxes begin with. A checkout makes and keeps its own. */
  firstDatabase: null as string | null,
  /** The entry of a koli in a thread of another program. */
  thread: new URL('../embed/thread.ts', import.meta.url),
  /** The entry of the thread of the embedded database. */
  database: new URL('../core/postgres/embedded-thread.ts', import.meta.url),
};

/** What a person types for koli, and to start it. */
export const typed = { koli: 'npm run koli --', start: 'npm start' };
