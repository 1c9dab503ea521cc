import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/index.ts';

const text = (cluster: string, plan: string, options: string): string => `crossover: 1
prices:
  - { id: a/x, input: 1 USD/Mtok, output: 1 USD/Mtok }
  - { id: b/x, input: 1 USD/Mtok, output: 1 USD/Mtok }
offers:
  - { id: gpu, gpu: h100-sxm, hourly: 2 USD/hour, node: 1, term: 1 year, switch_off: false }
platforms: { gateway: 900 USD/month }
clusters:
  own: { model: any, offer: gpu, gpus_per_replica: 1, throughput: { mixed: 2.5k tokens/s }${cluster} }
plan: { ${plan} }
workloads:
  w:
    volume: 1B tokens/month
    ratio: 1:1
    options:
${options}
`;
const plain = '      a: { buy: a/x }\n      b: { buy: b/x }\n      c: { build: own }';

describe('what a plan names that is not there is an error at its place', () => {
  it.each([
    [
      'an unknown platform',
      ', platforms: [gatway]',
      '',
      plain,
      'scenario/reference',
      '9:105',
      "there is no platform 'gatway'",
    ],
    [
      'a quota of an unknown offer',
      '',
      'quotas: { gpux: 3 GPU }',
      plain,
      'scenario/reference',
      '10:19',
      "there is no offer of a cluster 'gpux'",
    ],
    [
      'people of an unknown team',
      '',
      'headcount: { ops: 2 FTE }',
      plain,
      'scenario/reference',
      '10:22',
      "there is no team 'ops'",
    ],
    [
      'two vendors of an unknown workload',
      '',
      'two_vendors: [v]',
      plain,
      'scenario/reference',
      '10:23',
      "there is no workload 'v'",
    ],
    [
      'a failover in a circle of three',
      '',
      '',
      '      a: { buy: a/x, failover: b }\n      b: { buy: b/x, failover: c }\n      c: { build: own, failover: a }',
      'scenario/cycle',
      '16:32',
      'a → b → c → a',
    ],
  ] as const)('%s', (_, cluster, plan, options, code, place, words) => {
    const result = parseScenario({ file: 'plan.yaml', text: text(cluster, plan, options), overrides: [] });
    expect(result.ok).toBe(false);
    const [first] = result.diagnostics.filter(({ severity }) => severity === 'error');
    expect(first?.code).toBe(code);
    expect(`${first?.span?.line}:${first?.span?.column}`).toBe(place);
    expect(first?.message).toContain(words);
  });
});
