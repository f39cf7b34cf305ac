import { describe, expect, test } from 'vitest';
import { packageIn } from '../http/lab.ts';
import { packageAt, visit } from './visit.ts';

describe('a seller with its key', () => {
  test('sees its own data on every page, and no page asks for anything else', async () => {
    await using visitor = await visit();
    const { world, page, seller, enter, go } = visitor;
    const receiver = await world.receiver();
    const other = await world.newSeller();
    const body = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'key-1' };
    const made = await world.call('POST', '/api/v1/seller/webhooks', { as: seller, body });
    const theirs = await world.call('POST', '/api/v1/seller/webhooks', { as: other, body });
    const { package_id, path, line } = await packageIn(world, seller, 'Picking');
    const foreign = await packageIn(world, other);
    const cancel = { lines: [{ lineId: line['a'], quantity: 1 }], reasonId: 500 };
    expect((await world.call('PUT', `${path}/items/unsupplied`, { as: seller, body: cancel })).status).toBe(200);
    await world.settle();

    const refused: string[] = [];
    await enter('seller');
    page.on('response', (answer) => {
      if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
    });
    await page.reload();
    const menu = page.getByRole('navigation', { name: 'Pages' });
    await menu.getByRole('link', { name: 'Webhooks' }).waitFor();
    await expect.poll(() => menu.getByRole('link').allInnerTexts()).toEqual(['Packages', 'Webhooks']);
    await expect.poll(() => page.locator('[data-package]').count()).toBe(2);
    await expect.poll(() => page.getByRole('columnheader').allInnerTexts()).not.toContain('Seller');
    await expect.poll(() => page.getByLabel('Seller id').count()).toBe(0);
    await page.getByRole('button', { name: /^Cancelled/ }).click();
    await expect.poll(() => page.locator('[data-package]').count()).toBe(1);

    await go(packageAt(seller, package_id));
    const rest = page.getByRole('figure', { name: 'Lineage' }).getByRole('link', { name: /Picking|Created/ });
    await rest.click();
    await page.getByText('from package').waitFor();
    await page.getByRole('button', { name: 'Cancel units' }).click();
    await page.getByRole('dialog').getByText('Choose units to see').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Carrier' }).click();
    const shipped = page.getByRole('menuitem', { name: /^Shipped/ });
    await expect.poll(() => shipped.getAttribute('aria-disabled')).toBe('true');
    await shipped.getByText('Only the operator').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('list', { name: 'Webhooks' }).first().waitFor();

    await go('/webhooks');
    await page.locator('[data-webhook]').getByRole('link').click();
    await page.getByRole('figure', { name: 'Latency of the latest attempts' }).waitFor();
    await page
      .getByRole('button', { name: /^Attempts: / })
      .first()
      .click();
    await page.getByRole('list', { name: 'Attempts' }).waitFor();
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByText('Nothing would be sent again.').waitFor();
    await page.getByRole('dialog').getByText('As curl').click();
    await expect
      .poll(() => page.getByRole('region', { name: 'As curl' }).innerText())
      .toContain('/api/v1/seller/webhook-replays');
    await page.keyboard.press('Escape');

    await go('/laws');
    await page.getByText('only an operator can run them').waitFor();
    await go('/sandbox');
    await page.getByText('Only the operator can use this page').waitFor();
    await go(packageAt(other, foreign.package_id));
    await page.getByText('Package not found').waitFor();
    await go(`/sellers/${other.seller_id}/webhooks/${theirs.json.id}`);
    await page.getByText('Webhook not found').waitFor();
    await go(`/sellers/${seller.seller_id}/webhooks/${made.json.id}`);
    await page.getByRole('heading', { name: receiver.url }).waitFor();
    expect(refused).toEqual([]);
  });
});

describe('test sellers', () => {
  test('get a key that is shown once; they can be entered, lent to, reset and deleted', async () => {
    await using visitor = await visit({ seed: true });
    const { world, page, enter, go } = visitor;
    const count = async (sellerId: number): Promise<number> => {
      const answer = await world.call('GET', `/api/v1/packages?size=200&sellerId=${sellerId}`, { as: 'operator' });
      return answer.json.content.length;
    };
    const before = await count(2738);
    await enter('operator');
    await page.getByRole('link', { name: 'Sandbox' }).click();
    const sellers = page.getByRole('region', { name: 'Sellers' });
    const dialog = page.getByRole('dialog');
    await sellers.getByText('built in').first().waitFor();
    await expect.poll(() => sellers.getByRole('button', { name: 'Delete seller 2738' }).count()).toBe(0);

    await sellers.getByRole('button', { name: 'Create a test seller' }).click();
    await dialog.getByLabel('Name', { exact: true }).fill('Pi & Co');
    await dialog.getByLabel('Seller id').fill('31415');
    await dialog.getByLabel('Seed').fill('seven');
    await expect.poll(() => dialog.getByRole('button', { name: 'Create a test seller' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Seed').fill('7');
    await dialog.getByLabel('First orders').selectOption('shop');
    await dialog.getByLabel('Tier').selectOption('75k');
    await dialog.getByLabel('Old field names too').check();
    await dialog.getByText('As curl').click();
    await expect
      .poll(() => dialog.getByRole('region', { name: 'As curl' }).innerText())
      .toContain(
        `-d '{"name":"Pi & Co","sellerId":31415,"seed":7,"to":"shop","settings":{"tier":"75k","legacyFields":true}}'`,
      );
    await dialog.getByRole('button', { name: 'Create a test seller' }).click();
    const shell = dialog.getByRole('region', { name: 'For a shell' });
    const [, key, secret] = (await shell.innerText()).split('\n').map((line) => line.split('=')[1]!);
    const pi = { seller_id: 31415, key: key!, secret: secret! };
    const own = await world.call('GET', '/api/v1/seller', { as: pi });
    expect(own.json).toMatchObject({ sellerId: 31415, name: 'Pi & Co', settings: { tier: '75k', legacyFields: true } });

    await dialog.getByRole('button', { name: 'Enter as Seller 31415' }).click();
    const account = page.getByRole('button', { name: 'Seller 31415' });
    await account.waitFor();
    await page.locator('[data-package]').first().waitFor();
    await expect.poll(() => page.locator('[data-package]').count()).toBe(await count(31415));
    await account.click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await enter('operator');

    // Another key, lent: what only the seller may do is done with it.
    await page.getByRole('link', { name: 'Sandbox' }).click();
    await sellers.getByRole('button', { name: 'New key for seller 31415', exact: true }).click();
    await dialog.getByRole('button', { name: 'Lend the key' }).click();
    const { content } = (
      await world.call('GET', '/api/v1/packages?size=1&status=Created&sellerId=31415', { as: 'operator' })
    ).json;
    await go(packageAt(pi, content[0].shipmentPackageId));
    await page.getByRole('button', { name: 'Pick', exact: true }).click();
    await dialog.getByText('Uses the key of Seller 31415').waitFor();
    await dialog.getByRole('button', { name: 'Pick', exact: true }).click();
    await expect.poll(() => page.getByRole('heading', { level: 1 }).locator('..').innerText()).toContain('Picking');

    await page.getByRole('link', { name: 'Sandbox' }).click();
    await sellers.getByRole('button', { name: 'Reset seller 31415' }).click();
    await dialog.getByText('All data of seller 31415 is deleted').waitFor();
    await dialog.getByRole('button', { name: 'Reset', exact: true }).click();
    await sellers.getByText('Done: ').waitFor();
    expect((await world.call('GET', '/api/v1/seller', { as: pi })).status).toBe(200);
    await sellers.getByRole('button', { name: 'Delete seller 31415' }).click();
    await dialog.getByText('including its keys').waitFor();
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await sellers.getByText('Seller 31415 was deleted').waitFor();
    await sellers.locator('[data-seller="31415"]').waitFor({ state: 'detached' });
    expect((await world.call('GET', '/api/v1/seller', { as: pi })).status).toBe(401);
    expect(await count(2738)).toBe(before);
  });
});
