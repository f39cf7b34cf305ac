import ipaddr from 'ipaddr.js';

// Which addresses a webhook may lead to. Sellers choose the addresses, so none may lead into the operator's own network, and
// none to a place that is not on the internet at all.

type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;
export type IpNetwork = [IpAddress, number];

const network = (text: string): IpNetwork => ipaddr.parseCIDR(text);

/**
 * The networks that are not globally reachable, or whose meaning depends on the network they are used in:
 * https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry (both as of October 2025),
 * …/multicast-addresses, and the addresses under which clouds serve their metadata. Of the IPv6 space only 2000::/3 is
 * given out at all (…/ipv6-address-space), so what lies outside it needs no row.
 */
export const specialNetworks: readonly [network: string, what: string, source: string][] = [
  ['0.0.0.0/8', 'this network; Linux connects 0.0.0.0 to the machine itself', 'RFC 791'],
  ['10.0.0.0/8', 'private', 'RFC 1918'],
  ['100.64.0.0/10', 'shared by carriers, and by clouds for their own services', 'RFC 6598'],
  ['127.0.0.0/8', 'loopback', 'RFC 1122'],
  ['168.63.129.16/32', 'the platform of Azure', 'Microsoft'],
  ['169.254.0.0/16', 'link-local; the metadata services of clouds', 'RFC 3927'],
  ['172.16.0.0/12', 'private', 'RFC 1918'],
  ['192.0.0.0/24', 'protocol assignments', 'RFC 6890'],
  ['192.0.2.0/24', 'documentation', 'RFC 5737'],
  ['192.88.99.0/24', '6to4 relays, withdrawn', 'RFC 7526'],
  ['192.168.0.0/16', 'private', 'RFC 1918'],
  ['198.18.0.0/15', 'benchmarks', 'RFC 2544'],
  ['198.51.100.0/24', 'documentation', 'RFC 5737'],
  ['203.0.113.0/24', 'documentation', 'RFC 5737'],
  ['224.0.0.0/4', 'multicast', 'RFC 5771'],
  ['240.0.0.0/4', 'reserved, broadcast', 'RFC 1112'],
  ['2001::/23', 'protocol assignments: Teredo, benchmarks, ORCHID, …', 'RFC 2928'],
  ['2001:db8::/32', 'documentation', 'RFC 3849'],
  ['3fff::/20', 'documentation', 'RFC 9637'],
];

const special = specialNetworks.map(([text]) => network(text));
const given_out = network('2000::/3');
const nat64 = network('64:ff9b::/96');

/** IPv6 networks that carry an IPv4 address, and the byte it starts at: the address inside counts. */
const carriers: { network: IpNetwork; at: number }[] = [
  { network: network('::ffff:0:0/96'), at: 12 }, // mapped
  { network: network('::/96'), at: 12 }, // compatible, withdrawn
  { network: nat64, at: 12 },
  { network: network('2002::/16'), at: 2 }, // 6to4
];

const withinAddress = (address: IpAddress, [base, bits]: IpNetwork): boolean =>
  address.kind() === base.kind() && address.match(base, bits);

/** An address of ISATAP carries an IPv4 address in its second half, behind these four bytes. */
const isIsatap = (bytes: number[]): boolean =>
  bytes.length === 16 && (bytes[8]! & 0xfd) === 0 && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;

const carriedAddress = (address: IpAddress, at: number): IpAddress =>
  ipaddr.fromByteArray(address.toByteArray().slice(at, at + 4));

/** The address that is carried inside, or the address itself. */
function inside(address: IpAddress): IpAddress {
  const at = carriers.find((each) => withinAddress(address, each.network))?.at;
  return at === undefined ? address : carriedAddress(address, at);
}

const mapped = carriers[0]!.network;

function isGlobal(address: IpAddress): boolean {
  if (isIsatap(address.toByteArray()) && !isGlobal(carriedAddress(address, 12))) return false;
  if (special.some((each) => withinAddress(address, each))) return false;
  return address.kind() === 'ipv4' || [given_out, nat64, mapped].some((each) => withinAddress(address, each));
}

/** The setting `webhook.allowed_networks`, read once. */
export const readNetworks = (texts: string[]): IpNetwork[] => texts.map(network);

/** May a webhook be sent to this address? What does not read as an address may not. */
export function addressAllowed(text: string, allowed: IpNetwork[]): boolean {
  // Textual IPv6 may name a network card (`fe80::1%eth0`); such an address is local by nature.
  if (!ipaddr.isValid(text) || text.includes('%')) return false;
  const given = ipaddr.parse(text);
  const meant = inside(given);
  if (allowed.some((each) => withinAddress(given, each) || withinAddress(meant, each))) return true;
  return isGlobal(given) && isGlobal(meant);
}

/** The setting that allows more addresses, for the message about a refused one. */
export const networks_setting = 'KOLI_WEBHOOK_ALLOWED_NETWORKS';

/** The address that a host is, without brackets; null for a name. */
export function addressOfHost(hostname: string): string | null {
  const text = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(text) ? text : null;
}
