import { describe, expect, test } from 'vitest';
import { runModel } from '../../src/analysis/index.ts';
import { buildModel } from '../../src/model/index.ts';
import { parseScenario } from '../../src/scenario/index.ts';
import { bundledCatalog } from '../catalog/bundled-catalog.ts';

const catalog = bundledCatalog;
const scenario = `crossover: 1
as_of: 2026-11-25
region: us/atlanta
defaults: sourced
teams: { ops: { headcount: 0.5 } }
clusters: { own: { model: llama-3.1-8b, offer: lambda/h100-sxm/on-demand } }
workloads:
  desk:
    volume: 1M requests/month
    tokens: { input: 1500, output: 350 }
    options:
      mini: { buy: openai/gpt-4o-mini }
      own: { build: own, team: ops }
`;

function built(text: string) {
  const parsed = parseScenario({ file: 'desk.yaml', text });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return buildModel(parsed.value, catalog);
}

function run(text: string) {
  const model = built(text);
  if (!model.ok) throw new Error(JSON.stringify(model.diagnostics));
  const result = runModel(model.value);
  const line = (option: string, id: string): number | undefined =>
    result.workloads[0]?.options
      .find((each) => each.id === option)
      ?.lines.find((each) => each.id === id)
      ?.monthly.toNumber();
  const monthly = result.workloads[0]?.options.find(({ id }) => id === 'mini')?.monthly?.toNumber();
  return { model: model.value, result, line, monthly };
}

describe('defaults: sourced', () => {
  test('fills hidden costs and wages from the catalog, each with its source', () => {
    const { model, line, monthly } = run(scenario);
    // List spend 1,500 x 0.15 + 350 x 0.60 per thousand requests: 435. Attempts 1 + 0.04 + 0.04^2 + 0.04^3 = 1.041664.
    // 435 x (1.041664 + 0.15 + 0.10) x 1.25, gateway 1.041664 x 6.6, stores 115.88 + 36.86, logs 1.041664 x 12 GB x 0.5, 29.
    expect(monthly).toBeCloseTo(702.3423 + 6.8749824 + 152.74 + 6.249984 + 29, 6);
    // 135,870 x 1.429 = 194,158 a year
    expect(line('own', 'people')).toBeCloseTo((0.5 * 194_158) / 12, 6);
    const cost = model.graph.inputs.get('teams.ops.loaded_cost');
    expect(cost?.provenance).toMatchObject({ kind: 'estimated', origin: { type: 'page', url: 'https://www.bls.gov/oes/' } }); // prettier-ignore
    expect(
      model.graph.inputs.get('workloads.desk.overheads.observability.storage')?.provenance.origin,
    ).toMatchObject({ url: 'https://aws.amazon.com/cloudwatch/pricing/' });
  });

  test('what is stated stays, and what is added is said with its parts', () => {
    const stated = scenario.replace(
      'options:',
      'overheads: { experimentation: 0%, ab_testing: { share: 0% } }\n    failover: { uplift: 0% }\n    options:',
    );
    const { result, monthly } = run(stated);
    expect(monthly).toBeCloseTo(435 * 1.041664 + 6.8749824 + 152.74 + 6.249984 + 29, 6);
    const [finding] = result.warnings.filter(({ code }) => code === 'sourced-defaults');
    // 18.12 of tokens, 0.26 of the gateway and 0.24 of logs that failed attempts take: 18.6; in all 213.
    expect(finding?.message).toContain(
      'sourced defaults add 213 USD/month to desk/mini: 19 failed attempts (4 %)',
    );
    expect(finding?.message).not.toContain('experimentation');
  });

  test('leaves a scenario that does not ask for it as it was', () => {
    const { monthly, result } = run(scenario.replace('defaults: sourced\n', '').replace('0.5 }', '0.5, loaded_cost: 1 USD/year }')); // prettier-ignore
    expect(monthly).toBeCloseTo(435, 8);
    expect(result.warnings.filter(({ code }) => code === 'sourced-defaults')).toEqual([]);
  });

  test('beside the keys of a workload, and in the currency of the results', () => {
    const both = scenario
      .replace('defaults: sourced', 'currency: EUR\ndefaults: { from: sourced, failover: { uplift: 0% } }')
      .replace('us/atlanta', 'Germany');
    const { line } = run(both);
    // 84,131 x 1.31 = 110,212 EUR, which needs no rate
    expect(line('own', 'people')).toBeCloseTo((0.5 * 110_212) / 12, 6);
    expect(line('mini', 'failover') ?? 0).toBe(0);
  });

  test('a place without wages is an error with what is known around it', () => {
    const nowhere = built(scenario.replace('us/atlanta', 'uk'));
    expect(nowhere.ok).toBe(false);
    expect(nowhere.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "model/no-facts region: catalog 2026-12 does not know what people cost in 'uk'",
    ]);
    expect(built(scenario.replace('us/atlanta', 'us/nowhere')).ok).toBe(true);
  });
});
