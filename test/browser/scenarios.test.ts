import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assets } from '../../src/assets/assets.ts';
import { readLibrary } from '../../src/sandbox/story/library.ts';
import { startLooking, untilFocused, type Visit, visit } from './visit.ts';

/** One koli for the whole file: what a test plays is left to those after it, as in a sandbox that is used. */
let visitor: Visit;
beforeAll(async () => {
  visitor = await visit({ seed: true });
  await visitor.enter('operator');
});
afterAll(() => visitor[Symbol.asyncDispose]());

/** Its fourth step is done at once and answered after a minute, so that somebody can come in between. */
const slow = {
  title: 'A cancel that takes its time',
  steps: [
    { order: { lines: [{ barcode: 'MUG', quantity: 2 }] } },
    { pick: 'p' },
    { fault: { operation: 'cancelItems', do: { outcome: 'delayed', delayMs: 60_000 } } },
    { cancel: { lines: '1=1' } },
    { expect: { status: 'Cancelled' } },
  ],
};

/** What was written, what went wrong, what was never reached. */
const failing = `title: <b>One</b> & "another"
steps:
  - order: { lines: [{ barcode: MUG, quantity: 2 }] }
  - cancel: { lines: '1=1' }
  - expect: { package: rest, status: Picking }
  - pick: rest
`;

const scenarios = () => visitor.page.getByRole('region', { name: 'Scenarios' });
const stage = () => scenarios().getByRole('group', { name: 'Scenario' });
const steps = () => stage().getByRole('list', { name: 'Steps' }).getByRole('listitem');
const states = async () =>
  steps().evaluateAll((all) => all.map((one) => (one as unknown as { dataset: { state: string } }).dataset.state));
const outcome = (said: string) => stage().getByRole('status').getByText(said);
const play = (name = 'Run the scenario') => stage().getByRole('button', { name, exact: true }).click();

async function write(text: string): Promise<void> {
  await visitor.go('/sandbox?own=.');
  await stage().getByLabel('Text of the scenario').fill(text);
}

describe('a scenario', () => {
  test('is chosen, read and run to its end, and leads to its packages', async () => {
    const { page, go } = visitor;
    await go('/sandbox');
    await stage().getByRole('heading', { name: 'An order is picked, invoiced, shipped and delivered' }).waitFor();
    await scenarios().getByText('No runs yet').waitFor();
    await scenarios().getByRole('link', { name: 'One unit of the second line is out of stock' }).click();
    await expect.poll(() => states()).toEqual(Array(6).fill('planned'));
    await expect.poll(() => steps().nth(5).innerText()).toMatch(/The seller cancels units[\s\S]*must be refused: 409/);
    await stage().getByLabel('Seed').fill('seven');
    await expect.poll(() => stage().getByRole('button', { name: 'Run the scenario' }).isDisabled()).toBe(true);
    await stage().getByLabel('Seed').fill('7');
    await stage().getByText('As curl').click();
    await expect
      .poll(() => stage().getByRole('region', { name: 'As curl' }).innerText())
      .toContain(`-d '{"scenario":"partial-cancel","seed":7}'`);
    await play();
    await outcome('Everything went as the scenario says.').waitFor();
    await expect.poll(() => states()).toEqual(Array(6).fill('passed'));
    await untilFocused(stage());
    await scenarios().getByRole('navigation', { name: 'Runs' }).getByText('passed · seed 7').waitFor();

    await play('Run with seed 8');
    await stage().getByText('seed 8', { exact: true }).waitFor();
    await outcome('Everything went as the scenario says.').waitFor();
    const rest = steps().nth(2).getByText('rest', { exact: true }).locator('..').getByRole('link');
    const id = await rest.innerText();
    await rest.click();
    await page.getByRole('heading', { name: `Package ${id}` }).waitFor();
    await page.goBack();
    await stage().getByRole('link', { name: 'Packages of seller' }).click();
    await page.locator(`[data-package="${id}"]`).waitFor();
    await expect.poll(() => page.locator('[data-package]').count()).toBe(2);
  });

  test('with a race shows the winner, and another seed lets the other side win', async () => {
    await visitor.go('/sandbox?scenario=cancel-against-shipped');
    await play();
    const won = stage().getByText('First:').locator('code');
    const winners = new Set([await won.innerText()]);
    for (let seed = 2; winners.size < 2 && seed < 32; seed++) {
      await play(`Run with seed ${seed}`);
      await stage().getByText(`seed ${seed}`, { exact: true }).waitFor();
      winners.add(await won.innerText());
      await outcome('Everything went as the scenario says.').waitFor();
    }
    expect([...winners].sort()).toEqual(['customerCancel: {}', 'ship: p']);
  });

  test('of the user: mistakes are shown at their place, a failed step with what was found', async () => {
    const { page, go } = visitor;
    await write('title: Mine\nsteps:\n  - order: {}\n  - cancel: { lines: all }\n');
    await play();
    await stage().getByRole('alert').getByText('steps[1].cancel.lines must be lines like').waitFor();
    await stage().getByRole('button', { name: 'Line 4' }).click();
    await expect.poll(() => page.evaluate('String(getSelection())')).toBe('all');
    await page.keyboard.type('"1=1"');
    await expect.poll(() => stage().getByRole('button', { name: 'Line 4' }).count()).toBe(0);
    await write('title: [');
    await stage().getByRole('button', { name: 'Line 1' }).waitFor();
    await expect.poll(() => stage().getByRole('button', { name: 'Run the scenario' }).isDisabled()).toBe(true);

    await stage()
      .locator('input[type=file]')
      .setInputFiles({
        name: 'mine.yaml',
        mimeType: 'application/yaml',
        buffer: Buffer.from(failing),
      });
    await play();
    await outcome('Step 3 had another outcome.').waitFor();
    await expect.poll(() => states()).toEqual(['passed', 'passed', 'failed', 'skipped']);
    await stage().getByRole('heading', { name: '<b>One</b> & "another"' }).waitFor();
    const told = await steps().nth(2).innerText();
    expect(told).toMatch(/Expected\s+expect: { package: rest, status: Picking }/);
    expect(told).toMatch(/Found\s+status of rest is Created, and not Picking/);
    await play('Run again');
    await outcome('Step 3 had another outcome.').waitFor();

    // One of the library is where another begins; JSON is taken, too.
    await go('/sandbox?scenario=plain-day');
    await stage().getByRole('link', { name: 'Change it…' }).click();
    await expect.poll(() => stage().getByLabel('Text of the scenario').inputValue()).toContain('  - pick: p\n');
    await stage().getByLabel('Text of the scenario').fill('{"title": "Short", "steps": [{"order": {}}]}');
    await page.reload();
    await expect.poll(() => stage().getByLabel('Text of the scenario').inputValue()).toContain('"Short"');
    await stage().getByLabel('Keep its seller and packages').uncheck();
    await play();
    await outcome('Everything went as the scenario says.').waitFor();
    await stage()
      .getByText(/^seller \d+ was deleted$/)
      .waitFor();
    await expect.poll(() => steps().getByRole('link').count()).toBe(0);
  });

  test('survives a reload, is followed again after an outage of koli, and can be stopped', async () => {
    const { page, wire } = visitor;
    await write(JSON.stringify(slow));
    await play();
    await expect.poll(states).toEqual(['passed', 'passed', 'passed', 'running', 'waiting']);
    await page.reload();
    await expect.poll(states).toEqual(['passed', 'passed', 'passed', 'running', 'waiting']);
    await expect.poll(() => stage().locator('[aria-current=step]').innerText()).toContain('running');
    await wire.cut();
    await stage().getByText('The result of the run appears when it is back').waitFor();
    await wire.join();
    await stage().getByText('The result of the run appears when it is back').waitFor({ state: 'detached' });
    // What another asks for comes after it, and is stopped while it waits.
    await visitor.go('/sandbox?scenario=plain-day');
    await play();
    await stage().getByText('waiting', { exact: true }).waitFor();
    await play('Stop');
    await outcome('It was stopped.').waitFor();
    await expect.poll(() => states()).toEqual(Array(await steps().count()).fill('skipped'));
    await scenarios().getByRole('navigation', { name: 'Runs' }).getByRole('link', { name: slow.title }).click();
    await play('Stop');
    await outcome('It was stopped.').waitFor();
    await expect.poll(() => states()).toEqual(['passed', 'passed', 'passed', 'stopped', 'skipped']);
  });

  test('that a reset interrupts says so', async () => {
    const { page, world } = visitor;
    await write(JSON.stringify(slow));
    await play();
    await expect.poll(states).toContain('running');
    const reset = await world.call('POST', '/api/v1/sandbox/reset', { as: 'operator', body: { to: 'shop' } });
    expect(reset.status).toBe(200);
    await outcome('A reset, restore or import of the sandbox interrupted it.').waitFor();
    await expect.poll(() => steps().getByRole('link').count()).toBe(0);
    await page.goto(page.url().replace(/run=.*/, 'run=00000000-0000-4000-8000-000000000000'));
    await stage().getByText('koli no longer knows this run').waitFor();
  });
});

test('traffic is shown live, counted and stopped', async () => {
  const { page, go } = visitor;
  await go('/sandbox');
  const traffic = page.getByRole('region', { name: 'Traffic' });
  await traffic.getByLabel('Seller id').fill('2739');
  await traffic.getByLabel('Orders').fill('0');
  await expect.poll(() => traffic.getByRole('button', { name: 'Start' }).isDisabled()).toBe(true);
  await traffic.getByLabel('Orders').fill('5');
  await traffic.getByLabel('Duration').fill('30');
  await traffic.getByText('As curl').click();
  await expect
    .poll(() => traffic.getByRole('region', { name: 'As curl' }).innerText())
    .toContain(`-d '{"sellerId":2739,"rate":"5/s","for":"PT30M"}'`);
  await traffic.getByRole('button', { name: 'Start' }).click();
  await traffic.getByText('Traffic of seller 2739 started').waitFor();
  await traffic.getByLabel('Seller id').fill('2738');
  await traffic.getByRole('button', { name: 'Start' }).click();
  await traffic.getByText('Traffic of seller 2738 started').waitFor();
  const stream = traffic.locator('[data-stream="2739"]');
  const orders = async () => Number((await stream.locator('dd').first().innerText()).split('/')[0]);
  await expect.poll(orders).toBeGreaterThan(2);
  await stream.getByRole('link', { name: 'Seller 2739' }).click();
  await page.locator('[data-package]').first().waitFor();
  await page.getByRole('button', { name: /new packages? · Show them/ }).waitFor();
  await page.goBack();
  await traffic.getByRole('button', { name: 'Stop the traffic of seller 2739', exact: true }).click();
  await stream.getByText('It was stopped.').waitFor();
  await expect.poll(() => traffic.locator('[data-on=true]').count()).toBe(1);
  await traffic.getByRole('button', { name: 'Stop the traffic of seller 2738', exact: true }).click();
  await expect.poll(() => traffic.locator('[data-on=true]').count()).toBe(0);
});

test('arrow keys walk through lists, and the chosen entry is marked', async () => {
  const { page, go } = visitor;
  await go('/sandbox?scenario=whole-cancel');
  const links = scenarios().getByRole('navigation', { name: 'Library' }).getByRole('link');
  const chosen = scenarios().getByRole('link', { name: 'Nothing of an order can be supplied' });
  await chosen.waitFor();
  await expect.poll(() => chosen.getAttribute('aria-current')).not.toBeNull();
  await links.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const [first] = await readLibrary();
  await expect.poll(() => new URL(page.url()).search).toBe(`?scenario=${first!.name}`);
});

test('Turkish has a title for every scenario of the library', async () => {
  const { tr } = await import('../../console/src/language/tr.ts');
  const names = (await readLibrary()).map(({ name }) => name);
  expect(
    names.filter((name) => tr.sandbox.stories.titles[name] === undefined),
    assets.scenarios,
  ).toEqual([]);
});

test.each([
  ['dark', 'en', 1280],
  ['light', 'tr', 390],
] as const)('axe finds nothing serious: %s, %s, %i px', async (colorScheme, language, width) => {
  const { page, go } = visitor;
  const { look, faults } = startLooking(page);
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 800 });
  await page.evaluate(`localStorage.setItem('koli.language', '${language}')`);
  const words = (await import(`../../console/src/language/${language}.ts`))[language].sandbox;
  const region = page.getByRole('region', { name: words.stories.title });
  const run = region.getByRole('button', { name: words.stories.play, exact: true });
  await go('/sandbox?scenario=cancel-against-shipped');
  await run.waitFor();
  await look('plan');
  await go('/sandbox?own=.');
  await region.getByLabel(words.stories.text).fill(failing);
  await run.click();
  await region.getByText(words.stories.failedAt(3)).waitFor();
  await look('failed');
  await go('/sandbox?own=.');
  await region.getByLabel(words.stories.text).fill(failing.replace('order', 'odrer'));
  await run.click();
  await region.getByRole('button', { name: words.stories.line(3) }).waitFor();
  await page
    .getByRole('region', { name: words.traffic.title })
    .getByRole('button', { name: words.traffic.submit })
    .click();
  await page.getByText(words.traffic.started(2738)).waitFor();
  await look('refused, with traffic');
  await page.getByRole('button', { name: words.traffic.offOf(2738), exact: true }).click();
  await page.getByText(words.traffic.reasons.asked).first().waitFor();
  expect(faults).toEqual([]);
});
