import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createConfig, formatProblems, getTotals, lint } from '@redocly/openapi-core';

// Checks openapi.json against the rules of redocly.yaml with the engine of Redocly, but without its command line, so it
// checks for no newer version and sends no telemetry.

const fileOf = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const config = await createConfig(await readFile(fileOf('redocly.yaml'), 'utf8'));
const problems = await lint({ ref: fileOf('openapi.json'), config });
const totals = getTotals(problems);
formatProblems(problems, { totals, format: 'codeframe' });
console.log(`openapi.json: ${totals.errors} errors, ${totals.warnings} warnings`);
if (totals.errors + totals.warnings > 0) process.exitCode = 1;
