import { type CarrierAbroad, carriersAbroad } from './cargo.ts';
import type { Command } from './command.ts';
import { countryOf, isAbroad } from './countries.ts';
import type { Package } from './package.ts';
import { invalid, type Refusal, refuse } from './refusal.ts';
import type { Supply } from './supply.ts';

// Which carrier a package may have, by its country.

const provider_rest_ms = 5 * 60_000;

/** A carrier that the package's country does not have, or another storefront than the package's, whatever its status. */
export function checkCarrier(current: Package, command: Command): Refusal | null {
  const { carriers, code } = countryOf(current.country);
  const abroad = isAbroad(current.country);
  switch (command.type) {
    case 'feed-tracking-details':
      if (abroad && command.store_front === undefined)
        return invalid('storeFrontCode', { rule: 'required', expected: { form: 'value', value: code } });
      if (command.store_front !== undefined && command.store_front !== code)
        return invalid('storeFrontCode', { rule: 'allowed', allowed: [code] });
      return carrierNamed('providerCode', carriers, command.cargo_provider);
    case 'change-cargo-provider':
      // Abroad the marketplace numbers its refusals: see below.
      return abroad ? null : carrierNamed('cargoProvider', carriers, command.cargo_provider);
    default:
      return null;
  }
}

const carrierNamed = (field: string, carriers: readonly string[], carrier: string): Refusal | null =>
  carriers.includes(carrier) ? null : invalid(field, { rule: 'allowed', allowed: [...carriers] });

/** Abroad, a package whose status allows no other carrier. */
export const wrongStatusAbroad = ({ country, package_id }: Package, command: Command['type']): Refusal | null =>
  command === 'change-cargo-provider' && isAbroad(country) ? refuse({ code: 'carrier.fixed', package_id }) : null;

/** Why a package in the right status cannot go to another carrier. Naming the present one again changes nothing. */
export function checkNewCarrier(current: Package, to: string, supply: Supply): Refusal | null {
  if (to === current.cargo_provider) return null;
  const wait_ms = (current.provider_changed_at ?? Number.NEGATIVE_INFINITY) + provider_rest_ms - supply.now;
  const wait_s = Math.ceil(wait_ms / 1000);
  const { package_id } = current;
  if (!isAbroad(current.country))
    return wait_ms > 0 ? refuse({ code: 'provider.too.soon', package_id, retry_after_s: wait_s }) : null;
  return (
    checkAbroad(current, to, supply.details()) ??
    (wait_ms > 0 ? refuse({ code: 'carrier.not.now', package_id, wait_s }) : null)
  );
}

/** Only carriers that the marketplace pays are exchanged, and only for others of these. */
function checkAbroad({ package_id, ...current }: Package, to: string, details: Record<string, unknown>) {
  const carrier: CarrierAbroad | undefined = carriersAbroad.find(({ code }) => code === to);
  const country = countryOf(current.country).code;
  if (current.who_pays === 1 || current.sender_number !== undefined)
    return refuse({ code: 'carrier.fixed', package_id });
  if (details['channelId'] !== marketplace_channel) return refuse({ code: 'carrier.other.channel', package_id });
  if (carrier === undefined)
    return isHome(to)
      ? refuse({ code: 'carrier.elsewhere', carrier: to, country })
      : refuse({ code: 'carrier.unregistered', carrier: to });
  if (carrier.marketplace_pays_in.includes(country)) return null;
  return countryOf(current.country).carriers.includes(to) && carrier.marketplace_pays_in.length === 0
    ? refuse({ code: 'carrier.inactive', carrier: to })
    : refuse({ code: 'carrier.elsewhere', carrier: to, country });
}

const marketplace_channel = 1;

const isHome = (code: string): boolean => countryOf(undefined).carriers.includes(code);
