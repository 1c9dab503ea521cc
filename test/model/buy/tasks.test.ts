import { describe, expect, it } from 'vitest';
import { runModel } from '../../../src/analysis/index.ts';
import { exclusionsOf, lineOf, modelOf, optionOf, totalOf } from '../../support/model.ts';

const prices = `prices:
  - { id: acme/embed, task: embedding, input: 0.02 USD/Mtok, token_multiplier: 1.5, context: 8k tokens }
  - { id: acme/rerank, task: reranking, per_request: 0.002 USD, context: 4k tokens }
  - { id: acme/chat, input: 0.01 USD/Mtok, output: 4 USD/Mtok }
  - { id: acme/short, input: 0.01 USD/Mtok, output: 4 USD/Mtok, max_output: 40 tokens }
offers: [{ id: o, gpu: l4, hourly: 0.7 USD/hour }]
clusters: { e: { model: embed-llm, offer: o, gpus_per_replica: 1, throughput: { prefill: 1000 tokens/s } } }
`;
const index = (options: string, output = 0): string => `${prices}workloads:
  index: { volume: 10M requests/month, tokens: { input: 500, output: ${output} }, options: ${options} }`;
const three = '{ api: { buy: acme/embed }, own: { build: e }, rank: { buy: acme/rerank } }';

describe('models that write no text', () => {
  it('have no price of output, and none of input where they are paid by the request', () => {
    const model = modelOf(index(three));
    // 5,000 Mtok, of which there are half as many again, at 0.02; 10M at 0.002
    expect(totalOf(model, 'api').toFixed()).toBe('150');
    expect(totalOf(model, 'rank').toFixed()).toBe('20000');
    // 5e9 / 1,000 / 2,628,000 s = 1.9026 replicas at 70 %: three GPUs at 0.70 · 730
    expect(totalOf(model, 'own').toFixed()).toBe('1533');
    expect(runModel(model).workloads[0]?.placement.option).toBe('api');
  });

  it('cannot be had where text is asked for', () => {
    const model = modelOf(index(three, 1));
    expect(exclusionsOf(model, 'api')).toEqual(['task']);
    expect(exclusionsOf(model, 'rank')).toEqual(['task']);
    expect(exclusionsOf(model, 'own')).toEqual(['unknown-throughput']);
    const [address] = [...model.structural.keys()].filter((each) => each.endsWith('tokens.output'));
    expect(model.structural.get(address ?? '')).toBe('whether text is written');
  });

  it('are all that `auto` takes for a workload without output, and are not taken for one with it', () => {
    const bought = (output: number): readonly string[] =>
      (modelOf(index('auto', output)).workloads[0]?.options ?? [])
        .filter(({ kind }) => kind === 'buy')
        .map(({ id }) => id);
    expect(bought(0)).toEqual(['acme/embed', 'acme/rerank']);
    expect(bought(30)).toEqual(['acme/chat', 'acme/short']);
  });

  it('need the other prices as any entry does', () => {
    for (const [entry, key] of [
      ['task: embedding, per_image: 1 USD/image', 'input'],
      ['input: 1 USD/Mtok', 'output'],
      ['per_request: 1 USD', 'input'],
    ] as const)
      expect(() => modelOf(`prices: [{ id: a/b, ${entry} }]\n${index('auto').slice(prices.length)}`)).toThrow(
        `the key '${key}' is missing`,
      );
  });
});

describe('a step of a pipeline', () => {
  const pipeline = (steps: string, more = ''): string => `${prices}workloads:
  chat:
    volume: 1M requests/month
    tokens: { input: 500, output: 10 }
    steps: { ${steps} }${more}
    options: { chat: { buy: acme/chat } }`;

  it('is in the tokens of its own model', () => {
    // 1M · 100 · 1.5 · 0.02 / 1e6, and 1M · 0.002
    const model = modelOf(
      pipeline('find: { buy: acme/embed, input: 100 }, rank: { buy: acme/rerank, input: 3k }'),
    );
    expect(lineOf(model, 'chat', 'steps.find')).toBe('3');
    expect(lineOf(model, 'chat', 'steps.rank')).toBe('2000');
    expect(exclusionsOf(model, 'chat')).toEqual([]);
  });

  it.each([
    ['find: { buy: acme/embed, input: 6k }', 'context', 'a call of 9000 tokens'],
    ['rank: { buy: acme/rerank, input: 5k }', 'context', 'a call of 5000 tokens'],
    ['write: { buy: acme/short, output: 41 }', 'context', 'an answer of 41 tokens is longer than the 40'],
    ['find: { buy: acme/embed, output: 1 }', 'task', 'step find: acme/embed is an embedding model'],
  ])('holds the limits of its model: %s', (steps, code, message) => {
    const [first] = optionOf(modelOf(pipeline(steps)), 'chat').exclusions;
    expect(first?.by).toBe(code);
    expect(first?.message).toContain(message);
  });
});
