import { expect, it } from 'vitest';
import { buildPortfolio } from '../../src/model/index.ts';
import { parseScenario } from '../../src/scenario/index.ts';
import { evaluate, Exact } from '../../src/formula/index.ts';
import { catalogOf } from '../support/model.ts';

const file = (name: string, id: string, more = '', hourly = '2'): { file: string; text: string } => ({
  file: name,
  text: `crossover: 1
${more}offers:
  - { id: gpu, gpu: h100-sxm, hourly: ${hourly} USD/hour, node: 2, term: 1 year, switch_off: false }
clusters:
  own: { model: any, offer: gpu, gpus_per_replica: 1, utilization: 80%, throughput: { mixed: 2.5k tokens/s } }
workloads:
  ${id}:
    volume: 2B tokens/month
    options:
      own: { build: own }
`,
});
const ratio = 'defaults: { ratio: 1:1 }\n';

// 2B tokens are 0.38 replicas each: two of them fit on one node of two GPUs for 2,920, which each alone would rent too.
it('several files are one portfolio: what they state alike is shared, and each has its own defaults', () => {
  const scenario = parseScenario({
    ...file('a.yaml', 'chat', ratio),
    beside: [file('teams/b.yaml', 'search', 'defaults: { ratio: 3:1 }\n')],
  });
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.diagnostics));
  expect(scenario.value.name).toBe('a + b');
  expect([...scenario.value.workloads.keys()]).toEqual(['chat', 'search']);
  expect(scenario.value.clusters.size).toBe(1);
  const portfolio = buildPortfolio(scenario.value, catalogOf());
  if (!portfolio.ok) throw new Error(JSON.stringify(portfolio.diagnostics));
  const all = new Map(portfolio.value.choices.map(({ taken }) => [taken.address, new Exact(1)]));
  expect(evaluate(portfolio.value.monthly, all).toFixed(2)).toBe('2920.00');
});

it.each([
  [
    'a workload twice',
    file('b.yaml', 'chat', ratio),
    'b.yaml:9: workloads.chat: a.yaml:10 has a workload of that id too',
  ],
  [
    'another offer of one id',
    file('b.yaml', 'x', ratio, '3'),
    'b.yaml:4: offers.gpu: a.yaml:5 states it differently',
  ],
  [
    'another currency',
    file('b.yaml', 'x', `currency: EUR\n${ratio}`),
    'b.yaml:2: currency: a.yaml does not state it',
  ],
  [
    'another margin',
    file('b.yaml', 'x', `margin: 9%\n${ratio}`),
    'b.yaml:2: margin: a.yaml:3 states it differently',
  ],
])('%s is an error at its place', (_what, other, expected) => {
  const scenario = parseScenario({ ...file('a.yaml', 'chat', `${ratio}margin: 4%\n`), beside: [other] });
  const said = scenario.diagnostics.map(({ message, span }) => `${span?.file}:${span?.line}: ${message}`);
  expect(said.join('\n')).toContain(expected);
});
