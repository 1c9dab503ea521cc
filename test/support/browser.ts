import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const path = '/usr/bin/chromium';

/** Whether there is a browser to look at pages with. Where CI is set, it must be there: `.ci/run` installs it. */
export const hasBrowser: boolean = (process.env['CI'] ?? '') !== '' || existsSync(path);

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
}
