import { operations } from '../../../client/src/generated/operations.ts';
import { readLength } from '../../core/wire/time.ts';
import { walks } from '../../core/wire/words.ts';
import type { Word, Words } from '../wire/scenario.ts';
import { expected } from './expect.ts';
import { callIt, drawChance, openReceiver, packageOf, receiverOf, type Stage, stageLines, Unmet } from './stage.ts';

// What each word of a scenario does, and what it says then.

const packageName = (details: string | { package?: string }): string =>
  typeof details === 'string' ? details : (details.package ?? 'p');

const setStatus = async (stage: Stage, name: string, status: string, more: object = {}): Promise<string> => {
  const id = packageOf(stage, name);
  const done = await stage.api.operator.setSandboxStatus(stage.seller_id, id, { status, ...more } as never);
  return `${name} is ${done.status}`;
};

type Play<W extends Word> = (stage: Stage, details: Words[W]) => Promise<string>;

const walkPlays = Object.fromEntries(
  Object.entries(walks).map(([word, { to }]) => [
    word,
    (stage: Stage, details: Words['pick']) => {
      const { package: _, ...more } = typeof details === 'string' ? {} : details;
      return setStatus(stage, packageName(details), to, more);
    },
  ]),
) as unknown as { [W in keyof typeof walks]: Play<W> };

export const plays: { [W in Word]: Play<W> } = {
  ...walkPlays,
  async order(stage, { as = 'p', ...given }) {
    const input = { seed: drawChance(stage), ...given, sellerId: stage.seller_id };
    const { orders } = await stage.api.operator.createSandboxOrders(input as never);
    const [{ shipmentPackageId, status, orderNumber }] = orders as [(typeof orders)[number]];
    callIt(stage, as, shipmentPackageId);
    return `${as} is ${status}: package ${shipmentPackageId} of order ${orderNumber}`;
  },
  failPayment: (stage, details) => setStatus(stage, packageName(details), 'Cancelled'),
  async cancel(stage, { package: name = 'p', lines, reason = 500, keepStatus, rest = 'rest' }) {
    const id = packageOf(stage, name);
    const body = { lines: await stageLines(stage, id, lines), reasonId: reason, shouldKeepPreviousStatus: keepStatus };
    const { newPackage = null } = await stage.seller.cancelItems(id, body as never);
    return cancelled(stage, name, rest, newPackage);
  },
  async customerCancel(stage, { package: name = 'p', lines, reason, rest = 'rest' }) {
    const id = packageOf(stage, name);
    const body = { lines: lines === undefined ? undefined : await stageLines(stage, id, lines), reason };
    const { newPackageId } = await stage.api.operator.customerCancel(stage.seller_id, id, body as never);
    return cancelled(stage, name, rest, newPackageId, ' by the customer');
  },
  async confirmDelivery(stage, details) {
    const name = packageName(details);
    await stage.api.operator.confirmDelivery(stage.seller_id, packageOf(stage, name));
    return `the customer has ${name}`;
  },
  async confirmReturn(stage, details) {
    const name = packageName(details);
    await stage.api.operator.confirmReturn(stage.seller_id, packageOf(stage, name));
    return `${name} went back`;
  },
  async review(stage, details) {
    const name = packageName(details);
    const reasonKeys = typeof details === 'string' ? undefined : details.reject;
    const accepted = reasonKeys === undefined;
    await stage.api.operator.reviewInvoice(stage.seller_id, packageOf(stage, name), { accepted, reasonKeys } as never);
    return `the invoice of ${name} is ${accepted ? 'accepted' : `rejected: ${reasonKeys.join(', ')}`}`;
  },
  async split(stage, { package: name = 'p', into, rest = 'rest', keepStatus }) {
    const id = packageOf(stage, name);
    const splitPackages = [];
    for (const words of Object.values(into)) {
      const lines = await stageLines(stage, id, words);
      splitPackages.push({
        packageDetails: lines.map(({ lineId, quantity }) => ({ orderLineId: lineId, quantities: quantity })),
      });
    }
    const body = { splitPackages, shouldKeepPreviousStatus: keepStatus };
    const { newPackages = [] } = await stage.seller.splitPackages(id, body as never);
    const names = [...Object.keys(into), rest].slice(0, newPackages.length);
    for (const [at, one] of names.entries()) callIt(stage, one, newPackages[at]!);
    return `${name} is UnPacked, ${names.map((one) => `${one} is package ${packageOf(stage, one)}`).join(', ')}`;
  },
  async call(stage, { operation, package: name = 'p', storeFrontCode, body }) {
    const row = (operations as Record<string, { access: string; method: string; names: readonly string[] }>)[operation];
    if (row?.access !== 'seller' || row.method === 'GET')
      throw new Unmet(`the seller's API has no write ${operation}: /docs names them all`);
    const method = (stage.seller as unknown as Record<string, (...given: unknown[]) => unknown>)[operation]!;
    // Where the path names no package, the body does.
    const options = storeFrontCode === undefined ? [] : [{ storeFrontCode }];
    await method(...row.names.map(() => packageOf(stage, name)), ...(body === undefined ? [] : [body]), ...options);
    return `${operation} of ${name} is done`;
  },
  async wait({ api }, length) {
    const { now } = await api.operator.readClock();
    const later = await api.operator.changeClock({ at: now + readLength(length)! });
    return `${length} later: ${later.time.slice(0, 19).replace('T', ' ')}`;
  },
  async fault(stage, { package: name, ...given }) {
    const target = name === undefined ? {} : { packageId: packageOf(stage, name) };
    const made = await stage.api.operator.createFault({ ...given, ...target, sellerId: stage.seller_id } as never);
    return `fault ${made.id} is on`;
  },
  async clearFaults({ api, seller_id }) {
    await api.operator.deleteFaults({ sellerId: seller_id });
    return 'no faults are left';
  },
  async webhook(stage, { answers }) {
    const receiver = stage.receiver ?? (await openReceiver(stage));
    receiver.answers = answers;
    return `the receiver answers ${answers}`;
  },
  async activate(stage) {
    await stage.api.operator.activateSellerWebhook(stage.seller_id, receiverOf(stage).webhook_id);
    return 'the webhook is ACTIVE';
  },
  async replay(stage, which) {
    const scope = which === 'missed' ? { notDeliveredSince: 0 } : { startDate: 0 };
    const input = { webhookId: receiverOf(stage).webhook_id, ...scope };
    const { total } = await stage.api.operator.startSellerReplay(stage.seller_id, input as never);
    return `${total} to be sent again`;
  },
  expect: expected,
};

function cancelled(stage: Stage, name: string, rest: string, opened: number | null, by = ''): string {
  if (opened === null) return `${name} is Cancelled${by}`;
  callIt(stage, rest, opened);
  return `${name} is Cancelled${by}, ${rest} is package ${opened}`;
}
