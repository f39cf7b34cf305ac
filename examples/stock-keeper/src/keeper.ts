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
  /** The credentials of our webhook. */
  apiKey: string;
  /** The signing secret, if calls are signed. The marketplace does not sign. */
  signingSecret?: string;
  now?: () => number;
};

/** The result of a webhook call, and the status of its answer. */
export type Heard = { status: 200 | 400 | 401; became: 'applied' | 'known' | 'repeated' | 'test' | 'refused' };

export type WebhookCall = { headers: Record<string, string | string[] | undefined>; body: Uint8Array | string };

export type Polled = { seen: number; news: number };

const day_ms = 86_400_000;

/** A change may be stamped before a scan and become visible after it, so each scan starts a little earlier. */
const overlap_ms = 60_000;
/** The reach of the lists. */
const sweep_ms = 30 * day_ms;
/** Longer than any repeat of a webhook call, including replays by hand. */
const remembered_ms = 60 * day_ms;

/** Two sources of changes for one store: webhooks are quick, polling is complete. */
export function createKeeper({ seller, store, apiKey, signingSecret, now = Date.now }: KeeperOptions) {
  /** Handles a call to our webhook. Send `status` only after this has returned. */
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
    // The marketplace sends no event id, so the content identifies a call.
    const id =
      headers['webhook-id'] ?? packages.map((one) => `${one.shipmentPackageId}/${one.lastModifiedDate}`).join();
    const applied = store.applyHeard(String(id), packages, now());
    if (applied === null) return { status: 200, became: 'repeated' };
    return { status: 200, became: applied.every((one) => one === 'known') ? 'known' : 'applied' };
  }

  /** All packages changed since a time, page by page, so that an interrupted scan keeps its progress. */
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
   * What changed since the last poll. The bookmark is the newest change that was seen, by the marketplace's clock. It moves
   * only after a complete scan. The next scan starts before it and includes it: several packages may have the same
   * millisecond, and one of them may have appeared after we looked.
   */
  async function poll(): Promise<Polled> {
    const bookmark = store.bookmark();
    const { newest, ...polled } = await scan(bookmark === null ? undefined : bookmark - overlap_ms);
    if (newest > (bookmark ?? 0)) store.setBookmark(newest);
    return polled;
  }

  /**
   * Everything in the reach of the lists, once a night and after every outage. Packages of a split may appear late, with
   * the time of the split, where no bookmark looks again.
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
