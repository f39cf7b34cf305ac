import { Type } from 'typebox';
import { countries } from '../../../core/domain/countries.ts';
import { knownBarcodes } from '../../../core/postgres/order-barcodes.ts';
import {
  AddressList,
  addressList,
  BrandList,
  CountryList,
  listedProviders,
  PlaceList,
  ProductPage,
  ProviderList,
  placeDocument,
} from '../../../core/wire/lookups.ts';
import { citiesOf, districtsOf } from '../../../core/wire/places.ts';
import { gives } from '../../contract/answers.ts';
import { type Call, json, type Operation } from '../../contract/operation.ts';
import { sizeField } from '../../shared/list-query.ts';
import { queried } from '../../shared/queried.ts';

// Services that integrations call to see whether their key is right, and once at their start.

const countries_path = '/integration/member/countries';

const ProductQuery = Type.Object({
  page: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000, default: 0, description: 'From 0' })),
  size: sizeField(),
});

const listAddresses: Operation = {
  name: 'listAddresses',
  method: 'GET',
  path: '/integration/sellers/:sellerId/addresses',
  access: 'seller',
  summary: "List the seller's addresses; `warehouseId` of a package is one of their ids",
  description: 'The marketplace answers one request an hour. koli does not limit it.',
  answers: { 200: gives(AddressList) },
  refusals: [],
  handle: async (call) => json(addressList(call.seller)),
};

const listProviders: Operation = {
  name: 'listCargoProviders',
  method: 'GET',
  path: '/integration/product/lookup/cargo-providers',
  access: 'self',
  summary: 'List the cargo providers that a seller may choose',
  answers: { 200: gives(ProviderList) },
  refusals: [],
  handle: async () => json(listedProviders),
};

const listProducts: Operation = {
  name: 'listProducts',
  method: 'GET',
  path: '/integration/product/sellers/:sellerId/products',
  access: 'seller',
  summary: "List the barcodes of the seller's orders",
  query: ProductQuery,
  answers: { 200: gives(ProductPage) },
  refusals: [],
  handle: queried(
    ProductQuery,
    ({ page = 0, size = 50 }) => ({ page, size }),
    async ({ world, seller }, { page, size }) => {
      const { total, barcodes } = await knownBarcodes(world.db.pool, seller.seller_id, page * size, size);
      const content = barcodes.map((barcode) => ({ barcode }));
      return json({ totalElements: total, totalPages: Math.ceil(total / size), page, size, content });
    },
  ),
};

const listBrands: Operation = {
  name: 'listBrands',
  method: 'GET',
  path: '/integration/product/brands',
  access: 'self',
  summary: 'An empty list: koli keeps no brands',
  answers: { 200: gives(BrandList) },
  refusals: [],
  handle: async () => json({ brands: [] }),
};

const place_operation = { method: 'GET', access: 'self', refusals: [] } as const;

const listCountries: Operation = {
  ...place_operation,
  name: 'listCountries',
  path: countries_path,
  summary: 'List the countries that the marketplace sells in',
  answers: { 200: gives(CountryList) },
  handle: async () => json(countries.map(({ code, name }) => ({ code, name: name.en }))),
};

/** The guides have one address for Turkey and Azerbaijan, and one for the others. Both know all countries. */
const placesAt = (name: string, at: string): Operation[] => [
  {
    ...place_operation,
    name: `list${name}Cities`,
    path: `${at}/:countryCode/cities`,
    summary: 'List cities of a country; none where koli knows none',
    answers: { 200: gives(PlaceList) },
    handle: async ({ params }: Call) => json(citiesOf(params['countryCode']!).map(placeDocument)),
  },
  {
    ...place_operation,
    name: `list${name}Districts`,
    path: `${at}/:countryCode/cities/:cityCode/districts`,
    summary: 'List districts of a city; none where koli knows none',
    answers: { 200: gives(PlaceList) },
    handle: async ({ params }: Call) =>
      json(districtsOf(params['countryCode']!, Number(params['cityCode'])).map(placeDocument)),
  },
];

export const lookups: Operation[] = [
  listAddresses,
  listProviders,
  listProducts,
  listBrands,
  listCountries,
  ...placesAt('', countries_path),
  ...placesAt('Domestic', `${countries_path}/domestic`),
];
