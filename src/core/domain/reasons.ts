import { isAbroad } from './countries.ts';

/** Why a seller cannot supply units, with the name at home and abroad. 503 is for storefronts outside Turkey only. */
export const cancelReasons = [
  { code: 500, name: 'Stock Out', name_abroad: 'Stock Out' },
  { code: 501, name: 'Defective Product', name_abroad: 'Faulty/damaged product' },
  { code: 502, name: 'Incorrect Price', name_abroad: 'Wrong price' },
  { code: 503, name: 'Wrong Listing', name_abroad: 'Incorrect image/barcode/quantity', abroad_only: true },
  { code: 504, name: 'Integration Problem', name_abroad: 'Integration error' },
  { code: 505, name: 'Bulk purchase', name_abroad: 'Bulk purchase' },
  { code: 506, name: 'Force Majeure', name_abroad: 'Force majeure' },
] as const;

/** A reason in the words of the package's storefront. */
export function reasonName(code: number, country: string | undefined): string {
  const reason = cancelReasons.find((one) => one.code === code)!;
  return isAbroad(country) ? reason.name_abroad : reason.name;
}
