import { describe, expect, test } from 'vitest';
import * as document from '../../src/document/index.ts';
import type { Report, ValueReader } from '../../src/document/index.ts';

function rootOf(source: string): document.LocatedNode {
  const result = document.readDocument(source, 'a.yaml');
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

function attempt<T>(reader: ValueReader<T>, source: string): T | string | undefined {
  const report: Report = { area: 'test', diagnostics: [] };
  const value = reader(rootOf(source), 'a.b', report);
  return report.diagnostics[0]?.message ?? value;
}

describe('the fields of a map', () => {
  const keys = { required: ['input', 'output'], optional: ['cached', 'to'] };

  test('are read by key; an absent or null one is null', () => {
    const report: Report = { area: 'test', diagnostics: [] };
    const fields = document.readFields(rootOf('{ input: x, output: y, to: null }'), '', report, keys);
    expect(fields?.required('input', document.text)).toBe('x');
    expect(fields?.optional('to', document.text)).toBeNull();
    expect(fields?.has('to')).toBe(false);
    expect(report.diagnostics).toEqual([]);
  });

  test('report unknown keys at the key and missing ones at the map, all at once', () => {
    const report: Report = { area: 'test', diagnostics: [] };
    document.readFields(rootOf('input: x\nouput: y\n'), 'prices', report, keys);
    expect(report.diagnostics).toEqual([
      {
        code: 'test/unknown-key', severity: 'error', message: 'prices.ouput: unknown key',
        span: { file: 'a.yaml', line: 2, column: 1, length: 5 }, hint: "did you mean 'output'?",
      },
      {
        code: 'test/missing-key', severity: 'error', message: "prices: the key 'output' is missing",
        span: { file: 'a.yaml', line: 1, column: 1, length: 0 },
      },
    ]); // prettier-ignore
  });

  test('report what is no map', () => {
    const report: Report = { area: 'test', diagnostics: [] };
    expect(document.readFields(rootOf('[1]'), 'prices', report, keys)).toBeUndefined();
    expect(report.diagnostics[0]?.message).toBe('prices: expected a map of keys, found a list');
  });
});

describe('a value', () => {
  test.each<[string, ValueReader<unknown>, string, unknown]>([
    ['text', document.text, 'abc', 'abc'],
    ['empty text', document.text, '""', 'a.b: expected a text'],
    ['id', document.id, 'openai/gpt-4o', 'openai/gpt-4o'],
    ['bad id', document.id, 'a b', "a.b: expected an id of letters, digits and . _ : @ + / -, found 'a b'"],
    ['boolean', document.boolean, 'false', false],
    ['yes', document.boolean, 'yes', "a.b: expected true or false, found 'yes'"],
    ['date', document.date, '2024-02-29', '2024-02-29'],
    [
      'no such day',
      document.date,
      '2026-02-29',
      "a.b: expected a date such as 2026-11-01, found '2026-02-29'",
    ],
    ['choice', document.choice(['spot', 'owned']), 'spot', 'spot'],
    ['no choice', document.choice(['spot', 'owned']), 'spott', "a.b: expected spot, owned, found 'spott'"],
    ['currency', document.currency, 'EUR', 'EUR'],
    ['no currency', document.currency, 'euro', "a.b: expected a currency code such as USD, found 'euro'"],
  ])('%s', (_, reader, source, expected) => {
    expect(attempt(reader, source)).toBe(expected);
  });

  test('quantities are exact, in their unit and within bounds', () => {
    expect(String(attempt(document.quantity('USD/Mtok'), '0.1 USD/Mtok'))).toBe('0.1');
    expect(String(attempt(document.quantity('token'), '200k tokens'))).toBe('200000');
    expect(String(attempt(document.share, '5%'))).toBe('0.05');
    expect(attempt(document.share, '150%')).toBe("a.b: expected at most 1, found '150%'");
    expect(attempt(document.quantity('USD/Mtok'), '-1 USD/Mtok')).toBe(
      "a.b: expected at least 0, found '-1 USD/Mtok'",
    );
    expect(attempt(document.quantity('1', { above: 0 }), '0')).toBe("a.b: expected more than 0, found '0'");
    expect(attempt(document.quantity('1', { whole: true }), '1.5')).toBe(
      "a.b: expected a whole number, found '1.5'",
    );
    expect(attempt(document.quantity('USD/Mtok'), '3')).toMatch(/found no unit/u);
    expect(attempt(document.quantity('USD/Mtok'), '.nan')).toMatch(/expected a number of USD\/Mtok/u);
  });

  test('lists read each item, and a single value as one', () => {
    expect(attempt(document.list(document.text), '[us, eu]')).toEqual(['us', 'eu']);
    expect(attempt(document.list(document.text), 'us')).toEqual(['us']);
    expect(attempt(document.list(document.share), '[0.5, 2]')).toBe("a.b.1: expected at most 1, found '2'");
  });
});
