import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { operations } from '../../client/src/generated/operations.ts';
import { startWorld } from '../world.ts';
import { doEverything } from './everything.ts';
import { operatorClient, sellerClient } from './lab.ts';

type Named = Record<string, unknown>;

const document = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
const documented: { name: string; access: string }[] = Object.values(document.paths as Named).flatMap((methods) =>
  Object.values(methods as Record<string, Named>).map((one) => ({
    name: one['operationId'] as string,
    access: one['x-access'] as string,
  })),
);

describe('the client', () => {
  test('has a method for every operation, for the callers who may use it', async () => {
    await using world = await startWorld({ env: { KOLI_V1: 'on' } });
    const clients: Record<string, Named[]> = {
      seller: [sellerClient(world, await world.newSeller())],
      operator: [operatorClient(world)],
    };
    clients['self'] = clients['seller']!;
    clients['open'] = [...clients['seller']!, ...clients['operator']!];
    expect(documented.length).toBeGreaterThan(45);
    for (const { name, access } of documented)
      for (const client of clients[access]!) expect([name, typeof client[name]]).toEqual([name, 'function']);
    const methods = [...clients['seller']!, ...clients['operator']!].flatMap((client) =>
      Object.keys(client).filter((name) => name !== 'each' && name !== 'follow'),
    );
    expect(new Set(methods)).toEqual(new Set(documented.map(({ name }) => name)));
  });

  test('has the types of what each operation takes, returns and refuses', () => {
    expect(operations.cancelItems.tells.map(([, name]) => name)).toEqual(['cancelledPackage', 'newPackage']);
    expect(operations.split.tells).toEqual([['koli-new-packages', 'newPackages', 'numbers']]);
    expect(operations.changeSeller).toMatchObject({ names: ['sellerId'], input: 'json', keyed: true });
    expect(operations.createTestOrder).toMatchObject({ keyed: false, signed: true });
    expect(operations.updateWebhook.output).toBe('none');
  });

  test('performs every operation', async () => {
    await using world = await startWorld({ env: { KOLI_V1: 'on' } });
    expect(await doEverything(world)).toEqual(new Set(documented.map(({ name }) => name)));
  });
});
