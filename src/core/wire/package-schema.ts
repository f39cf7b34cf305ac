import { type TObject, type TProperties, Type } from 'typebox';
import { carrierNames } from '../domain/countries.ts';
import { createdBys, invoiceStatuses, statuses } from '../domain/package.ts';
import { deliveryMethods } from './details.ts';
import { lineNames, packageNames, unitNames } from './legacy.ts';
import { cancelledWords, innerWords } from './status.ts';
import { count, flag, id, idOrZero, lira, ms, optional, orNull, text } from './terms.ts';

// What `package.ts` renders, as others may rely on it. Every answer of every test is held against these.

/** Old names beside the new ones, for sellers with the setting `legacyFields`. */
function withOldNames<P extends TProperties>(properties: P, names: Record<string, string>): P {
  const old = Object.entries(names).map(([old_name, name]) => {
    const description = `Old name of \`${name}\`, for sellers with \`legacyFields\`.`;
    return [old_name, optional({ ...properties[name]!, description, deprecated: true })];
  });
  return { ...properties, ...Object.fromEntries(old) };
}

const shown_address = {
  id: idOrZero('0 while the customer is masked, or if the order has none'),
  firstName: text(),
  lastName: text(),
  company: text(),
  address1: text(),
  address2: text(),
  city: text(),
  cityCode: idOrZero('0: not given'),
  district: text(),
  districtId: idOrZero('0: not given'),
  countyId: idOrZero('0: not given'),
  countyName: text(),
  shortAddress: text(),
  stateName: text(),
  addressLines: Type.Object({ addressLine1: text(), addressLine2: text() }),
  postalCode: text(),
  sector: text(),
  countryCode: text('Two capital letters, such as `TR`'),
  neighborhoodId: idOrZero('0: not given'),
  neighborhood: text(),
  phone: orNull(text(), 'Null where the marketplace does not show it'),
  latitude: text(),
  longitude: text(),
  fullAddress: text('address1, district and city in one line'),
  fullName: text(),
};

const AddressSchema = Type.Object(shown_address, {
  title: 'Address',
  description: 'An address. All texts are `***` and all ids 0 while payment is open.',
});

const InvoiceAddressSchema = Type.Object(
  {
    ...shown_address,
    taxOffice: optional(text('Commercial orders only')),
    taxNumber: optional(text('Commercial orders only')),
    eInvoiceAvailable: optional(
      flag('Commercial orders only. The documents have this name, live answers `isEInvoiceAvailable`.'),
    ),
    isEInvoiceAvailable: optional(flag('In place of `eInvoiceAvailable`, for sellers with `liveNames`.')),
  },
  {
    title: 'InvoiceAddress',
    description: 'The address of the invoice. Only commercial orders have the data of the company.',
  },
);

const Unit = Type.Object(
  withOldNames(
    {
      lineItemId: text('`lineId` and the number of the unit, three digits or more. It stays with the unit.'),
      lineItemPrice: lira('Net price of this unit'),
      lineItemSellerDiscount: lira('Paid by the seller'),
      lineItemTyDiscount: lira('Paid by the marketplace'),
    },
    unitNames,
  ),
  {
    title: 'UnitDiscount',
    description: 'One unit of a line. Only these add up to the kuruş; line fields are averages.',
  },
);

const lineWords = [...new Set([...Object.values(innerWords), ...Object.values(cancelledWords)])];

const PackageLineSchema = Type.Object(
  withOldNames(
    {
      lineId: id('`lineId` of status updates and cancels, `orderLineId` of splits. It survives both.'),
      quantity: Type.Integer({ minimum: 1, description: 'Units of the line in this package' }),
      barcode: text(),
      stockCode: text("The seller's own name of the product"),
      contentId: idOrZero('0: not given'),
      productName: text(),
      productSize: text(),
      productColor: optional(text()),
      productOrigin: optional(text('Micro-export')),
      productCategoryId: idOrZero('0: not given'),
      sellerId: id('The seller of the package'),
      salesCampaignId: idOrZero('0: not given'),
      currencyCode: text('Three capital letters, as on the package'),
      vatRate: Type.Number({ minimum: 0, maximum: 100, description: 'Percent' }),
      lineGrossAmount: lira('Price of one unit before discounts'),
      lineSellerDiscount: lira('Average per unit, rounded'),
      lineTyDiscount: lira('Average per unit, rounded'),
      lineTotalDiscount: lira('Sum of the two averages'),
      lineSgrFee: optional(lira('Deposit of one unit; Romania, not for exports')),
      lineUnitPrice: lira('`lineGrossAmount` less `lineTotalDiscount`, and the deposit'),
      discountDetails: Type.Array(Unit, { description: 'One entry per unit' }),
      orderLineItemStatusName: Type.Enum(lineWords, {
        description: 'As `shipmentPackageStatus`; of cancelled lines `UnSupplied` (by the seller) or `Cancelled`',
      }),
      fastDeliveryOptions: Type.Array(Type.Object({ type: text() })),
      commission: orNull(Type.Number(), 'Percent'),
      laborCost: optional(lira('Labour cost per item')),
      businessUnit: optional(text('`Digital Goods` allows digital delivery')),
      cancelledBy: Type.Enum(['', 'Seller', 'Customer', 'System']),
      cancelReason: text("Name of the reason, or the operator's text; empty while not cancelled"),
      cancelReasonCode: Type.Integer({ minimum: 0, description: '`reasonId` of the cancel; 0: none' }),
      defectiveClaimListingInsight: optional(text()),
    },
    lineNames,
  ),
  { title: 'PackageLine', description: 'The units of one line of the order that a package holds.' },
);

const History = Type.Object(
  {
    createdDate: ms('When the status was reached; 0 for an Awaiting that is not paid yet'),
    status: Type.Enum([...statuses]),
  },
  { title: 'PackageHistory', description: 'A status that was reached. Do not rely on the order of entries.' },
);

const Display = Type.Object(
  { displayName: text(), discountAmount: lira('The share of this package') },
  { title: 'DiscountDisplay', description: 'A named promotion.' },
);

const moving = {
  shipmentPackageId: id('Id of the package. Cancels and splits create packages with new ids.'),
  shipmentNumber: id('Id of the first package of the share'),
  status: Type.Enum([...statuses]),
  shipmentPackageStatus: Type.Enum(Object.values(innerWords), {
    description: '`Approved` while Awaiting, `ReadyToShip` while Created, else as `status`',
  }),
  createdBy: Type.Enum([...createdBys]),
  originPackageIds: orNull(
    Type.Array(id('The first package of the share'), { minItems: 1, maxItems: 1 }),
    'The first package of the share, not the direct parent; null for the first package itself',
  ),
  lastModifiedDate: ms('Last change of any kind'),
  originShipmentDate: ms('When the order reached the seller'),
  agreedDeliveryDate: ms('Latest time for the handover to the carrier'),
  estimatedDeliveryStartDate: ms('Expected arrival: earliest time'),
  estimatedDeliveryEndDate: ms('Expected arrival: latest time'),
  packageHistories: Type.Array(History),
  packageGrossAmount: lira('Before discounts'),
  packageSellerDiscount: lira('Paid by the seller'),
  packageTyDiscount: lira('Paid by the marketplace'),
  packageTotalDiscount: lira('Sum of both'),
  packageTotalPrice: lira('`packageGrossAmount` less `packageTotalDiscount`, and the deposits'),
  totalSgrFee: optional(lira('Deposits of all units; Romania, not for exports')),
  discountDisplays: optional(Type.Array(Display)),
  deliveredByService: flag('An authorised service delivers it'),
  warehouseId: idOrZero('The warehouse from which it leaves; 0: not given'),
  whoPays: optional(Type.Literal(1, { description: "1: the seller's own cargo contract applies" })),
  cargoTrackingNumber: idOrZero('Up to 16 digits, as the barcode of the label; 0 while payment is open'),
  cargoTrackingLink: optional(text('Link with which the customer follows an alternative delivery')),
  cargoSenderNumber: optional(text()),
  cargoProviderName: Type.Enum([...carrierNames]),
  cargoDeci: optional(Type.Number({ description: 'Volume weight' })),
  invoiceLink: optional(text('Link to the invoice, once the invoice is accepted')),
  invoiceNumber: optional(text()),
  invoiceStatus: Type.Enum([...invoiceStatuses], {
    description: 'The review of its invoice. It does not depend on the status of the package.',
  }),
  invoiceRejectedReasonKeys: Type.Array(text(), { description: 'Why the invoice was rejected; empty unless it was' }),
  lines: Type.Array(PackageLineSchema, { minItems: 1 }),
};

const fixed = {
  orderNumber: text('Number of the customer’s order. Packages of one order share it.'),
  orderDate: Type.Integer({
    description:
      'When the order was placed: UTC milliseconds **plus three hours**, the wall clock of Istanbul. The only field so.',
  }),
  currencyCode: text('Three capital letters'),
  paymentMethod: text('`-` where it is not told'),
  customerId: idOrZero('The same for all orders of a customer; 0 while payment is open'),
  customerFirstName: text('`***` while payment is open'),
  customerLastName: text('`***` while payment is open'),
  customerEmail: text('An alias of this order; `***` while payment is open'),
  taxNumber: orNull(text(), 'Tax number of a company'),
  identityNumber: text(
    'National identity number, 11 characters, or 13 in Romania; 11 ones where it is not told; `***` while payment is open',
  ),
  supplierId: id('The seller'),
  channelId: id('1: the marketplace itself'),
  orderCountryCode: text('Two capital letters'),
  commercial: flag('A company wants an invoice'),
  micro: flag('Micro-export'),
  '3pByTrendyol': flag('Export partnership'),
  is4P: flag('Agency export'),
  containsDangerousProduct: flag('Holds something dangerous'),
  giftBoxRequested: flag('The customer wants a gift box'),
  isCod: flag('Paid at the door'),
  fastDelivery: flag('Fast delivery'),
  fastDeliveryType: Type.Enum(['', 'TodayDelivery', 'SameDayShipping', 'FastDelivery']),
  deliveryType: Type.Literal('normal'),
  deliveryAddressType: Type.Enum(['Shipment', 'CollectionPoint']),
  timeSlotId: idOrZero('0: none'),
  sellerDeliveryMethod: orNull(
    Type.Enum([...deliveryMethods]),
    'Kind of delivery by the seller; null for domestic packages',
  ),
  sellerOtpCode: orNull(text(), 'Code of the locker; null without one, and while payment is open'),
  etgbNo: optional(text('Customs, micro-export only')),
  etgbDate: optional(ms('Customs, micro-export only')),
  hsCode: optional(text('Customs, micro-export only')),
  shipmentAddress: AddressSchema,
  invoiceAddress: InvoiceAddressSchema,
};

export const PackageDocument = Type.Object(withOldNames({ ...moving, ...fixed }, packageNames), {
  title: 'Package',
  description:
    'A package as its seller reads it, in lists and in webhooks. A field that is not required is left out until it is ' +
    'known. Ids and tracking numbers are below 2^53, so that JavaScript reads them exactly.',
});

export const PackagePage = Type.Object(
  {
    totalElements: count('Packages that match'),
    totalPages: count('Number of pages of the requested size'),
    page: count('As requested'),
    size: count('Packages in this answer'),
    content: Type.Array(PackageDocument),
  },
  { title: 'PackagePage', description: 'A page of packages.' },
);

export const PackageStreamPage = Type.Object(
  {
    content: Type.Array(PackageDocument),
    size: count('Packages in this answer'),
    hasMore: flag('Whether there is another page'),
    nextCursor: text('For the next page; empty on the last page'),
  },
  { title: 'PackageStreamPage', description: 'A page of the stream.' },
) satisfies TObject;
