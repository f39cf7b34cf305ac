import { BlockList } from 'node:net';
import type { Seller, SellerSettings } from './domain/seller.ts';
import type { CoreSettings } from './settings.ts';
import type { Reading } from './wire/reading.ts';
import { readNetwork } from './wire/seller.ts';
import type { World } from './world.ts';

// How the marketplace behaves towards a seller: as the seller's own switches say, where there are such, or else as the
// settings of the installation.

const switchesOf = (world: World, seller: Seller): Partial<SellerSettings> =>
  world.extension.seller_switches ? seller.settings : {};

export const isRateLimited = (world: World, seller: Seller): boolean =>
  switchesOf(world, seller).rate_limits ?? world.settings.rate_limits;

/** Whether the old list is closed to this seller now. */
export function isV1Closed(world: World, seller: Seller): boolean {
  const v1 = switchesOf(world, seller).v1 ?? world.settings.v1;
  return v1 === 'brownout' ? isWithin(world.settings.v1_brownout, world.clock.now()) : v1 === 'off';
}

function isWithin(times: CoreSettings['v1_brownout'], now: number): boolean {
  const minute = Math.floor(now / 60_000);
  return times.some(({ start, minutes }) => (((minute - start) % 1_440) + 1_440) % 1_440 < minutes);
}

/** May this seller call from this address? */
export function isListed(world: World, seller: Seller, address: string): boolean {
  const { allowed_networks = null, ip_allow_list = false } = switchesOf(world, seller);
  if (ip_allow_list && !isOnOwnList(seller, address, world.clock.now())) return false;
  return allowed_networks === null || isWithinNetworks(allowed_networks, address);
}

/** A connection to a socket that takes both versions shows IPv4 within IPv6. */
function isOnOwnList({ settings }: Seller, address: string, now: number): boolean {
  const ip = address.replace(/^::ffff:/i, '');
  return settings.ip_list.entries.some((entry) => entry.ip === ip && entry.expires_at > now);
}

function isWithinNetworks(allowed_networks: string[], address: string): boolean {
  const listed = new BlockList();
  for (const text of allowed_networks) {
    const network = readNetwork(text);
    if (network !== null) listed.addSubnet(network.address, network.bits, network.family);
  }
  return listed.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
}

/** How the seller's documents differ from what is stored. */
export const readingOf = ({ world, seller }: { world: World; seller: Seller }): Reading => ({
  legacy: seller.settings.legacy_fields,
  sparse: switchesOf(world, seller).sparse_bodies ?? false,
  live: seller.settings.live_names,
});
