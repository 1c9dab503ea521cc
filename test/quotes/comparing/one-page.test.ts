import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/program.ts';
import { readWorkbook } from '../../../src/quotes/workbook/index.ts';
import { recordedEnvironment } from '../../cli/frame-environment.ts';

// Twelve quotes that can be ranked from 2.00 to 3.10 USD, two of spot, one that has expired and one row that cannot be read.
const rows = [
  ...Array.from({ length: 12 }, (_, at) => `q${at},H100 SXM,8,${(2 + at / 10).toFixed(2)},1yr,`),
  'spot-b,H100 SXM,8,1.50,spot,',
  'spot-a,H100 SXM,8,1.20,spot,',
  'old,H100 SXM,8,1.00,1yr,2020-01-31',
  'odd,H100 SXM,8,ask,1yr,',
];
let cwd = '';

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'one-page-'));
  writeFileSync(join(cwd, 'q.csv'), `id,gpu,node,USD/GPU/hr,term,valid until\n${rows.join('\n')}\n`);
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

async function page(...more: readonly string[]): Promise<string> {
  const { environment, stdout } = recordedEnvironment({ cwd });
  const words = ['quotes', 'q.csv', '--volume', '100B tokens/month', '--one-page', '--quiet', ...more];
  expect(await runCli(words, environment)).toBe(0);
  return stdout();
}

describe('quotes on one page', () => {
  it('has the answer, ten ranked offers, what leaving costs, terms, caveats, and what is not ranked and why', async () => {
    const text = await page('--format', 'markdown');
    const table = text.split('\n').filter((line) => /^\| \**\d/u.test(line));
    expect(table).toHaveLength(10);
    expect(text).toContain('**q0** is the cheapest of 12 ranked quotes (3 not ranked)');
    expect(text).toContain('2 more ranked quotes cost more than these');
    // q0: 8 GPUs x 2 USD x 730 hours x 12 months = 140,160 USD, half of it after half a year, for each node of 8.
    const [, gpus = '0', total = '', halfway = ''] =
      /\*\*q0\*\* \| \*\*(\d+)\*\* \|.*\*\*&#126;([\d,]+)\*\* \| \*\*&#126;([\d,]+)\*\* \|$/mu.exec(text) ??
      [];
    const owed = (Number(gpus) / 8) * 140_160;
    expect([total, halfway].map((each) => Number(each.replaceAll(',', '')))).toEqual([owed, owed / 2].map((each) => Number(each.toPrecision(4)))); // prettier-ignore
    expect(text).toMatch(/#### Spot, ranked apart\n\n1\. \*\*spot-a:.*\n2\. \*\*spot-b:/u);
    expect(text).toMatch(/#### Not ranked\n\n- \*\*old:.*2020-01-31/u);
    expect(text).toContain('1 row of the files could not be read');
  });

  it('fits on a page of a terminal and is a workbook as well', async () => {
    expect((await page()).split('\n').length).toBeLessThan(75);
    const workbook = readWorkbook(Buffer.from(await page('--format', 'xlsx'), 'latin1'), 200);
    expect(workbook.ok && workbook.sheets.map(({ name }) => name)).toEqual(['Report']);
  });

  it('says what is true of several quotes once', async () => {
    const text = await page('--format', 'markdown');
    expect(text.match(/fitted to/gu)).toHaveLength(1);
  });
});
