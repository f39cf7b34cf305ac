import { isIPv4 } from 'node:net';
import { Type } from 'typebox';
import { isRefusal, type Refusal, refuse } from '../../../core/domain/refusal.ts';
import type { IpList } from '../../../core/domain/seller.ts';
import { changeIpList } from '../../../core/sellers.ts';
import { form_key, parser } from '../../../core/wire/parse.ts';
import { ms, text } from '../../../core/wire/terms.ts';
import { gives } from '../../contract/answers.ts';
import { type Call, json, type Operation, refusal } from '../../contract/operation.ts';
import { parseQuery } from '../../contract/query.ts';
import { change } from '../../contract/write.ts';

const ip_path = '/integration/product/sellers/:sellerId/ip-whitelists';

/** Addresses at once, and changes in a day. */
const ip_limit = 7;
const change_window_ms = 86_400_000;
const ip_lifetime_ms = 30 * change_window_ms;

const Ipv4 = () => Type.Refine(Type.String({ [form_key]: { form: 'ipv4' } }), (value) => isIPv4(value));
const IpBody = Type.Object({ ip: Ipv4() });
const parseIp = parser(IpBody);
const IpToDelete = Type.Object({ ip: Type.Optional(Ipv4()) });
const IpInQuery = Type.Object({
  ip: Type.Optional(Type.String({ description: 'The address, where the body does not tell it' })),
});

const IpAnswer = Type.Object(
  { ips: Type.Array(Type.Object({ ip: text('An IPv4 address'), expiresAt: ms('Until when it is listed') })) },
  { title: 'IpWhitelist', description: 'Addresses that the seller may call from.' },
);

const ipAnswer = ({ entries }: IpList) =>
  json({ ips: entries.map(({ ip, expires_at }) => ({ ip, expiresAt: expires_at })) });
const waitFor = (until: number, now: number): number => Math.max(1, Math.ceil((until - now) / 1_000));

/** The list without what has expired, and without changes of more than a day ago. */
const presentList = ({ entries, changed_at }: IpList, now: number): IpList => ({
  entries: entries.filter(({ expires_at }) => expires_at > now),
  changed_at: changed_at.filter((at) => at > now - change_window_ms),
});

/** The list after a change, if there is one more today. */
function changedList({ changed_at }: IpList, entries: IpList['entries'], now: number): IpList | Refusal {
  if (changed_at.length < ip_limit) return { entries, changed_at: [...changed_at, now] };
  const retry_after_s = waitFor(Math.min(...changed_at) + change_window_ms, now);
  return refuse({ code: 'ip.list.changed', limit: ip_limit, retry_after_s });
}

function listWith(list: IpList, ip: string, now: number): IpList | Refusal {
  const others = list.entries.filter((entry) => entry.ip !== ip);
  if (others.length < ip_limit) return changedList(list, [...others, { ip, expires_at: now + ip_lifetime_ms }], now);
  const first = Math.min(...others.map(({ expires_at }) => expires_at));
  return refuse({ code: 'ip.list.full', limit: ip_limit, retry_after_s: waitFor(first, now) });
}

function listWithout(list: IpList, ip: string, now: number): IpList | Refusal {
  const others = list.entries.filter((entry) => entry.ip !== ip);
  return others.length < list.entries.length ? changedList(list, others, now) : refuse({ code: 'ip.unknown', ip });
}

const editIps = (call: Call, given: { ip: string } | Refusal, work: typeof listWith) =>
  change(call, async (client, now) => {
    if (isRefusal(given)) return given;
    const done = await changeIpList(
      client,
      call.seller.seller_id,
      (list) => work(presentList(list, now), given.ip, now),
      now,
    );
    return isRefusal(done) ? done : ipAnswer(done);
  });

const ip_operation = { path: ip_path, access: 'seller', unlisted: true } as const;

export const ipListOperations: Operation[] = [
  {
    ...ip_operation,
    name: 'listIps',
    method: 'GET',
    summary: 'List the addresses that the seller may call from',
    answers: { 200: gives(IpAnswer) },
    refusals: [],
    handle: async (call) => ipAnswer(presentList(call.seller.settings.ip_list, call.world.clock.now())),
  },
  {
    ...ip_operation,
    name: 'addIp',
    method: 'POST',
    summary: 'List an address for 30 days: seven at most, and seven changes a day',
    body: IpBody,
    changes_access: true,
    answers: { 200: gives(IpAnswer) },
    refusals: ['ip.list.full', 'ip.list.changed'],
    handle: (call) => editIps(call, parseIp(call.body), listWith),
  },
  {
    ...ip_operation,
    name: 'removeIp',
    method: 'DELETE',
    summary: 'Take an address off the list; the body or the query names it',
    query: IpInQuery,
    body: IpToDelete,
    body_optional: true,
    changes_access: true,
    answers: { 200: gives(IpAnswer) },
    refusals: ['ip.unknown', 'ip.list.changed'],
    async handle(call) {
      const asked = parseQuery(call.query, IpInQuery);
      if (isRefusal(asked)) return refusal(call, asked);
      const { ip } = asked;
      return editIps(
        call,
        parseIp({ ...(ip === undefined ? {} : { ip }), ...(call.body as object | undefined) }),
        listWithout,
      );
    },
  },
];
