import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startLooking, type Visit, visit } from './visit.ts';

const shop = { seller_id: 2738, key: 'sandbox-key', secret: 'sandbox-secret' };
const hour_ms = 3_600_000;

async function openSandbox({ page, enter }: Visit): Promise<void> {
  await enter('operator');
  await page.getByRole('link', { name: 'Sandbox' }).click();
  await page.getByRole('button', { name: 'Create orders' }).waitFor();
}

const ask = async ({ world }: Visit, path: string) =>
  (await world.call('GET', `/api/v1/sandbox${path}`, { as: 'operator' })).json;

/** The ids that the shop's list tells, or the status that came instead. */
async function list({ world }: Visit): Promise<number[] | number> {
  const { status, json } = await world.call('GET', `/integration/order/sellers/${shop.seller_id}/v2/orders?size=200`, {
    as: shop,
  });
  return status === 200
    ? json.content.map(({ shipmentPackageId }: { shipmentPackageId: number }) => shipmentPackageId)
    : status;
}

describe.each([
  ['light', 'a screen', { colorScheme: 'light' }],
  ['dark', 'a screen', { colorScheme: 'dark' }],
  ['light', 'a phone', { colorScheme: 'light', viewport: { width: 390, height: 780 } }],
] as const)('%s on %s', (_scheme, _device, context) => {
  test('axe finds nothing serious, and nothing is wider than the device', async () => {
    await using visitor = await visit({ context, seed: true });
    const { page, enter, go } = visitor;
    const { look, faults } = startLooking(page);
    await enter('operator');
    await go('/sandbox');
    await page.getByText('No faults').waitFor();
    await look('empty');
    await page.getByRole('button', { name: 'Add a line' }).click();
    await page.getByRole('button', { name: 'Create orders' }).click();
    await page.getByText('1 order created').waitFor();
    await page.getByRole('button', { name: 'Freeze' }).click();
    await page.getByText('Frozen').waitFor();
    await page.getByRole('button', { name: 'Create the fault' }).click();
    await page.getByText('f1 was created').waitFor();
    await page.getByLabel('Set to').fill('2020-01-01T00:00');
    await page.getByLabel('Name of the snapshot').fill('before');
    await page.getByRole('button', { name: 'Take a snapshot' }).click();
    await page.getByText('Snapshot before was taken').waitFor();
    await page.getByLabel('Number of orders', { exact: true }).fill('many');
    await look('filled');
    await page.getByRole('button', { name: 'Reset…' }).click();
    await page.getByText('Everything is deleted').waitFor();
    await look('confirm');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'As curl: Pace' }).click();
    await page.getByRole('region', { name: 'As curl: Freeze' }).waitFor();
    await look('curl');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Create a test seller' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).waitFor();
    await look('new seller');
    await dialog.getByRole('button', { name: 'Create a test seller' }).click();
    await dialog.getByRole('region', { name: 'For a shell' }).waitFor();
    await look('new key');
    expect(faults).toEqual([]);
  });
});

describe('the operator of a sandbox', () => {
  test('places an order, moves the clock, creates a fault, and restores a snapshot', async () => {
    await using visitor = await visit({ seed: true });
    const { world, page } = visitor;
    await openSandbox(visitor);

    await page.getByRole('button', { name: 'Add a line' }).click();
    await page.getByLabel('Barcode of line 1').fill('MUG');
    await page.getByLabel('Quantity of line 1').fill('3');
    await page.getByLabel('Status to reach').selectOption('Picking');
    await page.getByRole('button', { name: 'Create orders' }).click();
    const orders = page.getByRole('region', { name: 'New orders' });
    await orders.getByText('3 × MUG').waitFor();
    const link = orders.getByRole('listitem').getByRole('link');
    const package_id = Number(await link.innerText());
    await link.click();
    await page.getByRole('heading', { name: `Package ${package_id}` }).waitFor();
    await page.getByRole('link', { name: 'Sandbox' }).click();

    const clock = page.getByRole('region', { name: 'Clock' });
    await clock.getByText('Real time').waitFor();
    await clock.getByRole('button', { name: 'Freeze' }).click();
    await clock.getByText('Frozen').waitFor();
    const { now } = await ask(visitor, '/clock');
    await clock.getByRole('button', { name: '65 min' }).click();
    await expect.poll(async () => (await ask(visitor, '/clock')).now).toBe(now + 65 * 60_000);
    await clock.getByLabel('Other duration').fill('2');
    await clock.getByLabel('Unit').selectOption('hours');
    await clock.getByRole('button', { name: 'Move forward', exact: true }).click();
    const later = now + 65 * 60_000 + 2 * hour_ms;
    await expect.poll(() => clock.locator('time').getAttribute('datetime')).toBe(new Date(later).toISOString());
    await clock.getByLabel('Set to').fill('2020-01-01T00:00');
    await clock.getByText('The clock moves forward only').waitFor();
    await expect.poll(() => clock.getByRole('button', { name: 'Set', exact: true }).isDisabled()).toBe(true);
    await clock.getByRole('button', { name: 'Run × 60' }).click();
    await clock.getByText('Running 60 times as fast').waitFor();
    await clock.getByRole('button', { name: 'Freeze' }).click();
    await clock.getByText('Frozen').waitFor();

    const faults = page.getByRole('region', { name: 'Faults' });
    await faults.getByLabel('Which requests').selectOption('lists');
    await faults.getByLabel('Number of times').fill('2');
    await faults.getByText('As curl').click();
    await expect
      .poll(() => faults.getByRole('region', { name: 'As curl' }).innerText())
      .toContain('"operation":"lists"');
    await faults.getByRole('button', { name: 'Create the fault' }).click();
    await faults.getByText('fired 0 times').waitFor();
    expect(await list(visitor)).toBe(503);
    const struck = faults.getByRole('list', { name: 'Faults' });
    await struck.getByText('fired 1 time', { exact: true }).waitFor();
    await expect.poll(() => struck.innerText()).toContain('1 left');
    await faults.getByRole('button', { name: 'Delete f1', exact: true }).click();
    await faults.getByText('No faults').waitFor();
    expect(await list(visitor)).toContain(package_id);

    const state = page.getByRole('region', { name: 'State' });
    const dialog = page.getByRole('dialog');
    await state.getByLabel('Name of the snapshot').fill('before');
    await state.getByRole('button', { name: 'Take a snapshot' }).click();
    await state.getByText('Snapshot before was taken').waitFor();
    await state.getByLabel('Start with', { exact: true }).selectOption('empty');
    await state.getByRole('button', { name: 'Reset…' }).click();
    await dialog.getByText('Everything is deleted').waitFor();
    await dialog.getByRole('button', { name: 'Back' }).click();
    expect(await list(visitor)).toContain(package_id);
    await state.getByRole('button', { name: 'Reset…' }).click();
    await dialog.getByRole('button', { name: 'Reset', exact: true }).click();
    await state.getByText('Done: 0 packages').waitFor();
    expect(await list(visitor)).toEqual([]);
    await clock.getByText('Real time').waitFor();
    await page.getByRole('link', { name: 'Packages', exact: true }).click();
    await page.getByText('There are no packages yet').waitFor();

    await page.getByRole('link', { name: 'Sandbox' }).click();
    await state.getByRole('button', { name: 'Restore before' }).click();
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    await state.getByText('Done:').waitFor();
    expect(await list(visitor)).toContain(package_id);
    await page.getByRole('link', { name: 'Packages', exact: true }).click();
    await page.locator(`[data-package="${package_id}"]`).waitFor();
    expect((await ask(visitor, '/clock')).now).toBeGreaterThanOrEqual(later);
    await world.settle();
  });

  test('exports the state into a file and imports it', async () => {
    await using visitor = await visit({ seed: true });
    const { page } = visitor;
    await openSandbox(visitor);
    const before = await list(visitor);
    expect(before).not.toEqual([]);
    const state = page.getByRole('region', { name: 'State' });
    const dialog = page.getByRole('dialog');
    const download = page.waitForEvent('download');
    await state.getByRole('button', { name: 'Export', exact: true }).click();
    const file = readFileSync(await (await download).path());
    await state.getByText('one seller').click();
    await state.getByLabel('Start with', { exact: true }).selectOption('empty');
    await state.getByRole('button', { name: 'Reset…' }).click();
    await dialog.getByText(`All data of seller ${shop.seller_id} is deleted`).waitFor();
    await dialog.getByRole('button', { name: 'Reset', exact: true }).click();
    await state.getByText('Done: 0 packages').waitFor();
    expect(await list(visitor)).toEqual([]);

    const choose = (name: string, buffer: Buffer) =>
      state.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
    await choose('no.koli', Buffer.from('no such state'));
    await dialog.getByRole('button', { name: 'Import' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('button', { name: 'Back' }).click();
    await choose('shop.koli', file);
    await dialog.getByText('The state in shop.koli').waitFor();
    await dialog.getByRole('button', { name: 'Import' }).click();
    await state.getByText('Done:').waitFor();
    expect(await list(visitor)).toEqual(before);
  });

  test('the page is for the operator of a sandbox: a seller and core mode see a notice', async () => {
    await using visitor = await visit();
    const { page, enter, go } = visitor;
    await enter('seller');
    await page.getByRole('link', { name: 'Webhooks' }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Sandbox' }).count()).toBe(0);
    await go('/sandbox');
    await page.getByText('Only the operator can use this page').waitFor();
    await page.route('**/api/v1/sandbox/credentials', (route) =>
      route.fulfill({ status: 556, contentType: 'application/json', body: '{"errors":[]}' }),
    );
    await page.reload();
    await page.getByText('This koli is not a sandbox').waitFor();
  });

  test('every request shown as curl does what its button does', async () => {
    await using visitor = await visit({ seed: true });
    const { world, wire, page } = visitor;
    await openSandbox(visitor);
    const env = { ...process.env, KOLI_OPERATOR_TOKEN: world.world.settings.operator_token };
    const sh = async (command: string) => (await promisify(execFile)('sh', ['-ec', command], { env })).stdout;
    const shown = async (of: string, label: string): Promise<string> => {
      await page.getByRole('button', { name: `As curl: ${of}`, exact: true }).click();
      const region = page.getByRole('region', { name: `As curl: ${label}`, exact: true });
      await expect.poll(() => region.innerText()).toContain(wire.url);
      const text = await region.innerText();
      await page.keyboard.press('Escape');
      await region.waitFor({ state: 'detached' });
      return text.replace(/^curl /, 'curl -sSf ');
    };
    await sh(await shown('Pace', 'Freeze'));
    const { now, frozen } = await ask(visitor, '/clock');
    expect(frozen).toBe(true);
    await sh(await shown('Move forward by', '65 min'));
    expect((await ask(visitor, '/clock')).now).toBe(now + 65 * 60_000);

    await page.getByRole('button', { name: 'Create the fault' }).click();
    await page.getByText('f1 was created').waitFor();
    await sh(await shown('Delete f1', 'Delete f1'));
    await page.getByText('No faults').waitFor();

    const folder = mkdtempSync(join(tmpdir(), 'koli-curl-'));
    try {
      await sh(`cd ${folder}; ${await shown('Export', 'Export')}`);
      const file = join(folder, 'shop.koli');
      expect(readFileSync(file).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
      const state = page.getByRole('region', { name: 'State' });
      await state.locator('input[type=file]').setInputFiles(file);
      const dialog = page.getByRole('dialog');
      await dialog.getByText('As curl').click();
      const curl = dialog.getByRole('region', { name: 'As curl' });
      await expect.poll(() => curl.innerText()).toContain("--data-binary '@shop.koli'");
      const answer = await sh(`cd ${folder}; ${(await curl.innerText()).replace(/^curl /, 'curl -sSf ')}`);
      expect(JSON.parse(answer).packages).toBeGreaterThan(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
    await page.keyboard.press('Escape');
    const key = JSON.parse(await sh(await shown('New key for seller 2738', 'New key for seller 2738')));
    const as = { seller_id: 2738, key: key.apiKey, secret: key.apiSecret };
    expect((await world.call('GET', '/api/v1/seller', { as })).status).toBe(200);
    await page.getByRole('link', { name: 'Laws' }).click();
    await page.getByRole('button', { name: 'As curl', exact: true }).click();
    const laws = page.getByRole('region', { name: 'As curl: Verify now' });
    await expect.poll(() => laws.innerText()).toContain(wire.url);
    expect(await sh((await laws.innerText()).replace(/^curl /, 'curl -sSf '))).toContain('"brokenCount":0');
  });
});
