import { type Claimed, claimDue, postponeBlocked, setAside } from '../postgres/deliveries.ts';
import type { Client } from '../postgres/statement.ts';
import { together } from '../postgres/transaction.ts';
import { findReceivers, type Receiver } from '../postgres/webhooks.ts';
import type { World } from '../world.ts';
import { eventId } from './attempt.ts';
import { bodiesOf } from './body.ts';
import type { Channel, Ready } from './channel.ts';
import { type Leased, webhookText } from './settle.ts';
import { signing } from './sign.ts';

export type ClaimRequest = { channel: Channel; size: number };

type ClaimRound = {
  now: number;
  real_now: number;
  leased_until: number;
  /** Look closer at webhooks with less to claim than asked for: done every second, not every time. */
  thorough: boolean;
};

/** Claims due deliveries of several webhooks with their bodies; each channel learns whether it has more. */
export async function claim(client: Client, world: World, asks: ClaimRequest[], round: ClaimRound): Promise<Ready[]> {
  const receivers = new Map(
    (
      await findReceivers(
        client,
        asks.map((ask) => ask.channel),
      )
    ).map((receiver) => [webhookText(receiver), receiver]),
  );
  const leased = (
    await together(asks.map((ask) => claimOne(client, world, ask, receivers.get(webhookText(ask.channel)), round)))
  ).flat();
  const sent = await world.extension.claimed(client, leased);
  // Behind what is not sent now there may be more to claim.
  if (sent.length < leased.length) for (const { channel } of asks) channel.more = true;
  if (sent.length === 0) return [];
  const bodies = await bodiesOf(client, sent, (event, error) =>
    world.log.error({ err: error, event: eventId(event) }, 'the body of a webhook call cannot be made'),
  );
  return sent.map((delivery, index) => ({ ...delivery, body: bodies[index]! }));
}

async function claimOne(
  client: Client,
  world: World,
  { channel, size }: ClaimRequest,
  receiver: Receiver | undefined,
  round: ClaimRound,
): Promise<Leased[]> {
  channel.more = false;
  if (receiver === undefined) return [];
  const { now, real_now, leased_until } = round;
  const is_active = receiver.status === 'ACTIVE' && receiver.deleted_at === null;
  if (channel.epoch !== receiver.epoch) channel.late = true;
  channel.epoch = receiver.epoch;
  if (!is_active || channel.late || (round.thorough && receiver.epoch > 0)) {
    const state = receiver.deleted_at === null ? 'held' : 'dropped';
    const { seller_id, webhook_id, epoch: below_epoch } = receiver;
    const due_until = is_active && !channel.late ? now : Number.MAX_SAFE_INTEGER;
    const aside = {
      seller_id,
      webhook_id,
      state,
      below_epoch,
      due_until,
      now: world.clock.doneAt(0),
      real_now,
    } as const;
    const count = await setAside(client, aside);
    channel.late = count > 0;
    channel.more = count > 0;
    if (!is_active) channel.locked = false;
    if (count > 0 || !is_active) return [];
  }
  if (!unsealReceiver(channel, receiver, world) || (receiver.paused_until ?? 0) > now) return [];
  const { seller_id, webhook_id, epoch } = receiver;
  const busy = [...channel.busy];
  const ask = { seller_id, webhook_id, now, epoch, busy, limit: size, real_now, leased_until };
  const claimed: Claimed[] = await claimDue(client, ask);
  channel.more = claimed.length === size;
  if (claimed.length < size && round.thorough) await postponeBlocked(client, receiver, now, real_now);
  return claimed.map((delivery) => ({ ...delivery, epoch, leased_until }));
}

/**
 * Opens the secrets, once for all claims. If that fails, the operator has to act; it does not count as a failure of the
 * receiver.
 */
function unsealReceiver(channel: Channel, receiver: Receiver, world: World): boolean {
  const { url, authentication_type, username, secret: sealed } = receiver;
  try {
    const opened = new Map<string, string>();
    const open = (text: string): string => {
      const plain = channel.opened.get(text) ?? world.seal.open(text);
      opened.set(text, plain);
      return plain;
    };
    const now_signing = signing(receiver.signing, world.clock.now()).map(({ secret, until }) => ({
      secret: open(secret),
      until,
    }));
    channel.target = { url, authentication_type, username, secret: open(sealed), signing: now_signing };
    channel.opened = opened;
    channel.locked = false;
    return true;
  } catch (error) {
    if (!channel.locked)
      world.log.error({ err: error, ...keysOf(receiver) }, 'a webhook waits: its secret does not open');
    channel.locked = true;
    return false;
  }
}

const keysOf = ({ seller_id, webhook_id }: Receiver) => ({ seller_id, webhook_id });
