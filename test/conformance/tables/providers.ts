/** Cargo providers: code, name that readers see, first digits of tracking numbers. */
export const providers: [code: string, name: string, prefix: number][] = [
  ['TEXMP', 'Trendyol Express Marketplace', 733],
  ['YKMP', 'Yurtiçi Kargo Marketplace', 725],
  ['ARASMP', 'Aras Kargo Marketplace', 726],
  ['SURATMP', 'Sürat Kargo Marketplace', 727],
  ['DHLECOMMP', 'DHL eCommerce Marketplace', 728],
  ['UPSMP', 'UPS Kargo Marketplace', 729],
  ['PTTMP', 'PTT Kargo Marketplace', 734],
  ['HOROZMP', 'Horoz Kargo Marketplace', 884],
  ['CEVAMP', 'CEVA Marketplace', 735],
  ['CEVATEDARIK', 'Ceva Tedarik Marketplace', 736],
  ['KOLAYGELSINMP', 'Kolay Gelsin Marketplace', 737],
];
