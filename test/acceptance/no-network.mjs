// Loaded before koli: every way out of the machine is closed, and whoever tries one is written down.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const stays = (host) => host === undefined || /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/.test(host);

function refusal(what) {
  appendFileSync(process.env.ATTEMPTS, `${what}\n`);
  return Object.assign(new Error(`there is no network: ${what}`), { code: 'ENETUNREACH' });
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const [{ host, path }] = Array.isArray(args[0]) ? args[0] : net._normalizeArgs(args);
  if (path || stays(host)) return connect.apply(this, args);
  const error = refusal(`connect ${host}`);
  // As late as a network would tell, when whoever asked listens.
  setImmediate(() => this.destroy(error));
  return this;
};

const lookup = dns.lookup;
dns.lookup = (host, ...rest) =>
  stays(host) ? lookup(host, ...rest) : process.nextTick(rest.at(-1), refusal(`lookup ${host}`));
const lookupSoon = dns.promises.lookup;
dns.promises.lookup = async (host, options) => {
  if (!stays(host)) throw refusal(`lookup ${host}`);
  return lookupSoon(host, options);
};
for (const { prototype } of [dns.Resolver, dns.promises.Resolver])
  for (const name of Object.getOwnPropertyNames(prototype).filter((one) => /^(resolve|reverse)/.test(one)))
    prototype[name] = (host) => {
      throw refusal(`${name} ${host}`);
    };
for (const name of ['send', 'connect'])
  dgram.Socket.prototype[name] = () => {
    throw refusal(`udp ${name}`);
  };
syncBuiltinESMExports();
