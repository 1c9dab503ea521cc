import { describe, expect, it } from 'vitest';
import { runModel } from '../../../../src/analysis/index.ts';
import { render } from '../../../../src/report/index.ts';
import { modelOf } from '../../../support/model.ts';

// A reader counts requests or tokens, and a screen that mixes them has to be worked out.

const scenario = (demand: string): string => `
prices: [ { id: acme/chat, input: 1 USD/Mtok, output: 1 USD/Mtok } ]
offers: [ { id: rent, gpu: h100-sxm, monthly: 1500 USD/month } ]
clusters: { eu: { model: llm, offer: rent, gpus_per_replica: 1, utilization: 100%, throughput: { mixed: 1k tokens/s } } }
workloads: { desk: { ${demand}, options: { api: { buy: acme/chat }, own: { build: eu } } } }`;

async function shown(demand: string, detail: 'screen' | 'full'): Promise<string> {
  const model = modelOf(scenario(demand));
  const { body } = await render(runModel(model), { format: 'table', detail, model, width: 200 });
  return String(body);
}

describe.each(['screen', 'full'] as const)('a report as %s', (detail) => {
  it('counts requests where the scenario does', async () => {
    const text = await shown('volume: 1M requests/month, tokens: { input: 900, output: 100 }', detail);
    // 1.5 Gtok of 1,000 tokens a request are 1.5M requests, and a GPU is full at 1,000 · 2,628,000 tokens.
    expect(text).toContain('for 1M requests/month');
    expect(text).toMatch(/(?:from|at) 1(?:\.5M|,500,000) requests\/month/u);
    expect(text).not.toContain('tokens/month');
  });

  it('counts tokens where the scenario does, though a request has a length', async () => {
    const text = await shown('volume: 1B tokens/month, ratio: 9:1, tokens_per_request: 1000', detail);
    expect(text).toContain('for 1B tokens/month');
    expect(text).toMatch(/(?:from|at) 1(?:\.5B|,500,000,000) tokens\/month/u);
    expect(text).not.toContain('requests/month');
  });
});
