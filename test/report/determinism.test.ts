import { afterEach, describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/analysis/index.ts';
import { generalFormats, loadSavedResult, writeResult } from '../../src/report/index.ts';
import { supportDesk } from './fixtures/results.ts';
import { portfolio } from './fixtures/variants.ts';
import { renderText } from './render-text.ts';

const zone = process.env['TZ'];
const language = process.env['LC_ALL'];
afterEach(() => {
  restore('TZ', zone);
  restore('LC_ALL', language);
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}

function copyOf(result: RunResult): RunResult {
  const loaded = loadSavedResult(JSON.stringify(writeResult(result)), 'copy.json');
  if (!loaded.ok) throw new Error('the copy could not be read');
  return loaded.value.result;
}

describe('the same result', () => {
  for (const format of [...generalFormats, 'focus'] as const) {
    test(`gives the same ${format} in any time zone and language`, async () => {
      process.env['TZ'] = 'Pacific/Kiritimati';
      process.env['LC_ALL'] = 'de_DE.UTF-8';
      const first = await Promise.all([supportDesk, portfolio].map((each) => renderText(each, format)));
      process.env['TZ'] = 'Pacific/Pago_Pago';
      process.env['LC_ALL'] = 'tr_TR.UTF-8';
      const second = await Promise.all(
        [copyOf(supportDesk), copyOf(portfolio)].map((each) => renderText(each, format)),
      );
      expect(second).toEqual(first);
    });

    test(`is not changed by being written as ${format}`, async () => {
      const before = copyOf(supportDesk);
      await renderText(supportDesk, format);
      expect(supportDesk).toEqual(before);
    });
  }
});
