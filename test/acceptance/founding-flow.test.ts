import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startWorld } from '../world.ts';

/** The founding flow as the README tells it: the very text that a newcomer pastes. */
function flowOfReadme(): string {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  return /```bash\n([\s\S]*?)```/.exec(readme)![1]!;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('the commands of the README work in a shell, from the test order to the webhook', async () => {
  await using world = await startWorld({ seed: true });
  const flow = flowOfReadme()
    .replaceAll('http://127.0.0.1:4000', world.url)
    .replaceAll('3000', String(await freePort()));
  expect(flow).toContain(world.url);
  const { stdout } = await promisify(execFile)('bash', ['-c', flow]);

  const told = stdout.split('\n').filter((line) => line.startsWith('webhook:'));
  expect(told).toHaveLength(4);
  const parent = told[0]!.split(' ')[1];
  const remainder = told.map((line) => line.split(' ')[1]).find((id) => id !== parent);
  // Between two packages no order is promised, so the last two may come either way round.
  expect(told.toSorted()).toEqual(
    [
      `webhook: ${parent} Awaiting 3 x 8680000000017`,
      `webhook: ${parent} Created 3 x 8680000000017`,
      `webhook: ${parent} Cancelled 1 x 8680000000017`,
      `webhook: ${remainder} Created 2 x 8680000000017`,
    ].toSorted(),
  );
  expect(stdout).toContain(`koli-cancelled-package: ${parent}`);
  expect(stdout).toContain(`koli-new-package: ${remainder}`);
  const after = stdout.slice(stdout.indexOf('koli-new-package')).match(/"(status|quantity)":("\w+"|\d+)/g);
  expect(after).toEqual(['"status":"Created"', '"quantity":2', '"status":"Cancelled"', '"quantity":1']);
});
