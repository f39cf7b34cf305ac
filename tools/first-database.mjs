// Makes the database that new sandboxes begin with, after `npm ci`: the first start then need not. Plain JavaScript, for
// the Node that npm itself runs on. Nothing here may keep koli from being installed: whatever goes wrong, and however the
// process ends in which it does, the first start makes the database as it would without this.
import { spawnSync } from 'node:child_process';

const longest_ms = 120_000;
const prepared = new URL('../src/core/postgres/prepared.ts', import.meta.url).href;
const work = `import { existsSync } from 'node:fs';
const { preparedPath } = await import(${JSON.stringify(prepared)});
process.exitCode = existsSync(await preparedPath()) ? 0 : 1;`;

const { status } = spawnSync(process.execPath, ['--input-type=module', '--eval', work], { timeout: longest_ms });
if (status !== 0) console.log('koli: the first start will make its database itself, which takes it some seconds.');
