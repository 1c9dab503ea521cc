import { describe, expect, it } from 'vitest';
import { placePortfolio } from '../../../src/analysis/index.ts';
import { evaluate } from '../../../src/formula/index.ts';
import { solveProgram } from '../../../src/io/solve-program.ts';
import { portfolioOf } from '../../support/portfolio.ts';

const scenario = (options: (workload: number) => string): string => `
currency: USD
hours_per_month: 730
prices:
  - { id: api, input: 1 USD/Mtok, output: 1 USD/Mtok }
offers:
  - { id: gpu, gpu: h100-sxm, hourly: 2 USD/hour, node: 1, term: 1 year, switch_off: false }
platforms: { gateway: 900 USD/month, evaluation: 300 USD/month }
clusters:
  a: { model: any, offer: gpu, gpus_per_replica: 1, utilization: 80%, throughput: { mixed: 2.5k tokens/s }, platforms: [gateway] }
  b: { model: any, offer: gpu, gpus_per_replica: 1, utilization: 80%, throughput: { mixed: 2.5k tokens/s }, platforms: [gateway, evaluation] }
workloads:
${[0, 1]
  .map(
    (index) => `  w${index}:
    volume: 3B tokens/month
    ratio: 1:1
    load: { hourly: [${Array.from({ length: 168 }, () => 1).join(', ')}] }
    options:
${options(index)}`,
  )
  .join('\n')}
`;

// 3B tokens a month are 3e9 / 2,628,000 / 2,500 = 0.457 replicas: one GPU, 1,460 a month, on each cluster.
describe('platforms', () => {
  it('are paid once by a plan, and whole by each workload alone', async () => {
    const portfolio = portfolioOf(scenario((index) => `      own: { build: ${index === 0 ? 'a' : 'b'} }`));
    const alone = portfolio.model.workloads.map(({ options }) => {
      const statement = options[0]?.statement;
      return statement ? evaluate(statement.monthly).toFixed(2) : null;
    });
    expect(alone).toEqual(['2360.00', '2660.00']);
    const { portfolio: placed } = await placePortfolio(portfolio, (program) => solveProgram(program));
    // 2 · 1,460 + 900 + 300
    expect(placed.monthly?.toFixed(2)).toBe('4120.00');
    expect(
      placed.sharing.map(({ kind, id, monthly, apart }) => [kind, id, monthly.toFixed(), apart.toFixed()]),
    ).toEqual([['platform', 'gateway', '900', '1800']]);
    // The gateway by load, 450 each; the evaluation harness is the second one's alone.
    expect(placed.assignments.map(({ monthly }) => monthly.toFixed(2))).toEqual(['1910.00', '2210.00']);
  });

  it('are paid once by a hybrid option too', () => {
    const portfolio = portfolioOf(
      scenario(
        () => `      first: { build: a }
      second: { build: b }
      api: { buy: api }
      burst: { hybrid: { base: first, overflow: api, replicas: 1 } }
      both: { cascade: { small: first, large: second, settled: 50% } }`,
      ),
    );
    const platformOf = (id: string): string | undefined => {
      const option = portfolio.model.workloads[0]?.options.find((each) => each.id === id);
      const line = option?.statement?.lines.find((each) => each.id === 'build.platform');
      return line === undefined ? undefined : evaluate(line.monthly).toFixed();
    };
    expect([platformOf('burst'), platformOf('both')]).toEqual(['900', '1200']);
    // With one choice the joint cost is that option's own statement, whatever the option is.
    for (const { taken, option, workload } of portfolio.choices) {
      if (workload !== 'w0' || option.statement === null) continue;
      const joint = evaluate(
        portfolio.monthly,
        new Map([[taken.address, evaluate(portfolio.model.graph.constant(1))]]),
      );
      expect([option.id, joint.toFixed(9)]).toEqual([
        option.id,
        evaluate(option.statement.monthly).toFixed(9),
      ]);
    }
  });
});
