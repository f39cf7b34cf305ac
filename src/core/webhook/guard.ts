import { promises as dns, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type Socket } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Agent, buildConnector } from 'undici';

/**
 * Sellers choose the addresses that webhooks are sent to, so none of them may lead into the operator's own network.
 * The guard stands where a connection is opened: it resolves the name itself, judges every address of the answer and
 * dials one of exactly those addresses, so a name that answers differently the next time (DNS rebinding) gains nothing.
 */

type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;
type IpNetwork = [IpAddress, number];
export type Resolve = (host: string) => Promise<LookupAddress[]>;

const network = (text: string): IpNetwork => ipaddr.parseCIDR(text);

const refused: IpNetwork[] = [
  '0.0.0.0/8', // "this network"; Linux connects 0.0.0.0 to the machine itself
  '10.0.0.0/8', // private
  '100.64.0.0/10', // shared by carriers, and by clouds for their own services
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local; the metadata services of clouds
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
  '::/128', // unspecified
  '::1/128', // loopback
  '64:ff9b:1::/48', // NAT64 of one's own network
  'fc00::/7', // unique local
  'fe80::/10', // link-local
  'fec0::/10', // site-local, withdrawn but still routed by some
  'ff00::/8', // multicast
].map(network);

/** IPv6 networks that carry an IPv4 address, and the byte it starts at: what counts is the address inside. */
const carriers: { network: IpNetwork; at: number }[] = [
  { network: network('::ffff:0:0/96'), at: 12 }, // mapped
  { network: network('::/96'), at: 12 }, // compatible, withdrawn
  { network: network('64:ff9b::/96'), at: 12 }, // NAT64
  { network: network('2002::/16'), at: 2 }, // 6to4
];

const within = (address: IpAddress, [base, bits]: IpNetwork): boolean =>
  address.kind() === base.kind() && address.match(base, bits);

function unwrap(address: IpAddress): IpAddress {
  const carrier = carriers.find((each) => within(address, each.network));
  if (carrier === undefined) return address;
  return ipaddr.fromByteArray(address.toByteArray().slice(carrier.at, carrier.at + 4));
}

/** The setting `webhook.allowed_networks`, read once. */
export const readNetworks = (texts: string[]): IpNetwork[] => texts.map(network);

/** May a webhook be sent to this address? What does not read as an address may not. */
export function addressAllowed(text: string, allowed: IpNetwork[]): boolean {
  // Textual IPv6 may name a network card (`fe80::1%eth0`); such an address is local by nature.
  if (!ipaddr.isValid(text) || text.includes('%')) return false;
  const given = ipaddr.parse(text);
  const meant = unwrap(given);
  if (allowed.some((each) => within(given, each) || within(meant, each))) return true;
  return !refused.some((each) => within(given, each) || within(meant, each));
}

export class AddressRefused extends Error {
  readonly code = 'KOLI_ADDRESS_REFUSED';
}

// Names outside public DNS are left to the system, which knows its hosts file and search domains.
const local_name = /^[^.]+$|\.(localhost|local|internal|test|lan|home)\.?$/i;

/**
 * Public names are asked for over the network, not with the system's `getaddrinfo`: that one waits in a thread, of which
 * the process has four, so that four receivers with dead name servers would stop every other lookup. `servers` are
 * those of the system unless stated.
 */
export function resolveAt(servers?: string[]): Resolve {
  const resolver = new dns.Resolver({ timeout: 2_000, tries: 2 });
  if (servers !== undefined) resolver.setServers(servers);
  return async (host) => {
    if (local_name.test(host)) return dns.lookup(host, { all: true });
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const found = [
      ...(v4.status === 'fulfilled' ? v4.value.map((address) => ({ address, family: 4 })) : []),
      ...(v6.status === 'fulfilled' ? v6.value.map((address) => ({ address, family: 6 })) : []),
    ];
    if (found.length > 0) return found;
    const { code } = (v4 as PromiseRejectedResult).reason as NodeJS.ErrnoException;
    // Unknown there: the hosts file may still name it, and says so without waiting.
    if (code === 'ENOTFOUND' || code === 'ENODATA' || code === 'ECONNREFUSED') return dns.lookup(host, { all: true });
    throw (v4 as PromiseRejectedResult).reason;
  };
}

export const resolveHost: Resolve = resolveAt();

/** Every address of a host; refuses the host when one of them may not be dialled. */
export async function allowedAddresses(host: string, allowed: IpNetwork[], resolve: Resolve): Promise<LookupAddress[]> {
  const found = await resolve(host);
  if (found.length === 0) throw Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' });
  const bad = found.find(({ address }) => !addressAllowed(address, allowed));
  if (bad !== undefined) throw new AddressRefused(`${host} is at ${bad.address}, which may not be called`);
  return found;
}

type LookupDone = (error: Error | null, address?: string | LookupAddress[], family?: number) => void;

/** In place of the system's lookup: Node dials what is handed back here and nothing else. */
function guardedLookup(allowed: IpNetwork[], resolve: Resolve) {
  return (host: string, options: LookupOptions, done: LookupDone) => {
    allowedAddresses(host, allowed, resolve).then(
      (found) => (options.all ? done(null, found) : done(null, found[0]!.address, found[0]!.family)),
      (error: Error) => done(error),
    );
  };
}

/** Opened for the first call: its library is a fifth of what koli loads, and often no webhook is registered. */
export type GuardedAgent = { open(): Promise<Agent>; destroy(): Promise<void> };

export type GuardOptions = { timeout_ms: number; allowed_networks: string[]; resolve?: Resolve };

/**
 * Connections to receivers, kept open and used again per origin: what was checked when it was dialled stays connected to
 * that same address. TLS certificates are verified, for the name in the url. HTTP/1.1 only, one call at a time on a
 * connection, so that a call never waits behind another; how many run at once is the worker's to limit.
 */
export function guardedAgent(options: GuardOptions): GuardedAgent {
  let opened: Promise<Agent> | undefined;
  let is_destroyed = false;
  return {
    async open() {
      opened ??= openAgent(options);
      const agent = await opened;
      if (is_destroyed) await agent.destroy();
      return agent;
    },
    async destroy() {
      is_destroyed = true;
      await (await opened)?.destroy();
    },
  };
}

async function openAgent({ timeout_ms, allowed_networks, resolve = resolveHost }: GuardOptions): Promise<Agent> {
  const { Agent, buildConnector } = await import('undici');
  const allowed = readNetworks(allowed_networks);
  const dial = buildConnector({
    timeout: timeout_ms,
    allowH2: false,
    lookup: guardedLookup(allowed, resolve) as never,
    // Node gives each of several addresses 250 ms before it goes to the next: too little for another continent.
    autoSelectFamilyAttemptTimeout: 1_000,
  } as buildConnector.BuildOptions);
  return new Agent({
    // Node skips the lookup for hosts that are addresses already, so these are judged here. Other spellings of an
    // address (decimal, octal, short) are gone by now: parsing the url turned them into the usual one.
    connect: (options, callback) => {
      const { hostname } = options;
      if (isIP(hostname) !== 0 && !addressAllowed(hostname, allowed))
        return callback(new AddressRefused(`${hostname} may not be called`), null);
      dial(options, (...[error, socket]) => {
        // Its types say null where undici leaves the socket out.
        if (error || !socket) return callback(error as Error, null);
        markReuse(socket);
        callback(null, socket);
      });
    },
    allowH2: false,
    pipelining: 1,
    // The attempt's own clock covers connecting, headers and body as a whole.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/** On errors of a connection that had served a call before: the receiver may just have closed it for being idle. */
export const reused = Symbol('reused');

function markReuse(socket: Socket): void {
  const before = socket.bytesRead;
  socket.on('error', (error: Error & { [reused]?: boolean }) => {
    error[reused] = socket.bytesRead > before;
  });
}
