import { describe, expect, it } from 'vitest';
import { exclusionsOf, lineOf, modelOf } from '../../support/model.ts';

const prices =
  'per_image: 0.04 USD/image, per_call: 0.01 USD/call, audio_input: 40 USD/Mtok, audio_output: 80 USD/Mtok, per_session_hour: 0.05 USD/hour, cache_storage: 4.5 USD/Mtok/hour';

/** 1,000 requests of 1,000 input and 500 output tokens at 1 and 4 USD/Mtok, with more. */
function scenario(uses: string, listed = prices, rest = ''): string {
  return `prices:
  - { id: acme/chat, input: 1 USD/Mtok, output: 4 USD/Mtok, ${listed} }
workloads:
  chat:
    volume: 1000 requests/month
    tokens: { input: 1000, output: 500 }
    uses: ${uses}
    ${rest}
    options: { api: { buy: acme/chat } }`;
}
const spend = (uses: string): string => lineOf(modelOf(scenario(uses)), 'api', 'tokens');

describe('what a request uses beside its text', () => {
  // Text alone: 1 · 1 + 0.5 · 4 = 3.
  it.each([
    ['{ images: 2 }', '83'], // + 2,000 · 0.04
    ['{ calls: 3 }', '33'], // + 3,000 · 0.01
    ['{ audio_input: 600, audio_output: 400 }', '59'], // + 0.6 · 40 + 0.4 · 80
    ['{ session: 0.1 }', '8'], // + 100 h · 0.05
    ['{ cache_stored: 2M tokens }', '6573'], // + 2 · 4.5 · 730
  ])('%s', (uses, total) => {
    expect(spend(uses)).toBe(total);
  });

  it('is paid for every attempt, what is kept in the cache once', () => {
    const retried = scenario(
      '{ images: 2, cache_stored: 2M tokens }',
      prices,
      'retries: { failure_rate: 50%, max: 1 }',
    );
    // A = 1.5; text 3 · (S + F − 1) = 3 · (0.75 + 0.75 − 1), images 80 · 0.5.
    expect(lineOf(modelOf(retried), 'api', 'retries')).toBe('41.5');
  });

  it('excludes an entry that states no price for it', () => {
    expect(exclusionsOf(modelOf(scenario('{ images: 2 }', 'per_call: 0.01 USD/call')), 'api')).toEqual([
      'unknown-price',
    ]);
  });

  it('can be set, price and use', () => {
    const set = { 'workloads.chat.uses.images': '5', 'prices.acme/chat.per_image': '0.1 USD/image' };
    expect(lineOf(modelOf(scenario('{ images: 2 }'), { set }), 'api', 'tokens')).toBe('503');
  });
});

describe('reasoning tokens', () => {
  it('come on top of the answer, as output', () => {
    const model = modelOf(scenario('{}').replace('output: 500 }', 'output: 500, reasoning: 200% }'));
    // 1 + 0.5 · 3 · 4
    expect(lineOf(model, 'api', 'tokens')).toBe('7');
  });
});
