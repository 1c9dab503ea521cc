import { describe, expect, test } from 'vitest';
import { diffCatalogs, type Catalog } from '../../../src/catalog/index.ts';
import { changed, readOrThrow, smallCatalog } from '../small-catalog.ts';

const base = readOrThrow();

function found(after: Catalog, before = base, asOf?: string): readonly string[] {
  const diff = diffCatalogs(before, after, asOf === undefined ? {} : { asOf });
  return diff.entries.map(({ part, id, change, figures, other }) =>
    [
      `${change} ${part}/${id}`,
      ...figures.map((each) => `${each.key} ${each.before} ${each.after} ${each.share}`),
      ...(change === 'other' ? other : []),
    ].join('; '),
  );
}

describe('what changed between two catalogs', () => {
  test('is nothing between one and itself, whatever the order and the comments are', () => {
    const [first = '', second = ''] = (smallCatalog['tokens.yaml'] ?? '').split('- id: acme/small');
    const turned = readOrThrow({ 'tokens.yaml': `# turned round\n- id: acme/small${second}${first}` });
    const diff = diffCatalogs(base, turned);
    expect(diff).toMatchObject({ changed: false, entries: [], unchanged: 7 });
  });

  test.each([
    ['tokens.yaml', 'input: 3 USD', 'input: 4.5 USD', 'up tokens/acme/chat; input 3 4.5 0.5'],
    ['tokens.yaml', 'output: 0.60 USD', 'output: 0.45 USD', 'down tokens/acme/small; output 0.6 0.45 -0.25'],
    ['tokens.yaml', 'input: 3 USD/Mtok, cached: 0.30', 'input: 6 USD/Mtok, cached: 0.15', 'mixed tokens/acme/chat; input 3 6 1; cached 0.3 0.15 -0.5'],
    ['tokens.yaml', ', cached: 0.30 USD/Mtok', '', 'mixed tokens/acme/chat; cached 0.3 null null'],
    ['tokens.yaml', 'residency: [us, eu]', 'residency: [us]', 'other tokens/acme/small; residency'],
    ['gpus.yaml', 'retrieved: 2026-01-02', 'retrieved: 2026-01-03', 'other offers/cloud/l4; rows'],
    ['gpus.yaml', '0.80 USD/hour', '0.88 USD/hour', 'up offers/cloud/l4; hourly 0.8 0.88 0.1'],
    ['models.yaml', '8.03B', '8B', 'down models/open-8b; parameters 8030000000 8000000000 -0.0037359900373599003736'],
    ['hardware.yaml', '24 GB', '48 GB', 'up gpus/l4; memory 24 48 1'],
    ['fx.yaml', '1.08', '1.1', 'up exchange/EUR/USD on 2026-01-31; rate 1.08 1.1 0.018518518518518518519'],
  ])('of %s with %s as %s is: %s', (file, from, to, expected) => {
    expect(found(readOrThrow(changed(file, from, to)))).toEqual([expected]);
  }); // prettier-ignore

  test('names what was added and removed with its prices', () => {
    const without = readOrThrow({ 'gpus.yaml': '' });
    expect(found(without)).toEqual(['removed offers/cloud/l4; hourly 0.8 null null']);
    expect(found(base, without)).toEqual(['added offers/cloud/l4; hourly null 0.8 null']);
  });

  test('is looked at on a day: a price that ends, and one that does not hold yet', () => {
    const ends = readOrThrow(changed('gpus.yaml', 'to: null', 'to: 2026-01-20'));
    expect(found(ends)).toEqual(['ended offers/cloud/l4; hourly 0.8 null null']);
    expect(found(base, ends)).toEqual(['begun offers/cloud/l4; hourly null 0.8 null']);
    expect(found(ends, base, '2026-01-10')).toEqual(['other offers/cloud/l4; rows']);
  });
});
