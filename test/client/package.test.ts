import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../client/', import.meta.url));
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const sources = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const textOf = (file: string) => readFileSync(join(folder, 'src', file), 'utf8');

describe('the sources of the client', () => {
  test('import only one another', () => {
    expect(sources.length).toBeGreaterThan(8);
    for (const file of sources) {
      const targets = [...textOf(file).matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, target]) => target!);
      const strangers = targets.filter((target) => !existsSync(join(folder, 'src', file, '..', target)));
      expect([file, strangers]).toEqual([file, []]);
      expect([file, targets.filter((target) => target.includes('../..'))]).toEqual([file, []]);
    }
  });

  test('need no dependency at run time, and nothing of Node', () => {
    expect(manifest.dependencies).toBeUndefined();
    expect(manifest.peerDependencies).toBeUndefined();
    for (const file of sources.filter((file) => !file.startsWith('generated')))
      expect([file, textOf(file).match(/\bnode:|\bprocess\.|\bBuffer\b|\brequire\(/g)]).toEqual([file, null]);
  });
});
