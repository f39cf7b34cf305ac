/** Storefronts by region: code and currency. */
export const storefronts = {
  gulf: [
    ['AE', 'AED'],
    ['SA', 'SAR'],
    ['QA', 'QAR'],
    ['KW', 'KWD'],
    ['BH', 'BHD'],
    ['OM', 'OMR'],
  ],
  europe: [
    ['DE', 'EUR'],
    ['AZ', 'AZN'],
    ['RO', 'RON'],
    ['CZ', 'CZK'],
    ['HU', 'HUF'],
    ['SK', 'EUR'],
    ['BG', 'EUR'],
    ['GR', 'EUR'],
  ],
} as const;

/** Carriers by region: code and the name that readers see. */
export const carriers = {
  gulf: [
    ['Aramex', 'Aramex'],
    ['EMX', 'EMX'],
    ['J&T', 'J&T'],
    ['Shipa', 'Shipa'],
    ['SPL', 'SPL'],
    ['JoyExpress', 'JoyExpress'],
    ['Logistiq H&B', 'Logistiq H&B'],
    ['STARLINKS', 'STARLINKS'],
  ],
  europe: [
    ['DHLMP', 'DHL Marketplace'],
    ['DPDMP', 'DPD Marketplace'],
    ['GLS', 'GLS'],
    ['HERMESMP', 'Hermes Marketplace'],
    ['DHLEXPMP', 'DHL Express Marketplace'],
    ['GENIKI', 'Geniki Taxydromiki'],
    ['PACKETA', 'Packeta'],
    ['FANCOURIER', 'FAN Courier'],
    ['FANEX', 'Fanex'],
    ['BOXNOW', 'BOX NOW'],
    ['ACS', 'ACS Courier'],
  ],
} as const;

export const regions = ['gulf', 'europe'] as const;
