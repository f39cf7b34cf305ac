import type { FieldRow, Json, JsonObject } from '../format.ts';

type Rest = Partial<Pick<FieldRow, 'order' | 'full' | 'masked' | 'row'>>;

/** From the order, under the same name. */
const said = (field: string, full: Json, masked?: Json): Rest => ({ order: { [field]: full }, full, masked });
const of =
  (level: string) =>
  (field: string, kind: FieldRow['kind'], bare: Json, rest: Rest = {}): FieldRow => ({
    id: `fields/${level}/${field}`,
    field,
    kind,
    bare,
    ...rest,
  });

const packaged = of('package');
const lined = of('line');
const addressed = of('address');

const omitted = '<omitted>';
const hidden = '***';

/**
 * The order that says nothing is one line of one unit; the one that says everything is made of all that stands under
 * `order` here. The first column of values is what the former shows, the second what the latter does.
 */
export const packageFields: FieldRow[] = [
  packaged('shipmentPackageId', 'integer', '{package}'),
  packaged('orderNumber', 'text', '{order}'),
  packaged('shipmentNumber', 'integer', '{package}'),
  packaged('status', 'text', 'Created', { masked: 'Awaiting' }),
  packaged('shipmentPackageStatus', 'text', 'ReadyToShip', { masked: 'Approved' }),
  packaged('createdBy', 'text', 'order-creation'),
  packaged('originPackageIds', 'list', null, { row: 'cancel/accepted/some/Created' }),
  packaged('orderDate', 'integer', '{placed+3h}', { order: { orderDate: '{placed-2s}' }, full: '{placed+3h-2s}' }),
  packaged('lastModifiedDate', 'integer', '{placed}'),
  packaged('originShipmentDate', 'integer', '{placed}'),
  packaged('agreedDeliveryDate', 'integer', '{third day}', said('agreedDeliveryDate', '{placed+50h}')),
  packaged(
    'estimatedDeliveryStartDate',
    'integer',
    '{third day+24h}',
    said('estimatedDeliveryStartDate', '{placed+60h}'),
  ),
  packaged('estimatedDeliveryEndDate', 'integer', '{third day+72h}', said('estimatedDeliveryEndDate', '{placed+90h}')),
  packaged(
    'packageHistories',
    'list',
    [
      { createdDate: '{placed}', status: 'Awaiting' },
      { createdDate: '{placed}', status: 'Created' },
    ],
    { masked: [{ createdDate: 0, status: 'Awaiting' }] },
  ),
  packaged('packageGrossAmount', 'decimal', 10, { full: 435.2 }),
  packaged('packageSellerDiscount', 'decimal', 0, { full: 25.25 }),
  packaged('packageTyDiscount', 'decimal', 0, { full: 0.5 }),
  packaged('packageTotalDiscount', 'decimal', 0, { full: 25.75 }),
  packaged('packageTotalPrice', 'decimal', 10, { full: 409.45 }),
  packaged('totalSgrFee', 'decimal', omitted, { row: 'abroad-orders/deposit/Romania' }),
  packaged(
    'discountDisplays',
    'list',
    omitted,
    said('discountDisplays', [{ displayName: 'Autumn basket', discountAmount: 15 }]),
  ),
  packaged('currencyCode', 'text', 'TRY', said('currencyCode', 'EUR')),
  packaged('paymentMethod', 'text', '-', said('paymentMethod', 'Kredi Kartı')),
  packaged('customerId', 'integer', 7, { order: { customer: { id: 600217 } }, full: 600217, masked: 0 }),
  packaged('customerFirstName', 'text', 'Deniz', {
    order: { customer: { firstName: 'Ada' } },
    full: 'Ada',
    masked: hidden,
  }),
  packaged('customerLastName', 'text', 'Ornek', {
    order: { customer: { lastName: 'Kaya' } },
    full: 'Kaya',
    masked: hidden,
  }),
  packaged('customerEmail', 'text', '', {
    order: { customer: { email: 'pf+1@mail.example' } },
    full: 'pf+1@mail.example',
    masked: hidden,
  }),
  packaged('taxNumber', 'text', null, {
    order: { customer: { taxNumber: '1111111111' } },
    full: '1111111111',
    masked: hidden,
  }),
  packaged('identityNumber', 'text', '11111111111', {
    order: { customer: { identityNumber: '12345678901' } },
    full: '12345678901',
    masked: hidden,
  }),
  packaged('supplierId', 'integer', '{seller}'),
  packaged('channelId', 'integer', 1, said('channelId', 25)),
  packaged('orderCountryCode', 'text', 'TR', said('orderCountryCode', 'SA')),
  ...[
    'commercial',
    'micro',
    '3pByTrendyol',
    'is4P',
    'containsDangerousProduct',
    'giftBoxRequested',
    'isCod',
    'fastDelivery',
    'deliveredByService',
  ].map((flag) => packaged(flag, 'flag', false, said(flag, true))),
  packaged('fastDeliveryType', 'text', '', said('fastDeliveryType', 'SameDayShipping')),
  packaged('deliveryType', 'text', 'normal'),
  packaged('deliveryAddressType', 'text', 'Shipment', said('deliveryAddressType', 'CollectionPoint')),
  packaged('timeSlotId', 'integer', 0, said('timeSlotId', 4)),
  packaged('warehouseId', 'integer', 0, said('warehouseId', 372389)),
  packaged('whoPays', 'integer', omitted, { row: 'delivery/update-tracking-number/own-contract' }),
  packaged('cargoTrackingNumber', 'integer', '<tracking 733>', { masked: 0 }),
  packaged('cargoTrackingLink', 'text', omitted, { row: 'delivery/alternative/Created/link' }),
  packaged('cargoSenderNumber', 'text', omitted, { row: 'delivery/tracking-details/first' }),
  packaged('cargoProviderName', 'text', 'Trendyol Express Marketplace'),
  packaged('cargoDeci', 'decimal', omitted, { row: 'delivery/box-info/deci' }),
  packaged('sellerDeliveryMethod', 'text', null, said('sellerDeliveryMethod', 'LOCKER')),
  packaged('sellerOtpCode', 'text', null, said('sellerOtpCode', '4711', null)),
  packaged('invoiceLink', 'text', omitted, { row: 'invoices/link/of-Created' }),
  packaged('invoiceNumber', 'text', omitted, { row: 'status/accepted/Invoiced/number' }),
  packaged('invoiceStatus', 'text', 'NotInvoiced', { row: 'invoice-review/received/link' }),
  packaged('invoiceRejectedReasonKeys', 'list', [], { row: 'invoice-review/rejected/link' }),
  packaged('etgbNo', 'text', omitted, said('etgbNo', '24341453EX025864')),
  packaged('etgbDate', 'integer', omitted, said('etgbDate', 1705089600000)),
  packaged('hsCode', 'text', omitted, said('hsCode', '711719000000')),
  packaged('shipmentAddress', 'object', '<object>'),
  packaged('invoiceAddress', 'object', '<object>'),
  packaged('lines', 'list', '<list>'),
];

const one = (field: string, full: Json): Rest => ({ order: { [field]: full }, full });

/** Of the first line, whose order says all that stands here: three units with discounts that do not divide evenly. */
export const lineFields: FieldRow[] = [
  lined('lineId', 'integer', '{a}'),
  lined('quantity', 'integer', 1, one('quantity', 3)),
  lined('barcode', 'text', 'a'),
  lined('stockCode', 'text', '', one('stockCode', 'MUG-WHITE')),
  lined('contentId', 'integer', 0, one('contentId', 880041)),
  lined('productName', 'text', '', one('productName', 'Porcelain mug')),
  lined('productSize', 'text', '', one('productSize', '300 ml')),
  lined('productColor', 'text', omitted, one('productColor', 'White')),
  lined('productOrigin', 'text', omitted, one('productOrigin', 'TR')),
  lined('productCategoryId', 'integer', 0, one('productCategoryId', 1191)),
  lined('sellerId', 'integer', '{seller}'),
  lined('salesCampaignId', 'integer', 0, one('salesCampaignId', 11)),
  lined('currencyCode', 'text', 'TRY', { full: 'EUR' }),
  lined('vatRate', 'decimal', 20, one('vatRate', 10)),
  lined('lineGrossAmount', 'decimal', 10, one('lineGrossAmount', 129.9)),
  lined('lineSellerDiscount', 'decimal', 0, { order: { sellerDiscount: 20 }, full: 6.67 }),
  lined('lineTyDiscount', 'decimal', 0, { order: { tyDiscount: 0.5 }, full: 0.17 }),
  lined('lineTotalDiscount', 'decimal', 0, { full: 6.84 }),
  lined('lineSgrFee', 'decimal', omitted, { row: 'abroad-orders/deposit/Romania' }),
  lined('lineUnitPrice', 'decimal', 10, { full: 123.06 }),
  lined(
    'discountDetails',
    'list',
    [{ lineItemId: '{a text}001', lineItemPrice: 10, lineItemSellerDiscount: 0, lineItemTyDiscount: 0 }],
    {
      full: [
        { lineItemId: '{a text}001', lineItemPrice: 123.06, lineItemSellerDiscount: 6.67, lineItemTyDiscount: 0.17 },
        { lineItemId: '{a text}002', lineItemPrice: 123.06, lineItemSellerDiscount: 6.67, lineItemTyDiscount: 0.17 },
        { lineItemId: '{a text}003', lineItemPrice: 123.08, lineItemSellerDiscount: 6.66, lineItemTyDiscount: 0.16 },
      ],
    },
  ),
  lined('orderLineItemStatusName', 'text', 'ReadyToShip', { masked: 'Approved' }),
  lined('fastDeliveryOptions', 'list', [], one('fastDeliveryOptions', [{ type: 'SameDayShipping' }])),
  lined('commission', 'decimal', null, one('commission', 18.5)),
  lined('laborCost', 'decimal', omitted, { row: 'delivery/labor-costs/Created' }),
  lined('businessUnit', 'text', omitted, one('businessUnit', 'Digital Goods')),
  lined('cancelledBy', 'text', '', { row: 'cancel/accepted/all/Created/false' }),
  lined('cancelReason', 'text', '', { row: 'cancel/reason/501' }),
  lined('cancelReasonCode', 'integer', 0, { row: 'cancel/reason/501' }),
  lined('defectiveClaimListingInsight', 'text', omitted, one('defectiveClaimListingInsight', 'A crack in the glaze')),
];

const texts = [
  'firstName',
  'lastName',
  'company',
  'address1',
  'address2',
  'city',
  'district',
  'neighborhood',
  'postalCode',
  'countyName',
  'shortAddress',
  'stateName',
  'sector',
  'latitude',
  'longitude',
];
const ids = ['id', 'cityCode', 'districtId', 'neighborhoodId', 'countyId'];

/** Of both addresses. */
export const addressFields: FieldRow[] = [
  ...ids.map((field, index) => addressed(field, 'integer', 0, said(field, 70041 + index, 0))),
  ...texts.map((field) => addressed(field, 'text', '', said(field, `Some ${field}`, hidden))),
  addressed('countryCode', 'text', 'TR', said('countryCode', 'AZ')),
  addressed('phone', 'text', null, said('phone', '5551112233', hidden)),
  addressed(
    'addressLines',
    'object',
    { addressLine1: '', addressLine2: '' },
    {
      full: { addressLine1: 'Some address1', addressLine2: 'Some address2' },
      masked: { addressLine1: hidden, addressLine2: hidden },
    },
  ),
  addressed('fullAddress', 'text', '<string>', {
    full: 'Some address1     Some district Some city',
    masked: hidden,
  }),
  addressed('fullName', 'text', '<string>', { full: 'Some firstName Some lastName', masked: hidden }),
];

const taxed = of('invoice-address');

/** Of the invoice address of a commercial order, and of no other. */
export const taxFields: FieldRow[] = [
  taxed('taxOffice', 'text', omitted, said('taxOffice', 'Bornova', hidden)),
  taxed('taxNumber', 'text', omitted, said('taxNumber', '2222222222', hidden)),
  taxed('eInvoiceAvailable', 'flag', omitted, said('eInvoiceAvailable', true)),
];

const renamed = (
  level: string,
  names: Record<string, string>,
): { id: string; level: string; old: string; now: string }[] =>
  Object.entries(names).map(([old, now]) => ({ id: `old-names/${level}/${old}`, level, old, now }));

/** Old names and the new ones beside which they stand, for a seller who asks for them. */
export const oldNames = [
  ...renamed('package', {
    id: 'shipmentPackageId',
    grossAmount: 'packageGrossAmount',
    totalDiscount: 'packageSellerDiscount',
    totalTyDiscount: 'packageTyDiscount',
    totalPrice: 'packageTotalPrice',
    tcIdentityNumber: 'identityNumber',
  }),
  ...renamed('line', {
    id: 'lineId',
    merchantSku: 'stockCode',
    merchantId: 'sellerId',
    productCode: 'contentId',
    vatBaseAmount: 'vatRate',
    amount: 'lineGrossAmount',
    discount: 'lineSellerDiscount',
    tyDiscount: 'lineTyDiscount',
    price: 'lineUnitPrice',
  }),
  ...renamed('unit', { lineItemDiscount: 'lineItemSellerDiscount' }),
];

/** Names of other times and places that must not come back. */
export const never: { id: string; level: 'package' | 'line'; field: string }[] = [
  ...[
    'sku',
    'scheduledDeliveryStoreId',
    'agreedDeliveryDateExtendible',
    'extendedAgreedDeliveryDate',
    'agreedDeliveryExtensionStartDate',
    'agreedDeliveryExtensionEndDate',
    'groupDeal',
  ].map((field) => ({ id: `fields/never/${field}`, level: 'package' as const, field })),
  ...['sku'].map((field) => ({ id: `fields/never/line/${field}`, level: 'line' as const, field })),
];

export type { JsonObject };
