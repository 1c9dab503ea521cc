import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogOf, modelOf } from '../support/model.ts';
import { resultOf } from '../support/results.ts';

describe('P07 cache and batch prices, from the bundled catalog', () => {
  // Anthropic pricing page, Model pricing and Batch tables, as mirrored by a third party,
  // https://platform.claude.com/docs/en/about-claude/pricing
  // Multipliers differ by model: the same page has cache reads at 0.05 for Opus 5.5 and 0.025 for Fable 5.1.
  const catalog = catalogOf({ 'tokens.yaml': readFileSync('pricing/2026-11/tokens.yaml', 'utf8') });
  const published = [
    {
      id: 'anthropic/claude-opus-4.5',
      write5m: 6.25,
      write1h: 10,
      read: 0.5,
      batchInput: 2.5,
      batchOutput: 12.5,
    },
    {
      id: 'anthropic/claude-sonnet-4.5',
      write5m: 3.75,
      write1h: 6,
      read: 0.3,
      batchInput: 1.5,
      batchOutput: 7.5,
    },
    {
      id: 'anthropic/claude-haiku-4.5',
      write5m: 1.25,
      write1h: 2,
      read: 0.1,
      batchInput: 0.5,
      batchOutput: 2.5,
    },
    {
      id: 'anthropic/claude-opus-4.1',
      write5m: 18.75,
      write1h: 30,
      read: 1.5,
      batchInput: 7.5,
      batchOutput: 37.5,
    },
  ];

  /** What a million tokens cost that are all input or all output. */
  function perMtok(id: string, tokens: string, option = ''): number {
    const model = modelOf(
      `as_of: 2026-11-01
workloads: { chat: { volume: 1M requests/month, tokens: { ${tokens} }, options: { api: { buy: ${id}${option} } } } }`,
      { catalog },
    );
    return Number(resultOf(model, 'api').per_mtok);
  }

  it.each(published)('$id', ({ id, write5m, write1h, read, batchInput, batchOutput }) => {
    const within = (found: number, expected: number): void =>
      expect(Math.abs(found - expected)).toBeLessThanOrEqual(0.001);
    within(perMtok(id, 'input: 1000, output: 0, cache_write: 100%'), write5m);
    within(perMtok(id, 'input: 1000, output: 0, cache_write: 100%, cache_ttl: long'), write1h);
    within(perMtok(id, 'input: 1000, output: 0, cached: 100%'), read);
    within(perMtok(id, 'input: 1000, output: 0', ', batch: 100%'), batchInput);
    within(perMtok(id, 'input: 0, output: 1000', ', batch: 100%'), batchOutput);
  });
});

describe('P08 cost per request, GPT-3.5: 500 in, 200 out', () => {
  // Mithril/HF TCO calculator, How_to_contribute.md, https://huggingface.co/spaces/mithril-security/TCO_calculator
  it.each([
    { requests: 1, usd: 0.00115, within: 1e-9 },
    { requests: 1000, usd: 1.15, within: 1e-6 },
  ])('$requests requests', ({ requests, usd, within }) => {
    const model = modelOf(`prices: [ { id: openai/gpt-3.5, input: 1.5 USD/Mtok, output: 2 USD/Mtok } ]
workloads: { chat: { volume: ${requests} requests/month, tokens: { input: 500, output: 200 }, options: { api: { buy: openai/gpt-3.5 } } } }`);
    expect(Math.abs(Number(resultOf(model, 'api').monthly) - usd)).toBeLessThanOrEqual(within);
  });
});
