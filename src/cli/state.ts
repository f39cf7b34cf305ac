import { openAsBlob } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { KoliError, type Result } from '../../client/src/index.ts';
import { StartError } from '../core/errors/start-error.ts';
import type { Koli, VerbWork } from './koli.ts';
import { barOf, watched } from './long-work.ts';
import type { Options } from './options.ts';
import { plural, table, timeText } from './text.ts';

const summaryText = ({ packages, now }: Result<'resetSandbox'>): string =>
  `${plural(packages, 'package')}, ${timeText(now)} UTC`;

/** Resets the seller named with `--seller`; without it, the whole sandbox. */
export const resetVerb: VerbWork = async (koli, [to], options) => {
  const seed = options.number('seed');
  const one_seller = options.text('seller') !== undefined;
  const done = await watched(koli, () =>
    one_seller
      ? koli.operator.resetSeller(koli.seller_id, { to, seed } as never)
      : koli.operator.resetSandbox({ to, seed, clock: clockOf(options) } as never),
  );
  koli.show(done, () => (one_seller ? `seller ${koli.seller_id}: ${summaryText(done)}` : summaryText(done)));
  return 0;
};

function clockOf(options: Options) {
  const at = options.moment('at', Date.now());
  const frozen = options.trueOrAbsent('frozen');
  return at === undefined && !frozen ? undefined : { at, frozen };
}

export const listSnapshotsVerb: VerbWork = async (koli) => {
  const { snapshots } = await koli.operator.listSnapshots();
  koli.show({ snapshots }, () =>
    table(
      ['name', 'packages', 'bytes', 'time'],
      snapshots.map(({ name, packages, bytes, time }) => [name, packages, bytes, timeText(time)]),
    ),
  );
  return 0;
};

export const takeSnapshotVerb: VerbWork = async (koli, [name]) => {
  const taken = await watched(koli, () => koli.operator.takeSnapshot(name!));
  koli.show(taken, () => `stored snapshot ${taken.name}: ${plural(taken.packages, 'package')}`);
  return 0;
};

export const deleteSnapshotVerb: VerbWork = async (koli, [name]) => {
  await koli.operator.deleteSnapshot(name!);
  koli.show({ deleted: name }, () => `deleted snapshot ${name}`);
  return 0;
};

export const restoreVerb: VerbWork = async (koli, [name]) => {
  const done = await watched(koli, () => koli.operator.restoreSnapshot(name!));
  koli.show(done, () => summaryText(done));
  return 0;
};

/** Writes to a draft on the disk, which gets its name when it is complete. */
export const exportToVerb: VerbWork = async (koli, [file]) => {
  const path = `${file}.part`;
  try {
    const draft = await open(path, 'w');
    const bytes = await watched(koli, () => download(koli, draft)).finally(() => draft.close());
    await rename(path, file!);
    koli.show({ file, bytes }, () => `wrote ${file}: ${bytes} bytes`);
    return 0;
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof KoliError) throw error;
    throw new StartError(`${file} cannot be written: ${(error as Error).message}.`);
  }
};

async function download(koli: Koli, file: FileHandle): Promise<number> {
  let bytes = 0;
  let bar = barOf(koli, 0, '');
  await koli.operator.exportSandbox({
    onAnswer: ({ headers }) => {
      bar = barOf(koli, Number(headers.get('content-length') ?? 0), 'bytes');
    },
    into: async (part) => {
      await file.writeFile(part);
      bytes += part.length;
      bar.show(bytes);
    },
  });
  return bytes;
}

async function assertFile(path: string): Promise<void> {
  const file = await open(path, 'r').catch((error: Error) => {
    throw new StartError(`${path} cannot be read: ${error.message}.`);
  });
  const found = await file.stat().finally(() => file.close());
  if (!found.isFile()) throw new StartError(`${path} is not a file: give an exported file.`);
}

export const importFromVerb: VerbWork = async (koli, [file]) => {
  await assertFile(file!);
  // The blob is read while it is sent.
  const blob = await openAsBlob(file!, { type: 'application/gzip' });
  const done = await watched(koli, () => koli.operator.importSandbox(blob));
  koli.show(done, () => summaryText(done));
  return 0;
};
