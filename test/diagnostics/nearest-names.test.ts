import { expect, test } from 'vitest';
import { nearestNames } from '../../src/diagnostics/index.ts';

const offers = [
  'lambda/b200/on-demand',
  'lambda/h100-sxm/on-demand',
  'lambda/h100-pcie/on-demand',
  'aws/p5.48xlarge',
];
const prices = ['azure/gpt-4o-mini', 'openai/gpt-4o-mini', 'openai/gpt-5-mini', 'meta/llama-3.1-8b'];

test.each([
  ['gpt-4o-mini', prices, ['azure/gpt-4o-mini', 'openai/gpt-4o-mini']],
  ['OpenAI/GPT-4o-mini', prices, ['openai/gpt-4o-mini']],
  ['openai/gpt-4o-mimi', prices, ['openai/gpt-4o-mini']],
  ['llama3.1-8b', prices, ['meta/llama-3.1-8b']],
  ['openai/gpt-6-mini', prices, []],
  // A B200 is one edit nearer and another thing.
  ['lambda/h100/on-demand', offers, ['lambda/h100-sxm/on-demand', 'lambda/h100-pcie/on-demand']],
  ['h100', ['h100-sxm', 'h100-pcie', 'b200', 'a100'], ['h100-sxm', 'h100-pcie']],
  ['lambda/h200/on-demand', offers, []],
  // Another vendor's GPU is another thing; another term of the same one is what there is.
  [
    'nebius/h100-sxm/on-demand',
    ['novita/h100-sxm/on-demand', 'nebius/h100-sxm/spot'],
    ['nebius/h100-sxm/spot'],
  ],
  ['', offers, []],
])('%s', (name, known, expected) => {
  expect(nearestNames(name, known)).toEqual(expected);
});
