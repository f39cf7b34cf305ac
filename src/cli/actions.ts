import type { Result } from '../../client/src/index.ts';
import { StartError } from '../core/errors/start-error.ts';
import { type Line, readLines, type walks } from '../core/wire/words.ts';
import type { Koli, VerbWork } from './koli.ts';
import { numberFrom } from './text.ts';

type WalkStatus = (typeof walks)[keyof typeof walks]['to'];

/** Takes packages to a status. */
export const moveToVerb =
  (status: WalkStatus): VerbWork =>
  async (koli, ids, options) => {
    const packages = ids.map((id) => numberFrom(id, 'The package'));
    const body = {
      status,
      invoiceNumber: options.text('invoiceNumber'),
      silent: options.trueOrAbsent('silent'),
    };
    const moved: Result<'setSandboxStatus'>[] = [];
    for (const id of packages) moved.push(await koli.operator.setSandboxStatus(koli.seller_id, id, body));
    koli.show(moved, () => moved.map((one) => `package ${one.shipmentPackageId} is ${one.status}`).join('\n'));
    return 0;
  };

/** Lines as people name them. */
function linesByName(text: string, lines: readonly Line[]): Line[] {
  const found = readLines(text, lines);
  if (typeof found === 'string') throw new StartError(found);
  return found;
}

const linesIn = async ({ operator, seller_id }: Koli, package_id: number): Promise<Line[]> =>
  (await operator.readPackage(seller_id, package_id)).package.lines;

const chosenLines = (words: string[], lines: Line[]): Line[] =>
  words.length === 0
    ? lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
    : words.flatMap((word) => linesByName(word, lines));

export const cancelVerb: VerbWork = async (koli, [id, ...words], options) => {
  const package_id = numberFrom(id!, 'The package');
  const { newPackage = null } = await koli.seller().cancelItems(package_id, {
    lines: chosenLines(words, await linesIn(koli, package_id)),
    reasonId: options.number('reason') ?? 500,
    shouldKeepPreviousStatus: options.trueOrAbsent('keepStatus'),
  });
  koli.show({ cancelledPackageId: package_id, newPackageId: newPackage }, () => cancelledText(package_id, newPackage));
  return 0;
};

export const customerCancelVerb: VerbWork = async (koli, [id, ...words], options) => {
  const package_id = numberFrom(id!, 'The package');
  const done = await koli.operator.customerCancel(koli.seller_id, package_id, {
    lines: words.length === 0 ? undefined : chosenLines(words, await linesIn(koli, package_id)),
    reason: options.text('reason'),
  });
  koli.show(done, () => cancelledText(done.cancelledPackageId, done.newPackageId));
  return 0;
};

const cancelledText = (cancelled: number, opened: number | null): string =>
  `package ${cancelled} is Cancelled${opened === null ? '' : `; the rest continues in package ${opened}`}`;

export const splitVerb: VerbWork = async (koli, [id, ...words], options) => {
  const package_id = numberFrom(id!, 'The package');
  const lines = await linesIn(koli, package_id);
  const { newPackages = [] } = await koli.seller().splitPackages(package_id, {
    splitPackages: words.map((word) => ({
      packageDetails: linesByName(word, lines).map(({ lineId, quantity }) => ({
        orderLineId: lineId,
        quantities: quantity,
      })),
    })),
    shouldKeepPreviousStatus: options.trueOrAbsent('keepStatus'),
  });
  koli.show({ unpackedPackageId: package_id, newPackageIds: newPackages }, () =>
    [`package ${package_id} is UnPacked`, ...newPackages.map((one) => `  ${one}`)].join('\n'),
  );
  return 0;
};
