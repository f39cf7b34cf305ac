import { expect, test } from 'vitest';
import { startWorld } from '../world.ts';
import { checkAnswer } from './run/conform.ts';

test('a mistake of the server is one opaque answer with the request id', async () => {
  const random = {
    bytes: (count: number) => Buffer.alloc(count),
    uuid: () => {
      throw new Error('no chance at all');
    },
  };
  await using world = await startWorld({ expectErrors: [/no chance at all/], world: { random } });
  const as = await world.newSeller();
  const path = `/integration/webhook/sellers/${as.seller_id}/webhooks`;
  const body = { url: 'https://shop.example/hook', authenticationType: 'API_KEY', apiKey: 'k' };
  const answer = await world.call('POST', path, { as, body, headers: { 'x-request-id': 'mine-1' } });
  checkAnswer(answer, { refused: 'generic.exception', says: 'mine-1' }, {});
  expect(answer.body).not.toContain('chance');
  expect((await world.call('GET', path, { as })).json).toEqual([]);
});
