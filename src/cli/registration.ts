import { setTimeout as sleep } from 'node:timers/promises';
import { KoliError } from '../../client/src/index.ts';
import { type Koli, sentenceOf } from './koli.ts';

const pause_ms = 500;

type RegistrationTerms = Parameters<Koli['operator']['createSellerWebhook']>[1] & { url: string };

/** A webhook that exists while a verb runs. If a reset deletes it, it is registered again under the same address. */
export class Registration {
  readonly #koli: Koli;
  readonly #terms: RegistrationTerms;
  #id: string;
  #is_passive = false;
  /** The trouble that was reported, so that it is reported once. */
  #trouble: string | null = null;

  private constructor(koli: Koli, terms: RegistrationTerms, id: string) {
    this.#koli = koli;
    this.#terms = terms;
    this.#id = id;
  }

  static async register(koli: Koli, terms: RegistrationTerms): Promise<Registration> {
    const { id } = await koli.operator.createSellerWebhook(koli.seller_id, terms);
    return new Registration(koli, terms, id);
  }

  /** The id of the webhook since its last registration. */
  id(): string {
    return this.#id;
  }

  /** Keeps the webhook registered until `over`, also if koli stops and comes back. */
  async keep(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      try {
        await this.#follow(over);
      } catch (error) {
        if (over.aborted) return;
        const reason = error instanceof KoliError ? sentenceOf(error, this.#koli.url) : 'The connection to koli broke.';
        this.#reportTrouble(`${reason} Waiting.`);
      }
      await sleep(pause_ms, undefined, { signal: over }).catch(() => {});
    }
  }

  /** Deletes the webhook. False if koli does not answer. */
  async takeOff(): Promise<boolean> {
    const { operator, seller_id } = this.#koli;
    try {
      await operator.deleteSellerWebhook(seller_id, this.#id);
    } catch (error) {
      if (!(error instanceof KoliError)) throw error;
      if (error.status === null) return false;
      // A reset may have deleted it already.
      if (error.status !== 404) throw error;
    }
    return true;
  }

  /** Looks at the webhook at the start of the stream of changes, at each reset, and at each beat. */
  async #follow(over: AbortSignal): Promise<void> {
    const { operator, seller_id } = this.#koli;
    for await (const { event } of operator.followPackages({ sellerId: seller_id }, { signal: over }))
      if (event !== 'package') await this.#look();
  }

  async #look(): Promise<void> {
    const { operator, seller_id, terminal } = this.#koli;
    const { content } = await operator.listSellerWebhooks(seller_id);
    const own = content.find(({ url }) => url === this.#terms.url);
    if (own === undefined) {
      this.#id = (await operator.createSellerWebhook(seller_id, this.#terms)).id;
      terminal.note(
        'The webhook was deleted, for example by a reset, and is registered again. Events in between are lost.',
      );
    } else this.#id = own.id;
    const is_passive = own?.status === 'PASSIVE';
    if (is_passive && !this.#is_passive)
      terminal.note(`The webhook failed too often and is PASSIVE: koli webhooks activate ${this.#id} reactivates it.`);
    this.#is_passive = is_passive;
    if (this.#trouble !== null) terminal.note('koli answers again.');
    this.#trouble = null;
  }

  #reportTrouble(sentence: string): void {
    if (sentence !== this.#trouble) this.#koli.terminal.note(sentence);
    this.#trouble = sentence;
  }
}
