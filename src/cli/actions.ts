import type { Flags } from '../app/config.ts';
import { StartError } from '../core/start-error.ts';
import { type Line, linesOf, type walks } from '../core/wire/words.ts';
import { type Koli, textOf, type Work } from './koli.ts';
import { numberOf } from './text.ts';

type Status = (typeof walks)[keyof typeof walks]['to'] | 'Cancelled';

export const walk =
  (status: Status): Work =>
  async (koli, ids, flags) => {
    const packages = ids.map((id) => numberOf(id, 'The package'));
    const body = { status, invoiceNumber: textOf(flags['invoiceNumber']), silent: silentOf(flags) };
    const done: Walked[] = [];
    for (const id of packages) done.push(await koli.operator.setSandboxStatus(koli.seller_id, id, body as never));
    koli.show(done, () => done.map((one) => `package ${one.shipmentPackageId} is ${one.status}`).join('\n'));
    return 0;
  };

type Walked = Awaited<ReturnType<Koli['operator']['setSandboxStatus']>>;

const silentOf = (flags: Flags) => (flags['silent'] === true ? true : undefined);

/** Lines as a person names them. */
function namedLines(text: string, lines: readonly Line[]): Line[] {
  const found = linesOf(text, lines);
  if (typeof found === 'string') throw new StartError(found);
  return found;
}

async function linesIn({ operator, seller_id }: Koli, package_id: number): Promise<Line[]> {
  return (await operator.readPackage(seller_id, package_id)).package.lines;
}

const chosen = (words: string[], lines: Line[]): Line[] =>
  words.length === 0
    ? lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
    : words.flatMap((word) => namedLines(word, lines));

export const cancel: Work = async (koli, [id, ...words], flags) => {
  const package_id = numberOf(id!, 'The package');
  const lines = chosen(words, await linesIn(koli, package_id));
  const reasonId = numberOf(textOf(flags['reason']) ?? '500', '--reason');
  const { newPackage = null } = await koli.seller().cancelItems(package_id, {
    lines,
    reasonId,
    ...(flags['keepStatus'] === true ? { shouldKeepPreviousStatus: true } : {}),
  });
  koli.show({ cancelledPackageId: package_id, newPackageId: newPackage }, () => cancelledText(package_id, newPackage));
  return 0;
};

export const customerCancel: Work = async (koli, [id, ...words], flags) => {
  const package_id = numberOf(id!, 'The package');
  const lines = words.length === 0 ? undefined : chosen(words, await linesIn(koli, package_id));
  const body = { lines, reason: textOf(flags['reason']) };
  const done = await koli.operator.customerCancel(koli.seller_id, package_id, body as never);
  koli.show(done, () => cancelledText(done.cancelledPackageId, done.newPackageId));
  return 0;
};

const cancelledText = (cancelled: number, opened: number | null): string =>
  `package ${cancelled} is Cancelled${opened === null ? '' : `; the rest goes on in package ${opened}`}`;

export const split: Work = async (koli, [id, ...words], flags) => {
  const package_id = numberOf(id!, 'The package');
  const lines = await linesIn(koli, package_id);
  const splitPackages = words.map((word) => ({
    packageDetails: namedLines(word, lines).map(({ lineId, quantity }) => ({
      orderLineId: lineId,
      quantities: quantity,
    })),
  }));
  const { newPackages = [] } = await koli.seller().splitPackages(package_id, {
    splitPackages,
    ...(flags['keepStatus'] === true ? { shouldKeepPreviousStatus: true } : {}),
  });
  koli.show({ unpackedPackageId: package_id, newPackageIds: newPackages }, () =>
    [`package ${package_id} is UnPacked`, ...newPackages.map((one) => `  ${one}`)].join('\n'),
  );
  return 0;
};
