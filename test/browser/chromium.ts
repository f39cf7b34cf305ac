import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A browser that asks nobody but the pages it is sent to. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? places.find((place) => existsSync(place));
  if (executablePath === undefined)
    throw new Error('There is no Chromium: install it (Debian: apt-get install chromium), or name it in CHROMIUM.');
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath, args });
}

/** A context without animations: the console honours `prefers-reduced-motion`, so a page never shows half a fade. */
export const openContext = (browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  });

// A string, because the page's policy forbids the evaluation of functions that are handed in for waiting.
const isStill = `document.fonts.status === 'loaded'
  && document.getAnimations().length === 0
  && document.querySelector('.mantine-Skeleton-root') === null`;

const look_ms = 20;

/** Waits until the page is drawn: fonts and data are loaded, and nothing moves. For every check and picture of a page. */
export async function untilStill(page: Page): Promise<void> {
  while (!(await page.evaluate<boolean>(isStill))) await new Promise((resolve) => setTimeout(resolve, look_ms));
}
