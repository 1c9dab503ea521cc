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

/** What a field gives for a text, or all that is wrong with it. */
function read<T>(field: document.Field<T>, source: string): T | readonly unknown[] | undefined {
  const reading = document.startReading('USD', 'test');
  const root = rootOf(source);
  const value = field.read(root, 'prices', reading, root.span);
  return reading.diagnostics.length > 0 ? reading.diagnostics : value;
}

const { optional, plain, record, text } = document;

describe('a percentage', () => {
  const { shareField: share } = document;
  const uplift = share('uplift', { most: 10, default: '0%' });

  test('may be ten times as much, and a bare number of so much is questioned', () => {
    expect(read(record('uplifts', { uplift }), 'uplift: 1000%')).toMatchObject({
      uplift: { value: expect.anything() },
    });
    expect(read(record('uplifts', { uplift }), 'uplift: 0.1')).toMatchObject({
      uplift: { value: expect.anything() },
    });
    expect(read(record('uplifts', { uplift }), 'uplift: 10')).toMatchObject([
      { hint: "did you mean '10%'? 10 times as much is '1000%'" },
    ]);
  });
});

describe('a record', () => {
  const keys = {
    input: plain(text, 'input'),
    output: plain(text, 'output'),
    to: optional(plain(text, 'end')),
  };

  test('is read by key; an absent key, and where that is allowed one without a value, is null', () => {
    const field = record('prices', keys, { allowsNull: true });
    expect(read(field, '{ input: x, output: y, to: null }')).toEqual({ input: 'x', output: 'y', to: null });
    expect(read(field, '{ input: x, output: y }')).toEqual({ input: 'x', output: 'y', to: null });
  });

  test('reports a misspelt key once, not as missing as well', () => {
    expect(read(record('prices', keys), 'input: x\nouput: y\n')).toEqual([
      {
        code: 'test/unknown-key', severity: 'error', message: 'prices.ouput: unknown key',
        span: { file: 'a.yaml', line: 2, column: 1, length: 5 }, hint: "did you mean 'output'?",
      },
    ]); // prettier-ignore
  });

  test('takes a number that a comma in braces has cut as the one text that was written', () => {
    const cut = read(record('prices', keys), '{ input: 1,50 USD/Mtok, output: 1,234,567 USD }');
    expect(cut).toMatchObject({ input: '1,50 USD/Mtok', output: '1,234,567 USD' });
    expect(read(record('prices', keys), '{ input: 1, 50: , output: 2 }')).toMatchObject([
      { code: 'test/unknown-key', message: 'prices.50: unknown key' },
    ]);
  });

  test('reports unknown keys at the key and missing ones at the map, all at once', () => {
    expect(read(record('prices', keys), 'input: x\nelsewhere: y\n')).toEqual([
      {
        code: 'test/unknown-key', severity: 'error', message: 'prices.elsewhere: unknown key',
        span: { file: 'a.yaml', line: 2, column: 1, length: 9 }, hint: 'known keys: input, output, to',
      },
      {
        code: 'test/missing-key', severity: 'error', message: "prices: the key 'output' is missing",
        span: { file: 'a.yaml', line: 1, column: 1, length: 0 },
      },
    ]); // prettier-ignore
  });

  test('reports what is no map', () => {
    expect(read(record('prices', keys), '[1]')).toMatchObject([
      { message: 'prices: expected a map of keys, found a list' },
    ]);
  });

  test('that needs one of several keys says so, at the map, once nothing else is wrong', () => {
    const field = record(
      'bounds',
      { least: optional(plain(text, 'least')), most: optional(plain(text, 'most')) },
      { needs: { oneOf: ['least', 'most'], without: 'it has no bound' } },
    );
    expect(read(field, '{ most: 5 }')).toEqual({ least: null, most: '5' });
    expect(read(field, '{}')).toMatchObject([
      { code: 'test/empty', message: 'prices: it has no bound', hint: 'add one of least, most' },
    ]);
    expect(read(field, '{ mots: 5 }')).toMatchObject([{ code: 'test/unknown-key' }]);
    expect(document.jsonSchemaOf(field.spec, { quantity: {} })).toMatchObject({
      anyOf: [{ required: ['least'] }, { required: ['most'] }],
    });
  });
});

describe('a whole file', () => {
  test('fails with all that is wrong with it, in the order of places', () => {
    const field = record('a file', { a: plain(document.date, 'day'), b: plain(document.id, 'name') });
    const found = document.readWhole(field, rootOf('b: "x y"\na: never\n'), 'test');
    expect(found.ok).toBe(false);
    expect(found.diagnostics.map(({ code, span }) => [code, span?.line])).toEqual([
      ['test/wrong-value', 1],
      ['test/wrong-value', 2],
    ]);
    expect(document.readWhole(field, rootOf('a: 2026-01-01\nb: x'), 'test')).toMatchObject({
      ok: true,
      value: { a: '2026-01-01', b: 'x' },
    });
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
    const figure = (source: string, options: document.QuantityOptions): unknown => {
      const found = read(document.figure('price', options), source);
      return Array.isArray(found) ? (found as { message: string }[])[0]?.message : String(found);
    };
    const price = { units: ['¤/Mtok'] };
    expect(figure('0.1 USD/Mtok', price)).toBe('0.1');
    expect(figure('200k tokens', { units: ['token'] })).toBe('200000');
    expect(figure('5%', { units: ['1'], most: 1 })).toBe('0.05');
    expect(figure('150%', { units: ['1'], most: 1 })).toBe(
      "prices: expected at least 0 and at most 1 (100%), found '150%'",
    );
    expect(figure('-1 USD/Mtok', price)).toBe("prices: expected at least 0, found '-1 USD/Mtok'");
    expect(figure('0', { units: ['1'], above: 0 })).toBe("prices: expected more than 0, found '0'");
    expect(figure('1.5', { units: ['1'], whole: true })).toBe("prices: expected a whole number, found '1.5'");
    expect(figure('3', price)).toMatch(/found no unit/u);
    expect(figure('.nan', price)).toMatch(/expected a number of USD\/Mtok/u);
  });

  test('lists read each item, and a single value as one', () => {
    const regions = document.oneOrMore('regions', plain(document.id, 'region'));
    expect(read(regions, '[us, eu]')).toEqual(['us', 'eu']);
    expect(read(regions, 'us')).toEqual(['us']);
    expect(read(regions, '[us, "a b"]')).toMatchObject([{ message: expect.stringMatching(/^prices\.1: /u) }]);
    expect(document.jsonSchemaOf(regions.spec, { quantity: {} })).toMatchObject({
      anyOf: [{ type: ['string', 'number'] }, { type: 'array' }],
    });
  });
});
