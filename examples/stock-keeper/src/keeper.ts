import {
  checkCredentials,
  parseWebhook,
  type Schema,
  type SellerClient,
  verifyWebhook,
  WebhookError,
} from '@koli/client';
import type { Applied, Store } from './store.ts';

type Package = Schema<'Package'>;

export type KeeperOptions = {
  seller: Pick<SellerClient, 'each'>;
  store: Store;
  /** What our webhook was registered with. */
  apiKey: string;
  /** Where calls are signed; the marketplace itself signs nothing. */
  signingSecret?: string;
  now?: () => number;
};

/** What became of a webhook call, and the status to answer it with. */
export type Heard = { status: 200 | 400 | 401; became: 'applied' | 'known' | 'repeated' | 'test' | 'refused' };

export type WebhookCall = { headers: Record<string, string | string[] | undefined>; body: Uint8Array | string };

export type Polled = { seen: number; news: number };

const day_ms = 86_400_000;

/** A change may be stamped before a scan and be seen only after it, so the next scan looks back a little further. */
const overlap_ms = 60_000;
/** Lists reach back a month. */
const sweep_ms = 30 * day_ms;
/** Longer than anybody repeats a webhook call, replays by hand included. */
const remembered_ms = 60 * day_ms;

/** Two ways by which changes come, into one store: webhooks are quick, polling misses nothing. */
export function createKeeper({ seller, store, apiKey, signingSecret, now = Date.now }: KeeperOptions) {
  /** A call that somebody made to our webhook. Answer with `status` only after this is done. */
  async function hear({ headers, body }: WebhookCall): Promise<Heard> {
    let packages: Package[];
    try {
      if (!(await checkCredentials(headers, { apiKey }))) return { status: 401, became: 'refused' };
      const verified = signingSecret && (await verifyWebhook({ headers, body, secret: signingSecret }));
      packages = verified ? verified.packages : parseWebhook(body);
    } catch (error) {
      if (!(error instanceof WebhookError)) throw error;
      return { status: error.reason === 'body' ? 400 : 401, became: 'refused' };
    }
    if (headers['koli-test'] === 'true') return { status: 200, became: 'test' };
    // The marketplace names no event: what a call tells names it as well.
    const id =
      headers['webhook-id'] ?? packages.map((one) => `${one.shipmentPackageId}/${one.lastModifiedDate}`).join();
    const applied = store.applyHeard(String(id), packages, now());
    if (applied === null) return { status: 200, became: 'repeated' };
    return { status: 200, became: applied.every((one) => one === 'known') ? 'known' : 'applied' };
  }

  /** All packages that were changed since a time; page by page, so that a scan that breaks off has not been for nothing. */
  async function scan(since: number | undefined): Promise<Polled & { newest: number }> {
    const polled = { seen: 0, news: 0, newest: 0 };
    let page: Package[] = [];
    const take = () => {
      polled.news += store.applyListed(page).filter((one: Applied) => one !== 'known').length;
      polled.seen += page.length;
      page = [];
    };
    for await (const found of seller.each.streamOrders({ lastModifiedStartDate: since })) {
      polled.newest = Math.max(polled.newest, found.lastModifiedDate);
      page.push(found);
      if (page.length === 200) take();
    }
    take();
    return polled;
  }

  /**
   * What changed since the last poll. The bookmark is a time of the marketplace's own clock, the newest change that was
   * seen; it moves only after a scan that came to its end, and the next scan begins before it, that time included:
   * several packages may carry one millisecond, and one of them may have come after we looked.
   */
  async function poll(): Promise<Polled> {
    const bookmark = store.bookmark();
    const { newest, ...polled } = await scan(bookmark === null ? undefined : bookmark - overlap_ms);
    if (newest > (bookmark ?? 0)) store.setBookmark(newest);
    return polled;
  }

  /**
   * All that the lists still tell, once a night and after every outage: packages of a split may appear late with the time
   * of the split, where no bookmark looks again.
   */
  async function sweep(): Promise<Polled> {
    const { newest, ...polled } = await scan(now() - sweep_ms);
    if (newest > (store.bookmark() ?? 0)) store.setBookmark(newest);
    store.forgetHeard(now() - remembered_ms);
    return polled;
  }

  return { hear, poll, sweep };
}

export type Keeper = ReturnType<typeof createKeeper>;
