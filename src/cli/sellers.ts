import { type Koli, textOf, type Work } from './koli.ts';
import { jsonOf, numberOf, table, timeText } from './text.ts';

type Seller = Awaited<ReturnType<Koli['operator']['listSellers']>>['content'][number];

export const listSellers: Work = async (koli) => {
  const sellers: Seller[] = [];
  for await (const one of koli.operator.each.listSellers()) sellers.push(one);
  koli.show(sellers, () =>
    table(
      ['seller', 'name', 'made'],
      sellers.map((one) => [one.sellerId, one.name, timeText(one.createdDate)]),
    ),
  );
  return 0;
};

export const newSeller: Work = async (koli, _, flags) => {
  const url = textOf(flags['webhook']);
  const seller = await koli.operator.createTestSeller({
    name: textOf(flags['name']),
    to: textOf(flags['to']),
    seed: textOf(flags['seed']) === undefined ? undefined : numberOf(textOf(flags['seed'])!, '--seed'),
    sellerId: textOf(flags['id']) === undefined ? undefined : numberOf(textOf(flags['id'])!, '--id'),
    settings:
      textOf(flags['settings']) === undefined ? undefined : await jsonOf(textOf(flags['settings'])!, '--settings'),
    webhook: url === undefined ? undefined : { url },
  } as never);
  koli.show(seller, () => sellerText(seller));
  return 0;
};

type NewSeller = Awaited<ReturnType<Koli['operator']['createTestSeller']>>;

const sellerText = ({ sellerId, apiKey, apiSecret, webhookId }: NewSeller): string =>
  [
    `seller ${sellerId}   key ${apiKey}   secret ${apiSecret}`,
    ...(webhookId === null ? [] : [`webhook ${webhookId}`]),
    `--seller ${sellerId} --key ${apiKey}:${apiSecret}`,
  ].join('\n');

export const deleteSeller: Work = async (koli, [id]) => {
  await koli.operator.deleteSeller(numberOf(id!, 'The seller'));
  koli.show({ deleted: Number(id) }, () => `seller ${id} is gone`);
  return 0;
};
