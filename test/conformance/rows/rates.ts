import type { RateRow } from '../format.ts';

/** Calls a minute by listing tier. Fifty in ten seconds is the most for everybody, so that 300 is all a minute holds. */

const tiers = ['50k', '75k', '150k', '500k', 'unlimited'];
const P = (end: string): string => `PUT P/${end}`;
const minute: [name: string, limits: (number | null)[], calls: string[]][] = [
  ['list', [30, 40, 50, 100, 100], ['GET S/v2/orders', 'GET S/orders', 'GET S/orders/stream']],
  [
    'status',
    [300, 300, 500, null, null],
    ['PUT P', P('update-tracking-number'), P('warehouse'), P('alternative-delivery')],
  ],
  [
    'cancel',
    [100, 100, 200, null, null],
    [
      P('items/unsupplied'),
      'POST P/split',
      'POST P/multi-split',
      'POST P/quantity-split',
      'POST P/split-packages',
      P('box-info'),
      P('delivered-by-service'),
      P('cargo-providers'),
      P('extended-agreed-delivery-date'),
    ],
  ],
  [
    'manual',
    [1000, 1000, 1500, null, null],
    [
      P('manual-deliver'),
      P('manual-return'),
      P('manual-invoice-delivery'),
      'PUT S/manual-deliver/1',
      'PUT S/manual-return/1',
    ],
  ],
  ['label', [100, 100, 100, 100, 100], ['POST I/common-label/1', 'GET I/common-label/1']],
  [
    'none',
    [null, null, null, null, null],
    ['GET W', 'POST W', P('labor-costs'), 'POST T/orders/core', 'POST I/seller-invoice-links'],
  ],
];

const burst = 50;
const most = 300;

/** Fifty calls at once, ten seconds, fifty more: when the limit is reached, the first fifty are so many seconds old. */
function rate(name: string, call: string, tier: string, limit: number | null): RateRow {
  const id = `rates/${name}/${call.replace(' ', '-').replaceAll('/', '.')}/${tier}`;
  if (limit === null || limit >= most) return { id, tier, call, passes: most };
  // Where the fiftieth of a burst is the last of the minute, the minute is the longer wait.
  return { id, tier, call, passes: limit, wait_s: 60 - 10 * Math.floor(limit / burst) };
}

export const rows: RateRow[] = [
  // Every tier at one address of each kind, every other address at the lowest tier.
  ...minute.flatMap(([name, limits, [first, ...others]]) => [
    ...tiers.map((tier, index) => rate(name, first!, tier, limits[index]!)),
    ...others.map((call) => rate(name, call, '50k', limits[0]!)),
  ]),
  // The 51st within ten seconds.
  ...minute.flatMap(([, , calls]) =>
    calls.map(
      (call): RateRow => ({
        id: `rates/burst/${call.replace(' ', '-').replaceAll('/', '.')}`,
        tier: 'unlimited',
        call,
        passes: burst,
        wait_s: 10,
      }),
    ),
  ),
];
