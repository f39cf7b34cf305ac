/** Why a seller cannot supply units. 503 is for storefronts outside Turkey only. */
export const cancelReasons = [
  { code: 500, name: 'Stock Out' },
  { code: 501, name: 'Defective Product' },
  { code: 502, name: 'Incorrect Price' },
  { code: 503, name: 'Wrong Listing', abroad_only: true },
  { code: 504, name: 'Integration Problem' },
  { code: 505, name: 'Bulk purchase' },
  { code: 506, name: 'Force Majeure' },
] as const;
