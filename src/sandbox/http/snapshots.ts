import type { Answer } from '../../core/corridor/ask.ts';
import { invalid } from '../../core/domain/refusal.ts';
import { gives, givesNothing } from '../../http/contract/answers.ts';
import { type Call, empty, json, type Operation, refusal } from '../../http/contract/operation.ts';
import { deleteSnapshot, listSnapshots, type SnapshotInfo } from '../postgres/snapshots.ts';
import type { Sandbox } from '../sandbox.ts';
import { restoreSnapshot, takeSnapshot } from '../states.ts';
import { SnapshotAnswer, SnapshotsAnswer, StateAnswer, snapshotName } from '../wire/sandbox.ts';
import { unguarded } from './row.ts';
import { alone, summaryDocument } from './state.ts';

const snapshotDocument = ({ name, taken_at, created_at, packages, bytes }: SnapshotInfo) => ({
  name,
  time: taken_at,
  createdDate: created_at,
  packages,
  bytes,
});

function withName(call: Call, work: (name: string) => Promise<Answer>): Promise<Answer> {
  const name = call.params['name'] ?? '';
  if (snapshotName.test(name)) return alone(call, () => work(name));
  const expected = { form: 'name', min: 1, max: 64 } as const;
  return Promise.resolve(refusal(call, invalid('name', { rule: 'form', expected })));
}

const unknownSnapshot = (call: Call, name: string) => refusal(call, { code: 'snapshot.unknown', name });

export const snapshotOperations = (sandbox: () => Sandbox): Operation[] => [
  unguarded({
    name: 'listSnapshots',
    method: 'GET',
    path: '/api/v1/sandbox/snapshots',
    summary: 'List snapshots',
    answers: { 200: gives(SnapshotsAnswer) },
    handle: async ({ world }) => json({ snapshots: (await listSnapshots(world.db.pool)).map(snapshotDocument) }),
  }),
  unguarded({
    name: 'takeSnapshot',
    method: 'PUT',
    path: '/api/v1/sandbox/snapshots/:name',
    summary: 'Store the state as a snapshot; an older snapshot of this name is replaced',
    answers: { 200: gives(SnapshotAnswer) },
    refusals: ['field.invalid', 'state.large'],
    handle: (call) => withName(call, async (name) => json(snapshotDocument(await takeSnapshot(sandbox(), name)))),
  }),
  unguarded({
    name: 'deleteSnapshot',
    method: 'DELETE',
    path: '/api/v1/sandbox/snapshots/:name',
    summary: 'Delete a snapshot',
    answers: { 200: givesNothing() },
    refusals: ['field.invalid'],
    handle: (call) =>
      withName(call, async (name) =>
        (await deleteSnapshot(call.world.db.pool, name)) === 0 ? unknownSnapshot(call, name) : empty(),
      ),
  }),
  unguarded({
    name: 'restoreSnapshot',
    method: 'POST',
    path: '/api/v1/sandbox/snapshots/:name/restore',
    summary: 'Restore a snapshot, including its time',
    answers: { 200: gives(StateAnswer) },
    refusals: ['field.invalid', 'import.invalid'],
    handle: (call) =>
      withName(call, async (name) => {
        const summary = await restoreSnapshot(sandbox(), name);
        return summary === null ? unknownSnapshot(call, name) : summaryDocument(summary);
      }),
  }),
];
