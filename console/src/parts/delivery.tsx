import { useText } from '../language/index.ts';
import { Badge, type Tone } from './badge.tsx';

const tones: Record<string, Tone> = { delivered: 'good', owed: 'warn', held: 'warn', 'given-up': 'bad' };

/** The state of a webhook delivery. */
export function DeliveryBadge({ state }: { state: string }) {
  const text = useText();
  return <Badge tone={tones[state]}>{text.detail.delivery[state] ?? state}</Badge>;
}
