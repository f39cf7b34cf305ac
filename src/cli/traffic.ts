import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from '../../client/src/index.ts';
import type { Koli, VerbWork } from './koli.ts';
import { plural } from './text.ts';

type Stream = Result<'startTraffic'>;

const poll_ms = 100;

export const trafficVerb: VerbWork = async (koli, _, options) => {
  const begun = await koli.operator.startTraffic({
    sellerId: koli.seller_id,
    rate: options.text('rate'),
    seed: options.number('seed'),
    for: options.length('for'),
  });
  const stopped = koli.terminal.stop().then(() => true as const);
  const stream = await followStream(koli, begun, stopped);
  if (koli.terminal.live) koli.terminal.draw('');
  const { orders, steps, cancels, refused } = stream;
  koli.show({ orders, steps, cancels, refused }, () => countsText(stream));
  if (stream.reason === 'asked' || stream.reason === 'through') return 0;
  koli.terminal.note(`koli: The traffic has ended: ${stream.says ?? 'another stream replaced it'}.`);
  return 1;
};

/** Follows a stream until it ends, or until Ctrl-C stops it. */
async function followStream(koli: Koli, begun: Stream, stopped: Promise<true>): Promise<Stream> {
  const query = { sellerId: begun.sellerId };
  const find = ({ content }: { content: Stream[] }) => content.find(({ id }) => id === begun.id);
  for (let stream = begun; ; ) {
    if (koli.terminal.live) koli.terminal.draw(countsText(stream));
    if (!stream.on) return stream;
    const is_asked = await Promise.race([stopped, sleep(poll_ms, false)]);
    const answer = is_asked ? koli.operator.stopTraffic(query) : koli.operator.listTraffic(query);
    stream = find(await answer) ?? { ...stream, on: false };
  }
}

const countsText = ({ orders, steps, cancels, refused }: Stream): string =>
  `${plural(orders, 'order')}, ${plural(steps, 'step')}, ${plural(cancels, 'customer cancel')}${refused === 0 ? '' : `, ${refused} refused`}`;
