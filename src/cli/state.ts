import { openAsBlob } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { KoliError } from '../../client/src/index.ts';
import { StartError } from '../core/start-error.ts';
import { type Koli, textOf, type Work } from './koli.ts';
import { barOf, watched } from './long-work.ts';
import { momentOf, numberOf, plural, table, timeText } from './text.ts';

type Summary = Awaited<ReturnType<Koli['operator']['resetSandbox']>>;

const summaryText = ({ packages, now }: Summary): string => `${plural(packages, 'package')}, ${timeText(now)} UTC`;

export const reset: Work = async (koli, [to], flags) => {
  const seed = textOf(flags['seed']) === undefined ? undefined : numberOf(textOf(flags['seed'])!, '--seed');
  // One seller alone when it is named; else the whole sandbox.
  if (textOf(flags['seller']) !== undefined) {
    const done = await watched(koli, () => koli.operator.resetSeller(koli.seller_id, { to, seed } as never));
    koli.show(done, () => `seller ${koli.seller_id}: ${summaryText(done)}`);
    return 0;
  }
  const at = textOf(flags['at']);
  const frozen = flags['frozen'] === true ? true : undefined;
  const clock = at === undefined && !frozen ? undefined : { at: at && momentOf(at, Date.now()), frozen };
  const done = await watched(koli, () => koli.operator.resetSandbox({ to, seed, clock } as never));
  koli.show(done, () => summaryText(done));
  return 0;
};

export const listSnapshots: Work = async (koli) => {
  const { snapshots } = await koli.operator.listSnapshots();
  koli.show({ snapshots }, () =>
    table(
      ['name', 'packages', 'bytes', 'time'],
      snapshots.map(({ name, packages, bytes, time }) => [name, packages, bytes, timeText(time)]),
    ),
  );
  return 0;
};

export const takeSnapshot: Work = async (koli, [name]) => {
  const taken = await watched(koli, () => koli.operator.takeSnapshot(name!));
  koli.show(taken, () => `kept as ${taken.name}: ${plural(taken.packages, 'package')}`);
  return 0;
};

export const forgetSnapshot: Work = async (koli, [name]) => {
  await koli.operator.deleteSnapshot(name!);
  koli.show({ forgotten: name }, () => `forgot ${name}`);
  return 0;
};

export const restore: Work = async (koli, [name]) => {
  const done = await watched(koli, () => koli.operator.restoreSnapshot(name!));
  koli.show(done, () => summaryText(done));
  return 0;
};

/** Straight to the disk, and under its name only when it is whole. */
export const exportTo: Work = async (koli, [file]) => {
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
  if (!found.isFile()) throw new StartError(`${path} is no file: give the file of an export.`);
}

export const importFrom: Work = async (koli, [file]) => {
  await assertFile(file!);
  // It is read as it is sent.
  const blob = await openAsBlob(file!, { type: 'application/gzip' });
  const done = await watched(koli, () => koli.operator.importSandbox(blob));
  koli.show(done, () => summaryText(done));
  return 0;
};
