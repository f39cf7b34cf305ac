import { isDeepStrictEqual } from 'node:util';
import type { Words } from '../wire/scenario.ts';
import { packageOf, readPackage, receiverOf, type Stage, Unmet, until } from './stage.ts';

/** Checks what a scenario expects. Webhook calls take time, so their checks are repeated until they hold. */
export async function expected(stage: Stage, wanted: Words['expect']): Promise<string> {
  let found = await look(stage, wanted);
  if (found.moves)
    await until(stage.signal, async () => {
      found = await look(stage, wanted);
      return found.wrong.length === 0;
    });
  if (found.wrong.length > 0) throw new Unmet(found.wrong.join('; '));
  return found.says;
}

async function look(stage: Stage, { package: name = 'p', ...wanted }: Words['expect']) {
  const found: Record<string, unknown> = {
    ...(asks(wanted, ofPackage) ? await packageFacts(stage, name) : {}),
    ...(asks(wanted, webhook_facts) ? await webhookFacts(stage) : {}),
    ...(wanted.heard === undefined ? {} : { heard: heardOf(stage, packageOf(stage, name)) }),
    ...(wanted.heardInAll === undefined ? {} : { heardInAll: receiverOf(stage).heard.length }),
    ...(wanted.packages === undefined ? {} : { packages: await packageCount(stage) }),
  };
  const wrong = Object.entries(wanted).flatMap(([fact, value]) => {
    const is = found[fact === 'trackingNot' ? 'tracking' : fact];
    return isMet(stage, fact, value, is) ? [] : [`${fact} of ${name} is ${valueText(is)}, and not ${valueText(value)}`];
  });
  return { wrong, moves: asks(wanted, [...webhook_facts, 'heard', 'heardInAll']), says: saysOf(name, wanted) };
}

const ofPackage = ['status', 'invoiceStatus', 'overdue', 'units', 'lines', 'tracking', 'trackingNot', 'events', 'from'];
const webhook_facts = ['webhook', 'held'];
const asks = (wanted: object, facts: string[]): boolean => Object.keys(wanted).some((fact) => facts.includes(fact));
const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const saysOf = (name: string, wanted: object): string =>
  `${name}: ${Object.entries(wanted)
    .map(([fact, value]) => `${fact} ${valueText(value)}`)
    .join(', ')}`;

function isMet(stage: Stage, fact: string, wanted: unknown, is: unknown): boolean {
  if (fact === 'trackingNot') return is !== wanted;
  if (fact === 'from') return is === packageOf(stage, wanted as string);
  if (fact === 'status' && Array.isArray(wanted)) return wanted.includes(is);
  return isDeepStrictEqual(is, wanted);
}

async function packageFacts(stage: Stage, name: string) {
  const { package: one, events, parentId, overdue } = await readPackage(stage, packageOf(stage, name));
  return {
    status: one.status,
    invoiceStatus: one.invoiceStatus,
    overdue,
    units: one.lines.map(({ quantity }) => quantity),
    lines: one.lines.length,
    tracking: one.cargoTrackingNumber,
    events: events.map(({ type }) => type),
    from: parentId,
  };
}

async function webhookFacts(stage: Stage) {
  const { status, health } = await stage.api.operator.readSellerWebhook(stage.seller_id, receiverOf(stage).webhook_id);
  return { webhook: status, held: health.held };
}

const heardOf = (stage: Stage, id: number): string[] =>
  receiverOf(stage)
    .heard.filter(({ package_id }) => package_id === id)
    .map(({ status }) => status);

async function packageCount({ api, seller_id }: Stage): Promise<number> {
  let count = 0;
  for await (const _ of api.operator.each.searchPackages({ sellerId: seller_id } as never)) count++;
  return count;
}
