/** Cargo providers: the code that writes name, the name that readers see, the first digits of tracking numbers. */
export const cargoProviders = [
  { code: 'TEXMP', name: 'Trendyol Express Marketplace', prefix: 733 },
  { code: 'YKMP', name: 'Yurtiçi Kargo Marketplace', prefix: 725 },
  { code: 'ARASMP', name: 'Aras Kargo Marketplace', prefix: 726 },
  { code: 'SURATMP', name: 'Sürat Kargo Marketplace', prefix: 727 },
  { code: 'DHLECOMMP', name: 'DHL eCommerce Marketplace', prefix: 728 },
  { code: 'UPSMP', name: 'UPS Kargo Marketplace', prefix: 729 },
  { code: 'PTTMP', name: 'PTT Kargo Marketplace', prefix: 734 },
  { code: 'HOROZMP', name: 'Horoz Kargo Marketplace', prefix: 884 },
  { code: 'CEVAMP', name: 'CEVA Marketplace', prefix: 735 },
  { code: 'CEVATEDARIK', name: 'Ceva Tedarik Marketplace', prefix: 736 },
  { code: 'KOLAYGELSINMP', name: 'Kolay Gelsin Marketplace', prefix: 737 },
] as const;

/** Other names of codes. Who writes one gets the provider; readers see the code. */
const otherCodes: Record<string, string> = { SENDEOMP: 'KOLAYGELSINMP' };

/** Every code that may be written. */
export const writtenCodes: string[] = [...cargoProviders.map(({ code }) => code), ...Object.keys(otherCodes)];

export const codeOf = (written: string): string => otherCodes[written] ?? written;

/** A carrier of a region abroad. A seller may set its details with `tracking-details`, independent of the contract. */
export type CarrierAbroad = {
  code: string;
  name: string;
  prefix: number;
  /** Sellers have contracts of their own with it. */
  seller_pays: boolean;
  /** Countries in which the marketplace pays it: there, packages can be given to it. */
  marketplace_pays_in: readonly string[];
};

/** Spelled as in the marketplace's lists. The prefixes are koli's own: no source names them. */
export const carriersOfEurope = [
  { code: 'DHLMP', name: 'DHL Marketplace', prefix: 611, seller_pays: true, marketplace_pays_in: [] },
  { code: 'DPDMP', name: 'DPD Marketplace', prefix: 612, seller_pays: true, marketplace_pays_in: ['RO', 'GR', 'BG'] },
  { code: 'GLS', name: 'GLS', prefix: 613, seller_pays: true, marketplace_pays_in: [] },
  { code: 'HERMESMP', name: 'Hermes Marketplace', prefix: 614, seller_pays: true, marketplace_pays_in: [] },
  { code: 'DHLEXPMP', name: 'DHL Express Marketplace', prefix: 615, seller_pays: true, marketplace_pays_in: [] },
  { code: 'GENIKI', name: 'Geniki Taxydromiki', prefix: 616, seller_pays: true, marketplace_pays_in: [] },
  { code: 'PACKETA', name: 'Packeta', prefix: 617, seller_pays: true, marketplace_pays_in: ['RO'] },
  { code: 'FANCOURIER', name: 'FAN Courier', prefix: 618, seller_pays: false, marketplace_pays_in: ['RO'] },
  { code: 'FANEX', name: 'Fanex', prefix: 619, seller_pays: false, marketplace_pays_in: ['RO'] },
  { code: 'BOXNOW', name: 'BOX NOW', prefix: 620, seller_pays: false, marketplace_pays_in: ['GR', 'BG'] },
  { code: 'ACS', name: 'ACS Courier', prefix: 621, seller_pays: false, marketplace_pays_in: ['GR'] },
] as const satisfies CarrierAbroad[];

const gulf_carriers = ['AE', 'SA', 'QA', 'KW', 'BH', 'OM'] as const;

export const carriersOfGulf = [
  { code: 'Aramex', name: 'Aramex', prefix: 641, seller_pays: false, marketplace_pays_in: gulf_carriers },
  { code: 'EMX', name: 'EMX', prefix: 642, seller_pays: false, marketplace_pays_in: ['AE'] },
  { code: 'J&T', name: 'J&T', prefix: 643, seller_pays: false, marketplace_pays_in: ['AE', 'SA'] },
  { code: 'Shipa', name: 'Shipa', prefix: 644, seller_pays: false, marketplace_pays_in: ['AE', 'SA'] },
  { code: 'SPL', name: 'SPL', prefix: 645, seller_pays: false, marketplace_pays_in: ['SA'] },
  { code: 'JoyExpress', name: 'JoyExpress', prefix: 646, seller_pays: true, marketplace_pays_in: [] },
  { code: 'Logistiq H&B', name: 'Logistiq H&B', prefix: 647, seller_pays: true, marketplace_pays_in: [] },
  { code: 'STARLINKS', name: 'STARLINKS', prefix: 648, seller_pays: true, marketplace_pays_in: [] },
] as const satisfies CarrierAbroad[];

export const carriersAbroad: readonly CarrierAbroad[] = [...carriersOfEurope, ...carriersOfGulf];

/** An alternative delivery by the seller. It cannot be chosen as a provider: `alternative-delivery` sets it. */
export const alternative = { code: 'ALTERNATIVE', name: 'Alternatif Teslimat', prefix: 732 } as const;
/** What readers abroad call it. */
export const alternative_abroad = 'ADEL';

type Provider = { code: string; name: string; prefix: number };

const byCode = new Map<string, Provider>(
  [...cargoProviders, ...carriersAbroad, alternative].map((provider) => [provider.code, provider]),
);

export const providerOf = (code: string): Provider => byCode.get(code)!;
