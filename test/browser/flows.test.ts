import { describe, expect, test } from 'vitest';
import { packageIn } from '../http/lab.ts';
import { openDialog, packageAt, untilFocused, visit } from './visit.ts';

describe('a person at the console', () => {
  test('an order appears by itself, loses a unit, splits, and its webhook deliveries are shown', async () => {
    await using visitor = await visit();
    const { world, page, seller, enter } = visitor;
    const receiver = await world.receiver();
    const hook = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'key-1' };
    const webhooks = `/integration/webhook/sellers/${seller.seller_id}/webhooks`;
    expect((await world.call('POST', webhooks, { as: seller, body: hook })).status).toBe(200);
    await enter('seller');
    await page.getByText('There are no packages yet').waitFor();

    // It comes by itself, behind a word that says so: nothing moves under the pointer.
    const { package_id } = await packageIn(world, seller, 'Created', [
      { barcode: 'mug', quantity: 3, productName: 'Mug' },
    ]);
    await page.getByRole('button', { name: /1 new package/ }).click();
    const row = page.locator(`[data-package="${package_id}"]`);
    await row.getByText('Created').waitFor();

    await row.getByRole('link').click();
    await page.getByRole('button', { name: 'Cancel units' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Choose units to see').waitFor();
    await dialog.getByRole('button', { name: 'Add one unit of Mug' }).click();
    const preview = dialog.getByRole('region', { name: 'Result' });
    await expect
      .poll(() => preview.innerText())
      .toMatch(/Cancelled\s+1 × Mug[\s\S]*New package 1[\s\S]*Created\s+2 × Mug/);
    await dialog.getByRole('button', { name: 'Cancel units' }).click();

    // The family grows while one looks, and the webhook's deliveries come to stand beside the events.
    const family = page.getByRole('figure', { name: 'Lineage' });
    await family.getByRole('link', { name: /Cancelled\s*,\s*1 unit$/ }).waitFor();
    const child = family.getByRole('link', { name: /Created\s*,\s*2 units$/ });
    await child.waitFor();
    await family.getByText('2 units remain').waitFor();
    await world.settle();
    await page.reload();
    await expect
      .poll(() => page.getByRole('list', { name: 'Webhooks' }).first().innerText())
      .toMatch(/delivered.*1 attempt/s);
    await child.click();
    await page.getByText('from package').waitFor();
    expect(receiver.requests.map(({ json }) => json.status)).toContain('Cancelled');
  });

  test('a split by dragging units is sent in the simplest form that expresses it', async () => {
    await using visitor = await visit();
    const { world, page, seller, enter, go } = visitor;
    const { package_id, line } = await packageIn(world, seller, 'Created', [
      { barcode: 'a', quantity: 2, productName: 'Apple' },
      { barcode: 'b', quantity: 1, productName: 'Bread' },
    ]);
    await enter('seller');
    await go(packageAt(seller, package_id));
    await page.getByRole('button', { name: 'Split', exact: true }).click();
    const column = (index: number) => page.locator(`[data-column="${index}"]`);
    const unit = (from: number, barcode: string) => column(from).locator(`[data-line="${line[barcode]}"]`).first();
    const sentAs = page.getByLabel('Sent as');
    await unit(-1, 'b').dragTo(column(0));
    await expect.poll(() => sentAs.inputValue()).toBe('split');
    await unit(-1, 'a').dragTo(column(1));
    await expect.poll(() => sentAs.inputValue()).toBe('split-packages');
    await unit(0, 'b').dragTo(column(1));
    await expect.poll(() => sentAs.inputValue()).toBe('quantity-split');
    const preview = page.getByRole('region', { name: 'Result' });
    await expect.poll(() => preview.innerText()).toMatch(/1 × Apple\s+1 × Bread[\s\S]*1 × Apple/);
    await page.getByRole('dialog').getByRole('button', { name: 'Split', exact: true }).click();
    const family = page.getByRole('figure', { name: 'Lineage' });
    await family.getByRole('link', { name: /Created\s*,\s*2 units$/ }).waitFor();
    await family.getByRole('link', { name: /Created\s*,\s*1 unit$/ }).waitFor();
    const { lineage } = (await world.call('GET', `/api/v1/seller/packages/${package_id}`, { as: seller })).json;
    expect(lineage.map(({ status, units }: { status: string; units: number }) => [status, units])).toEqual([
      ['UnPacked', 3],
      ['Created', 2],
      ['Created', 1],
    ]);
  });

  test('the same split by keyboard', async () => {
    await using visitor = await visit();
    const { world, page, seller, enter, go } = visitor;
    const { package_id } = await packageIn(world, seller, 'Created', [
      { barcode: 'a', quantity: 3, productName: 'Apple' },
    ]);
    await enter('seller');
    await go(packageAt(seller, package_id));
    await page.getByRole('button', { name: 'Split', exact: true }).focus();
    await page.keyboard.press('Enter');
    const dialog = await openDialog(page);
    const amount = dialog.getByRole('spinbutton', { name: 'Apple, Package 1' });
    await amount.focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => amount.inputValue()).toBe('2');
    await dialog.getByRole('button', { name: 'Split', exact: true }).focus();
    await page.keyboard.press('Enter');
    const alive = page.getByRole('figure', { name: 'Lineage' }).getByRole('link', { name: /Created\s*,\s*2 units$/ });
    await alive.focus();
    await page.keyboard.press('Enter');
    await page.getByText('from package').waitFor();
  });

  test('units are moved from package to package with the arrow keys', async () => {
    await using visitor = await visit();
    const { world, page, seller, enter, go } = visitor;
    const { package_id } = await packageIn(world, seller, 'Created', [
      { barcode: 'a', quantity: 2, productName: 'Apple' },
      { barcode: 'b', quantity: 1, productName: 'Bread' },
    ]);
    await enter('seller');
    await go(packageAt(seller, package_id));
    const opener = page.getByRole('button', { name: 'Split', exact: true });
    await opener.focus();
    await page.keyboard.press('Enter');
    const dialog = await openDialog(page);
    const units = (name: string) => dialog.getByRole('group', { name });
    await units('Apple, Remainder: 2 units').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const bread = units('Bread, Package 2: 1 unit');
    await untilFocused(bread);
    await dialog.getByText('One unit of Bread is now in: Package 2').waitFor();
    await units('Apple, Remainder: 2 units').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await untilFocused(opener);
    await page.keyboard.press('Enter');
    await openDialog(page);
    await units('Apple, Remainder: 2 units').focus();
    await page.keyboard.press('ArrowRight');
    for (let tab = 0; tab < 40; tab++) {
      const name = await page.evaluate<string>('document.activeElement.textContent');
      const type = await page.evaluate<string | null>("document.activeElement.getAttribute('type')");
      if (name === 'Split' && type === 'submit') break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    const family = page.getByRole('figure', { name: 'Lineage' });
    await family.getByRole('link', { name: /Created\s*,\s*1 unit$/ }).waitFor();
    await family.getByRole('link', { name: /Created\s*,\s*2 units$/ }).waitFor();
  });

  test.each([
    ['split', ['Apple'], 'POST', '/split', { orderLineIds: ['a'] }],
    [
      'multi-split',
      ['Apple', 'Bread'],
      'POST',
      '/multi-split',
      { splitGroups: [{ orderLineIds: ['a'] }, { orderLineIds: ['b'] }] },
    ],
  ] as const)('%s shows the request that is sent', async (form, names, method, end, body) => {
    await using visitor = await visit();
    const { world, page, seller, enter, go } = visitor;
    const products = ['Apple', 'Bread', 'Corn'];
    const lines = products.map((productName) => ({ barcode: productName[0]!.toLowerCase(), quantity: 1, productName }));
    const { package_id, line } = await packageIn(world, seller, 'Created', lines);
    await enter('seller');
    await go(packageAt(seller, package_id));
    await page.getByRole('button', { name: 'Split', exact: true }).click();
    const dialog = page.getByRole('dialog');
    for (const [at, name] of names.entries())
      await dialog.getByRole('button', { name: `Add one unit of ${name}, Package ${at + 1}` }).click();
    await expect.poll(() => dialog.getByLabel('Sent as').inputValue()).toBe(form);
    await dialog.getByText('As curl').click();
    const curl = await dialog.getByRole('region', { name: 'As curl' }).innerText();
    const named = JSON.stringify(body).replace(/"([a-c])"/g, (_, barcode: string) => String(line[barcode]));
    expect(curl).toContain(`-X ${method}`);
    expect(curl).toContain(`${end}'`);
    expect(curl).toContain(`'${named}'`);
    expect(curl).not.toContain(seller.secret);
    const sent = page.waitForRequest((request) => request.url().endsWith(end));
    await dialog.getByRole('button', { name: 'Split', exact: true }).click();
    expect((await sent).postData()).toBe(named);
    await expect.poll(() => page.getByRole('heading', { level: 1 }).locator('..').innerText()).toContain('Split');
  });

  test('an action that is not possible says why, and so does a refusal of koli', async () => {
    await using visitor = await visit();
    const { world, page, seller, enter, go } = visitor;
    const { package_id, path } = await packageIn(world, seller);
    await enter('seller');
    await go(packageAt(seller, package_id));
    const invoice = page.getByRole('button', { name: 'Invoice' });
    await expect.poll(() => invoice.getAttribute('aria-disabled')).toBe('true');
    await expect
      .poll(() => invoice.getAttribute('aria-description'))
      .toBe('Only possible in status Picking; current status: Created.');
    await invoice.hover();
    await page.getByRole('tooltip', { name: /Only possible in status Picking/ }).waitFor();
    await expect
      .poll(() => page.getByRole('button', { name: 'Customer cancels' }).getAttribute('aria-description'))
      .toContain('operator');

    // While the form stands open, a carrier takes the package; the live page is held back to see koli itself refuse.
    await page.getByRole('button', { name: 'Pick', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Pick', exact: true }).waitFor();
    await page.route('**/api/v1/seller/packages/*', () => {});
    const body = { events: [{ sellerId: seller.seller_id, packageId: package_id, status: 'Shipped' }] };
    expect((await world.call('POST', '/api/v1/carrier-events', { as: 'operator', body })).status).toBe(200);
    await dialog.getByRole('button', { name: 'Pick', exact: true }).click();
    await dialog
      .getByRole('alert')
      .getByText(/koli refuses this: .*Shipped/)
      .waitFor();
    expect(
      (
        await world.call(
          'GET',
          `${path.replace(/shipment-packages.*/, 'v2/orders')}?shipmentPackageIds=${package_id}`,
          { as: seller },
        )
      ).json.content[0].status,
    ).toBe('Shipped');
  });

  test('an operator acts for carriers and customers, and for a seller with the key of the seller', async () => {
    await using visitor = await visit();
    const { world, page, seller, enter, go } = visitor;
    const { package_id } = await packageIn(world, seller, 'Created', [
      { barcode: 'a', quantity: 2, productName: 'Apple' },
    ]);
    await enter('operator');
    await go(packageAt(seller, package_id));
    await page.getByRole('button', { name: 'Pick', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`key of seller ${seller.seller_id}`).waitFor();
    await dialog.getByLabel('API key').fill(seller.key);
    await dialog.getByLabel('API secret').fill('wrong');
    await dialog.getByRole('button', { name: 'Continue with this key' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('API secret').fill(seller.secret);
    await dialog.getByRole('button', { name: 'Continue with this key' }).click();
    await dialog.getByText(`Uses the key of Seller ${seller.seller_id}`).waitFor();
    await dialog.getByRole('button', { name: 'Pick', exact: true }).click();
    const status = page.getByRole('heading', { level: 1 }).locator('..');
    await expect.poll(() => status.innerText()).toContain('Picking');

    await page.getByRole('button', { name: 'Customer cancels' }).click();
    await dialog.getByRole('button', { name: 'Add one unit of Apple' }).click();
    await dialog.getByRole('button', { name: 'Customer cancels' }).click();
    const rest = page.getByRole('figure', { name: 'Lineage' }).getByRole('link', { name: /Created\s*,\s*1 unit$/ });
    await rest.click();
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).not.toContain(String(package_id));
    await page.getByRole('button', { name: 'Carrier' }).click();
    await page.getByRole('menuitem', { name: 'Shipped', exact: true }).click();
    await dialog.getByRole('button', { name: 'Shipped' }).click();
    await expect.poll(() => status.innerText()).toContain('Shipped');
  });

  test('revoked credentials lead to the sign-in page, and new ones back to the page', async () => {
    await using visitor = await visit();
    const { world, page, seller, enter, go } = visitor;
    const { package_id } = await packageIn(world, seller);
    await enter('seller');
    await go(packageAt(seller, package_id));
    await page.getByRole('heading', { name: String(package_id) }).waitFor();
    const keys = `/api/v1/sellers/${seller.seller_id}/keys`;
    const fresh = { apiKey: 'another-key', apiSecret: 'another-secret' };
    expect((await world.call('POST', keys, { as: 'operator', body: fresh })).status).toBe(201);
    expect((await world.call('DELETE', `${keys}/${seller.key}`, { as: 'operator' })).status).toBe(200);
    await page.reload();
    await page.getByText('You were signed out').waitFor();
    expect(page.url()).not.toMatch(new RegExp(`${seller.key}|${seller.secret}`));
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem('koli.session'))).toBe(null);
    await page.getByText('Seller', { exact: true }).click();
    await page.getByLabel('API key').fill(fresh.apiKey);
    await page.getByLabel('API secret').fill(fresh.apiSecret);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: String(package_id) }).waitFor();
  });

  test('wrong credentials are reported and never appear in an address', async () => {
    await using visitor = await visit();
    const { page, go } = visitor;
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await go('/packages');
    await page.getByLabel('Operator token').fill('not-the-token-at-all');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('does not accept these credentials').waitFor();
    expect(addresses.join()).not.toContain('not-the-token');
    expect(page.url()).not.toContain('not-the-token');
  });
});
