import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const authorization = `Basic ${Buffer.from('sandbox-key:sandbox-secret').toString('base64')}`;

/** Ready means that a seller's list was answered. */
export async function untilListed(child: ChildProcess, url: string): Promise<void> {
  const headers = { authorization, 'user-agent': 'koli-bench' };
  for (let tries = 0; tries < 6_000 && child.exitCode === null; tries++) {
    const answer = await fetch(`${url}/integration/order/sellers/2738/v2/orders`, { headers }).catch(() => null);
    if (answer?.status === 200) return;
    await sleep(10);
  }
  throw new Error('koli does not start');
}
