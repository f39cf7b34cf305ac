import { expect, test } from 'vitest';
import { incidentNames, incidents } from '../../src/sandbox/wire/incidents.ts';
import { packageIn } from '../http/lab.ts';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { faultsOf, list, makeFault, path, stream } from './faults-lab.ts';

const hour_ms = 3_600_000;
const pick = (world: TestWorld, as: TestSeller, { path }: { path: string }) =>
  world.call('PUT', path, { as, body: { status: 'Picking' } });

async function receiverOf(world: TestWorld, seller: TestSeller) {
  const receiver = await world.receiver();
  const body = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k' };
  const made = await world.call('POST', `/integration/webhook/sellers/${seller.seller_id}/webhooks`, {
    as: seller,
    body,
  });
  expect(made.status).toBe(200);
  return receiver;
}

const statusesIn = ({ requests }: { requests: { json: { status: string } }[] }) =>
  requests.map(({ json }) => json.status);

test('each is listed with its dates, in English and Turkish', async () => {
  await using world = await startWorld();
  const address = '/api/v1/sandbox/incidents';
  const { content } = (await world.call('GET', address, { as: 'operator' })).json;
  expect(content.map(({ name }: { name: string }) => name)).toEqual(incidentNames);
  const silent = incidents['webhooks-silent'];
  expect(content[0]).toEqual({
    name: 'webhooks-silent',
    dates: ['2026-10-06'],
    says: silent.says.en,
    lastsMs: 4 * hour_ms,
  });
  const turkish = await world.call('GET', address, { as: 'operator', headers: { 'accept-language': 'tr' } });
  expect(turkish.json.content[0].says).toBe(silent.says.tr);
});

test.each(incidentNames)('%s becomes a fault that ends by itself and is shown by its name', async (incident) => {
  await using world = await startWorld();
  const from = world.clock.now();
  await makeFault(world, { incident });
  const { fault, lasts_ms } = incidents[incident];
  expect(await faultsOf(world)).toMatchObject([{ incident, ...fault, until: from + lasts_ms, state: 'on' }]);
  world.clock.advance(lasts_ms);
  expect(await faultsOf(world)).toMatchObject([{ incident, state: 'over' }]);
});

test('its beginning and its end can be chosen, its outcome cannot', async () => {
  await using world = await startWorld();
  const from = world.clock.now() + hour_ms;
  await makeFault(world, { id: 'later', incident: 'lists-failing', from });
  await makeFault(world, { id: 'short', incident: 'lists-failing', until: from });
  expect(await faultsOf(world)).toMatchObject([
    { id: 'later', from, until: from + 24 * hour_ms, state: 'waiting' },
    { id: 'short', until: from, state: 'on' },
  ]);
  const body = { incident: 'lists-failing', do: { outcome: 'closed' } };
  const refused = await world.call('POST', path, { as: 'operator', body });
  expect([refused.status, refused.json.errors[0].message]).toEqual([
    400,
    'do cannot be used with the incident lists-failing: leave it out.',
  ]);
});

test('webhooks-silent: what happens in the time is never sent, what happens later is', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const receiver = await receiverOf(world, seller);
  await makeFault(world, { incident: 'webhooks-silent', sellerId: seller.seller_id });
  const one = await packageIn(world, seller);
  await world.settle();
  world.clock.advance(4 * hour_ms);
  expect((await pick(world, seller, one)).status).toBe(200);
  await world.settle();
  expect(statusesIn(receiver)).toEqual(['Picking']);
});

test('orders-missing: lists and stream do not show what is new, until it is over', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  await makeFault(world, { incident: 'orders-missing' });
  world.clock.advance(1_000);
  await packageIn(world, seller);
  const found = async () => [(await list(world, seller)).json.content.length, (await stream(world, seller)).json.size];
  expect(await found()).toEqual([0, 0]);
  world.clock.advance(6 * hour_ms);
  expect(await found()).toEqual([1, 1]);
});

test('lists-failing: 500 for a day', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  await makeFault(world, { incident: 'lists-failing' });
  const answered = async () => [(await list(world, seller)).status, (await stream(world, seller)).status];
  world.clock.advance(24 * hour_ms - 1);
  expect(await answered()).toEqual([500, 500]);
  world.clock.advance(1);
  expect(await answered()).toEqual([200, 200]);
});

test('statuses-late: a change of status is heard two hours later', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const receiver = await receiverOf(world, seller);
  const one = await packageIn(world, seller);
  await world.settle();
  const before = receiver.requests.length;
  await makeFault(world, { incident: 'statuses-late' });
  expect((await pick(world, seller, one)).status).toBe(200);
  await world.settle();
  world.clock.advance(2 * hour_ms - 1);
  await world.settle();
  expect(receiver.requests.length).toBe(before);
  world.clock.advance(2);
  await world.settle();
  expect(statusesIn(receiver).slice(before)).toEqual(['Picking']);
});

test('inner-status-missing: only where a filter asks for statuses', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  await packageIn(world, seller);
  await makeFault(world, { incident: 'inner-status-missing' });
  const has = ({ json }: { json: { content: object[] } }) => json.content.map((one) => 'shipmentPackageStatus' in one);
  expect(has(await list(world, seller, '?status=Created'))).toEqual([false]);
  expect(has(await stream(world, seller, '?packageItemStatuses=Created,Picking'))).toEqual([false]);
  expect(has(await list(world, seller))).toEqual([true]);
  expect((await list(world, seller, '?status=Nothing')).status).toBe(400);
  world.clock.advance(24 * hour_ms);
  expect(has(await list(world, seller, '?status=Created'))).toEqual([true]);
});
