import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageScriptOf } from '../../../../scripts/build/bundle.ts';
import { runModel } from '../../../../src/analysis/index.ts';
import { Exact } from '../../../../src/formula/index.ts';
import { readModel } from '../../../../src/library/index.ts';
import type { Model } from '../../../../src/model/index.ts';
import { render } from '../../../../src/report/index.ts';
import { hasBrowser, openBrowser } from '../../../support/browser.ts';

// The page of each bundled scenario, as a browser shows it.

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const scenarios = readdirSync(`${root}scenarios`)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = `${root}artifacts/pages`;

/** What options cost in the page, by workload and option, to the cent. */
async function costsIn(page: Page): Promise<Record<string, string>> {
  return page.evaluate<Record<string, string>>(
    `Object.fromEntries([...document.querySelectorAll('#now [data-monthly]')].map((cell) => [cell.parentElement.dataset.workload + ' ' + cell.parentElement.dataset.option, cell.dataset.monthly]))`,
  );
}

/** The same as `run --set` gives them. */
function costsOf(model: Model, changes: ReadonlyMap<string, Exact>): Record<string, string> {
  const changed = model.rebuilt(changes);
  if (!changed.ok) throw new Error('the changed scenario cannot be computed');
  return Object.fromEntries(
    runModel(changed.value).workloads.flatMap(({ id, options }) =>
      options.flatMap((option) =>
        option.monthly === null ? [] : [[`${id} ${option.id}`, option.monthly.toFixed(2)] as const],
      ),
    ),
  );
}

describe.runIf(hasBrowser)('a page in a browser', () => {
  let browser: Browser | undefined;
  let script = { text: '', digest: '' };

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    const text = await pageScriptOf(root);
    script = { text, digest: `sha256-${createHash('sha256').update(text).digest('base64')}` };
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => browser?.close());

  test.each(scenarios)(
    '%s opens without a word on the console or a request, computes as run does, and can be used by all',
    async (name) => {
      const model = await readModel(name);
      if (!model.ok || browser === undefined) throw new Error('nothing to look at');
      const result = runModel(model.value);
      const { body } = await render(result, { format: 'html', model: model.value, pageScript: script });
      expect(Buffer.byteLength(String(body))).toBeLessThan(1_200_000);
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        colorScheme: 'light',
      });
      const page = await context.newPage();
      const heard: string[] = [];
      page.on('console', (message) => heard.push(message.text()));
      page.on('pageerror', (error) => heard.push(error.message));
      const url = `https://page.test/${name}.html`;
      const requests: string[] = [];
      await context.route('**/*', async (route) => {
        requests.push(route.request().url());
        await route.fulfill({ body: String(body), contentType: 'text/html; charset=utf-8' });
      });
      await page.goto(url);
      await page.waitForSelector('#now [data-monthly]');
      expect(await costsIn(page)).toEqual(costsOf(model.value, new Map()));

      // A slider, then a field: each option costs what run --set gives, to the cent.
      const range = page.locator('#try input[type=range]').first();
      const address = (await range.getAttribute('data-address')) ?? '';
      await range.focus();
      for (let step = 0; step < 7; step += 1) await page.keyboard.press('ArrowRight');
      const moved = await page.evaluate<string>(`location.hash`);
      const value = new Exact(moved.split('=')[1] ?? Number.NaN);
      expect(decodeURIComponent(moved.slice(1).split('=')[0] ?? '')).toBe(address);
      expect(await costsIn(page)).toEqual(costsOf(model.value, new Map([[address, value]])));
      const field = page.locator('#try input[type=text]').nth(1);
      const other = (await field.getAttribute('data-address')) ?? '';
      const stated = new Exact(await field.inputValue());
      const typed = stated.isZero() ? new Exact('0.1') : stated.times('0.9');
      await field.fill(typed.toFixed());
      const both = new Map([
        [address, value],
        [other, typed],
      ]);
      const expected = costsOf(model.value, both);
      expect(await costsIn(page)).toEqual(expected);
      expect(expected).not.toEqual(costsOf(model.value, new Map()));
      expect(await page.locator('#command').textContent()).toContain(`--set '${other}=${typed.toFixed()}`);

      // The file that is taken along gives the same.
      const [taken] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
      const file = `${pictures}/${name}.yaml`;
      await taken.saveAs(file);
      const again = await readModel(file);
      if (!again.ok) throw new Error(again.diagnostics.map(({ message }) => message).join());
      expect(costsOf(again.value, new Map())).toEqual(expected);

      // The link carries it.
      const link = page.url();
      await page.goto('about:blank');
      await page.goto(link);
      await page.waitForSelector('#now [data-monthly]');
      expect(await costsIn(page)).toEqual(expected);

      expect([...new Set(requests)]).toEqual([url]);
      expect(heard).toEqual([]);

      for (const [width, colorScheme] of [
        [1280, 'light'],
        [1280, 'dark'],
        [390, 'light'],
        [390, 'dark'],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: `${pictures}/${name}-${width}-${colorScheme}.png`, fullPage: true });
        // Nothing but tables and charts, which scroll by themselves, may be wider than the screen.
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      }
      await context.close();

      const looked = await browser.newContext({ bypassCSP: true, colorScheme: 'dark' });
      const audited = await looked.newPage();
      for (const colorScheme of ['light', 'dark'] as const) {
        await audited.emulateMedia({ colorScheme });
        await audited.setContent(String(body));
        await audited.waitForSelector('#now [data-monthly]');
        await audited.addScriptTag({ content: axe });
        const violations = await audited.evaluate(
          `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
        );
        expect(violations).toEqual([]);
      }
      await looked.close();
    },
    120_000,
  );

  test('a page without its script shows the whole report', async () => {
    const model = await readModel('quick-start');
    if (!model.ok || browser === undefined) throw new Error('nothing to look at');
    const { body } = await render(runModel(model.value), {
      format: 'html',
      model: model.value,
      pageScript: script,
    });
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.setContent(String(body));
    expect(await page.locator('.headline').textContent()).toContain('gpt-4o-mini');
    expect(await page.locator('#try').isVisible()).toBe(false);
    expect(await page.locator('figure svg').count()).toBe(3);
    await context.close();
  });
});
