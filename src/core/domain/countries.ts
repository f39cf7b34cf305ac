import {
  alternative,
  alternative_abroad,
  type CarrierAbroad,
  cargoProviders,
  carriersOfEurope,
  carriersOfGulf,
  providerOf,
} from './cargo.ts';

/**
 * The countries that the marketplace sells to: one table, from which checks, documentation and console take what depends
 * on the country. A country is a storefront; its code is the value of `storeFrontCode`, of `orderCountryCode` and of
 * `countryCodes`.
 */
export type Country = {
  code: string;
  name: { en: string; tr: string };
  region: Region;
  currency: string;
  vat: {
    /** The usual rate, for lines that name none. */
    percent: number;
    /** Company facts of an invoice address that the country knows. */
    fields: readonly VatField[];
  };
  /** Lengths that an identity number may have. */
  identity_digits: readonly number[];
  /** Codes that `tracking-details` takes. */
  carriers: readonly string[];
  /** Whose label the package travels with: the common label of koli, or the carrier's own. */
  label: 'common' | 'carrier';
  /** Drinks are sold with a deposit (Romania's SGR). */
  deposit: boolean;
};

export const regions = ['home', 'gulf', 'europe'] as const;
export type Region = (typeof regions)[number];
export type VatField = 'taxNumber' | 'taxOffice' | 'eInvoiceAvailable';

const codesOf = (carriers: readonly { code: string }[]): string[] => carriers.map(({ code }) => code);

const gulf_countries = {
  region: 'gulf',
  identity_digits: [11],
  carriers: codesOf(carriersOfGulf),
  label: 'carrier',
  deposit: false,
} as const;
const europe = { ...gulf_countries, region: 'europe', carriers: codesOf(carriersOfEurope) } as const;
const vat = (percent: number): Country['vat'] => ({ percent, fields: ['taxNumber'] });

export const home: Country = {
  code: 'TR',
  name: { en: 'Türkiye', tr: 'Türkiye' },
  region: 'home',
  currency: 'TRY',
  vat: { percent: 20, fields: ['taxNumber', 'taxOffice', 'eInvoiceAvailable'] },
  identity_digits: [11],
  carriers: codesOf(cargoProviders),
  label: 'common',
  deposit: false,
};

/** The first of a region stands for the region where a request names the region only. */
export const countries: readonly Country[] = [
  home,
  {
    ...gulf_countries,
    code: 'AE',
    name: { en: 'United Arab Emirates', tr: 'Birleşik Arap Emirlikleri' },
    currency: 'AED',
    vat: vat(5),
  },
  { ...gulf_countries, code: 'SA', name: { en: 'Saudi Arabia', tr: 'Suudi Arabistan' }, currency: 'SAR', vat: vat(15) },
  { ...gulf_countries, code: 'QA', name: { en: 'Qatar', tr: 'Katar' }, currency: 'QAR', vat: vat(0) },
  { ...gulf_countries, code: 'KW', name: { en: 'Kuwait', tr: 'Kuveyt' }, currency: 'KWD', vat: vat(0) },
  { ...gulf_countries, code: 'BH', name: { en: 'Bahrain', tr: 'Bahreyn' }, currency: 'BHD', vat: vat(10) },
  { ...gulf_countries, code: 'OM', name: { en: 'Oman', tr: 'Umman' }, currency: 'OMR', vat: vat(5) },
  { ...europe, code: 'DE', name: { en: 'Germany', tr: 'Almanya' }, currency: 'EUR', vat: vat(19) },
  { ...europe, code: 'AZ', name: { en: 'Azerbaijan', tr: 'Azerbaycan' }, currency: 'AZN', vat: vat(18) },
  {
    ...europe,
    code: 'RO',
    name: { en: 'Romania', tr: 'Romanya' },
    currency: 'RON',
    vat: vat(21),
    identity_digits: [11, 13],
    deposit: true,
  },
  { ...europe, code: 'CZ', name: { en: 'Czechia', tr: 'Çekya' }, currency: 'CZK', vat: vat(21) },
  { ...europe, code: 'HU', name: { en: 'Hungary', tr: 'Macaristan' }, currency: 'HUF', vat: vat(27) },
  { ...europe, code: 'SK', name: { en: 'Slovakia', tr: 'Slovakya' }, currency: 'EUR', vat: vat(23) },
  { ...europe, code: 'BG', name: { en: 'Bulgaria', tr: 'Bulgaristan' }, currency: 'EUR', vat: vat(20) },
  { ...europe, code: 'GR', name: { en: 'Greece', tr: 'Yunanistan' }, currency: 'EUR', vat: vat(24) },
];

export const countryCodes: readonly string[] = countries.map(({ code }) => code);

const countriesByCode = new Map(countries.map((country) => [country.code, country]));

/** The country of a package. Without one, and outside the table, the rules at home hold. */
export const countryOf = (code: string | undefined): Country => countriesByCode.get(code ?? home.code) ?? home;

export const isAbroad = (code: string | undefined): boolean => countryOf(code).region !== 'home';

export const countriesOf = (region: Region): Country[] => countries.filter((country) => country.region === region);

/** Reads a `storeFrontCode` in any letter case; `1` is an old code of the domestic one. Null: the storefront does not exist. */
export function storeFrontOf(text: string): Country | null {
  const code = text.trim().toUpperCase();
  return code === '1' ? home : (countriesByCode.get(code) ?? null);
}

/** The name under which readers know the carrier of a package. */
export const carrierName = (code: string, country: string | undefined): string =>
  code === alternative.code && isAbroad(country) ? alternative_abroad : providerOf(code).name;

/** Every name that a package's carrier can have. */
export const carrierNames: readonly string[] = [
  ...[...cargoProviders, ...carriersOfEurope, ...carriersOfGulf, alternative].map(({ name }) => name),
  alternative_abroad,
];

/** The carriers abroad that serve a country. */
const carriersIn = ({ carriers }: Country): CarrierAbroad[] =>
  [...carriersOfEurope, ...carriersOfGulf].filter(({ code }) => carriers.includes(code));

/**
 * The carrier of a new package: the one of the seller's setting, or abroad one that has a contract with the payer. An
 * export begins at home, with a carrier of home.
 */
export function firstCarrier(
  setting: string,
  code: string | undefined,
  who_pays: number | undefined,
  exported: boolean,
): string {
  const country = countryOf(code);
  if (country.region === 'home' || exported || country.carriers.includes(setting)) return setting;
  const serving = carriersIn(country);
  const paid = serving.find(({ seller_pays, marketplace_pays_in }) =>
    who_pays === 1 ? seller_pays : marketplace_pays_in.includes(country.code),
  );
  return (paid ?? serving[0]!).code;
}
