import { describe, expect, test } from 'vitest';
import { packageIn } from '../http/lab.ts';
import { sampleOrder } from '../order.ts';
import { packageAt, untilFocused, visit } from './visit.ts';

const retry_ms = 300_000;
const failures_most = 13;

describe('webhooks', () => {
  test('are created; a delivery shows its attempt, is replayed and tested, and the secret is rotated', async () => {
    await using visitor = await visit();
    const { world, page, seller, enter, go } = visitor;
    const receiver = await world.receiver();
    await enter('operator');
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('link', { name: String(seller.seller_id) }).click();
    expect(page.url()).toContain(`/webhooks?sellerId=${seller.seller_id}`);
    await page.getByText('No webhooks yet').waitFor();

    await page.getByRole('button', { name: 'Create a webhook' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address').fill('nowhere');
    await dialog.getByLabel('API key', { exact: true }).fill('key-1');
    await dialog.getByRole('button', { name: 'Create a webhook' }).click();
    await dialog.getByText('koli refuses this').waitFor();
    await dialog.getByLabel('Address').fill(receiver.url);
    await dialog.getByRole('button', { name: 'Create a webhook' }).click();
    await page.getByRole('heading', { name: receiver.url }).waitFor();
    await page.getByText('No deliveries yet').waitFor();

    // What happens shows up by itself.
    const { package_id } = await packageIn(world, seller);
    await world.settle();
    const opener = page.getByRole('button', { name: `Attempts: package ${package_id}, Created` });
    await opener.click();
    expect(page.url()).toContain(`event=evt_${seller.seller_id}_${package_id}_2`);
    const attempts = page.getByRole('list', { name: 'Attempts' });
    await expect.poll(() => attempts.innerText()).toMatch(/Attempt 1\s+200[\s\S]*ms/);
    await expect.poll(() => attempts.innerText()).toContain(receiver.url);

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
    await page.getByRole('region', { name: 'Answer of the receiver' }).getByText('418').waitFor();
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
    await expect.poll(() => page.getByLabel('Package id').inputValue()).toBe(String(package_id));
  });

  test('that are PASSIVE say why; after activation the missed deliveries are replayed', async () => {
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
    await expect.poll(() => dialog.getByRole('button', { name: 'Send again' }).isDisabled()).toBe(true);
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

  test('are edited; the log is read page by page, a package and a period are replayed, and the webhook is deleted', async () => {
    await using visitor = await visit();
    const { world, page, seller, enter, go } = visitor;
    const [receiver, other] = [await world.receiver(), await world.receiver()];
    const body = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'key-1' };
    const { json } = await world.call('POST', '/api/v1/seller/webhooks', { as: seller, body });
    const cases = [];
    for (let count = 0; count < 30; count++) cases.push(await packageIn(world, seller));
    await world.settle();
    const [first] = cases as [(typeof cases)[0]];
    await enter('seller');
    await go(`/sellers/${seller.seller_id}/webhooks/${json.id}`);
    const rows = page.locator('[data-event]');
    await expect.poll(() => rows.count()).toBe(50);
    await page.getByRole('img', { name: '60 of the latest 60 attempts succeeded.' }).waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => rows.count()).toBe(60);
    await page.getByRole('button', { name: 'Show more' }).waitFor({ state: 'detached' });

    // Filters stand in the address, and come from there.
    await page.getByLabel('State').selectOption('given-up');
    await page.getByText('No delivery matches').waitFor();
    await page.getByLabel('State').selectOption('delivered');
    await page.getByLabel('Package id').fill(String(first.package_id));
    await expect.poll(() => rows.count()).toBe(2);
    await expect.poll(() => page.url()).toContain(`?state=delivered&packageId=${first.package_id}`);
    await page.reload();
    await expect.poll(() => rows.count()).toBe(2);
    await expect.poll(() => page.getByLabel('State').inputValue()).toBe('delivered');
    await expect.poll(() => page.getByLabel('Package id').inputValue()).toBe(String(first.package_id));
    // An attempt of the picture opens its delivery.
    await page
      .getByRole('img', { name: /of the latest/ })
      .locator('g')
      .last()
      .click();
    await page.getByRole('list', { name: 'Attempts' }).waitFor();
    expect(page.url()).toContain(`event=evt_${seller.seller_id}_${cases.at(-1)!.package_id}_`);

    // Counted first, then sent: everything of a package, and everything of a time.
    const dialog = page.getByRole('dialog');
    const send = dialog.getByRole('button', { name: 'Send again' });
    const opener = page.getByRole('button', { name: 'Replay', exact: true });
    await opener.click();
    await dialog.getByLabel('Deliveries to replay').selectOption('package');
    await dialog.getByText('Choose which, and koli counts them.').waitFor();
    await expect.poll(() => send.isDisabled()).toBe(true);
    await dialog.getByLabel('Package id').fill(String(first.package_id));
    await dialog.getByText('2 deliveries would be sent again.').waitFor();
    expect(receiver.requests).toHaveLength(60);
    await dialog.getByText('As curl').click();
    const curl = dialog.getByRole('region', { name: 'As curl' });
    await expect.poll(() => curl.innerText()).toContain(`"packageId":${first.package_id}`);
    await send.click();
    await dialog.getByText('2 of 2 owed again').waitFor();
    await dialog.locator('footer').getByRole('button', { name: 'Close' }).click();
    await untilFocused(opener);
    await world.settle();
    expect(receiver.requests.slice(60).map(({ json }) => json.shipmentPackageId)).toEqual([
      first.package_id,
      first.package_id,
    ]);
    await opener.click();
    await dialog.getByLabel('Deliveries to replay').selectOption('range');
    await dialog.getByText('60 deliveries would be sent again.').waitFor();
    await dialog.getByLabel('From', { exact: true }).fill('2026-11-23T00:00');
    await dialog.getByLabel('Until (optional)').fill('2026-11-23T00:01');
    await dialog.getByText('Nothing would be sent again.').waitFor();
    await expect.poll(() => send.isDisabled()).toBe(true);
    await dialog.getByLabel('Until (optional)').fill('');
    await dialog.getByText('60 deliveries would be sent again.').waitFor();
    await send.click();
    await dialog.getByText('60 of 60 owed again').waitFor();
    await dialog.locator('footer').getByRole('button', { name: 'Close' }).click();
    await world.settle();
    expect(receiver.requests).toHaveLength(122);

    await page.getByRole('button', { name: 'Edit' }).click();
    await expect.poll(() => dialog.getByLabel('API key', { exact: true }).getAttribute('required')).toBe(null);
    await dialog.getByLabel('Address').fill(other.url);
    await dialog.getByLabel('Shipped').check();
    await dialog.getByLabel('Retry profile').selectOption('standard');
    await dialog.getByLabel('API key', { exact: true }).fill('key-2');
    await dialog.getByText('As curl').click();
    await expect.poll(() => curl.innerText()).toContain('"$WEBHOOK_SECRET"');
    await expect.poll(() => curl.innerText()).not.toContain('key-2');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: other.url }).waitFor();
    await page.getByText('standard · not signed · SHIPPED').waitFor();
    await packageIn(world, seller, 'Shipped');
    await world.settle();
    expect(other.requests.map(({ json, headers }) => [json.status, headers['x-api-key']])).toEqual([
      ['Shipped', 'key-2'],
    ]);

    await page.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByText('This cannot be undone').waitFor();
    await dialog.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No webhooks yet').waitFor();
    expect((await world.call('GET', '/api/v1/seller/webhooks', { as: seller })).json.content).toEqual([]);
  });

  test('a running replay is stopped, in Turkish', async () => {
    await using visitor = await visit({ context: { locale: 'tr-TR' } });
    const { world, page, seller, go } = visitor;
    const receiver = await world.receiver();
    const body = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'key-1' };
    const { json } = await world.call('POST', '/api/v1/seller/webhooks', { as: seller, body });
    await world.call('POST', `/api/v1/seller/webhooks/${json.id}/deactivate`, { as: seller });
    const orders = Array.from({ length: 800 }, () => sampleOrder(seller));
    expect((await world.call('POST', '/api/v1/orders', { as: 'operator', body: { orders } })).status).toBe(200);
    receiver.answerAlways(503);

    await go('/packages');
    await page.getByText('Satıcı', { exact: true }).click();
    await page.getByLabel('API anahtarı').fill(seller.key);
    await page.getByLabel('API gizli anahtarı').fill(seller.secret);
    await page.getByRole('button', { name: 'Giriş yap' }).click();
    await page.getByRole('heading', { name: 'Paketler' }).waitFor();
    await page.getByRole('link', { name: 'Webhook’lar' }).click();
    await page.getByText('Elle durduruldu.').waitFor();
    await page.locator('[data-webhook]').getByRole('link').click();
    await page.getByText('1.600 bildirim tutuluyor.').waitFor();
    await page.getByRole('button', { name: 'Etkinleştir' }).click();
    await page.getByText('Elle durduruldu.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Yeniden gönder', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1.600 bildirim yeniden gönderilecek.').waitFor();
    await dialog.getByRole('button', { name: 'Gönder' }).click();
    await dialog.locator('footer').getByRole('button', { name: 'Kapat' }).click();
    // The receiver is ill, so it goes on only while less than a thousand wait.
    const replays = page.getByRole('list', { name: 'Yeniden gönderimler' });
    await expect.poll(() => replays.innerText()).toContain('1.600 bildirimden 1.000 tanesi');
    await replays.getByText('sürüyor').waitFor();
    await replays.getByRole('button', { name: 'Durdur', exact: true }).click();
    await replays.getByText('durdu').waitFor();
    await replays.getByText('istek üzerine').waitFor();
    await expect.poll(() => replays.getByRole('button', { name: 'Durdur', exact: true }).count()).toBe(0);
    await page.getByText('Son denemelerin gecikmesi').waitFor();
    await page.getByRole('button', { name: 'Deneme gönder' }).click();
    await page.getByRole('region', { name: 'Alıcının yanıtı' }).getByText('503').waitFor();
  });
});
