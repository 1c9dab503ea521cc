import { describe, expect, test } from 'vitest';
import { validateCatalog } from '../../../src/catalog/index.ts';
import { readOrThrow } from '../small-catalog.ts';

interface Listed {
  readonly price: string;
  readonly retrieved?: string;
  readonly tier?: string;
}

/** One open model of several sellers; the catalog is of 2026-02-01. */
function found(sellers: Readonly<Record<string, Listed>>): readonly string[] {
  const entries = Object.entries(sellers).map(
    ([seller, { price, retrieved = '2026-01-31', tier = '' }]) =>
      `- { id: ${seller}/open-8b, model: open-8b, prices: [ { from: 2025-01-01, recorded: 2025-01-01, kind: list, source: { url: https://example.org, retrieved: ${retrieved} }, ${price}${tier} } ] }\n`,
  );
  return validateCatalog(readOrThrow({ 'tokens.yaml': entries.join('') })).map(
    ({ severity, code, message }) => `${severity} ${code} ${message.split(/[: ]/u, 1)[0]}`,
  );
}

const price = (input: string, output = input): string =>
  `input: ${input} USD/Mtok, output: ${output} USD/Mtok`;

describe('faults that price lists have had', () => {
  test('a price per thousand times more, from 1,000 to 100,000 times', () => {
    const fair = { a: { price: price('0.2') }, b: { price: price('0.3') }, c: { price: price('0.3') } };
    expect(found(fair)).toEqual([]);
    for (const times of [1_000, 3_200, 10_000, 100_000]) {
      const wrong = found({ ...fair, d: { price: price(String(0.2 * times)) } });
      expect(wrong).toContainEqual(
        expect.stringMatching(/^error catalog\/(?:too-dear|outlier) d\/open-8b$/u),
      );
    }
    // Alone with its model and in its channel, where there is nobody to compare with.
    for (const dollars of ['1800', '3200', '540000'])
      expect(found({ a: { price: price(dollars) } })).toContain('error catalog/too-dear a/open-8b');
  });

  test('a tier under the name of another threshold', () => {
    const tier = (above: string): string =>
      `, tiers: [ { above: ${above} tokens, mode: whole_request, input: 2 USD/Mtok, output: 3 USD/Mtok } ]`;
    const one = price('1', '1.5');
    const sellers = { a: { price: one, tier: tier('200k') }, b: { price: one, tier: tier('200k') } };
    expect(found({ ...sellers, c: { price: one, tier: tier('200k') } })).toEqual([]);
    expect(found({ ...sellers, c: { price: one, tier: tier('128k') } })).toEqual([
      'warning catalog/tier-threshold c/open-8b',
    ]);
  });

  test('a price of an open model that others have left behind', () => {
    const later = { a: { price: price('0.72') }, b: { price: price('0.7') } };
    expect(found({ ...later, c: { price: price('0.99'), retrieved: '2025-12-01' } })).toEqual([
      'warning catalog/stale-open-model c/open-8b',
    ]);
    expect(found({ ...later, c: { price: price('0.8'), retrieved: '2025-12-01' } })).toEqual([]);
    expect(found({ ...later, c: { price: price('0.99'), retrieved: '2026-01-15' } })).toEqual([]);
    expect(found({ a: later.a, c: { price: price('0.99'), retrieved: '2025-12-01' } })).toEqual([]);
  });
});
