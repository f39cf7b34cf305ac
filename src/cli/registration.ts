import { setTimeout as sleep } from 'node:timers/promises';
import { KoliError } from '../../client/src/index.ts';
import { type Koli, sentenceOf } from './koli.ts';

const pause_ms = 500;

type Terms = Parameters<Koli['operator']['createSellerWebhook']>[1];

/** A webhook that is there for as long as a verb runs, whatever becomes of the sandbox meanwhile. */
export type Registration = {
  /** Of the webhook as it was last registered. */
  id(): string;
  /** Looks after it until told otherwise: a reset, a restore or an import takes it off, and koli may stop and come back. */
  keep(over: AbortSignal): Promise<void>;
  /** Takes it off; false where nobody answers. */
  takeOff(): Promise<boolean>;
};

export async function register(koli: Koli, terms: Terms & { url: string }): Promise<Registration> {
  const { operator, seller_id, terminal } = koli;
  let { id } = await operator.createSellerWebhook(seller_id, terms);
  let is_passive = false;
  /** What is in the way, told once. */
  let trouble: string | null = null;

  function tell(sentence: string): void {
    if (sentence !== trouble) terminal.note(sentence);
    trouble = sentence;
  }

  async function look(): Promise<void> {
    const { content } = await operator.listSellerWebhooks(seller_id);
    const own = content.find(({ url }) => url === terms.url);
    if (own === undefined) {
      ({ id } = await operator.createSellerWebhook(seller_id, terms));
      terminal.note('The webhook was gone, as after a reset: registered again. What happened in between is not told.');
    } else id = own.id;
    if (own?.status === 'PASSIVE' && !is_passive)
      terminal.note(`The webhook failed too often and is PASSIVE: koli webhooks activate ${id} wakes it up.`);
    is_passive = own?.status === 'PASSIVE';
    if (trouble !== null) terminal.note('koli answers again.');
    trouble = null;
  }

  /** The stream says at its beginning, at every reset and now and then that there may be something to look after. */
  async function follow(over: AbortSignal): Promise<void> {
    for await (const { event } of operator.followPackages({ sellerId: seller_id }, { signal: over }))
      if (event !== 'package') await look();
  }

  return {
    id: () => id,
    async keep(over) {
      while (!over.aborted) {
        try {
          await follow(over);
        } catch (error) {
          if (over.aborted) return;
          const reason = error instanceof KoliError ? sentenceOf(error, koli.url) : 'The connection to koli broke.';
          tell(`${reason} Waiting.`);
        }
        await sleep(pause_ms, undefined, { signal: over }).catch(() => {});
      }
    },
    async takeOff() {
      try {
        await operator.deleteSellerWebhook(seller_id, id);
      } catch (error) {
        if (!(error instanceof KoliError)) throw error;
        if (error.status === null) return false;
        // A reset may have come before.
        if (error.status !== 404) throw error;
      }
      return true;
    },
  };
}
