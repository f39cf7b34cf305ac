import { type Koli, textOf, type Work } from './koli.ts';
import { jsonOf, table } from './text.ts';

type Fault = Awaited<ReturnType<Koli['operator']['listFaults']>>['content'][number];

/** Of the seller that was named, or of all. */
const scope = (koli: Koli, flags: Parameters<Work>[2]) =>
  textOf(flags['seller']) === undefined ? {} : { sellerId: koli.seller_id };

export const listFaults: Work = async (koli, _, flags) => {
  const { content } = await koli.operator.listFaults(scope(koli, flags));
  koli.show(content, () => faultsText(content));
  return 0;
};

const faultsText = (faults: Fault[]): string =>
  table(
    ['fault', 'seller', 'strikes', 'does', 'state', 'seen', 'struck', 'left'],
    faults.map((fault) => [
      fault.id,
      fault.sellerId === null ? 'all' : String(fault.sellerId),
      [fault.operation ?? []].flat().join(', ') || (fault.webhookId ?? '*'),
      fault.do?.outcome ?? fault.sequence?.map(({ outcome }) => outcome).join(', ') ?? '',
      fault.state,
      fault.seen,
      fault.fired,
      fault.remaining,
    ]),
  );

export const addFault: Work = async (koli, [given], flags) => {
  const fault = { ...scope(koli, flags), ...(await jsonOf(given!, 'The fault')) };
  const made = await koli.operator.createFault(fault as never);
  koli.show(made, () => faultsText([made]));
  return 0;
};

export const clearFaults: Work = async (koli, [id], flags) => {
  const query = scope(koli, flags);
  if (id === undefined) await koli.operator.deleteFaults(query);
  else await koli.operator.deleteFault(id, query);
  koli.show({ cleared: id ?? 'all' }, () => (id === undefined ? 'no faults are left' : `fault ${id} is gone`));
  return 0;
};
