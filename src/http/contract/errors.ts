import { stepOf } from '../../core/domain/lifecycle.ts';
import type { NoTracking, NotApplicable, RefusalFacts } from '../../core/domain/refusal.ts';

/** Refusals that only HTTP knows: they fall before anybody looks at a package. */
type HttpFacts =
  | { code: 'body.malformed'; problem: string; problem_tr: string }
  | { code: 'query.invalid'; field: string; problem: string; problem_tr: string }
  | { code: 'query.window'; problem: string; problem_tr: string }
  | { code: 'cursor.invalid' }
  | { code: 'webhook.invalid'; field: string; problem: string; problem_tr: string }
  | { code: 'webhook.limit'; limit: number }
  | { code: 'webhook.unknown'; webhook_id: string }
  | { code: 'webhook.passive'; webhook_id: string }
  | { code: 'webhook.none.active'; seller_id: number }
  | { code: 'webhook.sealed'; webhook_id: string }
  | { code: 'delivery.unknown'; event_id: string }
  | { code: 'replay.unknown'; replay_id: string }
  | { code: 'replay.limit'; limit: number }
  | { code: 'auth.failed' }
  | { code: 'seller.mismatch' }
  | { code: 'seller.unknown'; seller_id: string }
  | { code: 'seller.exists'; seller_id: number }
  | { code: 'key.unknown' }
  | { code: 'key.exists' }
  | { code: 'order.unknown'; order_number: string }
  | { code: 'snapshot.unknown'; name: string }
  | { code: 'import.invalid'; problem: string; problem_tr: string }
  | { code: 'scenario.invalid'; field: string; problem: string; problem_tr: string }
  | { code: 'scenario.unknown'; name: string; names: string }
  | { code: 'run.unknown'; run_id: string }
  | { code: 'run.limit'; limit: number }
  | { code: 'traffic.limit'; limit: number }
  | { code: 'state.large'; limit: number }
  | { code: 'fault.unknown'; fault_id: string }
  | { code: 'fault.exists'; fault_id: string }
  | { code: 'fault.limit'; limit: number }
  | { code: 'fault'; status: number }
  | { code: 'address.unlisted'; address: string }
  | { code: 'user.agent.missing' }
  | { code: 'method'; method: string; allowed: string }
  | { code: 'request.slow' }
  | { code: 'too.large'; limit: number }
  | { code: 'media.type'; expected: string }
  | { code: 'v1.closed' }
  | { code: 'headers.large' }
  | { code: 'rate.limited'; limit: number; window_s: number }
  | { code: 'listeners.full'; limit: number; retry_after_s: number }
  | { code: 'verify.running' }
  | { code: 'unplanned'; request_id: string }
  | { code: 'unavailable' };

export type ErrorFacts = RefusalFacts | HttpFacts;
export type ErrorCode = ErrorFacts['code'];
export type Locale = 'en' | 'tr';

type Row<F> = {
  status: number;
  /** What the marketplace calls it; `KoliRefusal` where no name is known. */
  exception: string;
  key: string;
  en: (facts: F) => string;
  tr: (facts: F) => string;
};

const ours = 'KoliRefusal';
const notFound = 'SellerIntegrationApiDomainNotFoundException';
const unauthorized = 'TrendyolAuthorizationException';

type Saying = { en: string; tr: string };

const whys: Record<NotApplicable | NoTracking, Saying> = {
  'not.open': { en: 'it is not Created, Picking or Invoiced', tr: 'durumu Created, Picking veya Invoiced değil' },
  'not.alternative': { en: 'it is no alternative delivery', tr: 'alternatif teslimat değil' },
  'box.needs.deci': {
    en: 'its cargo provider needs boxQuantity and deci',
    tr: 'kargo firması boxQuantity ve deci bilgilerini birlikte ister',
  },
  'not.horoz.contract': {
    en: "only Horoz under the seller's own contract delivers by service",
    tr: 'yetkili servisle teslimat yalnızca satıcının kendi Horoz anlaşmasıyla yapılır',
  },
  'not.tex': {
    en: 'a warehouse is for Trendyol Express only',
    tr: 'depo yalnızca Trendyol Express paketleri için seçilir',
  },
  'extended.before': {
    en: 'its delivery date, or that of a package it came from, was extended before',
    tr: 'kendisinin veya geldiği paketin teslim tarihi daha önce uzatılmış',
  },
  'date.passed': { en: 'its delivery date has passed', tr: 'teslim tarihi geçmiş' },
  'not.live': { en: 'it is Awaiting, Cancelled or UnPacked', tr: 'durumu Awaiting, Cancelled veya UnPacked' },
  'no.common.label': {
    en: 'only Trendyol Express and Aras take the common label',
    tr: 'ortak etiket yalnızca Trendyol Express ve Aras için verilir',
  },
  'label.not.requested': {
    en: 'its label was not requested: POST to the same address first',
    tr: 'etiketi istenmemiş: önce aynı adrese POST gönderin',
  },
  'not.invoiced': {
    en: 'the label of an export comes when it is Invoiced',
    tr: 'ihracat etiketi paket Invoiced olunca verilir',
  },
  'not.picking': { en: 'it is not Picking', tr: 'durumu Picking değil' },
  'no.contract': {
    en: "it does not go under the seller's own cargo contract",
    tr: 'satıcının kendi kargo anlaşmasıyla gönderilmiyor',
  },
  'fed.before': { en: 'it was given a tracking number before', tr: 'daha önce bir takip numarası verilmiş' },
};

/** The stand-in of a documentation page is no reason: it is shown as it is. */
const whyOf = (why: NotApplicable | NoTracking, locale: Locale): string => whys[why]?.[locale] ?? why;

/** Every refusal on the wire: one table that answers requests and fills the documentation. */
export const errors: { [C in ErrorCode]: Row<Extract<ErrorFacts, { code: C }>> } = {
  'body.malformed': {
    status: 400,
    exception: ours,
    key: 'koli.body.malformed',
    en: (f) => `The body ${f.problem}.`,
    tr: (f) => `İstek gövdesi ${f.problem_tr}.`,
  },
  'field.invalid': {
    status: 400,
    exception: ours,
    key: 'koli.field.invalid',
    en: (f) => `${f.field} ${f.problem}.`,
    tr: (f) => `${f.field} ${f.problem_tr}.`,
  },
  'line.repeated': {
    status: 400,
    exception: ours,
    key: 'koli.line.repeated',
    en: (f) => `Line ${f.line_id} is named twice: name each line once.`,
    tr: (f) => `${f.line_id} numaralı satır iki kez yazılmış: her satırı bir kez yazın.`,
  },
  'reason.unknown': {
    status: 400,
    exception: ours,
    key: 'koli.reason.unknown',
    en: (f) => `reasonId ${f.reason_id} is no reason for a cancel: use 500 to 506.`,
    tr: (f) => `reasonId ${f.reason_id} bir iptal nedeni değil: 500-506 arası bir değer kullanın.`,
  },
  'reason.abroad.only': {
    status: 400,
    exception: ours,
    key: 'koli.reason.unknown',
    en: (f) => `reasonId ${f.reason_id} is for storefronts abroad: send their storeFrontCode, or another reason.`,
    tr: (f) => `reasonId ${f.reason_id} yurt dışı vitrinler içindir: storeFrontCode gönderin veya başka neden seçin.`,
  },
  'split.form': {
    status: 400,
    exception: ours,
    key: 'koli.split.invalid',
    en: (f) => `${f.key} belongs to another kind of split: this address takes ${f.expected}.`,
    tr: (f) => `${f.key} başka bir bölme türüne ait: bu adres ${f.expected} bekler.`,
  },
  'split.line.twice': {
    status: 400,
    exception: ours,
    key: 'koli.split.invalid',
    en: (f) => `Line ${f.line_id} is named twice: name each line once.`,
    tr: (f) => `${f.line_id} numaralı satır iki kez yazılmış: her satırı bir kez yazın.`,
  },
  'split.all.lines': {
    status: 400,
    exception: ours,
    key: 'koli.split.invalid',
    en: (f) => `All lines of package ${f.package_id} are listed: leave at least one for the other package.`,
    tr: (f) => `${f.package_id} numaralı paketin tüm satırları yazılmış: diğer paket için en az birini bırakın.`,
  },
  'split.nothing.left': {
    status: 400,
    exception: ours,
    key: 'koli.split.invalid',
    en: (f) => `The groups take all of package ${f.package_id}: leave at least one line for the last package.`,
    tr: (f) => `Gruplar ${f.package_id} numaralı paketin tamamını alıyor: son paket için en az bir satır bırakın.`,
  },
  'split.one.child': {
    status: 400,
    exception: ours,
    key: 'koli.split.invalid',
    en: (f) => `Package ${f.package_id} would stay in one piece: a split makes at least two packages.`,
    tr: (f) => `${f.package_id} numaralı paket bölünmüyor: bölme en az iki paket oluşturmalı.`,
  },
  'split.too.many': {
    status: 400,
    exception: ours,
    key: 'koli.split.invalid',
    en: (f) => `A split makes at most ${f.limit} packages, the rest included: ask for fewer.`,
    tr: (f) => `Bir bölme, kalan dahil en çok ${f.limit} paket oluşturur: daha azını isteyin.`,
  },
  'quantity.exceeded': {
    status: 400,
    exception: ours,
    key: 'koli.quantity.exceeded',
    en: (f) => `Line ${f.line_id} of package ${f.package_id} holds ${f.held} units, ${f.asked} were named.`,
    tr: (f) => `${f.package_id} numaralı paketin ${f.line_id} satırında ${f.held} adet var, ${f.asked} istendi.`,
  },
  'not.applicable': {
    status: 400,
    exception: ours,
    key: 'koli.not.applicable',
    en: (f) => `This cannot be done with package ${f.package_id}: ${whyOf(f.why, 'en')}.`,
    tr: (f) => `Bu işlem ${f.package_id} numaralı pakette yapılamaz: ${whyOf(f.why, 'tr')}.`,
  },
  'tracking.not.allowed': {
    status: 400,
    exception: ours,
    key: 'shipment.package.cargo.tracking.number.update.not.allowed',
    en: (f) => `The tracking of package ${f.package_id} cannot be changed: ${whyOf(f.why, 'en')}.`,
    tr: (f) => `${f.package_id} numaralı paketin takip bilgisi değiştirilemez: ${whyOf(f.why, 'tr')}.`,
  },
  'tracking.taken': {
    status: 400,
    exception: ours,
    key: 'koli.field.invalid',
    en: (f) => `trackingNumber ${f.tracking_number} is in use or was used before: give another.`,
    tr: (f) => `trackingNumber ${f.tracking_number} kullanımda veya daha önce kullanılmış: başka bir numara verin.`,
  },
  'digital.not.valid': {
    status: 400,
    exception: ours,
    key: 'digital.good.business.unit.not.valid',
    en: (f) => `Line ${f.line_id} of package ${f.package_id} is no digital good.`,
    tr: (f) => `${f.package_id} numaralı paketin ${f.line_id} satırı dijital ürün değil.`,
  },
  'labor.too.high': {
    status: 400,
    exception: ours,
    key: 'koli.field.invalid',
    en: (f) => `laborCostPerItem of line ${f.line_id} is above ${f.limit_kurus / 100}, the price of its cheapest item.`,
    tr: (f) =>
      `${f.line_id} satırının laborCostPerItem değeri, en ucuz adedinin fiyatı ${f.limit_kurus / 100} üstünde.`,
  },
  'not.yours': {
    status: 400,
    exception: ours,
    key: 'koli.field.invalid',
    en: (f) => `${f.field} ${f.value} names no package of this seller.`,
    tr: (f) => `${f.field} ${f.value} bu satıcının bir paketini göstermiyor.`,
  },
  'invoice.terms.missing': {
    status: 400,
    exception: ours,
    key: 'koli.field.invalid',
    en: (f) => `${f.field} is missing: a micro export needs invoiceDateTime and invoiceNumber.`,
    tr: (f) => `${f.field} eksik: mikro ihracat için invoiceDateTime ve invoiceNumber gerekir.`,
  },
  'invoice.file.missing': {
    status: 400,
    exception: ours,
    key: 'koli.field.invalid',
    en: () => 'file is missing: send the invoice as a file part of that name.',
    tr: () => 'file eksik: faturayı bu adlı bir dosya parçası olarak gönderin.',
  },
  'invoice.file.type': {
    status: 400,
    exception: ours,
    key: 'koli.field.invalid',
    en: () => 'file is no PDF, JPEG or PNG: its content tells, not its name.',
    tr: () => 'file PDF, JPEG veya PNG değil: adına değil içeriğine bakılır.',
  },
  'invoice.future': {
    status: 400,
    exception: ours,
    key: 'koli.field.invalid',
    en: () => 'invoiceDateTime is in the future.',
    tr: () => 'invoiceDateTime gelecekte bir zaman.',
  },
  'customer.unknown': {
    status: 400,
    exception: ours,
    key: 'koli.field.invalid',
    en: (f) => `customerId ${f.customer_id} is not the customer of package ${f.package_id}.`,
    tr: (f) => `customerId ${f.customer_id}, ${f.package_id} numaralı paketin müşterisi değil.`,
  },
  'query.invalid': {
    status: 400,
    exception: ours,
    key: 'koli.query.invalid',
    en: (f) => `${f.field} ${f.problem}.`,
    tr: (f) => `${f.field} ${f.problem_tr}.`,
  },
  'query.window': {
    status: 400,
    exception: ours,
    key: 'koli.query.window',
    en: (f) => `${f.problem}.`,
    tr: (f) => `${f.problem_tr}.`,
  },
  'cursor.invalid': {
    status: 400,
    exception: ours,
    key: 'koli.cursor.invalid',
    en: () => 'The cursor is not one that this list gave for these filters: start without it.',
    tr: () => 'İmleç bu listenin bu süzgeçler için verdiği imleç değil: imleçsiz başlayın.',
  },
  'webhook.invalid': {
    status: 400,
    exception: ours,
    key: 'koli.webhook.invalid',
    en: (f) => `${f.field} ${f.problem}.`,
    tr: (f) => `${f.field} ${f.problem_tr}.`,
  },
  'webhook.limit': {
    status: 400,
    exception: ours,
    key: 'koli.webhook.limit',
    en: (f) => `A seller has at most ${f.limit} webhooks, passive ones included: delete one first.`,
    tr: (f) => `Bir satıcının pasifler dahil en çok ${f.limit} webhook'u olabilir: önce birini silin.`,
  },
  'import.invalid': {
    status: 400,
    exception: ours,
    key: 'koli.import.invalid',
    en: (f) => `The file ${f.problem}.`,
    tr: (f) => `Dosya ${f.problem_tr}.`,
  },
  'scenario.invalid': {
    status: 400,
    exception: ours,
    key: 'koli.scenario.invalid',
    en: (f) => `${f.field} ${f.problem}.`,
    tr: (f) => `${f.field} ${f.problem_tr}.`,
  },
  'state.large': {
    status: 409,
    exception: ours,
    key: 'koli.state.large',
    en: (f) =>
      `There is more here than one file of ${f.limit >> 20} MB may hold: reset or delete sellers first, or copy the database itself.`,
    tr: (f) =>
      `Burada ${f.limit >> 20} MB'lık tek bir dosyaya sığmayacak kadar veri var: önce satıcıları sıfırlayın veya silin ya da veritabanının kendisini kopyalayın.`,
  },
  'fault.limit': {
    status: 400,
    exception: ours,
    key: 'koli.fault.limit',
    en: (f) => `A sandbox has at most ${f.limit} faults: delete those that are over.`,
    tr: (f) => `Bir sandbox'ta en çok ${f.limit} hata olabilir: bitenleri silin.`,
  },
  'auth.failed': {
    status: 401,
    exception: 'ClientApiAuthenticationException',
    key: 'authentication.error',
    en: () => 'The credentials are missing or wrong.',
    tr: () => 'Kimlik bilgileri eksik veya hatalı.',
  },
  'seller.mismatch': {
    status: 401,
    exception: unauthorized,
    key: 'koli.seller.mismatch',
    en: () => 'The key belongs to another seller than the address.',
    tr: () => 'Anahtar, adresteki satıcıya ait değil.',
  },
  'package.unknown': {
    status: 401,
    exception: unauthorized,
    key: 'koli.package.unknown',
    en: (f) => `Package ${f.package_id} is not a package of this seller.`,
    tr: (f) => `${f.package_id} bu satıcının bir paketi değil.`,
  },
  'tracking.unknown': {
    status: 401,
    exception: unauthorized,
    key: 'koli.package.unknown',
    en: (f) => `Tracking number ${f.tracking_number} is not that of a package of this seller.`,
    tr: (f) => `Takip numarası ${f.tracking_number} bu satıcının bir paketine ait değil.`,
  },
  'user.agent.missing': {
    status: 403,
    exception: ours,
    key: 'koli.user.agent.missing',
    en: () => 'The User-Agent header is missing: send "{sellerId} - SelfIntegration" or your own name.',
    tr: () => 'User-Agent başlığı eksik: "{sellerId} - SelfIntegration" veya kendi adınızı gönderin.',
  },
  'line.unknown': {
    status: 404,
    exception: notFound,
    key: 'koli.line.unknown',
    en: (f) =>
      f.line_id === null
        ? `No line of package ${f.package_id} is named.`
        : `Line ${f.line_id} is not in package ${f.package_id}.`,
    tr: (f) =>
      f.line_id === null
        ? `${f.package_id} numaralı paketin hiçbir satırı yazılmamış.`
        : `${f.line_id} numaralı satır ${f.package_id} numaralı pakette yok.`,
  },
  'invoice.unknown': {
    status: 404,
    exception: notFound,
    key: 'koli.invoice.unknown',
    en: (f) => `Package ${f.package_id} has no such invoice.`,
    tr: (f) => `${f.package_id} numaralı paketin böyle bir faturası yok.`,
  },
  'webhook.unknown': {
    status: 404,
    exception: notFound,
    key: 'koli.webhook.unknown',
    en: (f) => `Webhook ${f.webhook_id} is not a webhook of this seller.`,
    tr: (f) => `${f.webhook_id} bu satıcının bir webhook'u değil.`,
  },
  'delivery.unknown': {
    status: 404,
    exception: notFound,
    key: 'koli.delivery.unknown',
    en: (f) => `${f.event_id} was not owed to this webhook, or is no longer kept.`,
    tr: (f) => `${f.event_id} bu webhook için oluşmamış veya artık saklanmıyor.`,
  },
  'replay.unknown': {
    status: 404,
    exception: notFound,
    key: 'koli.replay.unknown',
    en: (f) => `Replay ${f.replay_id} is not a replay of this seller, or is no longer kept.`,
    tr: (f) => `${f.replay_id} bu satıcının bir yeniden gönderimi değil veya artık saklanmıyor.`,
  },
  'seller.unknown': {
    status: 404,
    exception: notFound,
    key: 'koli.seller.unknown',
    en: (f) => `Seller ${f.seller_id} is not known: create it first.`,
    tr: (f) => `${f.seller_id} numaralı satıcı bilinmiyor: önce oluşturun.`,
  },
  'order.unknown': {
    status: 404,
    exception: notFound,
    key: 'koli.order.unknown',
    en: (f) => `Order ${f.order_number} is not known.`,
    tr: (f) => `${f.order_number} numaralı sipariş bilinmiyor.`,
  },
  'snapshot.unknown': {
    status: 404,
    exception: notFound,
    key: 'koli.snapshot.unknown',
    en: (f) => `There is no snapshot ${f.name}: GET /api/v1/sandbox/snapshots tells which there are.`,
    tr: (f) => `${f.name} adlı bir anlık görüntü yok: GET /api/v1/sandbox/snapshots olanları gösterir.`,
  },
  'key.unknown': {
    status: 404,
    exception: notFound,
    key: 'koli.key.unknown',
    en: () => 'The seller has no such key, or it was revoked before.',
    tr: () => 'Satıcının böyle bir anahtarı yok veya daha önce iptal edilmiş.',
  },
  'scenario.unknown': {
    status: 404,
    exception: notFound,
    key: 'koli.scenario.unknown',
    en: (f) => `There is no scenario ${f.name}: koli brings along ${f.names}.`,
    tr: (f) => `${f.name} adlı bir senaryo yok: koli ile gelenler ${f.names}.`,
  },
  'run.unknown': {
    status: 404,
    exception: notFound,
    key: 'koli.run.unknown',
    en: (f) => `${f.run_id} is no run of a scenario, or is no longer remembered.`,
    tr: (f) => `${f.run_id} bir senaryo çalıştırması değil veya artık hatırlanmıyor.`,
  },
  'fault.unknown': {
    status: 404,
    exception: notFound,
    key: 'koli.fault.unknown',
    en: (f) => `There is no fault ${f.fault_id} here: name the sellerId of one that was made for a seller.`,
    tr: (f) => `Burada ${f.fault_id} adlı bir hata yok: bir satıcı için oluşturulduysa sellerId verin.`,
  },
  method: {
    status: 405,
    exception: ours,
    key: 'koli.method',
    en: (f) => `${f.method} is not served here: use ${f.allowed}.`,
    tr: (f) => `Bu adreste ${f.method} yok: ${f.allowed} kullanın.`,
  },
  'request.slow': {
    status: 408,
    exception: ours,
    key: 'koli.request.slow',
    en: () => 'The request was not complete within 30 seconds.',
    tr: () => 'İstek 30 saniye içinde tamamlanmadı.',
  },
  'status.not.allowed': {
    status: 409,
    exception: ours,
    key: 'fulfillment.api.shipment.package.item.status.cannot.be.changed',
    en: (f) =>
      `Package ${f.package_id} is ${f.status}; this is possible only while it is ${stepOf(f.command).from.join(', ')}.`,
    tr: (f) =>
      `${f.package_id} numaralı paketin durumu ${f.status}; bu işlem yalnızca ${stepOf(f.command).from.join(', ')} durumunda yapılabilir.`,
  },
  'invoice.exists': {
    status: 409,
    exception: ours,
    key: 'koli.invoice.exists',
    en: (f) => `Package ${f.package_id} has an invoice: delete its link first; a file stays.`,
    tr: (f) => `${f.package_id} numaralı paketin faturası var: önce bağlantısını silin; dosya silinmez.`,
  },
  'invoice.link.taken': {
    status: 409,
    exception: ours,
    key: 'koli.invoice.exists',
    en: () => 'invoiceLink is the invoice of another package: give each package its own.',
    tr: () => 'invoiceLink başka bir paketin faturası: her pakete kendi faturasını verin.',
  },
  'order.conflict': {
    status: 409,
    exception: ours,
    key: 'koli.order.conflict',
    en: (f) => `Order ${f.order_number} of seller ${f.seller_id} was taken in before with other content.`,
    tr: (f) => `${f.seller_id} numaralı satıcının ${f.order_number} siparişi daha önce başka içerikle alınmış.`,
  },
  'id.taken': {
    status: 409,
    exception: ours,
    key: 'koli.id.taken',
    en: (f) => `${f.field} ${f.id} is in use by this seller, or was: choose another, or leave it out.`,
    tr: (f) => `${f.field} ${f.id} bu satıcıda kullanımda veya kullanılmış: başka bir değer verin ya da boş bırakın.`,
  },
  'webhook.passive': {
    status: 409,
    exception: ours,
    key: 'koli.webhook.passive',
    en: (f) => `Webhook ${f.webhook_id} is PASSIVE, so nothing is sent to it: activate it first.`,
    tr: (f) => `${f.webhook_id} webhook'u PASSIVE, bu yüzden gönderim yapılmıyor: önce etkinleştirin.`,
  },
  'webhook.none.active': {
    status: 409,
    exception: ours,
    key: 'koli.webhook.passive',
    en: (f) => `Seller ${f.seller_id} has no webhook that is ACTIVE: activate one first.`,
    tr: (f) => `${f.seller_id} numaralı satıcının ACTIVE webhook'u yok: önce birini etkinleştirin.`,
  },
  'webhook.sealed': {
    status: 409,
    exception: ours,
    key: 'koli.webhook.sealed',
    en: (f) => `The secrets of webhook ${f.webhook_id} do not open with koli's keys: give them anew.`,
    tr: (f) => `${f.webhook_id} webhook'unun gizli bilgileri koli'nin anahtarlarıyla açılmıyor: yeniden girin.`,
  },
  'replay.limit': {
    status: 409,
    exception: ours,
    key: 'koli.replay.limit',
    en: (f) => `${f.limit} replays of this seller are running: wait for one of them, or stop it.`,
    tr: (f) => `Bu satıcının ${f.limit} yeniden gönderimi sürüyor: birinin bitmesini bekleyin veya durdurun.`,
  },
  'seller.exists': {
    status: 409,
    exception: ours,
    key: 'koli.seller.exists',
    en: (f) => `Seller ${f.seller_id} is there already.`,
    tr: (f) => `${f.seller_id} numaralı satıcı zaten var.`,
  },
  'run.limit': {
    status: 409,
    exception: ours,
    key: 'koli.run.limit',
    en: (f) => `${f.limit} runs wait already, and they go one after another: wait for one of them, or stop it.`,
    tr: (f) => `${f.limit} çalıştırma zaten bekliyor ve sırayla yürütülüyor: birinin bitmesini bekleyin veya durdurun.`,
  },
  'traffic.limit': {
    status: 409,
    exception: ours,
    key: 'koli.traffic.limit',
    en: (f) => `There is traffic on ${f.limit} sellers already: switch one off.`,
    tr: (f) => `Zaten ${f.limit} satıcıda trafik açık: birini kapatın.`,
  },
  'fault.exists': {
    status: 409,
    exception: ours,
    key: 'koli.fault.exists',
    en: (f) => `There is a fault ${f.fault_id} already: choose another id, or delete that one first.`,
    tr: (f) => `${f.fault_id} adlı bir hata zaten var: başka bir id seçin veya önce onu silin.`,
  },
  'key.exists': {
    status: 409,
    exception: ours,
    key: 'koli.key.exists',
    en: () => 'This key is in use: choose another, or let koli make one.',
    tr: () => 'Bu anahtar kullanımda: başka bir anahtar seçin veya koli üretsin.',
  },
  'too.large': {
    status: 413,
    exception: ours,
    key: 'koli.too.large',
    en: (f) => `The body is larger than ${f.limit} bytes.`,
    tr: (f) => `İstek gövdesi ${f.limit} bayttan büyük.`,
  },
  'media.type': {
    status: 415,
    exception: ours,
    key: 'koli.media.type',
    en: (f) => `Send the body as ${f.expected}.`,
    tr: (f) => `İstek gövdesini ${f.expected} olarak gönderin.`,
  },
  'idempotency.reused': {
    status: 422,
    exception: ours,
    key: 'koli.idempotency.key.reused',
    en: () => 'This Idempotency-Key was used for another request: use a new key for each request.',
    tr: () => 'Bu Idempotency-Key başka bir istekte kullanılmış: her istek için yeni bir anahtar kullanın.',
  },
  'v1.closed': {
    status: 426,
    exception: ours,
    key: 'koli.v1.closed',
    en: () => 'This list is closed at the moment and will be for good: use /v2/orders or /orders/stream.',
    tr: () => 'Bu liste şu anda kapalı ve kalıcı olarak kapanacak: /v2/orders veya /orders/stream kullanın.',
  },
  'rate.limited': {
    status: 429,
    exception: ours,
    key: 'too.many.requests',
    en: (f) => `More than ${f.limit} requests in ${f.window_s} seconds: wait as Retry-After says.`,
    tr: (f) => `${f.window_s} saniyede ${f.limit} istekten fazla: Retry-After süresi kadar bekleyin.`,
  },
  'listeners.full': {
    status: 429,
    exception: ours,
    key: 'koli.listeners.full',
    en: (f) => `There are ${f.limit} listeners already: end one, or wait as Retry-After says.`,
    tr: (f) => `Zaten ${f.limit} dinleyici var: birini kapatın veya Retry-After süresi kadar bekleyin.`,
  },
  'verify.running': {
    status: 409,
    exception: ours,
    key: 'koli.verify.running',
    en: () => 'The laws are being verified already: wait until that is done.',
    tr: () => 'Yasalar şu anda zaten doğrulanıyor: bitmesini bekleyin.',
  },
  'provider.too.soon': {
    status: 429,
    exception: ours,
    key: 'too.many.requests',
    en: (f) =>
      `The cargo provider of package ${f.package_id} was changed moments ago: wait ${f.retry_after_s} seconds.`,
    tr: (f) => `${f.package_id} numaralı paketin kargo firması az önce değişti: ${f.retry_after_s} saniye bekleyin.`,
  },
  'headers.large': {
    status: 431,
    exception: ours,
    key: 'koli.headers.large',
    en: () => 'The header section is larger than 16 KiB.',
    tr: () => 'Başlık bölümü 16 KiB sınırını aşıyor.',
  },
  unplanned: {
    status: 500,
    exception: 'TrendyolSystemException',
    key: 'generic.exception',
    en: (f) => `Something went wrong on our side. Request ${f.request_id}.`,
    tr: (f) => `Bizim tarafımızda bir hata oluştu. İstek ${f.request_id}.`,
  },
  fault: {
    status: 500,
    exception: 'TrendyolSystemException',
    key: 'generic.exception',
    en: (f) => `A fault of the sandbox answers ${f.status}.`,
    tr: (f) => `Sandbox'taki bir hata ${f.status} yanıtı veriyor.`,
  },
  'address.unlisted': {
    status: 503,
    exception: ours,
    key: 'koli.unavailable',
    en: (f) => `The address ${f.address} is not in the seller's setting allowedNetworks.`,
    tr: (f) => `${f.address} adresi satıcının allowedNetworks ayarında yok.`,
  },
  unavailable: {
    status: 503,
    exception: ours,
    key: 'koli.unavailable',
    en: () => 'koli cannot answer at the moment: try again.',
    tr: () => 'koli şu anda yanıt veremiyor: tekrar deneyin.',
  },
};

/** Refusals that the marketplace answers in a form of their own where a file is sent. */
const ofFiles: readonly ErrorCode[] = ['invoice.exists', 'invoice.file.missing', 'invoice.file.type', 'invoice.future'];

/** What a refused invoice file is answered: 400, without exception and key. Null: like everything else. */
export function fileErrorBody(facts: ErrorFacts, path: string, timestamp: number, locale: Locale) {
  if (!ofFiles.includes(facts.code)) return null;
  const message = (errors[facts.code] as Row<ErrorFacts>)[locale](facts);
  return { status: 400, body: JSON.stringify({ timestamp, path, errors: [{ message }] }) };
}

/** The error envelope as text. `timestamp` is true UTC ms, `errorCode` the status as a string. */
export function errorBody(facts: ErrorFacts, timestamp: number, locale: Locale): { status: number; body: string } {
  const row = errors[facts.code] as Row<ErrorFacts>;
  // A fault answers whatever status it was told to.
  const status = facts.code === 'fault' ? facts.status : row.status;
  const error = { key: row.key, message: row[locale](facts), errorCode: String(status) };
  return { status, body: JSON.stringify({ timestamp, exception: row.exception, errors: [error] }) };
}

export const localeOf = (accept_language: string | undefined): Locale =>
  accept_language !== undefined && /^\s*tr\b/i.test(accept_language) ? 'tr' : 'en';
