import { describe, expect, test } from 'vitest';
import { changed, read, readOrThrow, smallCatalog } from '../small-catalog.ts';

function problems(changes: Readonly<Record<string, string>>): readonly string[] {
  const result = read(changes);
  if (result.ok) throw new Error('no problem found');
  return result.diagnostics.map(
    ({ code, message, span }) => `${span?.file}:${span?.line} ${code} ${message}`,
  );
}

describe('a catalog', () => {
  test('is read from its files', () => {
    const catalog = readOrThrow();
    expect(catalog).toMatchObject({ version: 'test', date: '2026-02-01' });
    expect([...catalog.tokens.keys()]).toEqual(['acme/chat', 'acme/small']);
    expect(catalog.offers.get('cloud/l4')?.node.toFixed()).toBe('2');
    expect(catalog.throughput[0]).toMatchObject({
      model: 'open-8b',
      gpusPerReplica: 1,
      inputLength: 1000,
      concurrency: null,
    });
    expect(catalog.models.get('open-8b')?.parameters.toFixed()).toBe('8030000000');
    expect(catalog.gpus.get('l4')?.bandwidth.toFixed()).toBe('300');
    expect(catalog.exchange[0]?.rate.toFixed()).toBe('1.08');
  });

  test('needs no file but catalog.yaml, and an empty file has no entries', () => {
    expect(readOrThrow({ 'tokens.yaml': '# none\n', 'fx.yaml': '[]' }).tokens.size).toBe(0);
    expect(problems({ 'catalog.yaml': '' })).toEqual([
      'prices/catalog.yaml:1 catalog/wrong-type expected a map of keys, found nothing',
    ]);
  });

  test('gives the problems of all its files at once, in the order of their places', () => {
    const found = problems({
      ...changed('tokens.yaml', 'input: 3 USD/Mtok', 'inptu: 3 USD/Mtok'),
      ...changed('gpus.yaml', '0.80 USD/hour', '0.80 USD/month'),
      ...changed('hardware.yaml', 'memory: 24 GB', 'memory: 24'),
      'fx.yaml': 'rates: [',
      'token.yaml': '',
    });
    expect(found.map((each) => each.split(' ', 2).join(' '))).toEqual([
      'prices/fx.yaml:1 document/syntax',
      'prices/gpus.yaml:6 catalog/wrong-quantity',
      'prices/hardware.yaml:1 catalog/wrong-quantity',
      'prices/token.yaml:1 catalog/unknown-file',
      'prices/tokens.yaml:4 catalog/missing-key',
      'prices/tokens.yaml:4 catalog/unknown-key',
    ]);
  });

  test.each([
    [changed('tokens.yaml', 'acme/small', 'acme/chat'), 'prices/tokens.yaml:5 catalog/duplicate acme/chat: there are two entries of this name'],
    [changed('tokens.yaml', 'to: null', 'to: 2025-01-01'), 'prices/tokens.yaml:4 catalog/dates acme/chat.prices: a row from 2026-01-01 cannot end on 2025-01-01'],
    [changed('tokens.yaml', 'kind: list', 'kind: guess'), "prices/tokens.yaml:4 catalog/wrong-value acme/chat.prices.0.kind: expected contract, list, quote, measured, stated, default, estimated, found 'guess'"],
    [changed('throughput.yaml', 'total: 1000', 'total: 1500'), 'prices/throughput.yaml:3 catalog/contradiction throughput.0: input and output are 1000 tokens/s together, not 1500'],
    [changed('catalog.yaml', 'crossover_catalog: 1', 'crossover_catalog: 2'), "prices/catalog.yaml:1 catalog/version crossover_catalog: expected version 1 of the format, found '2'"],
    [{ 'catalog.yaml': `${smallCatalog['catalog.yaml']}extends: 2020-01\n` }, "prices/catalog.yaml:4 catalog/unknown-base extends: there is no bundled catalog '2020-01'"],
    [{ 'models.yaml': 'id: x' }, "prices/models.yaml:1 catalog/wrong-type models.yaml has to be a list of entries ('- id: ...')"],
  ])('is refused for what is wrong in it', (changes, expected) => {
    expect(problems(changes)).toContain(expected);
  }); // prettier-ignore

  test('may extend a bundled one: its own entries stand above those', () => {
    const base = readOrThrow();
    const own = readOrThrow(
      {
        'catalog.yaml': 'crossover_catalog: 1\nversion: house\ndate: 2026-03-01\nextends: test\n',
        'tokens.yaml': '- { id: acme/chat, input: 2 USD/Mtok, output: 10 USD/Mtok, kind: contract }\n',
        'gpus.yaml': '', 'throughput.yaml': '', 'models.yaml': '', 'hardware.yaml': '', 'fx.yaml': '',
      },
      (version) => (version === 'test' ? base : undefined),
    ); // prettier-ignore
    expect([...own.tokens.keys()]).toEqual(['acme/chat', 'acme/small']);
    expect(own.tokens.get('acme/chat')?.rows[0]).toMatchObject({ kind: 'contract' });
    expect(own.tokens.get('acme/small')).toBe(base.tokens.get('acme/small'));
    expect(own.throughput).toEqual(base.throughput);
    expect(own).toMatchObject({ version: 'house', date: '2026-03-01' });
    expect(own.digest).not.toBe(base.digest);
  });
});
