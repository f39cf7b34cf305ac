import type { Limits } from './domain/limits.ts';

/** What the core and its API want to be told about an installation. `app/` reads it from the environment. */
export type CoreSettings = {
  limits: Limits;
  /** Batches of writes that commit at the same time. */
  lanes: number;
  /** A write that takes longer is rolled back. */
  write_limit_ms: number;
  /** The address on which koli listens. */
  host: string;
  /** Host names that requests may ask for: names, `*.name`, or `*`. */
  allowed_hosts: string[];
  /** Before each path; empty: nothing. */
  base_path: string;
  /** Proxies whose word about the caller counts. */
  trusted_proxies: string[];
  /** Bearer token of the operator API. */
  operator_token: string;
  /** The marketplace's request limits. */
  rate_limits: boolean;
  /** The longest delay of the answer to a wrong key. */
  wrong_key_delay_ms: number;
  /** The old list, and when a brown-out closes it. */
  v1: 'on' | 'off' | 'brownout';
  v1_brownout: { start: number; minutes: number }[];
  webhook: {
    envelope: 'flat' | 'page';
    profile: 'trendyol' | 'standard';
    timeout_ms: number;
    retry_ms: number;
    standard_divisor: number;
    log_days: number;
    limit_per_seller: number;
    forbidden_words: boolean;
    allow_http: boolean;
    allowed_networks: string[];
  };
};
