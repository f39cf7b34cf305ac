import { readFile, writeFile } from 'node:fs/promises';
import { StartError } from '../start-error.ts';
import { type Koli, textOf, type Work } from './koli.ts';
import { momentOf, numberOf, plural, table, timeText } from './text.ts';

type Summary = Awaited<ReturnType<Koli['operator']['resetSandbox']>>;

const summaryText = ({ packages, now }: Summary): string => `${plural(packages, 'package')}, ${timeText(now)} UTC`;

export const reset: Work = async (koli, [to], flags) => {
  const seed = textOf(flags['seed']) === undefined ? undefined : numberOf(textOf(flags['seed'])!, '--seed');
  // One seller alone when it is named; else the whole sandbox.
  if (textOf(flags['seller']) !== undefined) {
    const done = await koli.operator.resetSeller(koli.seller_id, { to, seed } as never);
    koli.show(done, () => `seller ${koli.seller_id}: ${summaryText(done)}`);
    return 0;
  }
  const at = textOf(flags['at']);
  const frozen = flags['frozen'] === true ? true : undefined;
  const clock = at === undefined && !frozen ? undefined : { at: at && momentOf(at, Date.now()), frozen };
  const done = await koli.operator.resetSandbox({ to, seed, clock } as never);
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
  const taken = await koli.operator.takeSnapshot(name!);
  koli.show(taken, () => `kept as ${taken.name}: ${plural(taken.packages, 'package')}`);
  return 0;
};

export const forgetSnapshot: Work = async (koli, [name]) => {
  await koli.operator.deleteSnapshot(name!);
  koli.show({ forgotten: name }, () => `forgot ${name}`);
  return 0;
};

export const restore: Work = async (koli, [name]) => {
  const done = await koli.operator.restoreSnapshot(name!);
  koli.show(done, () => summaryText(done));
  return 0;
};

export const exportTo: Work = async (koli, [file]) => {
  const { terminal } = koli;
  if (terminal.live) terminal.draw('waiting for the file …');
  const bytes = await koli.operator.exportSandbox().finally(() => terminal.live && terminal.draw(''));
  await writeFile(file!, bytes).catch((error: Error) => {
    throw new StartError(`${file} cannot be written: ${error.message}.`);
  });
  koli.show({ file, bytes: bytes.length }, () => `wrote ${file}: ${bytes.length} bytes`);
  return 0;
};

export const importFrom: Work = async (koli, [file]) => {
  const { terminal } = koli;
  const bytes = await readFile(file!).catch((error: Error) => {
    throw new StartError(`${file} cannot be read: ${error.message}.`);
  });
  if (terminal.live) terminal.draw(`sending ${bytes.length} bytes …`);
  const done = await koli.operator
    .importSandbox(new Blob([bytes], { type: 'application/gzip' }))
    .finally(() => terminal.live && terminal.draw(''));
  koli.show(done, () => summaryText(done));
  return 0;
};
