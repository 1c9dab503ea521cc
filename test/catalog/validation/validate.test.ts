import { describe, expect, test } from 'vitest';
import { validateCatalog } from '../../../src/catalog/index.ts';
import { changed, readOrThrow, smallCatalog } from '../small-catalog.ts';

function found(changes: Readonly<Record<string, string>>): readonly string[] {
  return validateCatalog(readOrThrow(changes)).map(
    ({ code, severity, message }) => `${severity} ${code} ${message.split(':', 1)[0]}`,
  );
}

function tokens(entries: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const row =
    'from: 2026-01-01, recorded: 2026-01-01, kind: list, source: { url: https://example.org, retrieved: 2026-01-01 }';
  return {
    'tokens.yaml': Object.entries(entries)
      .map(([id, prices]) => `- { id: ${id}, prices: [ { ${row}, ${prices} } ] }\n`)
      .join(''),
  };
}

describe('validation', () => {
  test('finds nothing in a sound catalog', () => {
    expect(found({})).toEqual([]);
  });

  test.each([
    ['cached: 2 USD/Mtok, input: 1 USD/Mtok, output: 2 USD/Mtok', 'error catalog/cached-dearer a/x from 2026-01-01'],
    ['input: 701 USD/Mtok, output: 701 USD/Mtok', 'error catalog/too-dear a/x from 2026-01-01'],
    ['input: 11 USD/Mtok, output: 1 USD/Mtok', 'error catalog/inverted a/x from 2026-01-01'],
    ['input: 0 USD/Mtok, output: 1 USD/Mtok', 'warning catalog/zero-price a/x from 2026-01-01'],
    ['input: 1 USD/Mtok, output: 1 USD/Mtok, batch: 150%', 'error catalog/batch a/x from 2026-01-01'],
    ['input: 1 USD/Mtok, output: 1 USD/Mtok, tiers: [ { above: 1k tokens, mode: unknown, input: 2 USD/Mtok, output: 2 USD/Mtok } ]', 'warning catalog/tier-mode a/x from 2026-01-01 above 1000 tokens'],
    ['input: 1 USD/Mtok, output: 1 USD/Mtok, tiers: [ { above: 1k tokens, mode: part_above, input: 0.5 USD/Mtok, output: 2 USD/Mtok } ]', 'warning catalog/cheaper-tier a/x from 2026-01-01 above 1000 tokens'],
  ])('of %s says %s', (prices, expected) => {
    expect(found(tokens({ 'a/x': prices }))).toEqual([expected]);
  }); // prettier-ignore

  test('finds a price a hundred times its neighbours', () => {
    const fair = 'input: 1 USD/Mtok, output: 2 USD/Mtok';
    const same = { 'a/m': fair, 'b/m': fair, 'c/m': fair };
    expect(found(tokens({ ...same, 'd/m': 'input: 99 USD/Mtok, output: 199 USD/Mtok' }))).toEqual([]);
    expect(found(tokens({ ...same, 'd/m': 'input: 100 USD/Mtok, output: 199 USD/Mtok' }))).toEqual([
      'error catalog/outlier d/m',
    ]);
    expect(found(tokens({ ...same, 'd/m': 'input: 0.01 USD/Mtok, output: 2 USD/Mtok' }))).toEqual([
      'error catalog/outlier d/m',
    ]);
    const channel = { 'a/m': fair, 'a/n': fair, 'a/o': fair };
    expect(found(tokens({ ...channel, 'a/p': 'input: 100 USD/Mtok, output: 100 USD/Mtok' }))).toEqual([
      'warning catalog/outlier a/p',
    ]);
    expect(found(tokens({ ...channel, 'a/p': 'input: 0.01 USD/Mtok, output: 0.02 USD/Mtok' }))).toEqual([]);
  });

  test('finds GPUs and models that are not known, offers twice, dear spot', () => {
    expect(found({ 'hardware.yaml': '', 'models.yaml': '' })).toEqual([
      'warning catalog/unknown-gpu cloud/l4',
      'warning catalog/unknown-model open-8b',
      'warning catalog/unknown-gpu l4',
    ]);
    const text = smallCatalog['gpus.yaml'] ?? '';
    expect(found({ 'gpus.yaml': text + text.replace('cloud/l4', 'cloud/l4-again') })).toEqual([
      'warning catalog/duplicate cloud/l4-again',
    ]);
    const spot = text
      .replace('cloud/l4', 'cloud/l4-spot')
      .replace('gpu: l4', 'gpu: l4\n  term: spot')
      .replace('0.80', '0.81');
    expect(found({ 'gpus.yaml': text + spot })).toEqual(['warning catalog/spot-dearer cloud/l4-spot']);
    expect(found(changed('gpus.yaml', '0.80 USD', '0 USD'))).toEqual(['error catalog/zero-price cloud/l4']);
  });

  test('finds sources that are none, and prices not looked up for long', () => {
    expect(found(changed('tokens.yaml', 'https://example.org/prices', 'somewhere'))).toEqual([
      'error catalog/source acme/chat',
    ]);
    expect(found(changed('fx.yaml', 'retrieved: 2026-01-02', 'retrieved: 2026-02-02'))).toEqual([
      'error catalog/source EUR/USD',
    ]);
    expect(found(changed('gpus.yaml', 'retrieved: 2026-01-02', 'retrieved: 2025-08-05'))).toEqual([]);
    expect(found(changed('gpus.yaml', 'retrieved: 2026-01-02', 'retrieved: 2025-08-04'))).toEqual([
      'warning catalog/stale cloud/l4',
    ]);
  });
});

describe('a catalog that extends another', () => {
  const base = readOrThrow({
    ...tokens({ 'a/x': 'input: 701 USD/Mtok, output: 701 USD/Mtok' }),
    'hardware.yaml': '',
    'catalog.yaml': 'crossover_catalog: 1\nversion: base\ndate: 2026-03-01\n',
  });
  const above = (files: Readonly<Record<string, string>>) =>
    validateCatalog(
      readOrThrow(
        {
          ...Object.fromEntries(Object.keys(smallCatalog).map((file) => [file, ''])),
          'catalog.yaml': 'crossover_catalog: 1\nversion: mine\ndate: 2025-12-01\nextends: base\n',
          ...files,
        },
        () => base,
      ),
    ).map(({ code, severity, message }) => `${severity} ${code} ${message.split(':', 1)[0]}`);

  test('is judged by its own entries', () => {
    // The one below has a price that is too dear, an unknown GPU, and was looked up after this one's date.
    expect(above({})).toEqual([]);
    expect(above(tokens({ 'b/y': 'input: 800 USD/Mtok, output: 800 USD/Mtok' }))).toEqual([
      'error catalog/too-dear b/y from 2026-01-01',
      'error catalog/source b/y',
    ]);
    // An entry of the same name is one's own.
    expect(above(tokens({ 'a/x': 'input: 900 USD/Mtok, output: 900 USD/Mtok' }))).toEqual([
      'error catalog/too-dear a/x from 2026-01-01',
      'error catalog/source a/x',
    ]);
  });

  test('has those below it as neighbours', () => {
    const offer = (id: string, hourly: string): string =>
      `- { id: ${id}, gpu: l4, node: 2 GPUs, prices: [ { from: 2025-11-01, recorded: 2025-11-01, kind: list, hourly: ${hourly} USD/hour, source: { url: "quotes.csv:4", retrieved: 2025-11-01 } } ] }\n`;
    expect(above({ 'gpus.yaml': offer('cloud/l4-again', '0.80').replace('id: cloud/l4-again', 'id: cloud/l4-again, cloud: cloud') })).toEqual([
      'warning catalog/unknown-gpu cloud/l4-again', 'warning catalog/duplicate cloud/l4-again',
    ]); // prettier-ignore
  });
});

test("a source of one's own is the line of a file", () => {
  const source = (url: string) => found(changed('fx.yaml', 'https://example.org/facts', url));
  expect(source('quotes.csv:4')).toEqual([]);
  expect(source('"our mail of May"')).toEqual(['error catalog/source EUR/USD']);
  expect(source('quotes.csv')).toEqual(['error catalog/source EUR/USD']);
});
