#!/usr/bin/env node
// koli's sources are TypeScript, which Node runs as it is from 24 on; an older Node hands over to the packaged one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../src/main.ts', import.meta.url);

if (Number.parseInt(process.versions.node, 10) >= 24) await import(main.href);
else {
  const node = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  if (!existsSync(node)) {
    console.error(`koli: Node ${process.versions.node} is too old: install Node 24 or newer, or run npm ci.`);
    process.exit(1);
  }
  // The variable lets koli end with this process, also where it is killed.
  const env = { ...process.env, KOLI_LAUNCHER: String(process.pid) };
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
