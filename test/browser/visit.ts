import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { type StartOptions, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { openBrowser, openContext, untilStill } from './chromium.ts';
import { startWire, type Wire } from './wire.ts';

/** A world, and somebody who looks at it. */
export type Visit = AsyncDisposable & {
  world: TestWorld;
  wire: Wire;
  page: Page;
  seller: TestSeller;
  /** Signs in by hand, as an operator or with the seller's key. */
  enter(as: 'operator' | 'seller'): Promise<void>;
  go(path: string): Promise<void>;
};

/** Only a page that hangs runs into it, also on a busy machine. */
const wait_limit_ms = 120_000;

/** One browser for all visits of a file; each visitor has a context of its own, which knows nothing of the others. */
let shared: Promise<Browser> | undefined;
afterAll(async () => (await shared)?.close());

/** Everything that may be asked of other hosts is asked for nothing: the page has all it needs. */
export async function visit(options: StartOptions & { context?: BrowserContextOptions } = {}): Promise<Visit> {
  await using opened = new AsyncDisposableStack();
  const world = opened.use(await startWorld({ runs: true, ...options }));
  const wire = opened.use(await startWire(Number(new URL(world.url).port)));
  shared ??= openBrowser();
  const context = opened.adopt(await openContext(await shared, options.context ?? {}), (context) => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(wait_limit_ms);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refused request is told on the page; what its policy refuses is our mistake.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(wire.url) && !/^(data|blob):/.test(request.url())) faults.push(request.url());
  });
  const seller = await world.newSeller();
  const open = opened.move();
  return {
    world,
    wire,
    page,
    seller,
    go: async (path) => {
      await page.goto(`${wire.url}/console${path}`);
    },
    async enter(as) {
      await page.goto(`${wire.url}/console`);
      if (as === 'operator') await page.getByLabel('Operator token').fill(world.world.settings.operator_token);
      else {
        await page.getByText('Seller', { exact: true }).click();
        await page.getByLabel('API key').fill(seller.key);
        await page.getByLabel('API secret').fill(seller.secret);
      }
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'Packages' }).waitFor();
      await page.getByText('Live', { exact: true }).waitFor();
    },
    async [Symbol.asyncDispose]() {
      await open.disposeAsync();
      expect(faults).toEqual([]);
    },
  };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Finding = { id: string; impact: string; nodes: { html: string; failureSummary: string }[] };

/** The serious findings of axe on the page as it stands. */
async function findings(page: Page): Promise<string[]> {
  await untilStill(page);
  // Evaluated by the debugger, which the page's policy does not bind.
  await page.evaluate(axe);
  const found = await page.evaluate<Finding[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then((all) => all.violations)",
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}

/** A folder for a picture of each state that a test looks at, for people who look too. */
const pictures = process.env['KOLI_PICTURES'];

/** Collects what is wrong with each state of a page: serious findings of axe, and content wider than the window. */
export function startLooking(page: Page): { look(name: string): Promise<void>; seen: string[]; faults: string[] } {
  const seen: string[] = [];
  const faults: string[] = [];
  const look = async (name: string) => {
    seen.push(name);
    faults.push(...(await findings(page)).map((finding) => `${name}: ${finding}`));
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    if (wide > 0) faults.push(`${name}: ${wide} px too wide`);
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${await stateOf(page)}-${name}.png`) });
  };
  return { look, seen, faults };
}

const stateOf = (page: Page): Promise<string> =>
  page.evaluate("document.documentElement.dataset.mantineColorScheme + '-' + innerWidth");

/** Waits until the element has the focus. */
export const untilFocused = (one: Locator): Promise<void> =>
  expect.poll(() => one.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);

/** Resolves once the text is shown, however briefly. Call it before the step that shows the text. */
export const willShow = (page: Page, text: string): Promise<void> =>
  page.evaluate(`new Promise((resolve) => {
    const look = () => document.body.innerText.includes(${JSON.stringify(text)}) && resolve();
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  })`);

/** The open dialog, once it has taken the focus: a key that is pressed earlier goes to the page behind it. */
export async function openDialog(page: Page): Promise<Locator> {
  const dialog = page.getByRole('dialog');
  await expect.poll(() => dialog.evaluate((one) => one.contains(one.ownerDocument.activeElement))).toBe(true);
  return dialog;
}

/** The address of a package in the console. */
export const packageAt = (seller: TestSeller, package_id: number): string =>
  `/sellers/${seller.seller_id}/packages/${package_id}`;
