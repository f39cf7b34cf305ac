import type { LookupAddress, LookupOptions } from 'node:dns';
import { isIP, type Socket } from 'node:net';
import type { Agent, buildConnector } from 'undici';
import { addressAllowed, type IpNetwork, networks_setting, readNetworks } from '../wire/addresses.ts';
import { passOverContinue } from './interim.ts';
import { type Resolve, resolveHost } from './names.ts';

/**
 * The guard stands where a connection is opened: it resolves the name itself, judges every address of the answer and
 * dials one of exactly those addresses, so a name that answers differently the next time (DNS rebinding) gains nothing.
 */

class AddressRefused extends Error {
  readonly code = 'KOLI_ADDRESS_REFUSED';
  constructor(what: string) {
    super(`${what} may not be called: ${networks_setting} names the private networks that may be`);
  }
}

/** Every address of a host; refuses the host when one of them may not be dialled. */
async function allowedAddresses(host: string, allowed: IpNetwork[], resolve: Resolve): Promise<LookupAddress[]> {
  const found = await resolve(host);
  if (found.length === 0) throw Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' });
  const bad = found.find(({ address }) => !addressAllowed(address, allowed));
  if (bad !== undefined) throw new AddressRefused(`${host} is at ${bad.address}, which`);
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

/** A receiver behind several proxies may send some 20 KiB of cookies and traces; Node's limit is 16. */
export const answer_header_bytes = 256 << 10;

/** Opened for the first call: its library is a fifth of what koli loads, and often no webhook is registered. */
export type GuardedAgent = { open(): Promise<Agent>; destroy(): Promise<void> };

type GuardOptions = { timeout_ms: number; allowed_networks: string[]; resolve?: Resolve };

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
        return callback(new AddressRefused(hostname), null);
      dial(options, (...[error, socket]) => {
        // Its types say null where undici leaves the socket out.
        if (error || !socket) return callback(error as Error, null);
        markReuse(socket);
        passOverContinue(socket);
        callback(null, socket);
      });
    },
    allowH2: false,
    pipelining: 1,
    maxHeaderSize: answer_header_bytes,
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
