/**
 * What only readers care about, under the names they read, with defaults already applied: these are the contents of
 * `Order.details` and `OrderLine.details`, which the domain carries without looking into them.
 */

export const deliveryMethods = ['LOCKER', 'WAREHOUSE'] as const;

export type OrderDetails = {
  currencyCode: string;
  paymentMethod: string;
  customerId: number;
  customerFirstName: string;
  customerLastName: string;
  customerEmail: string;
  taxNumber: string | null;
  identityNumber: string;
  channelId: number;
  orderCountryCode: string;
  commercial: boolean;
  micro: boolean;
  '3pByTrendyol': boolean;
  is4P: boolean;
  containsDangerousProduct: boolean;
  giftBoxRequested: boolean;
  isCod: boolean;
  fastDelivery: boolean;
  fastDeliveryType: string;
  deliveryAddressType: string;
  timeSlotId: number;
  /** Abroad only. */
  sellerDeliveryMethod?: (typeof deliveryMethods)[number];
  sellerOtpCode?: string;
  /** Customs, micro-export only. */
  etgbNo?: string;
  etgbDate?: number;
  hsCode?: string;
  shipmentAddress: Address;
  invoiceAddress: InvoiceAddress;
};

export type Address = {
  id: number;
  firstName: string;
  lastName: string;
  company: string;
  address1: string;
  address2: string;
  city: string;
  cityCode: number;
  district: string;
  districtId: number;
  countyId: number;
  countyName: string;
  shortAddress: string;
  stateName: string;
  postalCode: string;
  sector: string;
  countryCode: string;
  neighborhoodId: number;
  neighborhood: string;
  phone: string | null;
  latitude: string;
  longitude: string;
};

/** The last three are shown on commercial orders only. */
export type InvoiceAddress = Address & { taxOffice?: string; taxNumber?: string; eInvoiceAvailable?: boolean };

export type LineDetails = {
  barcode: string;
  stockCode: string;
  contentId: number;
  productName: string;
  productSize: string;
  productColor?: string;
  productOrigin?: string;
  productCategoryId: number;
  salesCampaignId: number;
  currencyCode: string;
  vatRate: number;
  fastDeliveryOptions: { type: string }[];
  commission: number | null;
  businessUnit?: string;
  defectiveClaimListingInsight?: string;
};
