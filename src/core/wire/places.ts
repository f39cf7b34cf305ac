// Cities and districts of the lookups, by the code of their country: a small true set. Turkish cities have the numbers of their plates.

export type Place = { id: number; name: string };
type City = Place & { districts?: readonly string[] };

const turkish =
  'Adana,Adıyaman,Afyonkarahisar,Ağrı,Amasya,Ankara,Antalya,Artvin,Aydın,Balıkesir,Bilecik,Bingöl,Bitlis,Bolu,Burdur,Bursa,' +
  'Çanakkale,Çankırı,Çorum,Denizli,Diyarbakır,Edirne,Elazığ,Erzincan,Erzurum,Eskişehir,Gaziantep,Giresun,Gümüşhane,Hakkari,' +
  'Hatay,Isparta,Mersin,İstanbul,İzmir,Kars,Kastamonu,Kayseri,Kırklareli,Kırşehir,Kocaeli,Konya,Kütahya,Malatya,Manisa,' +
  'Kahramanmaraş,Mardin,Muğla,Muş,Nevşehir,Niğde,Ordu,Rize,Sakarya,Samsun,Siirt,Sinop,Sivas,Tekirdağ,Tokat,Trabzon,Tunceli,' +
  'Şanlıurfa,Uşak,Van,Yozgat,Zonguldak,Aksaray,Bayburt,Karaman,Kırıkkale,Batman,Şırnak,Bartın,Ardahan,Iğdır,Yalova,Karabük,' +
  'Kilis,Osmaniye,Düzce';

const turkishDistricts: Record<string, readonly string[]> = {
  Ankara: ['Altındağ', 'Çankaya', 'Keçiören', 'Mamak', 'Yenimahalle'],
  Antalya: ['Kepez', 'Konyaaltı', 'Muratpaşa'],
  Bursa: ['Nilüfer', 'Osmangazi', 'Yıldırım'],
  İstanbul: ['Bakırköy', 'Beşiktaş', 'Fatih', 'Kadıköy', 'Sarıyer', 'Şişli', 'Üsküdar'],
  İzmir: ['Bornova', 'Buca', 'Karşıyaka', 'Konak'],
  Kocaeli: ['Gebze', 'İzmit'],
  Trabzon: ['Akçaabat', 'Ortahisar'],
};

const citiesWithDistricts = (cities: Record<string, readonly string[]>): City[] =>
  Object.entries(cities).map(([name, districts], index) => ({ id: index + 1, name, districts }));

const citiesNamed = (...names: string[]): City[] => names.map((name, index) => ({ id: index + 1, name }));

const cities: Record<string, readonly City[]> = {
  TR: turkish.split(',').map((name, index) => ({ id: index + 1, name, districts: turkishDistricts[name] ?? [] })),
  AZ: citiesWithDistricts({
    Bakı: ['Nərimanov', 'Nəsimi', 'Səbail', 'Yasamal'],
    Gəncə: ['Kəpəz', 'Nizami'],
    Sumqayıt: [],
  }),
  AE: citiesWithDistricts({
    'Abu Dhabi': ['Al Khalidiyah', 'Al Reem'],
    Dubai: ['Al Barsha', 'Deira', 'Jumeirah'],
    Sharjah: [],
  }),
  SA: citiesWithDistricts({ Riyadh: ['Al Malaz', 'Al Olaya'], Jeddah: ['Al Hamra', 'Al Rawdah'], Dammam: [] }),
  QA: citiesWithDistricts({ Doha: ['Al Sadd', 'West Bay'], 'Al Rayyan': [] }),
  KW: citiesWithDistricts({ 'Kuwait City': ['Sharq'], Hawalli: ['Salmiya'] }),
  BH: citiesWithDistricts({ Manama: ['Adliya', 'Juffair'], Muharraq: [] }),
  OM: citiesWithDistricts({ Muscat: ['Qurum', 'Ruwi'], Salalah: [] }),
  DE: citiesNamed('Berlin', 'Hamburg', 'Köln', 'München'),
  RO: citiesNamed('București', 'Cluj-Napoca', 'Iași', 'Timișoara'),
  CZ: citiesNamed('Brno', 'Ostrava', 'Praha'),
  HU: citiesNamed('Budapest', 'Debrecen', 'Szeged'),
  SK: citiesNamed('Bratislava', 'Košice'),
  BG: citiesNamed('Plovdiv', 'Sofia', 'Varna'),
  GR: citiesNamed('Athens', 'Patras', 'Thessaloniki'),
};

/** The cities of a country; none where the country is not known. */
export const citiesOf = (country: string): readonly City[] => cities[country.toUpperCase()] ?? [];

/** The districts of a city. Their ids begin with the number of the city. */
export function districtsOf(country: string, city_id: number): Place[] {
  const { districts = [] } = citiesOf(country).find(({ id }) => id === city_id) ?? {};
  return districts.map((name, index) => ({ id: city_id * 100 + index + 1, name }));
}
