import type { Ask, CommandAsk, Performer } from '../../core/corridor/ask.ts';
import type { RefusalFacts } from '../../core/domain/refusal.ts';
import type { Addition } from '../../core/extension.ts';
import { type Call, notServed, type Operation, pathId, type Reply, refusal } from '../../http/contract/operation.ts';
import { burst } from '../../http/contract/rates.ts';
import type { NoAnswer } from '../../http/server/host.ts';
import { blind, combined, hiding } from '../additions.ts';
import { type Faults, type Hit, windowOf } from '../faults.ts';
import { notHiddenAt, unchangedSince } from '../postgres/hidden-packages.ts';
import {
  type FaultOutcome,
  type FaultStep,
  type FaultTarget,
  type OperationGroup,
  operationGroups,
} from '../wire/fault.ts';

/** What a call is answered with, and how long the answer waits: not the work, which is done when this is known. */
export type Struck = { reply: Reply | NoAnswer; delay_ms?: number };

/** Operations that open packages. Each of the four splits has the word in its name. */
const openers = /^(cancelItems|customerCancel|setSandboxStatus)$|split/i;

const groups: Record<OperationGroup, (operation: Operation) => boolean> = {
  '*': () => true,
  lists: ({ rate }) => rate === 'list',
  reads: ({ method }) => method === 'GET',
  writes: ({ method }) => method !== 'GET',
  openers: ({ name }) => openers.test(name),
};

/**
 * An operation as faults know it. Faults strike the marketplace's API only, so that a fault can always be deleted. Of the
 * operator's own calls, they know only those that open packages.
 */
export function targetOf(operation: Operation): FaultTarget | null {
  const own = !operation.path.startsWith('/integration/');
  if (own && !groups.openers(operation)) return null;
  const names = Object.keys(operationGroups) as OperationGroup[];
  return { operation: operation.name, groups: names.filter((name) => groups[name](operation)), own };
}

/** Answers a call as the sandbox's faults want it. While there are none, this is nothing but the call. */
export async function underFaults(call: Call, faults: Faults): Promise<Struck> {
  const target = faults.isQuiet() ? null : targetOf(call.operation);
  return target === null ? { reply: await call.operation.handle(call) } : faultable(call, target, faults);
}

async function faultable(call: Call, target: FaultTarget, faults: Faults): Promise<Struck> {
  await faults.load();
  const { operation, params, seller } = call;
  const seller_id = seller.seller_id === 0 ? (pathId(params['sellerId']) ?? -1) : seller.seller_id;
  const hit = await faults.onRequest({ ...target, seller_id, package_id: pathId(params['packageId']) });
  const seeing = faults.mayHide() && seller.seller_id !== 0 ? blinded(call) : call;
  return hit === null ? { reply: await operation.handle(seeing) } : struck(seeing, hit, faults);
}

/** The call of a seller from whom packages are hidden. */
const blinded = (call: Call): Call => ({
  ...call,
  lanes: adding(call.lanes, (ask) => blind(call.world.clock, ask)),
  sight: [...(call.sight ?? []), notHiddenAt(call.world.clock.now())],
});

const changing = (lanes: Performer, change: (ask: Ask) => Ask): Performer => ({
  perform: (ask) => lanes.perform(change(ask)),
  canWrite: () => lanes.canWrite(),
});

/** The same lanes with something added to every command. */
const adding = (lanes: Performer, addition: (ask: CommandAsk) => Addition): Performer =>
  changing(lanes, (ask) =>
    ask.kind === 'command' ? { ...ask, addition: combined([ask.addition, addition(ask)]) } : ask,
  );

async function struck(call: Call, hit: Hit, faults: Faults): Promise<Struck> {
  const answer = await request_outcomes[hit.step.outcome as RequestOutcome](call, hit, faults);
  return { reply: 'gone' in answer ? answer : marked(answer, hit), delay_ms: hit.step.delayMs };
}

const marked = (answer: Reply, { fault }: Hit): Reply => ({
  ...answer,
  headers: { ...answer.headers, 'koli-fault': fault.fault_id },
});

type RequestOutcome = Extract<
  FaultOutcome,
  | 'delayed'
  | 'refused'
  | 'closed'
  | 'dropped-before'
  | 'dropped-after'
  | 'failed-after'
  | 'not-done'
  | 'stale'
  | 'status-omitted'
  | 'children-late'
>;

const request_outcomes: Record<RequestOutcome, (call: Call, hit: Hit, faults: Faults) => Promise<Reply | NoAnswer>> = {
  delayed: (call) => handled(call),
  refused: async (call, { step }) => failedAnswer(call, step, 503),
  closed: async () => ({ gone: 'reset' }),
  'dropped-before': async () => ({ gone: 'ended' }),
  'dropped-after': async (call) => {
    await handled(call);
    return { gone: 'ended' };
  },
  'failed-after': async (call, { step }) => {
    await handled(call);
    return failedAnswer(call, step, 500);
  },
  'not-done': (call) => handled({ ...call, lanes: changing(call.lanes, (ask) => ({ ...ask, dry_run: true })) }),
  stale: (call, { fault }) =>
    handled({ ...call, sight: [...(call.sight ?? []), unchangedSince(windowOf(fault).from)] }),
  'status-omitted': async (call) => {
    const reply = await handled(call);
    return status_filter.test(call.query) ? withoutInnerStatus(reply) : reply;
  },
  'children-late': (call, { fault, step }, faults) =>
    handled({ ...call, lanes: adding(call.lanes, () => hiding(faults, fault, step.laterMs!)) }),
};

const status_filter = /(^|&)(status|packageItemStatuses)(\[|%5B|=)/i;

/** A page without one field of its packages; a refusal as it is. */
function withoutInnerStatus(reply: Reply): Reply {
  if (reply.status !== 200 || typeof reply.body !== 'string') return reply;
  const page = JSON.parse(reply.body);
  const content = page.content.map(({ shipmentPackageStatus: _, ...rest }: Record<string, unknown>) => rest);
  return { ...reply, body: JSON.stringify({ ...page, content }) };
}

const handled = (call: Call): Promise<Reply> => call.operation.handle(call);

/** An answer of trouble as the marketplace gives it, or with the words that the fault has for it. */
function failedAnswer(call: Call, { status: given, retryAfterS, body, contentType }: FaultStep, usual: number): Reply {
  const status = given ?? usual;
  const answer =
    status === 556 ? notServed() : refusal(call, troubles[status] ?? { code: 'fault', status }, undefined, status);
  const headers = { ...answer.headers };
  const retry_after_s = retryAfterS ?? (status === 429 ? burst.window_ms / 1000 : undefined);
  if (retry_after_s !== undefined) headers['retry-after'] = String(retry_after_s);
  if (contentType !== undefined) headers['content-type'] = contentType;
  return { status, headers, body: body ?? answer.body };
}

/** The statuses that koli itself answers in trouble, in its own words. */
const troubles: Record<number, RefusalFacts> = {
  426: { code: 'v1.closed' },
  429: { code: 'rate.limited', limit: burst.limit, window_s: burst.window_ms / 1000 },
  503: { code: 'unavailable' },
};
