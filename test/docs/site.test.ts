import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, openBrowser } from '../support/browser.ts';

// Every page of the built site (`npm run site`), in a browser: links, console, axe-core, both color schemes, wide and narrow.

const root = new URL('../../', import.meta.url).pathname;
const built = `${root}docs/site/.vitepress/dist`;
const isBuilt = existsSync(`${built}/index.html`);
const pictures = `${root}artifacts/site`;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const names = isBuilt
  ? readdirSync(built).filter((name) => name.endsWith('.html') && name !== '404.html')
  : [];
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

const violationsOf = async (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(
    `axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')))`,
  );

/** Elements that stick out of the page at the right, where they do not scroll by themselves. */
const overflow = async (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element) => element !== null && element !== document.body && (/auto|scroll|hidden/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    return [...document.querySelectorAll('main *')].filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element.parentElement) && !scrolls(element)).slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
  })()`);

test.runIf((process.env['CI'] ?? '') !== '')('the site was built', () => expect(isBuilt).toBe(true));

describe.runIf(hasBrowser && isBuilt)('the site in a browser', () => {
  let browser: Browser | undefined;
  /** Links of each page to pages of the site, and the ids that each page has. */
  const links = new Map<string, readonly string[]>();
  const ids = new Map<string, ReadonlySet<string>>();

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => browser?.close());

  test.each(names)('%s', { timeout: 60_000 }, async (name) => {
    if (browser === undefined) throw new Error('there is no browser');
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
      bypassCSP: true,
    });
    const page = await context.newPage();
    const heard: string[] = [];
    page.on('console', (message) => heard.push(message.text()));
    page.on('pageerror', (error) => heard.push(error.message));
    await context.route('**/*', async (route) => {
      const { origin, pathname } = new URL(route.request().url());
      const file = `${built}${pathname === '/' ? '/index.html' : decodeURIComponent(pathname)}`;
      if (origin !== 'https://site.test' || !existsSync(file)) heard.push(`asks for ${origin}${pathname}`);
      await (existsSync(file)
        ? route.fulfill({ body: readFileSync(file), contentType: types[extname(file)] ?? 'text/plain' })
        : route.fulfill({ status: 404, body: '' }));
    });
    await page.goto(`https://site.test/${name}`, { waitUntil: 'networkidle' });
    links.set(
      name,
      await page.evaluate<readonly string[]>(
        `[...document.querySelectorAll('a[href]')].map(({ href }) => href)`,
      ),
    );
    ids.set(
      name,
      new Set(
        await page.evaluate<readonly string[]>(`[...document.querySelectorAll('[id]')].map(({ id }) => id)`),
      ),
    );
    await page.evaluate(axe);
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflow(page)).toEqual([]);
    await page.screenshot({ path: `${pictures}/${name}-1280-light.png` });
    await page.evaluate(`document.documentElement.classList.add('dark')`);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflow(page)).toEqual([]);
    expect(
      await page.evaluate<number>(
        `document.documentElement.scrollWidth - document.documentElement.clientWidth`,
      ),
    ).toBe(0);
    await page.screenshot({ path: `${pictures}/${name}-390-dark.png` });
    expect(heard).toEqual([]);
    await context.close();
  });

  test('no link leads nowhere', () => {
    const broken = [...links].flatMap(([from, hrefs]) =>
      hrefs.flatMap((href) => {
        const { origin, pathname, hash } = new URL(href);
        if (origin !== 'https://site.test') return [];
        const to = pathname === '/' ? 'index.html' : decodeURIComponent(pathname.slice(1));
        const isThere =
          existsSync(`${built}/${to}`) &&
          (hash === '' || (ids.get(to)?.has(decodeURIComponent(hash.slice(1))) ?? true));
        return isThere ? [] : [`${from}: ${href}`];
      }),
    );
    expect([...new Set(broken)]).toEqual([]);
  });
});
