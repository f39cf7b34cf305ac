import { describe, expect, test } from 'vitest';
import { documentOf, packageIn } from '../http/lab.ts';
import { openDialog, packageAt, startLooking, type Visit, visit } from './visit.ts';

const day_ms = 86_400_000;

/** Two packages whose date has passed, one that left in time, and one whose date is still to come. */
async function late({ world, seller }: Visit) {
  const first = await packageIn(world, seller, 'Picking');
  world.clock.advance(day_ms);
  const second = await packageIn(world, seller);
  const gone = await packageIn(world, seller, 'Shipped');
  world.clock.advance(4 * day_ms);
  const fresh = await packageIn(world, seller);
  return { first, second, gone, fresh };
}

/** A package whose delivery the seller reports. */
async function reported({ world, seller }: Visit, end: 'manual-deliver' | 'manual-return'): Promise<number> {
  const { package_id, path } = await packageIn(world, seller);
  const body = { isPhoneNumber: true, trackingInfo: '5550000000', params: {} };
  for (const [step, sent] of [
    ['alternative-delivery', body],
    [end, undefined],
  ] as const)
    expect((await world.call('PUT', `${path}/${step}`, { as: seller, body: sent })).status).toBe(200);
  return package_id;
}

describe('overdue packages', () => {
  test('have a view, sorted by their date, and a mark on the row and on their page', async () => {
    await using visitor = await visit();
    const { world, page, seller, enter } = visitor;
    const { first, second, gone, fresh } = await late(visitor);
    await enter('operator');
    const row = (id: number) => page.locator(`[data-package="${id}"]`);
    const shown = () =>
      page.locator('[data-package]').evaluateAll((rows) => rows.map((one) => one.getAttribute('data-package')));
    const ids = (...cases: { package_id: number }[]) => cases.map(({ package_id }) => String(package_id));
    await row(first.package_id).getByText('overdue').waitFor();
    await expect.poll(() => row(gone.package_id).getByText('overdue').count()).toBe(0);
    await expect.poll(() => row(fresh.package_id).getByText('overdue').count()).toBe(0);

    await page.getByText('To hand over', { exact: true }).click();
    await expect.poll(shown).toEqual(ids(first, second, fresh));
    await page.getByRole('columnheader', { name: 'Agreed delivery' }).waitFor();
    // By keyboard, and kept in the address.
    await page.getByRole('radio', { name: 'To hand over' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(shown).toEqual(ids(first, second));
    expect(page.url()).toContain('view=overdue');
    await page.reload();
    await expect.poll(shown).toEqual(ids(first, second));

    await row(first.package_id).getByRole('link').click();
    const mark = page.getByRole('heading', { level: 1 }).locator('..').getByText('overdue');
    await mark.waitFor();
    const body = { events: [{ sellerId: seller.seller_id, packageId: first.package_id, status: 'Shipped' }] };
    expect((await world.call('POST', '/api/v1/carrier-events', { as: 'operator', body })).status).toBe(200);
    await mark.waitFor({ state: 'detached' });
    await page.goBack();
    await row(second.package_id).waitFor();
  });

  test('are shown to their seller in Turkish', async () => {
    await using visitor = await visit({ context: { locale: 'tr-TR' } });
    const { page, seller, go } = visitor;
    const { first } = await late(visitor);
    await go('/packages?view=overdue');
    await page.getByText('Satıcı', { exact: true }).click();
    await page.getByLabel('API anahtarı').fill(seller.key);
    await page.getByLabel('API gizli anahtarı').fill(seller.secret);
    await page.getByRole('button', { name: 'Giriş yap' }).click();
    await page.locator(`[data-package="${first.package_id}"]`).getByText('gecikti').waitFor();
    await page.getByText('Kargoya verilecek', { exact: true }).waitFor();
  });
});

describe('an alternative delivery', () => {
  test.each([
    ['manual-deliver', 'Delivery confirmed', 'confirm-delivery', 'Delivered'],
    ['manual-return', 'Return confirmed', 'confirm-return', 'Returned'],
  ] as const)('is confirmed by the customer after %s', async (end, name, address, status) => {
    await using visitor = await visit();
    const { world, page, seller, enter, go } = visitor;
    const package_id = await reported(visitor, end);
    await enter('operator');
    await go(packageAt(seller, package_id));
    const details = page.getByRole('region', { name: 'Details' });
    await details.getByText('the customer confirms it').waitFor();
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
    const dialog = await openDialog(page);
    await dialog.getByRole('region', { name: 'Result' }).getByText(status).waitFor();
    await dialog.getByText('As curl').click();
    await expect
      .poll(() => dialog.getByRole('region', { name: 'As curl' }).innerText())
      .toContain(`/api/v1/sellers/${seller.seller_id}/packages/${package_id}/${address}`);
    await dialog.getByRole('button', { name }).click();
    await page.getByText('confirmed by the customer').waitFor();
    expect((await documentOf(world, seller, package_id)).status).toBe(status);
    await expect.poll(() => page.getByRole('button', { name }).count()).toBe(0);
  });
});

test.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
] as const)('axe finds nothing serious: %s, %i px', async (colorScheme, width) => {
  await using visitor = await visit({ context: { colorScheme, viewport: { width, height: 800 } } });
  const { page, seller, enter, go } = visitor;
  const { first } = await late(visitor);
  const { look, faults } = startLooking(page);
  await enter('operator');
  await page.locator('[data-package]').first().waitFor();
  await look('all');
  await page.getByText('Overdue', { exact: true }).click();
  await page.locator(`[data-package="${first.package_id}"]`).waitFor();
  await look('overdue');
  await go(packageAt(seller, first.package_id));
  await page.getByRole('heading', { level: 1 }).locator('..').getByText('overdue').waitFor();
  await look('overdue package');
  const package_id = await reported(visitor, 'manual-deliver');
  await go(packageAt(seller, package_id));
  await page.getByText('the customer confirms it').waitFor();
  await look('reported');
  await page.getByRole('button', { name: 'Delivery confirmed' }).click();
  await openDialog(page);
  await look('confirm');
  await go('/packages?view=overdue&orderNumber=none');
  await page.getByText('No package matches').waitFor();
  await look('none');
  expect(faults).toEqual([]);
});
