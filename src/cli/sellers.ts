import type { Result } from '../../client/src/index.ts';
import type { Work } from './koli.ts';
import { firstOf } from './packages.ts';
import { numberOf, table, timeText } from './text.ts';

type Seller = Result<'listSellers'>['content'][number];

export const listSellers: Work = async (koli) => {
  const sellers = await firstOf<Seller>(koli.operator.each.listSellers(), Number.POSITIVE_INFINITY);
  koli.show(sellers, () =>
    table(
      ['seller', 'name', 'created'],
      sellers.map((one) => [one.sellerId, one.name, timeText(one.createdDate)]),
    ),
  );
  return 0;
};

export const newSeller: Work = async (koli, _, options) => {
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

export const deleteSeller: Work = async (koli, [id]) => {
  await koli.operator.deleteSeller(numberOf(id!, 'The seller'));
  koli.show({ deleted: Number(id) }, () => `deleted seller ${id}`);
  return 0;
};
