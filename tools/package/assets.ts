import { fileURLToPath } from 'node:url';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `src/assets/assets.ts` of the package: all files lie beside its code. */
export const assets: typeof import('../../src/assets/assets.ts').assets = {
  console: here('./console/'),
  migrations: here('./migrations/'),
  scenarios: here('./scenarios/'),
  font: here('./label.ttf'),
  swagger: here('./swagger/'),
  firstDatabase: here('./first-database.image'),
  thread: new URL('./thread.js', import.meta.url),
  database: new URL('./database.js', import.meta.url),
};

export const typed = { koli: 'npx koli', start: 'npx koli' };
