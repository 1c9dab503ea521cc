import { describe, expect, it } from 'vitest';
import { placeAgainst, placePortfolio } from '../../../src/analysis/index.ts';
import type { Json } from '../../../src/document/index.ts';
import { solveProgram } from '../../../src/io/solve-program.ts';
import { placeWire } from '../../../src/report/results/place/wire.ts';
import { portfolioOf } from '../../support/portfolio.ts';

const solve: Parameters<typeof placePortfolio>[1] = async (program) => solveProgram(program);
const scenario = (rate = 2, more = '', last = 'summaries'): string => `
currency: USD
hours_per_month: 730
${more}
prices:
  - { id: acme/chat, input: 1 USD/Mtok, output: 1 USD/Mtok }
offers:
  - { id: gpu, gpu: h100-sxm, hourly: ${rate} USD/hour, node: 2, term: 1 year, switch_off: false }
teams:
  ops: { headcount: 0.25, loaded_cost: 96k USD/year }
clusters:
  own: { model: any, offer: gpu, gpus_per_replica: 1, utilization: 80%, throughput: { mixed: 2.5k tokens/s } }
workloads:
${[
  ['support', 2],
  ['search', 3],
  [last, 1.5],
]
  .map(
    ([id, volume]) => `  ${id}:
    volume: ${volume}B tokens/month
    ratio: 1:1
    options: { api: { buy: acme/chat }, own: { build: own, team: ops } }`,
  )
  .join('\n')}
`;

async function against(before: string, after: string) {
  const old = await placePortfolio(portfolioOf(before), solve);
  const text = JSON.stringify(placeWire.write(old));
  const saved = placeWire.decode(JSON.parse(text) as Json);
  if (saved === undefined) throw new Error('a plan is read back');
  const portfolio = portfolioOf(after);
  const today = await placePortfolio(portfolio, solve);
  const found = await placeAgainst(portfolio, today, saved, solve);
  expect(placeWire.decode(JSON.parse(JSON.stringify(placeWire.write(found))) as Json)).toEqual(found);
  if (found.against === undefined) throw new Error('a plan beside it was given');
  return found.against;
}

// Together one node of two GPUs for 2,920 and a quarter of a person for 2,000; or 6,500 bought.
describe('a saved plan', () => {
  it('holds where nothing changed', async () => {
    const found = await against(scenario(), scenario());
    expect([found.monthly, found.keptMonthly, found.more].map((each) => each?.toFixed())).toEqual([
      '4920',
      '4920',
      '0',
    ]);
    expect(found.holds).toBe(true);
    expect(found.workloads.map(({ cause }) => cause)).toEqual(['none', 'none', 'none']);
    expect(found.shared).toEqual([]);
  });

  // At 4 USD an hour the node costs 5,840, with the people 7,840: 1,340 more than buying.
  it('is dearer than the best plan where rents doubled, by workload and by what is shared', async () => {
    const found = await against(scenario(), scenario(4));
    expect([found.keptMonthly, found.more].map((each) => each?.toFixed())).toEqual(['7840', '1340']);
    expect(found.holds).toBe(false);
    expect(found.workloads.map(({ option, best, cause }) => [option, best, cause])).toEqual(
      Array.from({ length: 3 }, () => ['own', 'api', 'better-option']),
    );
    const kept = found.workloads.reduce((sum, { keptMonthly }) => sum + Number(keptMonthly), 0);
    expect(kept).toBeCloseTo(7840, 6);
    expect(
      found.shared.map(({ name, monthly, keptMonthly }) => [
        name,
        monthly?.toFixed(),
        keptMonthly?.toFixed(),
      ]),
    ).toEqual([['cluster own', '2920', '5840']]);
  });

  // At 2.10 USD an hour it costs 3,066 + 2,000, and is the best plan still.
  it('holds where it costs more and is the best all the same', async () => {
    const found = await against(scenario(), scenario(2.1));
    expect([found.keptMonthly, found.more].map((each) => each?.toFixed())).toEqual(['5066', '0']);
    expect(found.holds).toBe(true);
    expect(found.workloads.map(({ cause }) => cause)).toEqual(['inputs', 'inputs', 'inputs']);
  });

  it('does not hold where it breaks a limit', async () => {
    const found = await against(scenario(), scenario(2.1, 'plan: { quotas: { gpu: 1 GPU } }'));
    expect(found.broken).toEqual(['plan.quotas.gpu']);
    expect(found.holds).toBe(false);
  });

  it('names workloads that are new and gone, and an option that is gone', async () => {
    const renamed = await against(scenario(), scenario(2, '', 'drafts'));
    expect(renamed.workloads.map(({ workload, cause }) => [workload, cause])).toEqual([
      ['support', 'none'],
      ['search', 'none'],
      ['summaries', 'workload-gone'],
      ['drafts', 'workload-new'],
    ]);
    expect(renamed.holds).toBe(true);
    const gone = await against(scenario(), scenario().replace(', own: { build: own, team: ops }', ''));
    expect(gone.keptMonthly).toBeNull();
    expect(gone.holds).toBe(false);
    expect(gone.workloads[0]?.cause).toBe('option-gone');
  });
});
