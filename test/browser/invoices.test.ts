import { describe, expect, test } from 'vitest';
import { documentOf, packageIn } from '../http/lab.ts';
import { openDialog, packageAt, startLooking, type Visit, visit } from './visit.ts';

/** A package whose invoice waits for the operator. */
async function invoiced({ world, seller }: Visit): Promise<number> {
  const path = `/api/v1/sellers/${seller.seller_id}`;
  const settings = { invoiceReview: 'by-hand' };
  expect((await world.call('PATCH', path, { as: 'operator', body: { settings } })).status).toBe(200);
  const { package_id } = await packageIn(world, seller, 'Picking');
  await link(world, seller, package_id, 1);
  return package_id;
}

async function link(world: Visit['world'], seller: Visit['seller'], package_id: number, number: number): Promise<void> {
  const body = { shipmentPackageId: package_id, invoiceLink: `https://invoice.example/${package_id}-${number}.pdf` };
  const path = `/integration/sellers/${seller.seller_id}/seller-invoice-links`;
  expect((await world.call('POST', path, { as: seller, body })).status).toBe(201);
}

describe('invoice review', () => {
  test('an invoice is rejected with reasons, comes again and is accepted', async () => {
    await using visitor = await visit();
    const { world, page, seller, enter, go } = visitor;
    const package_id = await invoiced(visitor);
    await enter('operator');
    await go(packageAt(seller, package_id));
    const details = page.getByRole('region', { name: 'Details' });
    await details.getByText('to be reviewed').waitFor();
    await details.getByRole('link', { name: `https://invoice.example/${package_id}-1.pdf` }).waitFor();

    const menu = page.getByRole('button', { name: 'Invoice review' });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Reject the invoice' }).click();
    const dialog = await openDialog(page);
    const submit = dialog.getByRole('button', { name: 'Reject the invoice' });
    await dialog.getByText('Name a reason to see the result.').waitFor();
    await expect.poll(() => submit.isDisabled()).toBe(true);
    await dialog.getByLabel('Reason keys').fill('WRONG_TAX_NUMBER\n NO_ADDRESS \n\nNO_ADDRESS');
    await dialog.getByRole('region', { name: 'Result' }).getByText('rejected').waitFor();
    await dialog.getByText('As curl').click();
    await expect
      .poll(() => dialog.getByRole('region', { name: 'As curl' }).innerText())
      .toContain(`-d '{"accepted":false,"reasonKeys":["WRONG_TAX_NUMBER","NO_ADDRESS"]}'`);
    await submit.click();
    await details.getByText('rejected').waitFor();
    const reasons = details.getByRole('list', { name: 'Reasons of the rejection' }).getByRole('listitem');
    await expect.poll(() => reasons.allInnerTexts()).toEqual(['WRONG_TAX_NUMBER', 'NO_ADDRESS']);
    await page.getByText('WRONG_TAX_NUMBER, NO_ADDRESS').waitFor();

    // The next link needs no deletion of the first, and the page hears of it.
    await link(world, seller, package_id, 2);
    await details.getByText('to be reviewed').waitFor();
    await menu.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Accept the invoice' }).focus();
    await page.keyboard.press('Enter');
    await openDialog(page);
    await dialog.getByRole('region', { name: 'Result' }).getByText('accepted').waitFor();
    await dialog.getByRole('button', { name: 'Accept the invoice' }).focus();
    await page.keyboard.press('Enter');
    await details.getByText('accepted').waitFor();
    const document = await documentOf(world, seller, package_id);
    expect([document.invoiceStatus, document.invoiceRejectedReasonKeys]).toEqual(['Invoiced', []]);
    await menu.click();
    const accept = page.getByRole('menuitem', { name: /^Accept the invoice/ });
    await expect.poll(() => accept.getAttribute('aria-disabled')).toBe('true');
    await accept.getByText('The invoice is already accepted.').waitFor();
  });

  test('a seller reads the reasons in Turkish, and cannot review', async () => {
    await using visitor = await visit({ context: { locale: 'tr-TR' } });
    const { world, page, seller, go } = visitor;
    const package_id = await invoiced(visitor);
    const path = `/api/v1/sellers/${seller.seller_id}/packages/${package_id}/invoice-review`;
    const body = { accepted: false, reasonKeys: ['NO_ADDRESS'] };
    expect((await world.call('POST', path, { as: 'operator', body })).status).toBe(200);
    await go(packageAt(seller, package_id));
    await page.getByText('Satıcı', { exact: true }).click();
    await page.getByLabel('API anahtarı').fill(seller.key);
    await page.getByLabel('API gizli anahtarı').fill(seller.secret);
    await page.getByRole('button', { name: 'Giriş yap' }).click();
    const reasons = page.getByRole('list', { name: 'Ret nedenleri' });
    await reasons.getByText('NO_ADDRESS').waitFor();
    await page.getByRole('button', { name: 'Fatura incelemesi' }).click();
    const accept = page.getByRole('menuitem', { name: /^Faturayı onayla/ });
    await expect.poll(() => accept.getAttribute('aria-disabled')).toBe('true');
    await accept.getByText('Bunu yalnızca pazaryeri operatörü yapabilir.').waitFor();
  });
});

test.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
] as const)('axe finds nothing serious: %s, %i px', async (colorScheme, width) => {
  await using visitor = await visit({ context: { colorScheme, viewport: { width, height: 800 } } });
  const { world, page, seller, enter, go } = visitor;
  const package_id = await invoiced(visitor);
  const { look, faults } = startLooking(page);
  await enter('operator');
  await go(packageAt(seller, package_id));
  await page.getByText('to be reviewed').first().waitFor();
  await look('received');
  await page.getByRole('button', { name: 'Invoice review' }).click();
  await page.getByRole('menuitem', { name: 'Reject the invoice' }).waitFor();
  await look('menu');
  await page.getByRole('menuitem', { name: 'Reject the invoice' }).click();
  const dialog = await openDialog(page);
  await look('nothing chosen');
  await dialog.getByLabel('Reason keys').fill('WRONG_TAX_NUMBER');
  await look('reject');
  await dialog.getByRole('button', { name: 'Reject the invoice' }).click();
  await page.getByRole('list', { name: 'Reasons of the rejection' }).waitFor();
  await look('rejected');
  await world.settle();
  expect(faults).toEqual([]);
});
