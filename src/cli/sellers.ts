import type { Result } from '../../client/src/index.ts';
import type { VerbWork } from './koli.ts';
import { takeFirst } from './packages.ts';
import { numberFrom, table, timeText } from './text.ts';

type Seller = Result<'listSellers'>['content'][number];

export const listSellersVerb: VerbWork = async (koli) => {
  const sellers = await takeFirst<Seller>(koli.operator.each.listSellers(), Number.POSITIVE_INFINITY);
  koli.show(sellers, () =>
    table(
      ['seller', 'name', 'created'],
      sellers.map((one) => [one.sellerId, one.name, timeText(one.createdDate)]),
    ),
  );
  return 0;
};

export const newSellerVerb: VerbWork = async (koli, _, options) => {
  const url = options.text('webhook');
  const seller = await koli.operator.createTestSeller({
    name: options.text('name'),
    to: options.text('to'),
    seed: options.number('seed'),
    sellerId: options.number('id'),
    settings: await options.json('settings'),
    webhook: url === undefined ? undefined : { url },
  } as never);
  koli.show(seller, () => sellerText(seller));
  return 0;
};

const sellerText = ({ sellerId, apiKey, apiSecret, webhookId }: Result<'createTestSeller'>): string =>
  [
    `seller ${sellerId}   key ${apiKey}   secret ${apiSecret}`,
    ...(webhookId === null ? [] : [`webhook ${webhookId}`]),
    `--seller ${sellerId} --key ${apiKey}:${apiSecret}`,
  ].join('\n');

export const deleteSellerVerb: VerbWork = async (koli, [id]) => {
  await koli.operator.deleteSeller(numberFrom(id!, 'The seller'));
  koli.show({ deleted: Number(id) }, () => `deleted seller ${id}`);
  return 0;
};
