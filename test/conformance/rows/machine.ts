import type { Change, Given, JsonObject, Line, Request, Row, Status } from '../format.ts';
import { no_tracking, status_taken } from '../tables/errors.ts';
import { carriedTo, isCarried, open_statuses, statuses } from '../tables/words.ts';

/**
 * Every status × everything that anybody may ask: performed where the move names the status, refused everywhere else.
 * Written down from the contract, and not from the table that decides in the server: two of them must agree.
 */
type Move = {
  name: string;
  request: Request;
  /** Where it is performed. */
  from: Status[];
  after: Change & { events: string[] };
  children?: Record<string, Change>;
  answer?: Row['answer'];
  /** The key of the refusal elsewhere; absent: the status does not allow it. */
  otherwise?: string;
  seller?: JsonObject;
  lines?: Line[];
  /** On the road without a carrier. */
  alternative?: true;
  /** How its seller has reported the end of the delivery. */
  reported?: string;
};

const link = { isPhoneNumber: false, trackingInfo: 'https://kargo.example/1', params: {} };
const code = { isPhoneNumber: true, trackingInfo: '5320000000', params: { digitalCode: 'ABC-123' } };
const digital: Line[] = [
  { barcode: 'a', quantity: 2, businessUnit: 'Digital Goods' },
  { barcode: 'b', quantity: 1, businessUnit: 'Digital Goods' },
];
const operated = (call: string, body: JsonObject): Request => ({ call, as: 'operator', body });
const carried = (status: string): Request =>
  operated('POST /api/v1/carrier-events', { events: [{ sellerId: '{seller}', packageId: '{package}', status }] });
const tested = (status: string): Request => ({
  call: 'PUT T/sellers/{seller}/shipment-packages/{package}/status',
  body: { status, params: {} },
  headers: { SellerID: '{seller}' },
});
const told = { has: { results: [{ sellerId: '{seller}', shipmentPackageId: '{package}' }] } };
const tested_well = { text: '200 OK', headers: { 'content-type': 'text/plain; charset=utf-8' } };
const lost = {
  orderLineItemStatusName: 'UnSupplied',
  cancelledBy: 'Seller',
  cancelReason: 'Stock Out',
  cancelReasonCode: 500,
};

/** Steps of carriers, which the test services take as well. */
const steps: [status: Status, from: Status[], event: string][] = [
  ['Shipped', open_statuses, 'shipped SHIPPED'],
  ['AtCollectionPoint', ['Shipped'], 'arrivedAtCollectionPoint AT_COLLECTION_POINT'],
  ['Delivered', ['Shipped', 'AtCollectionPoint'], 'delivered DELIVERED'],
  ['UnDelivered', ['Shipped', 'AtCollectionPoint'], 'undelivered UNDELIVERED'],
  ['Returned', ['UnDelivered'], 'returned RETURNED'],
];

const put = (end: string, body?: Request['body']): Request => ({ call: `PUT P${end}`, body });
const quiet = (event: string, change: Change = {}): Move['after'] => ({ ...change, events: [`${event} -`] });

export const moves: Move[] = [
  {
    name: 'payment-confirmed',
    request: operated('POST /api/v1/orders/{order}/payment', { status: 'confirmed' }),
    from: ['Awaiting'],
    after: { is: 'Created', unmasked: true, events: ['confirmed CREATED'] },
    answer: told,
  },
  {
    name: 'payment-failed',
    request: operated('POST /api/v1/orders/{order}/payment', { status: 'failed' }),
    from: ['Awaiting'],
    after: {
      is: 'Cancelled',
      each: { orderLineItemStatusName: 'Cancelled', cancelledBy: 'System' },
      events: ['cancelled CANCELLED'],
    },
    answer: told,
  },
  {
    name: 'pick',
    request: put('', { status: 'Picking' }),
    from: ['Created'],
    after: { is: 'Picking', events: ['picked PICKING'] },
  },
  {
    name: 'invoice',
    request: put('', { status: 'Invoiced' }),
    from: ['Picking'],
    after: { is: 'Invoiced', events: ['invoiced INVOICED'] },
  },
  {
    name: 'cancel',
    request: put('/items/unsupplied', { lines: [{ lineId: '{a}', quantity: 1 }], reasonId: 500 }),
    from: open_statuses,
    after: { is: 'Cancelled', each: lost, events: ['cancelled CANCELLED'] },
    lines: [{ barcode: 'a', quantity: 1 }],
    answer: { text: '' },
  },
  {
    name: 'customer-cancel',
    request: operated('POST /api/v1/sellers/{seller}/packages/{package}/customer-cancel', {}),
    from: open_statuses,
    after: {
      is: 'Cancelled',
      each: { orderLineItemStatusName: 'Cancelled', cancelledBy: 'Customer' },
      events: ['cancelled CANCELLED'],
    },
    answer: { body: { cancelledPackageId: '{package}', newPackageId: null } },
  },
  {
    name: 'split',
    request: { call: 'POST P/split', body: { orderLineIds: ['{a}'] } },
    from: open_statuses,
    after: { is: 'UnPacked', events: ['unpacked UNPACKED', 'new created CREATED', 'new2 created CREATED'] },
    children: {
      new: { is: 'Created', holds: { a: [1, 2, 3, 4] }, tracking: 733, fields: { createdBy: 'split' } },
      new2: { is: 'Created', holds: { b: [1], c: [1, 2] }, tracking: 733, fields: { createdBy: 'split' } },
    },
    answer: { body: { newPackageId: '{new}' } },
  },
  ...steps.flatMap(([is, from, event]): Move[] => [
    { name: `carrier-${is}`, request: carried(is), from, after: { is, events: [event] }, answer: told },
    { name: `test-${is}`, request: tested(is), from, after: { is, events: [event] }, answer: tested_well },
  ]),
  {
    name: 'alternative-delivery',
    request: put('/alternative-delivery', link),
    from: open_statuses,
    after: {
      is: 'Shipped',
      tracking: 732,
      fields: { cargoProviderName: 'Alternatif Teslimat', cargoTrackingLink: link.trackingInfo },
      events: ['shipped SHIPPED'],
    },
  },
  ...['alternative-delivery', 'alternative-delivery-digital'].map(
    (end): Move => ({
      name: `digital-by-${end}`,
      request: put(`/${end}`, code),
      from: open_statuses,
      after: {
        is: 'Delivered',
        passes: ['Shipped'],
        tracking: 732,
        fields: { cargoProviderName: 'Alternatif Teslimat' },
        events: ['shipped SHIPPED', 'delivered DELIVERED'],
      },
      lines: digital,
    }),
  ),
  ...['manual-deliver', 'manual-invoice-delivery'].map(
    (end): Move => ({
      name: end,
      request: put(`/${end}`),
      from: ['Shipped', 'AtCollectionPoint'],
      after: quiet('deliveryReported', {}),
      alternative: true,
    }),
  ),
  {
    name: 'manual-return',
    request: put('/manual-return'),
    from: ['Shipped', 'UnDelivered'],
    after: quiet('returnReported', {}),
    alternative: true,
  },
  {
    name: 'confirm-delivery',
    request: { call: 'POST /api/v1/sellers/{seller}/packages/{package}/confirm-delivery', as: 'operator' },
    from: ['Shipped', 'AtCollectionPoint'],
    after: { is: 'Delivered', events: ['delivered DELIVERED'] },
    alternative: true,
    reported: '/manual-deliver',
  },
  {
    name: 'confirm-return-of-shipped',
    request: { call: 'POST /api/v1/sellers/{seller}/packages/{package}/confirm-return', as: 'operator' },
    from: ['Shipped'],
    after: { is: 'Returned', passes: ['UnDelivered'], events: ['undelivered UNDELIVERED', 'returned RETURNED'] },
    alternative: true,
    reported: '/manual-return',
  },
  {
    name: 'confirm-return-of-undelivered',
    request: { call: 'POST /api/v1/sellers/{seller}/packages/{package}/confirm-return', as: 'operator' },
    from: ['UnDelivered'],
    after: { is: 'Returned', events: ['returned RETURNED'] },
    alternative: true,
    reported: '/manual-return',
  },
  {
    name: 'update-tracking-number',
    request: put('/update-tracking-number', { trackingNumber: '77' }),
    from: open_statuses,
    after: quiet('trackingNumberFed', { fields: { cargoTrackingNumber: 77 } }),
    seller: { whoPays: 1 },
  },
  {
    name: 'tracking-details',
    request: put('/tracking-details', { cargoSenderNumber: 'S-1', providerCode: 'YKMP' }),
    from: ['Picking'],
    after: quiet('trackingDetailsFed', {
      fields: { cargoSenderNumber: 'S-1', cargoProviderName: 'Yurtiçi Kargo Marketplace' },
    }),
    otherwise: no_tracking,
  },
  {
    name: 'box-info',
    request: put('/box-info', { boxQuantity: 1, deci: 2 }),
    from: open_statuses,
    after: quiet('boxInfoSet', { fields: { cargoDeci: 2 } }),
  },
  {
    name: 'delivered-by-service',
    request: put('/delivered-by-service'),
    from: open_statuses,
    after: quiet('serviceDeliverySet', { fields: { deliveredByService: true } }),
    seller: { cargoProvider: 'HOROZMP', whoPays: 1 },
  },
  {
    name: 'warehouse',
    request: put('/warehouse', { warehouseId: 4 }),
    from: open_statuses,
    after: quiet('warehouseSet', { fields: { warehouseId: 4 } }),
    otherwise: 'koli.not.applicable',
  },
  {
    name: 'extended-date',
    request: put('/extended-agreed-delivery-date', { extendedDayCount: 1 }),
    from: open_statuses,
    after: quiet('dateExtended', {
      fields: {
        agreedDeliveryDate: '{third day+1d}',
        estimatedDeliveryStartDate: '{third day+2d}',
        estimatedDeliveryEndDate: '{third day+4d}',
      },
    }),
  },
  {
    name: 'labor-costs',
    request: put('/labor-costs', [{ orderLineId: '{a}', laborCostPerItem: 1 }]),
    from: [...open_statuses, 'Shipped', 'AtCollectionPoint', 'UnDelivered'],
    after: quiet('laborCostsSet', { line: { a: { laborCost: 1 } } }),
  },
  {
    name: 'cargo-providers',
    request: put('/cargo-providers', { cargoProvider: 'YKMP' }),
    from: open_statuses,
    after: quiet('cargoProviderChanged', { tracking: 725, fields: { cargoProviderName: 'Yurtiçi Kargo Marketplace' } }),
  },
];

function givenFor({ seller, lines, alternative, reported, from }: Move, status: Status): Given {
  const given: Given = {
    status,
    ...(seller === undefined ? {} : { seller }),
    ...(lines === undefined ? {} : { lines }),
  };
  if (alternative === undefined || !isCarried(status)) return given;
  const [, ...road] = carriedTo[status];
  const end = reported !== undefined && from.includes(status) ? [put(reported)] : [];
  return { ...given, status: 'Created', done: [put('/alternative-delivery', link), ...road.map(carried), ...end] };
}

/** A package of one line cannot be split, so that way to UnPacked needs a second one. */
const needsTwo = ({ lines }: Move, status: Status): boolean => status === 'UnPacked' && lines?.length === 1;

/** The two ways of a confirmed return share one request: each is refused where neither is performed. */
const performedElsewhere = (move: Move, status: Status): boolean =>
  moves.some(
    (other) =>
      other !== move &&
      other.request.call === move.request.call &&
      other.name.startsWith('confirm-return') &&
      other.from.includes(status),
  );

export const rows: Row[] = moves.flatMap((move) =>
  statuses
    .filter((status) => !needsTwo(move, status) && (move.from.includes(status) || !performedElsewhere(move, status)))
    .map((status): Row => {
      const id = `machine/${status}/${move.name}`;
      const row = { id, given: givenFor(move, status), request: move.request };
      if (!move.from.includes(status)) return { ...row, answer: move.otherwise ?? status_taken };
      const { events, ...change } = move.after;
      const named = events.map((event) => (event.startsWith('new') ? event : `package ${event}`));
      return { ...row, answer: move.answer ?? 200, after: { package: change, ...move.children }, events: named };
    }),
);
