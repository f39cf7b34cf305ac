import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from '../../client/src/index.ts';
import { type Koli, textOf, type Work } from './koli.ts';
import { lengthOf, numberOf, plural } from './text.ts';

type Stream = Result<'startTraffic'>;

/** How often it is asked how many there are. */
const look_ms = 100;

export const traffic: Work = async (koli, _, flags) => {
  const length = textOf(flags['for']);
  const begun = await koli.operator.startTraffic({
    sellerId: koli.seller_id,
    rate: textOf(flags['rate']),
    seed: textOf(flags['seed']) === undefined ? undefined : numberOf(textOf(flags['seed'])!, '--seed'),
    for: length === undefined ? undefined : lengthOf(length),
  });
  const stopped = koli.terminal.stop().then(() => true as const);
  const stream = await over(koli, begun, stopped);
  if (koli.terminal.live) koli.terminal.draw('');
  const { orders, steps, cancels, refused } = stream;
  koli.show({ orders, steps, cancels, refused }, () => countsText(stream));
  if (stream.reason === 'asked' || stream.reason === 'through') return 0;
  koli.terminal.note(`koli: The traffic has ended: ${stream.says ?? 'another took its place'}.`);
  return 1;
};

/** Until it has ended: by itself, by whoever asked for it, or by somebody else. */
async function over(koli: Koli, begun: Stream, stopped: Promise<true>): Promise<Stream> {
  const query = { sellerId: begun.sellerId };
  const find = ({ content }: { content: Stream[] }) => content.find(({ id }) => id === begun.id);
  for (let stream = begun; ; ) {
    if (koli.terminal.live) koli.terminal.draw(countsText(stream));
    if (!stream.on) return stream;
    const is_asked = await Promise.race([stopped, sleep(look_ms, false)]);
    const answer = is_asked ? koli.operator.stopTraffic(query) : koli.operator.listTraffic(query);
    stream = find(await answer) ?? { ...stream, on: false };
  }
}

const countsText = ({ orders, steps, cancels, refused }: Stream): string =>
  `${plural(orders, 'order')}, ${plural(steps, 'step')}, ${plural(cancels, 'customer cancel')}${refused === 0 ? '' : `, ${refused} refused`}`;
