/** A seller and the settings that rules and readers look at. Times are true UTC ms. */
export type Seller = { seller_id: number; name: string; settings: SellerSettings; created_at: number };

export const tiers = ['50k', '75k', '150k', '500k', 'unlimited'] as const;
export type Tier = (typeof tiers)[number];

/** Where a seller sends from, is invoiced, or takes returns. The id is a `warehouseId`. */
export type SellerAddress = {
  id: number;
  type: 'Shipment' | 'Invoice' | 'Returning';
  country?: string;
  city?: string;
  cityCode?: number;
  district?: string;
  districtId?: number;
  postCode?: string;
  address?: string;
  isDefault?: boolean;
};

/** Addresses that a seller has listed itself, and when it changed the list lately. */
export type IpList = { entries: { ip: string; expires_at: number }[]; changed_at: number[] };

export type SellerSettings = {
  /** Listing tier: decides the calls allowed per minute. */
  tier: Tier;
  /** Provider of new packages, a code of `cargo.ts`. */
  cargo_provider: string;
  /** 1: the seller has a cargo contract of its own. */
  who_pays: 1 | null;
  warehouse_id: number;
  /** Null: one of each type that koli makes up. */
  addresses: SellerAddress[] | null;
  /** Shape of webhook bodies; null: the installation's setting. */
  webhook_envelope: 'flat' | 'page' | null;
  /** Old field names beside the new ones. */
  legacy_fields: boolean;
  /** Field names of the marketplace's live answers where they differ from its documents. */
  live_names: boolean;
  /** The marketplace's request limits; null: as the installation has it. */
  rate_limits: boolean | null;
  /** The old list; null: as the installation has it. */
  v1: 'on' | 'off' | 'brownout' | null;
  /** Networks the seller may call from; others get 503. Null: from everywhere. */
  allowed_networks: string[] | null;
  /** Only addresses that the seller has listed itself may call; others get 503. */
  ip_allow_list: boolean;
  /** Documents lack what the marketplace's stage leaves out. */
  sparse_bodies: boolean;
  /** Whether invoices are accepted at once; null: those of domestic packages are. */
  invoice_review: 'at-once' | 'by-hand' | null;
  /** No setting of the operator: the seller's own list. */
  ip_list: IpList;
  /** A package that has not left when its date passes is cancelled. */
  cancel_overdue: boolean;
};

/** Settings that make the marketplace behave differently towards one seller. An installation may leave them out. */
export const sellerSwitches = ['rate_limits', 'v1', 'allowed_networks', 'ip_allow_list', 'sparse_bodies'] as const;

export const defaultSellerSettings: SellerSettings = {
  tier: 'unlimited',
  cargo_provider: 'TEXMP',
  who_pays: null,
  warehouse_id: 0,
  addresses: null,
  webhook_envelope: null,
  legacy_fields: false,
  live_names: false,
  rate_limits: null,
  v1: null,
  allowed_networks: null,
  ip_allow_list: false,
  ip_list: { entries: [], changed_at: [] },
  sparse_bodies: false,
  invoice_review: null,
  cancel_overdue: false,
};
