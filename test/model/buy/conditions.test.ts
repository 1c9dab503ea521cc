import { describe, expect, it } from 'vitest';
import { exclusionsOf, lineOf, modelOf, optionOf } from '../../support/model.ts';

/** Workloads of one entry each, at the given volume, tokens and option. */
function bought(
  prices: readonly string[],
  volume: string,
  tokens: string,
  options: Readonly<Record<string, string>>,
): string {
  const listed = Object.entries(options).map(([id, option]) => `${id}: { ${option} }`);
  return `prices:
${prices.map((each) => `  - ${each}`).join('\n')}
workloads:
  w:
    volume: ${volume}
    tokens: ${tokens}
    options: { ${listed.join(', ')} }`;
}

describe('cache writes that live long', () => {
  const short =
    '{ id: acme/short, input: 5 USD/Mtok, output: 25 USD/Mtok, cached: 0.5 USD/Mtok, cache_write: 6.25 USD/Mtok }';

  it('cost twice the input price where only the short-lived write is stated, never less than that one', () => {
    const tokens = '{ input: 344139, output: 0, cache_write: 100%, cache_ttl: long }';
    const model = modelOf(bought([short], '1 request/month', tokens, { api: 'buy: acme/short' }));
    // 344,139 · 2 · 5 / 1e6
    expect(lineOf(model, 'api', 'tokens')).toBe('3.44139');
    expect(optionOf(model, 'api').notes).toHaveLength(1);
    const brief = modelOf(
      bought([short], '1 request/month', tokens.replace('long', 'short'), { api: 'buy: acme/short' }),
    );
    expect(lineOf(brief, 'api', 'tokens')).toBe('2.15086875');
  });

  it('take the short-lived price where that is the dearer one', () => {
    const dear = short.replace('cache_write: 6.25', 'cache_write: 11');
    const tokens = '{ input: 1000000, output: 0, cache_write: 100%, cache_ttl: long }';
    const model = modelOf(bought([dear], '1 request/month', tokens, { api: 'buy: acme/short' }));
    expect(lineOf(model, 'api', 'tokens')).toBe('11');
  });
});

describe('a context tier without a price for the cache', () => {
  const tiered = (rest: string): string =>
    `{ id: acme/t, input: 1.25 USD/Mtok, output: 10 USD/Mtok, cached: 0.125 USD/Mtok, cache_write: 1.5 USD/Mtok, tiers: [ { above: 200k tokens, mode: whole_request, input: 2.5 USD/Mtok, output: 15 USD/Mtok${rest} } ] }`;

  it('bills hits above it as its input, and says so', () => {
    const tokens = '{ input: 300000, output: 0, cached: 90% }';
    const model = modelOf(bought([tiered('')], '1000 requests/month', tokens, { api: 'buy: acme/t' }));
    // 300 Mtok · 2.5
    expect(lineOf(model, 'api', 'tokens')).toBe('750');
    expect(optionOf(model, 'api').notes.join()).toContain('no price for cached input above 200000 tokens');
  });

  it('takes its cache price where it states one', () => {
    const tokens = '{ input: 300000, output: 0, cached: 90% }';
    const stated = tiered(', cached: 0.25 USD/Mtok');
    const model = modelOf(bought([stated], '1000 requests/month', tokens, { api: 'buy: acme/t' }));
    // 300 · (0.1 · 2.5 + 0.9 · 0.25)
    expect(lineOf(model, 'api', 'tokens')).toBe('142.5');
  });

  it('bills writes above it by the dearest published multiple of its input', () => {
    const tokens = '{ input: 300000, output: 0, cache_write: 100% }';
    const model = modelOf(bought([tiered('')], '1000 requests/month', tokens, { api: 'buy: acme/t' }));
    // 300 · 1.25 · 2.5
    expect(lineOf(model, 'api', 'tokens')).toBe('937.5');
  });
});

describe('a service tier and the cache', () => {
  const flex = (id: string, rest: string): string =>
    `{ id: acme/${id}, input: 5 USD/Mtok, output: 10 USD/Mtok, cached: 1 USD/Mtok, services: [ { id: flex, multiplier: 50%${rest} } ] }`;
  const tokens = '{ input: 1000, output: 0, cached: 80% }';

  it('stack where it combines, and else the dearer of the two holds for hits', () => {
    const prices = [flex('apart', ''), flex('stack', ', combines: cache')];
    const options = { apart: 'buy: acme/apart, service: flex', stack: 'buy: acme/stack, service: flex' };
    const model = modelOf(bought(prices, '1M requests/month', tokens, options));
    // Hits at half of input, 2.5, since that is more than their own price of 1: 1,000 · 2.5.
    expect(lineOf(model, 'apart', 'tokens')).toBe('2500');
    // 1,000 · 0.5 · (0.2 · 5 + 0.8 · 1)
    expect(lineOf(model, 'stack', 'tokens')).toBe('900');
    expect(optionOf(model, 'apart').notes.join()).toContain('does not combine with the cache');
    expect(optionOf(model, 'stack').notes).toEqual([]);
  });

  it('take the price that the tier states by itself', () => {
    const prices = [flex('own', ', cached: 0.7 USD/Mtok')];
    const options = { own: 'buy: acme/own, service: flex' };
    const model = modelOf(bought(prices, '1M requests/month', tokens, options));
    // 1,000 · (0.2 · 2.5 + 0.8 · 0.7)
    expect(lineOf(model, 'own', 'tokens')).toBe('1060');
  });
});

describe('batch and the cache', () => {
  const lite = (id: string, rest: string): string =>
    `{ id: ${id}, input: 0.3 USD/Mtok, output: 2.5 USD/Mtok, cached: 0.03 USD/Mtok, batch: { multiplier: 50%, combines_with_cache: false${rest} } }`;
  const tokens = '{ input: 10000, output: 0, cached: 90% }';
  const spend = (id: string, rest = ''): string =>
    lineOf(
      modelOf(bought([lite(id, rest)], '1M requests/month', tokens, { api: `buy: ${id}, batch: 100%` })),
      'api',
      'tokens',
    );

  it('on Google a hit keeps its own price', () => {
    // 10,000 · (0.1 · 0.15 + 0.9 · 0.03)
    expect(spend('google/lite')).toBe('420');
    expect(spend('vertex/lite')).toBe('420');
  });

  it('elsewhere, where it is not known which of the two holds, the dearer does', () => {
    // 10,000 · 0.15
    expect(spend('acme/lite')).toBe('1500');
  });

  it('a price that batch states by itself holds', () => {
    // 10,000 · (0.1 · 0.15 + 0.9 · 0.02)
    expect(spend('acme/lite', ', cached: 0.02 USD/Mtok')).toBe('330');
  });
});

describe('a request longer than the model takes', () => {
  const small =
    '{ id: acme/small, context: 128k tokens, max_output: 4k tokens, input: 0.15 USD/Mtok, output: 0.6 USD/Mtok }';
  const of = (tokens: string, option = 'buy: acme/small') =>
    optionOf(modelOf(bought([small], '10k requests/month', tokens, { api: option })), 'api').exclusions;

  it('excludes the option with both numbers', () => {
    expect(of('{ input: 300000, output: 2000 }')).toEqual([
      {
        by: 'context',
        message:
          'acme/small: a request of 300000 input and 2000 output tokens is longer than its context of 128000',
      },
    ]);
    expect(of('{ input: 126000, output: 2000 }')).toEqual([]);
    expect(of('{ input: 126001, output: 2000 }')).toHaveLength(1);
  });

  it('excludes an answer that it does not give', () => {
    expect(of('{ input: 1000, output: 4001 }')).toEqual([
      {
        by: 'context',
        message: 'acme/small: an answer of 4001 tokens is longer than the 4000 that it gives',
      },
    ]);
  });

  it('counts in its own tokens', () => {
    expect(of('{ input: 126000, output: 2000 }', 'buy: acme/small, token_multiplier: 1.01')).toHaveLength(1);
  });

  it('looks at every class of requests', () => {
    const mixed = bought([small], '10k requests/month', 'X', { api: 'buy: acme/small' }).replace(
      'tokens: X',
      'classes: [ { share: 95%, input: 2000, output: 300 }, { share: 5%, input: 180000, output: 2000 } ]',
    );
    expect(exclusionsOf(modelOf(mixed), 'api')).toHaveLength(1);
  });
});
