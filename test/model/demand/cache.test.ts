import { describe, expect, it } from 'vitest';
import { breakEven, parseVary } from '../../../src/analysis/index.ts';
import { evaluate } from '../../../src/formula/index.ts';
import { figureAt, lineOf, modelOf, optionOf, varied } from '../../support/model.ts';

/** Up to 1,000 tokens 10 for input, 1 for a hit and 12.50 for a write, above them twice as much. */
const tiers =
  'tiers: [{ above: 1000 tokens, mode: whole_request, input: 20 USD/Mtok, cached: 2 USD/Mtok, cache_write: 25 USD/Mtok, output: 0 USD/Mtok }]';
const prices = (more: string): string =>
  `prices: [{ id: a/b, input: 10 USD/Mtok, cached: 1 USD/Mtok, cache_write: 12.5 USD/Mtok, output: 0 USD/Mtok${more} }]`;
const scenario = (workload: string, more = ''): string => `${prices(more)}
workloads: { w: { volume: 1M requests/month, ${workload}, options: { api: { buy: a/b } } } }`;
const cost = (workload: string, more = ''): number =>
  Number(lineOf(modelOf(scenario(workload, more)), 'api', 'tokens'));

describe('tokens that are read from the cache', () => {
  const mixed =
    'classes: [{ share: 50%, input: 500, output: 0 }, { share: 50%, input: 1500, output: 1 }], tokens: { cached_tokens: 800, cache_write_tokens: 100 }';

  it('are no more of a request than it has, and each kind of request has its own tier', () => {
    // 500 read, and nothing is left to be written; 800 read, 100 written, 600 plain, at twice the prices
    expect(cost(mixed, `, ${tiers}`)).toBeCloseTo(0.5 * 500 + 0.5 * (800 * 2 + 100 * 25 + 600 * 20), 6);
    // Of 1,000 tokens on average 650 are read.
    expect(figureAt(modelOf(scenario(mixed)), 'workloads.w.tokens.cached_share')).toBe('0.65');
  });

  it('are of each turn of a conversation what the turn before carried', () => {
    // 600, 900 and 1,200 tokens, of which 0, 600 and 900 were carried before; the last turn is above the tier.
    const turns = 'conversation: { turns: 3, system: 500, user: 100, answer: 200, cached: 100% }';
    expect(cost(turns, `, ${tiers}`)).toBeCloseTo((6000 + (600 + 3000) + (1800 + 6000)) / 3, 6);
    // 40 % are written; of the second turn there are 300 left, fewer than 360, and of the third 300, fewer than 480.
    const written = turns.concat(', tokens: { cache_write: 40% }');
    expect(cost(written)).toBeCloseTo((240 * 12.5 + 360 * 10 + 600 + 300 * 12.5 + 900 + 300 * 12.5) / 3, 6);
    // 1,500 of 2,700 are read; another half cannot be written.
    expect(() => modelOf(scenario(written.replace('40%', '50%')))).toThrow('more than 100% of the input');
  });

  it('and those that are written are never more than there are, whatever is varied', () => {
    const model = modelOf(scenario('tokens: { input: 1000, output: 1, cached: 60%, cache_write: 30% }'));
    const at = 'workloads.w.tokens';
    const maximum = (key: string): string | undefined => model.graph.inputs.get(`${at}.${key}`)?.maximum?.toFixed(); // prettier-ignore
    expect([maximum('cached'), maximum('cache_write')]).toEqual(['0.7', '0.4']);
    expect(parseVary(`${at}.cached=0.8`, model).ok).toBe(false);
    expect(breakEven(model, `${at}.cached`)).toMatchObject({ ok: true });
    // Both at once: 70 % read, and the 30 % that are left written.
    const both = new Map([`${at}.cached`, `${at}.cache_write`].map((key, index) => [key, index === 0 ? '0.7' : '0.4'])); // prettier-ignore
    const { monthly } = optionOf(model, 'api').statement ?? expect.fail();
    expect(Number(evaluate(monthly, varied(Object.fromEntries(both))).toFixed())).toBeCloseTo(700 + 300 * 12.5, 6); // prettier-ignore
  });

  it('are said to have no price where they are counted too', () => {
    const bare = scenario('tokens: { input: 1000, output: 1, cache_write_tokens: 100 }').replace(
      ' cache_write: 12.5 USD/Mtok,',
      '',
    );
    expect(optionOf(modelOf(bare), 'api').notes).toEqual([
      'a/b states no price for cache writes: billed as plain input',
    ]);
  });
});
