import { describe, expect, test } from 'vitest';
import { runModel } from '../../src/analysis/index.ts';
import { buildModel, withSourcedDefaults } from '../../src/model/index.ts';
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

  describe('power by country', () => {
    const owned = (region: string, more = ''): string => `crossover: 1
as_of: 2026-11-25
currency: EUR
region: ${region}
defaults: sourced
${more}clusters: { own: { model: llama-3.1-8b, offer: owned/lenovo/8x-h100 } }
workloads:
  desk:
    volume: 1 requests/month
    tokens: { input: 1500, output: 350 }
    options: { own: { build: own } }
`;
    const gpus = (text: string): number => {
      const found = run(text).result.workloads[0]?.options[0]?.lines.find(({ id }) => id === 'gpu');
      return found?.monthly.toNumber() ?? Number.NaN;
    };

    test('an owned offer of the catalog draws power where `region:` says', () => {
      const inputs = (region: string) => {
        const { graph } = run(owned(region)).model;
        const at = 'offers.owned/lenovo/8x-h100.ownership';
        return ['power_price', 'pue'].map((key) => graph.inputs.get(`${at}.${key}`));
      };
      const [price, center] = inputs('de/berlin');
      expect([price?.value.toFixed(), center?.value.toFixed()]).toEqual(['0.2264', '1.5']);
      expect(price?.provenance.origin).toMatchObject({
        url: 'https://ec.europa.eu/eurostat/databrowser/view/nrg_pc_205',
      });
      expect(inputs('us').map((each) => each?.value.toFixed())).toEqual(['0.0871', '1.49']);
      // Eight GPUs that idle: 8 x 30.6 % x 1.275 kW x 730 h, x 1.5 x 0.2264 EUR in Germany, x 1.5 x 0.0748 EUR in Finland.
      expect(gpus(owned('de')) - gpus(owned('fi'))).toBeCloseTo(
        8 * 0.306 * 1.275 * 730 * 1.5 * (0.2264 - 0.0748),
        3,
      );
    });

    test('what it adds is said beside the others, and what is stated or set stays', () => {
      const said = run(owned('de')).result.warnings.find(({ code }) => code === 'sourced-defaults')?.message;
      expect(said).toMatch(/[1-9]\d* power in de \(0\.2264 EUR\/kWh\)/u);
      const own = `offers: [ { id: owned/lenovo/8x-h100, gpu: h100-sxm, node: 8, currency: EUR, ownership: { price: 30k EUR, residual: 0%, depreciation: 60 months, maintenance: 0%/year, colocation: 0 EUR/month, power: 1 kW, pue: 1.2, power_price: 0.1 EUR/kWh, idle: 50% } } ]\n`;
      // 8 x 30,000 / 60 + 8 x 50 % x 1 kW x 1.2 x 730 h x 0.1
      expect(gpus(owned('de', own))).toBeCloseTo(4000 + 350.4, 2);
    });

    test('a country whose power is not known keeps what the offer says, and it is said', () => {
      const parsed = parseScenario({ file: 'desk.yaml', text: owned('japan') });
      if (!parsed.ok) throw new Error('it can be read');
      const model = withSourcedDefaults(parsed.value, catalog);
      expect(model.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
        "model/no-facts region: catalog 2026-12 does not know what power costs in 'jp': owned/lenovo/8x-h100 keeps its own",
      ]);
      expect(model.ok).toBe(true);
    });
  });
});
