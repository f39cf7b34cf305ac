import type { Tier } from '../../core/domain/seller.ts';
import { burst, perMinute, type RateClass } from '../contract/rates.ts';

export type Limited = { limit: number; window_s: number; retry_after_s: number };

type Window = { limit: number; window_ms: number; times: Float64Array; next: number };

/** Remembered windows; the least recently used go first. A forgotten one starts empty, so it only ever lets more in. */
const remembered_windows = 20_000;

/**
 * Exact sliding windows in this process: a request passes when the one `limit` before it is older than the window.
 * Several nodes count apart, so a seller spread over n nodes gets up to n times as much.
 */
export function createRates(now_ms: () => number = () => performance.now()) {
  const windows = new Map<string, Window>();

  function windowOf(key: string, limit: number, window_ms: number): Window {
    let window = windows.get(key);
    if (window?.limit === limit) windows.delete(key);
    else window = { limit, window_ms, times: new Float64Array(limit).fill(-Infinity), next: 0 };
    windows.set(key, window);
    if (windows.size > remembered_windows) windows.delete(windows.keys().next().value!);
    return window;
  }

  return {
    /** Counts one request; a request that is refused counts nowhere. */
    check(seller_id: number, operation: string, tier: Tier, rate: RateClass | undefined): Limited | null {
      const now = now_ms();
      const asked = [windowOf(`${seller_id} ${operation} burst`, burst.limit, burst.window_ms)];
      const limit = rate === undefined ? undefined : (perMinute[rate] as Partial<Record<Tier, number>>)[tier];
      if (limit !== undefined) asked.push(windowOf(`${seller_id} ${operation} minute`, limit, 60_000));
      for (const { limit, window_ms, times, next } of asked) {
        const wait_ms = times[next]! + window_ms - now;
        if (wait_ms > 0) return { limit, window_s: window_ms / 1000, retry_after_s: Math.ceil(wait_ms / 1000) };
      }
      for (const window of asked) {
        window.times[window.next] = now;
        window.next = (window.next + 1) % window.limit;
      }
      return null;
    },
  };
}
