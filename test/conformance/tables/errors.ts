/** Every key that a refusal can have, with its status and the exception that it is called. */
const own = 'KoliRefusal';
const unauthorized = 'TrendyolAuthorizationException';
const not_found = 'SellerIntegrationApiDomainNotFoundException';

export const errors: Record<string, [status: number, exception: string]> = {
  'koli.body.malformed': [400, own],
  'koli.field.invalid': [400, own],
  'koli.line.repeated': [400, own],
  'koli.quantity.exceeded': [400, own],
  'koli.reason.unknown': [400, own],
  'koli.split.invalid': [400, own],
  'koli.query.invalid': [400, own],
  'koli.query.window': [400, own],
  'koli.cursor.invalid': [400, own],
  'koli.not.applicable': [400, own],
  'koli.webhook.invalid': [400, own],
  'koli.webhook.limit': [400, own],
  'shipment.package.cargo.tracking.number.update.not.allowed': [400, own],
  'digital.good.business.unit.not.valid': [400, own],
  'authentication.error': [401, 'ClientApiAuthenticationException'],
  'koli.seller.mismatch': [401, unauthorized],
  'koli.package.unknown': [401, unauthorized],
  'koli.user.agent.missing': [403, own],
  'koli.line.unknown': [404, not_found],
  'koli.invoice.unknown': [404, not_found],
  'koli.webhook.unknown': [404, not_found],
  'koli.ip.unknown': [404, not_found],
  'koli.warranty.unknown': [404, not_found],
  'koli.method': [405, own],
  'koli.request.slow': [408, own],
  'koli.too.large': [413, own],
  'koli.media.type': [415, own],
  'koli.content.encoding': [415, own],
  'koli.host.unknown': [421, own],
  'koli.headers.large': [431, own],
  'fulfillment.api.shipment.package.item.status.cannot.be.changed': [409, own],
  'koli.invoice.exists': [409, own],
  'koli.cargo.provider.refused': [409, own],
  'koli.idempotency.key.reused': [422, own],
  'koli.v1.closed': [426, own],
  'too.many.requests': [429, own],
  'generic.exception': [500, 'TrendyolSystemException'],
  'koli.unavailable': [503, own],
};

/** What needs another client than the one of the rows, or a broken server; tried beside the rows. */
export const beside_rows: Record<string, string> = {
  'koli.content.encoding': 'an encoding that koli does not read: test/http/encoding.test.ts',
  'koli.host.unknown': 'a name that is pointed at a loopback address: test/http/hosts.test.ts',
  'koli.request.slow': 'a sender that stops half way: test/http/bad-input.test.ts',
  'koli.headers.large': 'a header section above 16 KiB: test/http/bad-input.test.ts',
  'generic.exception': 'a mistake in the server itself: test/conformance/broken.test.ts',
  'koli.unavailable': 'a write that takes too long: test/http/stream.test.ts',
};

/** The key of everything that the status of a package does not allow. */
export const status_taken = 'fulfillment.api.shipment.package.item.status.cannot.be.changed';
export const no_tracking = 'shipment.package.cargo.tracking.number.update.not.allowed';

/** What stands in a row where there is no such address: an answer of its own, without a key. */
export const no_route = 'no such route';
