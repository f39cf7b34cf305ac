import { promises as dns, type LookupAddress } from 'node:dns';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

// What a name means to a webhook is what it means to every other program of the machine: the system resolves it, with its
// hosts file, its search domains and whatever else it is set up with.

export type Resolve = (host: string) => Promise<LookupAddress[]>;

/** Only the name servers, asked over the network. `servers` are those of the system unless stated. */
export function askServers(servers?: string[]): Resolve {
  const resolver = new dns.Resolver({ timeout: 2_000, tries: 2 });
  if (servers !== undefined) resolver.setServers(servers);
  return async (host) => {
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const found = [
      ...(v4.status === 'fulfilled' ? v4.value.map((address) => ({ address, family: 4 })) : []),
      ...(v6.status === 'fulfilled' ? v6.value.map((address) => ({ address, family: 6 })) : []),
    ];
    if (found.length > 0) return found;
    throw (v4 as PromiseRejectedResult).reason;
  };
}

type NameParts = {
  /** The system's own way, `getaddrinfo`. */
  system: Resolve;
  /** Whether the hosts file names it. */
  isInHosts(host: string): Promise<boolean>;
  servers: Resolve;
};

/** Names of one label and those of local networks: the system may know them without any name server. */
const local_name = /^[^.]+\.?$|\.(local|internal|test|lan|home|arpa)\.?$/i;
/** RFC 6761: loopback, whatever name servers say. */
const loopback_name = /(^|\.)localhost\.?$/i;
/** RFC 6761 and 7686: no name server is asked for these. */
const no_name = /\.(invalid|onion)\.?$/i;

/** Name servers that answer, if only that they do not know the name, or that are not there at all. */
const answered = ['ENOTFOUND', 'ENODATA', 'ECONNREFUSED'];

/**
 * The system waits for name servers in a thread, of which Node gives two to this work: two receivers with dead name servers
 * would stop all other lookups. So the name servers are asked first, without a thread. If they answer at all, the
 * system has the last word.
 */
export function resolveWith({ system, isInHosts, servers }: NameParts): Resolve {
  return async (host) => {
    if (loopback_name.test(host)) return system(host).catch(() => loopback_names);
    if (await isInHosts(host)) return system(host);
    if (no_name.test(host)) throw Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' });
    if (!local_name.test(host)) await servers(host).catch(rethrowUnlessAnswered);
    return system(host);
  };
}

const loopback_names: LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

function rethrowUnlessAnswered(error: NodeJS.ErrnoException): void {
  if (!answered.includes(error.code ?? '')) throw error;
}

const hosts_path =
  process.platform === 'win32'
    ? join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'drivers', 'etc', 'hosts')
    : '/etc/hosts';

/** The names of a hosts file: addresses, then names, and comments behind `#`. */
export const hostNames = (text: string): Set<string> =>
  new Set(
    text.split(/\r?\n/).flatMap((line) =>
      line
        .replace(/#.*$/, '')
        .trim()
        .split(/\s+/)
        .slice(1)
        .map((name) => name.toLowerCase()),
    ),
  );

/** Reads the file again when it was changed: lists of blocked names make it some megabytes large. */
export function hostsFile(path = hosts_path): NameParts['isInHosts'] {
  let known: { names: Set<string>; version: string } | undefined;
  return async (host) => {
    const { mtimeMs, size } = await stat(path).catch(() => ({ mtimeMs: 0, size: 0 }));
    const version = `${mtimeMs} ${size}`;
    if (known?.version !== version) known = { names: hostNames(await readFile(path, 'utf8').catch(() => '')), version };
    return known.names.has(host.toLowerCase().replace(/\.$/, ''));
  };
}

export const resolveHost: Resolve = resolveWith({
  system: (host) => dns.lookup(host, { all: true }),
  isInHosts: hostsFile(),
  servers: askServers(),
});
