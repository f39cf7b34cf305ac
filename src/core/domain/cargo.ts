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

export type CargoProvider = (typeof cargoProviders)[number];
export type CargoProviderCode = CargoProvider['code'];

/** The seller brings the package in a way of its own. Nobody can choose it: `alternative-delivery` leads to it. */
export const alternative = { code: 'ALTERNATIVE', name: 'Alternatif Teslimat', prefix: 732 } as const;

type Provider = { code: string; name: string; prefix: number };

const byCode = new Map<string, Provider>([...cargoProviders, alternative].map((provider) => [provider.code, provider]));

export const providerOf = (code: string): Provider => byCode.get(code)!;
