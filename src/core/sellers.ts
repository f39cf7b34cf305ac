import { defaultSellerSettings, type Seller } from './domain/seller.ts';
import type { SellerRow } from './postgres/sellers.ts';

export const sellerOf = (row: SellerRow): Seller => ({
  seller_id: row.seller_id,
  name: row.name,
  settings: { ...defaultSellerSettings, ...JSON.parse(row.settings) },
  created_at: row.created_at,
});
