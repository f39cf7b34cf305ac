import type { Result } from '../../client/src/index.ts';
import { StartError } from '../core/errors/start-error.ts';
import type { Koli, VerbWork } from './koli.ts';
import type { Options } from './options.ts';
import { jsonFrom, table } from './text.ts';

type Fault = Result<'listFaults'>['content'][number];

/** The seller named with `--seller`; without it, all sellers. */
const scope = (koli: Koli, options: Options) =>
  options.text('seller') === undefined ? {} : { sellerId: koli.seller_id };

export const listFaultsVerb: VerbWork = async (koli, _, options) => {
  const { content } = await koli.operator.listFaults(scope(koli, options));
  koli.show(content, () => faultsText(content));
  return 0;
};

const faultsText = (faults: Fault[]): string =>
  table(
    ['fault', 'seller', 'applies to', 'outcome', 'state', 'seen', 'fired', 'left'],
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

export const listIncidentsVerb: VerbWork = async (koli) => {
  const { content } = await koli.operator.listIncidents();
  koli.show(content, () =>
    table(
      ['incident', 'dates', 'what happened'],
      content.map(({ name, dates, says }) => [name, dates.join(', '), says]),
    ),
  );
  return 0;
};

export const addFaultVerb: VerbWork = async (koli, [given], options) => {
  const incident = options.text('incident');
  if (given === undefined && incident === undefined)
    throw new StartError('faults add needs a fault as JSON, or --incident with the name of an outage.');
  const named = incident === undefined ? {} : { incident };
  const told = given === undefined ? {} : await jsonFrom(given, 'The fault');
  const fault = { ...scope(koli, options), ...named, ...told };
  const created = await koli.operator.createFault(fault as never);
  koli.show(created, () => faultsText([created]));
  return 0;
};

export const clearFaultsVerb: VerbWork = async (koli, [id], options) => {
  const query = scope(koli, options);
  if (id === undefined) await koli.operator.deleteFaults(query);
  else await koli.operator.deleteFault(id, query);
  koli.show({ cleared: id ?? 'all' }, () => (id === undefined ? 'deleted all faults' : `deleted fault ${id}`));
  return 0;
};
