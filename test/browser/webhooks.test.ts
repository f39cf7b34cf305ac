import { describe, expect, test } from 'vitest';
import { packageIn } from '../http/lab.ts';
import { packageAt, visit } from './visit.ts';

const retry_ms = 300_000;
const failures_most = 13;

describe('a person and the webhooks', () => {
  test('creates one, sees a delivery with its attempt, replays it, tests it and gives it a new secret', async () => {
    await using visitor = await visit();
    const { world, page, seller, enter, go } = visitor;
    const receiver = await world.receiver();
    await enter('operator');
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('link', { name: String(seller.seller_id) }).click();
    expect(page.url()).toContain(`/webhooks?sellerId=${seller.seller_id}`);
    await page.getByText('There are no webhooks yet').waitFor();

    await page.getByRole('button', { name: 'Create a webhook' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address').fill('nowhere');
    await dialog.getByLabel('API key', { exact: true }).fill('key-1');
    await dialog.getByRole('button', { name: 'Create a webhook' }).click();
    await dialog.getByText('koli refuses this').waitFor();
    await dialog.getByLabel('Address').fill(receiver.url);
    await dialog.getByRole('button', { name: 'Create a webhook' }).click();
    await page.getByRole('heading', { name: receiver.url }).waitFor();
    await page.getByText('Nothing was delivered yet').waitFor();

    // What happens shows up by itself.
    const { package_id } = await packageIn(world, seller);
    await world.settle();
    const opener = page.getByRole('button', { name: `Attempts: package ${package_id}, Created` });
    await opener.click();
    expect(page.url()).toContain(`event=evt_${seller.seller_id}_${package_id}_2`);
    const attempts = page.getByRole('list', { name: 'Attempts' });
    await expect.poll(() => attempts.innerText()).toMatch(/Attempt 1\s+200[\s\S]*ms/);
    expect(await attempts.innerText()).toContain(receiver.url);

    await page.getByRole('button', { name: 'Replay this delivery' }).click();
    await dialog.getByText('1 delivery would be sent again.').waitFor();
    const told = receiver.requests.length;
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await dialog.getByText('1 of 1 owed again').waitFor();
    await dialog.locator('footer').getByRole('button', { name: 'Close' }).click();
    await world.settle();
    expect(receiver.requests).toHaveLength(told + 1);
    await expect.poll(() => attempts.getByRole('listitem').count()).toBe(2);
    await page.getByRole('list', { name: 'Replays' }).getByText('done').waitFor();

    receiver.answer(418);
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByRole('region', { name: 'What the receiver said to the test' }).getByText('418').waitFor();
    await page.getByRole('button', { name: 'Rotate the signing secret' }).click();
    await dialog.getByRole('button', { name: 'Rotate the signing secret' }).click();
    await expect.poll(() => dialog.getByRole('region', { name: 'Signing secret' }).innerText()).toMatch(/^whsec_/);
    await dialog.locator('footer').getByRole('button', { name: 'Close' }).click();
    await page.getByText('whsec_').waitFor({ state: 'detached' });

    // The package's page leads to the same attempts.
    await go(packageAt(seller, package_id));
    await page
      .getByRole('link', { name: /its attempts/ })
      .first()
      .click();
    await expect.poll(() => attempts.getByRole('listitem').count()).toBe(2);
    expect(await page.getByLabel('Package id').inputValue()).toBe(String(package_id));
  });

  test('PASSIVE says why; activated again, what was missed is replayed', async () => {
    await using visitor = await visit();
    const { world, page, seller, enter, go } = visitor;
    const receiver = await world.receiver();
    const body = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'key-1' };
    const { json } = await world.call('POST', '/api/v1/seller/webhooks', { as: seller, body });
    receiver.answerAlways(503);
    await packageIn(world, seller);
    await world.settle();
    for (let failures = 1; failures < failures_most; failures++) {
      world.clock.advance(retry_ms);
      await world.settle();
    }
    const missed = await packageIn(world, seller);
    await enter('seller');
    await page.getByRole('link', { name: 'Webhooks' }).click();
    const card = page.locator(`[data-webhook="${json.id}"]`);
    await card.getByText(/koli switched it off on .*13 failures in a row since .*503/).waitFor();
    await card.getByRole('link').click();
    await page.getByText(/koli switched it off on/).waitFor();

    // While it is PASSIVE koli replays nothing, and says so.
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByRole('button', { name: 'Send again' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');

    receiver.answerAlways(200);
    await page.getByRole('button', { name: 'Activate' }).click();
    await page.getByText(/koli switched it off on/).waitFor({ state: 'detached' });
    const before = receiver.requests.length;
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await dialog.getByText(/^[1-9] deliver(y|ies) would be sent again\.$/).waitFor();
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await dialog.getByText(/owed again/).waitFor();
    await world.settle();
    expect(receiver.requests.slice(before).map(({ json }) => json.shipmentPackageId)).toContain(missed.package_id);
    await go(`/sellers/${seller.seller_id}/webhooks/${json.id}?state=delivered`);
    await page.getByRole('button', { name: `Attempts: package ${missed.package_id}, Created` }).waitFor();
  });
});
