import type { PoolClient } from 'pg';
import { Type } from 'typebox';
import { isRefusal, type RefusalFacts } from '../../core/domain/refusal.ts';
import { findSellers } from '../../core/postgres/sellers.ts';
import { gives, givesNothing } from '../../http/contract/answers.ts';
import { type Call, empty, json, type Operation, refusal } from '../../http/contract/operation.ts';
import { parseQuery } from '../../http/contract/query.ts';
import { change } from '../../http/contract/write.ts';
import { windowOf } from '../faults.ts';
import { releaseHeldBack, releaseOutOfOrder } from '../postgres/deliveries.ts';
import {
  deleteFaultCounts,
  deleteFaults,
  type Fault,
  findFaultCounts,
  findFaults,
  insertFault,
  lockFaults,
} from '../postgres/faults.ts';
import { showPackages } from '../postgres/hidden-packages.ts';
import type { Sandbox } from '../sandbox.ts';
import type { SandboxSettings, Virtual } from '../virtual.ts';
import {
  FaultDocument,
  FaultInput,
  type FaultStanding,
  type FaultTarget,
  faultDocument,
  faultSteps,
  IncidentList,
  incidentList,
  kindOf,
  parseFault,
} from '../wire/fault.ts';
import { targetOf } from './faulty.ts';

const path = '/api/v1/sandbox/faults';

/** Every request is held against every fault. */
const faults_limit = 1_000;
/** Counters of one fault that an answer lists. */
const counters_told = 100;

const FaultsQuery = Type.Object(
  { sellerId: Type.Optional(Type.Integer({ minimum: 1, description: 'Of this seller only' })) },
  { additionalProperties: false },
);

const FaultList = Type.Object(
  { content: Type.Array(FaultDocument) },
  { title: 'Faults', description: 'Faults in the order in which koli checks them.' },
);

/** A fault that a request may name: by the seller it was made for, or as one that is every seller's. */
const faultsNamed = (rows: Fault[], fault_id: string, seller_id = 0): Fault[] =>
  rows.filter((row) => row.fault_id === fault_id && row.seller_id === seller_id);

const faultsOfSeller = (rows: Fault[], seller_id: number | undefined): Fault[] =>
  rows.filter((row) => seller_id === undefined || row.seller_id === seller_id);

/** A write after which the faults are read anew. */
async function changeFaults(call: Call, { faults }: Virtual, work: Parameters<typeof change>[1]) {
  const answer = await change(call, work);
  faults.forget();
  await faults.load();
  return answer;
}

const createFault = (targets: FaultTarget[], sandbox: () => Sandbox): Operation => ({
  name: 'createFault',
  method: 'POST',
  path,
  access: 'operator',
  summary: 'Create a fault: requests or deliveries that fail',
  body: FaultInput,
  answers: { 201: gives(FaultDocument) },
  refusals: ['fault.exists', 'fault.limit', 'seller.unknown'],
  handle: (call) =>
    changeFaults(call, sandbox().virtual, async (client, now) => {
      const input = parseFault(call.body, targets, now);
      if (isRefusal(input)) return refusal(call, input);
      const { sellerId = 0 } = input;
      if (sellerId !== 0 && (await findSellers(client, [sellerId])).length === 0)
        return refusal(call, { code: 'seller.unknown', seller_id: String(sellerId) });
      await lockFaults(client);
      const rows = await findFaults(client);
      if (rows.length >= faults_limit) return refusal(call, { code: 'fault.limit', limit: faults_limit });
      const fault_id = input.id ?? nextId(faultsOfSeller(rows, sellerId));
      if (faultsNamed(rows, fault_id, sellerId).length > 0) return refusal(call, { code: 'fault.exists', fault_id });
      const fault: Fault = {
        seller_id: sellerId,
        fault_id,
        number: (rows.at(-1)?.number ?? 0) + 1,
        input: withSeed(sandbox().virtual.settings, input),
        created_at: now,
      };
      await insertFault(client, fault);
      const [document] = await faultDocuments(call, client, [fault]);
      return json(document, {}, 201);
    }),
});

/** `f1`, `f2` and so on within a seller, so that a script that names none gets the same ones each time. */
const nextId = (rows: Fault[]): string =>
  `f${Math.max(0, ...rows.map(({ fault_id }) => Number(/^f(\d{1,9})$/.exec(fault_id)?.[1] ?? 0))) + 1}`;

/** Chance is drawn by a seed that can be read: the given one, or the sandbox's own. */
const withSeed = ({ seed = 0 }: SandboxSettings, input: FaultInput): FaultInput =>
  input.rate === undefined || input.seed !== undefined ? input : { ...input, seed };

const listFaults: Operation = {
  name: 'listFaults',
  method: 'GET',
  path,
  access: 'operator',
  summary: 'List faults with their counts',
  query: FaultsQuery,
  answers: { 200: gives(FaultList) },
  refusals: [],
  async handle(call) {
    const asked = parseQuery(call.query, FaultsQuery);
    if (isRefusal(asked)) return refusal(call, asked);
    const { pool } = call.world.db;
    const rows = faultsOfSeller(await findFaults(pool), asked.sellerId);
    return json({ content: await faultDocuments(call, pool, rows) });
  },
};

const listIncidents: Operation = {
  name: 'listIncidents',
  method: 'GET',
  path: '/api/v1/sandbox/incidents',
  access: 'operator',
  summary: 'List outages that the marketplace announced; createFault makes a fault of one by its name',
  answers: { 200: gives(IncidentList) },
  refusals: [],
  handle: async ({ locale }) => json(incidentList(locale)),
};

const deleteFault = (sandbox: () => Sandbox): Operation => ({
  name: 'deleteFault',
  method: 'DELETE',
  path: `${path}/:faultId`,
  access: 'operator',
  summary: 'Delete a fault and release what it holds back; for a fault of a seller, give its sellerId',
  query: FaultsQuery,
  answers: { 200: givesNothing() },
  refusals: [],
  handle: (call) =>
    takeOff(call, sandbox(), (rows, seller_id) => faultsNamed(rows, call.params['faultId']!, seller_id)),
});

const deleteAllFaults = (sandbox: () => Sandbox): Operation => ({
  name: 'deleteFaults',
  method: 'DELETE',
  path,
  access: 'operator',
  summary: 'Delete all faults, or those of one seller, and release what they hold back',
  query: FaultsQuery,
  answers: { 200: givesNothing() },
  refusals: [],
  handle: (call) => takeOff(call, sandbox(), faultsOfSeller),
});

function takeOff(call: Call, { virtual }: Sandbox, choose: (rows: Fault[], seller_id?: number) => Fault[]) {
  const asked = parseQuery(call.query, FaultsQuery);
  return changeFaults(call, virtual, async (client, now) => {
    if (isRefusal(asked)) return refusal(call, asked);
    await lockFaults(client);
    const rows = choose(await findFaults(client), asked.sellerId);
    if (rows.length === 0 && call.params['faultId'] !== undefined) return refusal(call, unknownFault(call));
    await deleteFaults(client, rows);
    await deleteFaultCounts(client, rows);
    await showPackages(client, rows, now);
    for (const fault of rows) await letGo(client, fault, now);
    return empty();
  });
}

const unknownFault = ({ params }: Call): RefusalFacts => ({
  code: 'fault.unknown',
  fault_id: params['faultId']!.slice(0, 64),
});

/** It is not stored which fault put a delivery out of order: all of the seller's are due. */
async function letGo(client: PoolClient, fault: Fault, now: number): Promise<void> {
  const { seller_id, input } = fault;
  if (kindOf(input) !== 'delivery') return;
  const holds = faultSteps(input).some((step) => step.outcome === 'held-back');
  if (holds) await releaseHeldBack(client, seller_id, input.until!, now);
  await releaseOutOfOrder(client, seller_id, now);
}

async function faultDocuments({ world }: Call, client: Parameters<typeof findFaults>[0], rows: Fault[]) {
  const counts = rows.length === 0 ? [] : await findFaultCounts(client, rows, counters_told);
  const now = world.clock.now();
  return rows.map((fault) => {
    const own = counts.filter((count) => count.seller_id === fault.seller_id && count.fault_id === fault.fault_id);
    const standing: FaultStanding = {
      ...fault,
      seen: own[0]?.seen_sum ?? 0,
      fired: own[0]?.fired_sum ?? 0,
      remaining: remainingOf(fault, own),
      state: stateOf(fault, own, now),
      counters: own
        .filter(({ counter }) => counter !== '')
        .map(({ counter, seen, fired }) => ({ counter, seen, fired })),
    };
    return faultDocument(fault.input, standing);
  });
}

type Count = { counter: string; seen: number; fired: number };

const countsTogether = ({ input }: Fault): boolean =>
  (input.per ?? (input.sequence === undefined ? 'all' : 'package')) === 'all';

/** Known where all count together: a fault that counts for each package apart never ends. */
function remainingOf(fault: Fault, counts: Count[]): number | null {
  if (!countsTogether(fault)) return null;
  const { after = 0, times, sequence } = fault.input;
  const { seen = 0, fired = 0 } = counts[0] ?? {};
  if (sequence === undefined) return times === undefined ? null : times - fired;
  return sequence.slice(Math.max(0, seen - after)).filter((step) => step.outcome !== 'passed').length;
}

function stateOf(fault: Fault, counts: Count[], now: number): FaultStanding['state'] {
  const { from, until } = windowOf(fault);
  if (now < from) return 'waiting';
  return now >= until || remainingOf(fault, counts) === 0 ? 'over' : 'on';
}

/** `operations` are all that is served: those of the marketplace can be named by faults. */
export function faultOperations(operations: Operation[], sandbox: () => Sandbox): Operation[] {
  const targets = operations.flatMap((operation) => targetOf(operation) ?? []);
  return [createFault(targets, sandbox), listFaults, listIncidents, deleteAllFaults(sandbox), deleteFault(sandbox)];
}
