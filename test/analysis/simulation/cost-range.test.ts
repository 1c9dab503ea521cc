import { expect, test } from 'vitest';
import { rangeOfOption } from '../../../src/analysis/index.ts';
import { modelOf } from '../../support/model.ts';
import { simulate } from './simulate.ts';

const scenario = `prices: [ { id: acme/chat, input: 2 USD/Mtok, output: 8 USD/Mtok } ]
offers: [ { id: rent, gpu: h100-sxm, hourly: 2 USD/hour } ]
clusters: { eu: { model: house-llm, offer: rent, gpus_per_replica: 1, throughput: { mixed: 1k tokens/s } } }
workloads:
  chat: { volume: { pert: [300k requests/month, 600k requests/month, 900k requests/month] }, tokens: { input: 900, output: 100 }, options: { api: { buy: acme/chat }, own: { build: eu } } }
`;

test('the range of one option is what a simulation of all of them says of it', async () => {
  const { workloads } = await simulate(scenario, { samples: 256, assumeDefaults: true });
  const options = workloads[0]?.options ?? [];
  expect(options.map(({ id }) => id).toSorted()).toEqual(['api', 'own']);
  for (const { id, p10, p90 } of options) {
    const range = rangeOfOption(modelOf(scenario), id);
    // The last digits depend on the order of operations.
    expect(range?.p10.toNumber()).toBeCloseTo(Number(p10), 6);
    expect(range?.p90.toNumber()).toBeCloseTo(Number(p90), 6);
    expect(range?.stated).toBe(1);
  }
});
