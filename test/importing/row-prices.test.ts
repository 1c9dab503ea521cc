import { describe, expect, it } from 'vitest';
import { Exact } from '../../src/formula/index.ts';
import type { TokenPriceRow } from '../../src/catalog/index.ts';
import { tokenRowPrices } from '../../src/importing/merging/row-prices.ts';
import { catalogOf } from '../support/model.ts';

/** A row of a list with these prices and no others. */
function row(more: string): TokenPriceRow {
  const source = 'source: { url: "https://a.example", retrieved: 2026-01-02 }';
  const catalog = catalogOf({
    'tokens.yaml': `- { id: acme/chat, channel: acme, currency: USD, prices: [ { from: 2026-01-01, to: null, recorded: 2026-01-01, kind: list, input: 1 USD/Mtok, output: 2 USD/Mtok${more}, ${source} } ] }`,
  });
  const [found] = catalog.tokens.get('acme/chat')?.rows ?? [];
  return found ?? expect.fail();
}

const { join, compare, agree } = tokenRowPrices('USD');

describe('what a known and an imported row say together', () => {
  it('a known batch price stays, since it says whether it goes with the cache; an unknown one is learned', () => {
    const known = row(', batch: { multiplier: 50%, combines_with_cache: true }');
    const learned = row(', batch: { multiplier: 50%, combines_with_cache: false }');
    expect(join(known, learned).batch?.combinesWithCache).toBe(true);
    expect(join(row(''), learned).batch?.combinesWithCache).toBe(false);
  });

  it('known tiers stay, since they say how they count; unknown ones are learned', () => {
    const tier = (mode: string): TokenPriceRow =>
      row(`, tiers: [ { above: 200k tokens, mode: ${mode}, input: 2 USD/Mtok, output: 4 USD/Mtok } ]`);
    expect(join(tier('part_above'), tier('whole_request')).tiers[0]?.mode).toBe('part_above');
    expect(join(row(''), tier('whole_request')).tiers[0]?.mode).toBe('whole_request');
  });

  it('a learned cached price goes before a known one, and a known one stays where none is learned', () => {
    expect(join(row(', cached: 0.5 USD/Mtok'), row(', cached: 0.4 USD/Mtok')).cached?.toFixed()).toBe('0.4');
    expect(join(row(', cached: 0.5 USD/Mtok'), row('')).cached?.toFixed()).toBe('0.5');
  });

  it('rows are the same, more or different by what both state', () => {
    expect(compare(row(''), row(''))).toBe('same');
    expect(compare(row(', cached: 0.5 USD/Mtok'), row(''))).toBe('same');
    expect(compare(row(''), row(', cached: 0.5 USD/Mtok'))).toBe('more');
    expect(compare(row(', cached: 0.5 USD/Mtok'), row(', cached: 0.4 USD/Mtok'))).toBe('different');
  });

  it('main prices agree within 1 %', () => {
    const at = (input: string): TokenPriceRow => ({ ...row(''), input: new Exact(input) });
    // 1.01 · 0.01 = 0.0101 is allowed between 1 and 1.01; 0.0102 between 1 and 1.02.
    expect(agree(at('1'), at('1.01'))).toBe(true);
    expect(agree(at('1'), at('1.02'))).toBe(false);
  });
});
