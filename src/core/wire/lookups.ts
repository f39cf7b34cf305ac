import { Type } from 'typebox';
import { cargoProviders } from '../domain/cargo.ts';
import type { Seller, SellerAddress } from '../domain/seller.ts';
import { count, flag, id, idOrZero, text } from './terms.ts';

// What integrations look up before they begin, and to see whether their key is right.

/** Gone from the marketplace's list in September 2026. Packages may still carry it. */
const unlisted_providers: readonly string[] = ['CEVATEDARIK'];

/** Carriers as the lookup names them: without the word that names in packages end with. */
export const listedProviders = cargoProviders
  .filter(({ code }) => !unlisted_providers.includes(code))
  .map(({ code, name }) => ({ code, name: name.replace(/ Marketplace$/, '') }));

export const ProviderList = Type.Array(
  Type.Object({ code: text('As in `cargo-providers` of a package'), name: text() }),
  {
    title: 'CargoProviderList',
    description: 'The cargo providers that a seller may choose.',
  },
);

const PlaceItem = Type.Object({ id: id('Its number in paths'), code: text('The same as text'), name: text() });

export const CountryList = Type.Array(Type.Object({ code: text('Two capital letters'), name: text() }), {
  title: 'CountryList',
  description: 'The countries that the marketplace sells in.',
});
export const PlaceList = Type.Array(PlaceItem, {
  title: 'PlaceList',
  description: 'Cities or districts: a small set. Empty where koli knows none.',
});

export const placeDocument = ({ id, name }: { id: number; name: string }) => ({ id, code: String(id), name });

const address_types = { Shipment: 'shipment', Invoice: 'invoice', Returning: 'returning' } as const;

const SupplierAddress = Type.Object(
  {
    id: id('`warehouseId` of a package, if the address is one for shipment'),
    addressType: Type.Enum(Object.keys(address_types) as (keyof typeof address_types)[]),
    country: text(),
    city: text(),
    cityCode: idOrZero('0: not given'),
    district: text(),
    districtId: idOrZero('0: not given'),
    postCode: text(),
    address: text(),
    fullAddress: text(),
    isShipmentAddress: flag('The Turkish guide calls it so'),
    isInvoiceAddress: flag('The Turkish guide calls it so'),
    isReturningAddress: flag('The Turkish guide calls it so'),
    isDefault: flag('The Turkish guide calls it so'),
    shipmentAddress: flag('The English guide calls it so'),
    invoiceAddress: flag('The English guide calls it so'),
    returningAddress: flag('The English guide calls it so'),
    default: flag('The English guide calls it so'),
  },
  { title: 'SupplierAddress', description: 'An address of a seller.' },
);

export const AddressList = Type.Object(
  {
    supplierAddresses: Type.Array(SupplierAddress),
    defaultShipmentAddress: Type.Optional(SupplierAddress),
    defaultInvoiceAddress: Type.Optional(SupplierAddress),
    defaultReturningAddress: Type.Object({ present: flag('Whether there is one') }),
  },
  { title: 'SupplierAddresses', description: 'The addresses of a seller.' },
);

/** A seller without addresses of its own has one of each type, so that an integration finds a `warehouseId`. */
function usualAddresses({ seller_id, settings }: Seller): SellerAddress[] {
  const first = settings.warehouse_id || seller_id;
  return (Object.keys(address_types) as (keyof typeof address_types)[]).map((type, index) => ({
    id: first + index,
    type,
    country: 'Türkiye',
    city: 'İstanbul',
    cityCode: 34,
    district: 'Sarıyer',
    districtId: 3405,
    postCode: '34398',
    address: 'Maslak',
    isDefault: true,
  }));
}

export function addressList(seller: Seller) {
  const documents = (seller.settings.addresses ?? usualAddresses(seller)).map(supplierAddress);
  const usual = (type: string) =>
    documents.find((one) => one.addressType === type && one.isDefault) ??
    documents.find((one) => one.addressType === type);
  return {
    supplierAddresses: documents,
    defaultShipmentAddress: usual('Shipment'),
    defaultInvoiceAddress: usual('Invoice'),
    defaultReturningAddress: { present: usual('Returning') !== undefined },
  };
}

function supplierAddress({ id, type, isDefault = false, ...told }: SellerAddress) {
  const { country = '', city = '', cityCode = 0, district = '', districtId = 0, postCode = '', address = '' } = told;
  const is = { shipment: type === 'Shipment', invoice: type === 'Invoice', returning: type === 'Returning' };
  return {
    id,
    addressType: type,
    ...{ country, city, cityCode, district, districtId, postCode, address },
    fullAddress: [address, district, postCode, city, country].filter((part) => part !== '').join(' '),
    isShipmentAddress: is.shipment,
    isInvoiceAddress: is.invoice,
    isReturningAddress: is.returning,
    isDefault,
    shipmentAddress: is.shipment,
    invoiceAddress: is.invoice,
    returningAddress: is.returning,
    default: isDefault,
  };
}

export const ProductPage = Type.Object(
  {
    totalElements: count('Barcodes, 10,000 at most'),
    totalPages: count('Number of pages of the requested size'),
    page: count('As requested'),
    size: count('As requested'),
    content: Type.Array(Type.Object({ barcode: text() })),
  },
  { title: 'ProductPage', description: "The barcodes of the seller's orders. koli keeps no products." },
);

export const BrandList = Type.Object(
  { brands: Type.Array(Type.Object({ id: id('Id of a brand'), name: text() })) },
  { title: 'BrandList', description: 'Empty: koli keeps no brands.' },
);
