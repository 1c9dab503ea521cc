import { describe, expect, test } from 'vitest';
import {
  canonicalDigest,
  entryDigests,
  loadSerializedCatalog,
  serializeCatalog,
} from '../../../src/catalog/index.ts';
import { changed, read, readOrThrow, smallCatalog } from '../small-catalog.ts';

describe('the digest of a catalog', () => {
  const original = readOrThrow();

  test('is that of its content: comments, order and spelling of numbers do not matter', () => {
    const [, first = '', second = ''] = (smallCatalog['tokens.yaml'] ?? '').split(/^(?=- )/mu);
    const same = readOrThrow({
      'tokens.yaml': `# a comment\n${second}${first.replace('0.30 USD/Mtok', '0.3 USD/Mtok')}`,
      ...changed('gpus.yaml', 'gpu: l4\n  node: 2 GPUs', 'node: 2\n  gpu: l4 # small'),
    });
    expect(same.digest).toBe(original.digest);
  });

  test.each([
    [changed('tokens.yaml', 'output: 0.60', 'output: 0.61'), 'tokens/acme/small'],
    [changed('gpus.yaml', '0.80', '0.81'), 'offers/cloud/l4'],
    [changed('hardware.yaml', '24 GB', '25 GB'), 'gpus/l4'],
    [changed('models.yaml', '8.03B', '8.04B'), 'models/open-8b'],
    [changed('fx.yaml', '1.08', '1.09'), 'exchange/EUR/USD on 2026-01-31'],
  ])('changes with one digit, and the entry can be named', (changes, name) => {
    const other = readOrThrow(changes);
    expect(other.digest).not.toBe(original.digest);
    const before = entryDigests(original);
    const differing = [...entryDigests(other)].filter(([key, digest]) => before.get(key) !== digest);
    expect(differing.map(([key]) => key)).toEqual([name]);
  });

  test('is compared with the one that the catalog was published with', () => {
    const manifest = (digest: string): Readonly<Record<string, string>> => ({
      'catalog.yaml': `${smallCatalog['catalog.yaml']}digest: ${digest}\n`,
    });
    expect(read(manifest(original.digest)).diagnostics).toEqual([]);
    expect(read(manifest('0'.repeat(64))).diagnostics.map(({ code }) => code)).toEqual(['catalog/digest']);
  });

  test('is the one of RFC 8785', () => {
    // printf '{"a":"é","b":[null,"1"]}' | sha256sum
    expect(canonicalDigest({ b: [null, '1'], a: 'é' })).toBe(
      '6ade950e1b0e2613e97bb07cc584254b697c131a350d4f9a166b38a76fc7bbc0',
    );
    expect(canonicalDigest({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });
});

test('a serialized catalog is read back as it was', () => {
  const original = readOrThrow(changed('models.yaml', 'licence: MIT', "licence: '=MIT'"));
  const back = loadSerializedCatalog(serializeCatalog(original));
  expect(back.models.get('open-8b')?.licence).toBe('=MIT');
  expect(back.tokens.get('acme/chat')?.rows[0]?.cached?.toFixed()).toBe('0.3');
  expect(back.tokens.get('acme/none')).toBeUndefined();
  expect(back.digest).toBe(original.digest);
  expect(entryDigests(back)).toEqual(entryDigests(original));
  expect(serializeCatalog(back)).toBe(serializeCatalog(original));
  expect(() => loadSerializedCatalog('{}')).toThrow(/not a serialized catalog/u);
});
