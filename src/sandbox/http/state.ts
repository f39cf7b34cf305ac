import { Readable } from 'node:stream';
import type { Answer } from '../../core/corridor/ask.ts';
import { isRefusal, within } from '../../core/domain/refusal.ts';
import { parser } from '../../core/wire/parse.ts';
import { gives, givesFile } from '../../http/contract/answers.ts';
import { type Call, json, type Operation, type Reply, refusal } from '../../http/contract/operation.ts';
import { state_limit_bytes, TooMuch, Unreadable } from '../file.ts';
import { Busy } from '../gate.ts';
import { reset } from '../resets.ts';
import type { Sandbox, Summary } from '../sandbox.ts';
import { exportState, importState } from '../states.ts';
import { ResetInput, StateAnswer, StateFileBody, WorkAnswer } from '../wire/sandbox.ts';
import { clockAsked } from './clock.ts';
import { resting, unguarded } from './row.ts';

const parseReset = parser(ResetInput);

export const summaryDocument = ({ packages, now }: Summary) => json({ packages, now });

/** Work that wants the sandbox for itself, and what may come in its way. */
export async function alone<R extends Reply>(call: Call, work: () => Promise<R>): Promise<R | Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Busy) return resting(call);
    if (error instanceof TooMuch) return refusal(call, { code: 'state.large', limit_mb: state_limit_bytes >> 20 });
    if (error instanceof Unreadable) return refusal(call, { code: 'import.invalid', broken: error.broken });
    throw error;
  }
}

async function resetAll(call: Call, sandbox: Sandbox): Promise<Answer> {
  const body = parseReset(call.body ?? {});
  if (isRefusal(body)) return refusal(call, body);
  const { to = 'shop', seed, clock } = body;
  const asked = clock && clockAsked(clock, sandbox.virtual.clock);
  if (isRefusal(asked)) return refusal(call, within('clock', asked));
  // Without a time the clock is not told where to stand: it begins where real time is.
  const next = asked ? { at: asked.to ?? sandbox.virtual.real(), rate: asked.rate } : null;
  return alone(call, async () => summaryDocument(await reset(sandbox, { to, seed: seed ?? null, clock: next })));
}

const gzip_type = 'application/gzip';

async function exported(sandbox: Sandbox): Promise<Reply> {
  const { parts, bytes } = await exportState(sandbox);
  const headers = {
    'content-type': gzip_type,
    'content-disposition': 'attachment; filename="shop.koli"',
    'content-length': String(bytes),
  };
  return { status: 200, headers, body: Readable.from(parts) };
}

async function imported(call: Call, sandbox: Sandbox): Promise<Answer> {
  const parts = call.body as Buffer[] | undefined;
  if (parts !== undefined && parts.length > 0) return summaryDocument(await importState(sandbox, parts));
  return refusal(call, { code: 'import.invalid', broken: { rule: 'export.none' } });
}

export const stateOperations = (sandbox: () => Sandbox): Operation[] => [
  unguarded({
    name: 'resetSandbox',
    method: 'POST',
    path: '/api/v1/sandbox/reset',
    summary: 'Delete everything and start with the content of a seed',
    body: ResetInput,
    body_optional: true,
    answers: { 200: gives(StateAnswer) },
    handle: (call) => resetAll(call, sandbox()),
  }),
  unguarded({
    name: 'exportSandbox',
    method: 'GET',
    path: '/api/v1/sandbox/export',
    summary: 'Export the whole state as one file, including the time and the next ids',
    answers: { 200: givesFile(gzip_type, 'The file. Only koli reads its format.') },
    refusals: ['state.large'],
    handle: (call) => alone(call, () => exported(sandbox())),
  }),
  unguarded({
    name: 'importSandbox',
    method: 'POST',
    path: '/api/v1/sandbox/import',
    summary: 'Replace the state with the content of an exported file',
    body: StateFileBody,
    body_type: gzip_type,
    answers: { 200: gives(StateAnswer) },
    refusals: ['import.invalid'],
    body_limit: state_limit_bytes,
    handle: (call) => alone(call, () => imported(call, sandbox())),
  }),
  unguarded({
    name: 'readSandboxWork',
    method: 'GET',
    path: '/api/v1/sandbox/work',
    summary: 'Read the progress of the long work that the sandbox does at the moment',
    answers: { 200: gives(WorkAnswer) },
    handle: async () => json({ work: sandbox().progress.current() }),
  }),
];
