/** A seller and the settings that rules and readers look at. Times are true UTC ms. */
export type Seller = { seller_id: number; name: string; settings: SellerSettings; created_at: number };

export const tiers = ['50k', '75k', '150k', '500k', 'unlimited'] as const;
export type Tier = (typeof tiers)[number];

export type SellerSettings = {
  /** Listing tier: decides the calls allowed per minute. */
  tier: Tier;
  /** Provider of new packages, a code of `cargo.ts`. */
  cargo_provider: string;
  /** 1: the seller has a cargo contract of its own. */
  who_pays: 1 | null;
  warehouse_id: number;
  /** Shape of webhook bodies; null: the installation's setting. */
  webhook_envelope: 'flat' | 'page' | null;
  /** Old field names beside the new ones. */
  legacy_fields: boolean;
};

export const defaultSellerSettings: SellerSettings = {
  tier: 'unlimited',
  cargo_provider: 'TEXMP',
  who_pays: null,
  warehouse_id: 0,
  webhook_envelope: null,
  legacy_fields: false,
};
