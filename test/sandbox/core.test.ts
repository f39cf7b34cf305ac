import { expect, test } from 'vitest';
import { readSettings } from '../../src/app/config.ts';
import { serve } from '../../src/app/serve.ts';
import { newDatabase } from '../databases.ts';

test('core mode has no faults, and refuses the settings of a sandbox', async () => {
  await using database = await newDatabase();
  const read = readSettings({ ...database.env, PORT: '0', KOLI_LOG_LEVEL: 'error' });
  if ('mistakes' in read) throw new Error(read.mistakes.join());
  await using served = await serve({ ...read.settings, mode: 'core' }, { load: database.load });
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(served.url + path, {
      method,
      headers: { authorization: `Bearer ${read.settings.operator_token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came
    return { status: answer.status, json: (await answer.json()) as any };
  };
  expect(served.ring).toBeNull();
  for (const method of ['GET', 'POST', 'DELETE'])
    expect((await call(method, '/api/v1/sandbox/faults')).status).toBe(556);
  const plain = await call('POST', '/api/v1/sellers', { name: 'x', settings: { legacyFields: true } });
  expect(plain).toMatchObject({ status: 201, json: { settings: { legacyFields: true } } });
  for (const [name, value] of Object.entries({
    rateLimits: false,
    v1: 'on',
    allowedNetworks: [],
    sparseBodies: true,
  })) {
    expect(plain.json.settings).not.toHaveProperty(name);
    for (const [method, path] of [
      ['POST', '/api/v1/sellers'],
      ['PATCH', `/api/v1/sellers/${plain.json.sellerId}`],
    ] as const) {
      const refused = await call(method, path, { name: 'x', settings: { [name]: value } });
      expect([refused.status, refused.json.errors[0].message]).toEqual([
        400,
        `settings.${name} is not available in this mode of koli.`,
      ]);
    }
  }
});
