import { describe, expect, test } from 'vitest';
import type { ReportableResult } from '../../src/report/index.ts';
import { supportDesk } from './fixtures/results.ts';
import { attempts, hostileResult, manyOptions, portfolio } from './fixtures/variants.ts';
import { renderText } from './render-text.ts';

const extensions = { table: 'txt', markdown: 'md', csv: 'csv', json: 'json' } as const;

const cases: readonly (readonly [
  name: string,
  result: ReportableResult,
  formats: readonly (keyof typeof extensions)[],
])[] = [
  ['run', supportDesk, ['table', 'markdown', 'csv', 'json']],
  ['portfolio', portfolio, ['table', 'markdown', 'csv']],
  ['many-options', manyOptions(200), ['table', 'markdown']],
  ['hostile', hostileResult, ['table', 'markdown', 'csv']],
  ['explain', attempts, ['table', 'markdown', 'csv', 'json']],
];

// `npx vitest run test/report/golden.test.ts -u` writes them anew.
describe('the reports of results made by hand', () => {
  for (const [name, result, formats] of cases) {
    for (const format of formats) {
      test(`${name} as ${format}`, async () => {
        const body = await renderText(result, format);
        await expect(body).toMatchFileSnapshot(`../golden/report-${name}.${extensions[format]}`);
      });
    }
  }

  test('a narrow terminal', async () => {
    await expect(await renderText(supportDesk, 'table', { width: 60 })).toMatchFileSnapshot(
      '../golden/report-run-narrow.txt',
    );
  });
});
