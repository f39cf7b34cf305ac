import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { type StartOptions, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { openBrowser } from './chromium.ts';
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

/** One browser for all visits of a file; each visitor has a context of its own, which knows nothing of the others. */
let shared: Promise<Browser> | undefined;
afterAll(async () => (await shared)?.close());

/** Everything that may be asked of other hosts is asked for nothing: the page has all it needs. */
export async function visit(options: StartOptions & { context?: BrowserContextOptions } = {}): Promise<Visit> {
  await using opened = new AsyncDisposableStack();
  const world = opened.use(await startWorld(options));
  const wire = opened.use(await startWire(Number(new URL(world.url).port)));
  shared ??= openBrowser();
  const asked = { viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options.context };
  const context = opened.adopt(await (await shared).newContext(asked), (context) => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
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

/** What axe has to say against the page as it stands. */
export async function findings(page: Page): Promise<string[]> {
  // Let what fades in be there: half a colour has half its contrast.
  await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))');
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

/** The address of a package in the console. */
export const packageAt = (seller: TestSeller, package_id: number): string =>
  `/sellers/${seller.seller_id}/packages/${package_id}`;
