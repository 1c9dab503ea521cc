import { describe, expect, it } from 'vitest';
import { compare, runModel } from '../../../src/analysis/index.ts';
import { evaluate, Exact, ExactReading } from '../../../src/formula/index.ts';
import { portfolioOf } from '../../support/portfolio.ts';
import { exclusionsOf, figureAt, lineOf, modelOf } from '../../support/model.ts';

// A pipeline: what is asked is embedded and searched, what is found is ranked, a small model rewrites, and the options
// compete for the answer. 1M requests a month.

const prices = `prices:
  - { id: acme/chat, input: 2 USD/Mtok, output: 8 USD/Mtok }
  - { id: acme/embed, channel: acme, input: 0.10 USD/Mtok, output: 0 USD/Mtok, context: 8k tokens }
  - { id: rank/one, channel: rank, input: 0 USD/Mtok, output: 0 USD/Mtok, per_request: 0.002 USD }
  - { id: acme/small, input: 0.20 USD/Mtok, output: 0.80 USD/Mtok }
offers: [ { id: rent, gpu: h100-sxm, hourly: 2 USD/hour } ]
clusters: { eu: { model: llm, offer: rent, gpus_per_replica: 1, throughput: { mixed: 10k tokens/s } } }
`;
const steps = `
      embed: { buy: acme/embed, calls: 2, input: 400 }
      rank: { buy: rank/one }
      rewrite: { buy: acme/small, input: 300, output: 50 }
      search: { price: 0.0005 USD, calls: 3 }`;
const pipeline = (more = '', list = steps, options = 'api: { buy: acme/chat }, own: { build: eu }'): string =>
  `${prices}workloads:
  rag:
    volume: 1M requests/month
    tokens: { input: 1000, output: 100 }
    steps:${list}
    options: { ${options} }
${more}`;

describe('the steps of a pipeline', () => {
  const costs = {
    // 1M · 2 calls · 400 tokens at 0.10 USD/Mtok
    embed: '80',
    // 1M · 0.002
    rank: '2000',
    // 1M · (300 · 0.20 + 50 · 0.80) / 1e6
    rewrite: '100',
    // 1M · 3 · 0.0005
    search: '1500',
  };

  it('are a line each of every option, beside the model that they compete for', () => {
    const model = modelOf(pipeline());
    for (const option of ['api', 'own'])
      for (const [step, cost] of Object.entries(costs))
        expect(lineOf(model, option, `steps.${step}`)).toBe(cost);
    // 2,000 of input and 800 of output, and 3,680 of steps; one GPU, and the same steps.
    expect(figureAt(model, 'workloads.rag.options.api.monthly')).toBe('6480');
    expect(figureAt(model, 'workloads.rag.options.own.monthly')).toBe('5140');
  });

  it('are repeated with what is sent again, tried out, and sent to a second region', () => {
    const model = modelOf(
      pipeline(`    retries: { failure_rate: 50%, max: 1 }
    failover: { uplift: 10% }
    overheads: { experimentation: 20%, ab_testing: { share: 5% } }
`),
    );
    // Attempts 1.5 for 0.75 delivered, all of them billed: 1 + 0.5 again, 0.2 tried out, 0.05 to a challenger, and a tenth more.
    for (const [step, cost] of Object.entries(costs))
      expect(lineOf(model, 'api', `steps.${step}`)).toBe(
        new Exact(cost).times('1.75').times('1.1').toFixed(),
      );
  });

  it('pick their own context tier and keep to their own context', () => {
    const tier =
      ', tiers: [ { above: 200 tokens, mode: whole_request, input: 0.4 USD/Mtok, output: 0 USD/Mtok } ]';
    const tiered = pipeline().replace('output: 0.80 USD/Mtok }', `output: 0.80 USD/Mtok${tier} }`);
    // 300 tokens lie above 200: 300 · 0.40
    expect(lineOf(modelOf(tiered), 'api', 'steps.rewrite')).toBe('120');
    const long = modelOf(pipeline('', '\n      embed: { buy: acme/embed, input: 9000 }'));
    expect(exclusionsOf(long, 'own')).toEqual(['context']);
  });

  it('need the number of requests', () => {
    const byTokens = pipeline()
      .replace('volume: 1M requests/month', 'volume: 1100M tokens/month\n    ratio: 10:1')
      .replace('    tokens: { input: 1000, output: 100 }\n', '');
    expect(exclusionsOf(modelOf(byTokens), 'api')).toEqual(['needs']);
    const known = byTokens.replace('    ratio', '    tokens_per_request: 1100\n    ratio');
    expect(lineOf(modelOf(known), 'api', 'steps.embed')).toBe('80');
  });

  it('leave for APIs, also where the model does not', () => {
    const regulated = pipeline('    constraints: { regulated: true }\n');
    expect(exclusionsOf(modelOf(regulated), 'own')).toEqual(Array.from({ length: 4 }, () => 'regulated'));
    const covered = regulated
      .replaceAll('{ buy: acme/embed', '{ regulated: true, buy: acme/embed')
      .replace('{ buy: rank/one', '{ regulated: true, buy: rank/one')
      .replace('{ buy: acme/small', '{ regulated: true, buy: acme/small')
      .replace('{ price: 0.0005', '{ regulated: true, price: 0.0005');
    expect(exclusionsOf(modelOf(covered), 'own')).toEqual([]);
  });

  it('are once in a cascade and a burst', () => {
    const hours = Array.from({ length: 168 }, (_, index) => (index % 2 === 0 ? 1 : 3)).join(', ');
    const model = modelOf(
      pipeline(
        `    load: { hourly: [${hours}] }\n`,
        steps,
        'api: { buy: acme/chat }, small: { buy: acme/small }, own: { build: eu }, both: { cascade: { small: small, large: api, settled: 80% } }, burst: { hybrid: { base: own, overflow: api } }',
      ),
    );
    for (const option of ['both', 'burst']) expect(lineOf(model, option, 'steps.rank')).toBe('2000');
    // 1M · (1,000 · 0.2 + 100 · 0.8) / 1e6, a fifth of 2,800, and the steps
    expect(figureAt(model, 'workloads.rag.options.both.monthly')).toBe('4520');
  });

  it('cost the same in a plan of one workload', () => {
    const portfolio = portfolioOf(pipeline());
    for (const choice of portfolio.choices) {
      const taken = new Map([[choice.taken.address, new Exact(1)]]);
      const own = choice.option.statement?.monthly ?? expect.fail();
      expect(new ExactReading(taken).of(portfolio.monthly).toFixed()).toBe(evaluate(own).toFixed());
    }
  });

  it('move with every input of theirs as a file with that value says', () => {
    const model = modelOf(pipeline());
    for (const [address, value, unit = ''] of [
      ['workloads.rag.steps.embed.calls', '5'],
      ['workloads.rag.steps.rewrite.output', '900'],
      ['workloads.rag.steps.search.price', '0.01', ' USD'],
      ['prices.rank/one.per_request', '0.3', ' USD'],
    ] as const) {
      const moved = new ExactReading(new Map([[address, new Exact(value)]]));
      const again = modelOf(pipeline(), { set: { [address]: `${value}${unit}` } });
      for (const [index, { statement }] of (model.workloads[0]?.options ?? []).entries()) {
        const own = again.workloads[0]?.options[index]?.statement?.monthly ?? expect.fail();
        expect(moved.of(statement?.monthly ?? expect.fail()).toFixed()).toBe(evaluate(own).toFixed());
      }
    }
  });

  it('are compared line by line, and a changed price is a cause', () => {
    const of = (text: string) => ({
      name: 'a',
      subjects: new Map([['a', { form: 'model' as const, model: modelOf(text) }]]),
    });
    const found = compare(of(pipeline()), of(pipeline().replace('per_request: 0.002', 'per_request: 0.003')));
    const workload = found.ok ? found.value.scenarios[0]?.workloads[0] : undefined;
    expect(workload?.lines.find(({ id }) => id === 'steps.rank')?.change.toFixed()).toBe('1000');
    expect(workload?.effects?.map(({ group, change }) => [group, change.toFixed()])).toEqual([
      ['price', '1000'],
    ]);
  });
});

describe('what is wrong with a step', () => {
  it.each([
    ['embed: { calls: 2 }', 'one of buy, price is missing'],
    ['embed: { buy: acme/embed, price: 1 USD }', "'buy' and 'price' exclude each other"],
    ['search: { price: 1 USD, input: 5 }', 'tokens need a price entry'],
    ['embed: { buy: acme/embde }', 'acme/embde'],
  ])('%s', (step, said) => {
    expect(() => modelOf(pipeline('', `\n      ${step}`))).toThrow(said);
  });
});

it('a pipeline has an answer, with its steps in the statement', () => {
  const [workload] = runModel(modelOf(pipeline())).workloads;
  expect(workload?.placement.option).toBe('own');
  expect(
    workload?.options.map(({ lines }) => lines.filter(({ id }) => id.startsWith('steps.')).length),
  ).toEqual([4, 4]);
});
