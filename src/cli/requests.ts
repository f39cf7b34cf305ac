import { setTimeout as sleep } from 'node:timers/promises';
import type { Arguments, Result } from '../../client/src/index.ts';
import type { Koli, VerbWork } from './koli.ts';
import type { Options } from './options.ts';
import { plainText, timeText } from './text.ts';

type Entry = Result<'listRequests'>['content'][number];
type Filter = NonNullable<Arguments<'listRequests'>[0]>;

const request_poll_ms = 500;

/** What was asked of koli, and with `--follow` what will be. */
export const requestsVerb: VerbWork = async (koli, _, options) => {
  const filter = filterOf(options);
  const show = (entries: Entry[]) => {
    for (const entry of entries) koli.terminal.out(koli.json ? JSON.stringify(entry) : entryText(entry, options));
  };
  const { content } = await koli.operator.listRequests({ ...filter, size: options.limit('limit', 20) });
  if (!options.isOn('follow') && content.length === 0 && !koli.json) koli.terminal.out('none');
  show(content);
  if (options.isOn('follow')) await followRequests(koli, filter, content.at(-1)?.number ?? 0, show);
  return 0;
};

async function followRequests(
  koli: Koli,
  filter: Filter,
  from: number,
  show: (entries: Entry[]) => void,
): Promise<void> {
  const over = new AbortController();
  const stopped = koli.terminal.stop().then(() => over.abort());
  let after = from;
  while (!over.signal.aborted) {
    const { content } = await koli.operator.listRequests({ ...filter, after, size: 1_000 });
    show(content);
    after = content.at(-1)?.number ?? after;
    await sleep(request_poll_ms, null, { signal: over.signal }).catch(() => {});
  }
  await stopped;
}

function filterOf(options: Options): Filter {
  const filter = {
    sellerId: options.number('seller'),
    method: options.text('method')?.toUpperCase(),
    path: options.text('path'),
    operation: options.text('operation'),
    status: options.number('status'),
    statusFrom: options.isOn('refused') ? 400 : undefined,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

function entryText(entry: Entry, options: Options): string {
  const caller = entry.sellerId === null ? 'unknown' : entry.sellerId === 0 ? 'operator' : `seller ${entry.sellerId}`;
  const query = entry.query === '' ? '' : `?${entry.query}`;
  const line = [
    timeText(entry.date),
    entry.method.padEnd(6),
    String(entry.status),
    caller.padEnd(12),
    entry.path + query,
    entry.refusal ?? '',
  ];
  const bodies = options.isOn('bodies')
    ? [
        ['→', entry.request.body],
        ['←', entry.answer.body],
      ].flatMap(([arrow, body]) => (body === null ? [] : [`  ${arrow} ${body}`]))
    : [];
  return [line.join('  ').trimEnd(), ...bodies].map(plainText).join('\n');
}
