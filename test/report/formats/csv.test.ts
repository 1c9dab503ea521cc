import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { Exact } from '../../../src/formula/index.ts';
import { result, supportChat, supportDesk } from '../fixtures/results.ts';
import { hostile, hostileResult } from '../fixtures/variants.ts';
import { renderText } from '../render-text.ts';

async function rowsOf(of: Parameters<typeof renderText>[0]): Promise<readonly Record<string, string>[]> {
  return parse<Record<string, string>>(await renderText(of, 'csv'), { columns: true });
}

describe('the tidy rows', () => {
  test('have the promised columns and line ends', async () => {
    const body = await renderText(supportDesk, 'csv');
    expect(body.startsWith('scenario,workload,option,line,month,value,unit,kind,source\r\n')).toBe(true);
    expect(body.endsWith('\r\n')).toBe(true);
  });

  test('add up: the lines of an option are its total', async () => {
    const rows = await rowsOf(supportDesk);
    for (const option of supportChat.options.filter((each) => each.monthly !== null && each.id !== 'own')) {
      const own = rows.filter((row) => row['option'] === option.id);
      const lines = new Set(option.lines.map((line) => line.id));
      const sum = own
        .filter((row) => lines.has(row['line'] ?? ''))
        .reduce((total, row) => total.plus(row['value'] ?? 0), new Exact(0));
      const total = own.find((row) => row['line'] === 'monthly')?.['value'];
      expect(sum.toFixed()).toBe(total);
    }
  });

  test('are each said once', async () => {
    const rows = await rowsOf(supportDesk);
    const keys = rows.map((row) => JSON.stringify([row['workload'], row['option'], row['line']]));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('leave what is unknown empty', async () => {
    const unknown = (await rowsOf(supportDesk)).filter((row) => row['option'] === 'new-model');
    expect(unknown.find((row) => row['line'] === 'monthly')).toMatchObject({ value: '', kind: 'unknown' });
    expect(unknown.find((row) => row['line'] === 'excluded_by.1')).toMatchObject({ value: 'unknown-price' });
  });

  test('keep negative numbers numbers', async () => {
    const rows = await rowsOf(supportDesk);
    const commitment = rows.find((row) => row['option'] === 'api-mini' && row['line'] === 'commitment');
    expect(commitment?.['value']).toBe('-125.5');
  });

  test('keep texts from being formulas', async () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r']) {
      const name = `${start}1+1`;
      const named = result([
        { ...supportChat, id: name, placement: { ...supportChat.placement, reason: name } },
      ]);
      const rows = await rowsOf({ ...named, scenario: { name, digest: '' } });
      for (const row of rows) {
        expect(row['scenario']).toBe(`'${name}`);
        expect(row['workload'] === '' || row['workload'] === `'${name}`).toBe(true);
        for (const field of ['scenario', 'workload', 'option', 'line', 'unit', 'kind', 'source']) {
          expect(row[field]).not.toMatch(/^[=+\-@\t\r]/u);
        }
      }
    }
  });

  test.each(['Costs\r=1+1', 'Costs\n=1+1', 'Costs;=1+1', 'Costs; +1', 'Costs\t@x', 'Costs|-1'])(
    'quote %j, which a reader with other marks would divide before a formula',
    async (name) => {
      const body = await renderText({ ...result([supportChat]), scenario: { name, digest: '' } }, 'csv');
      const [, first = ''] = body.split('\r\n');
      expect(body.startsWith(`"${name}",`, body.indexOf('\r\n') + 2)).toBe(true);
      expect(first).not.toBe('');
    },
  );

  test('hold line breaks and quotes inside their fields', async () => {
    const rows = await rowsOf(hostileResult);
    expect(rows.length).toBe((await rowsOf(supportDesk)).length);
    // Only what a terminal would act on is taken out.
    expect(rows[0]?.['scenario']).toBe(`'${hostile.replace('\u001b', ' ').replace('\u202e', ' ')}`);
  });
});
