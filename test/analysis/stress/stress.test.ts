import { describe, expect, it } from 'vitest';
import { stressPortfolio, type ShockResult } from '../../../src/analysis/index.ts';
import { solveProgram } from '../../../src/io/solve-program.ts';
import { buildPortfolio } from '../../../src/model/index.ts';
import { portfolioOf } from '../../support/portfolio.ts';

async function stress(yaml: string, only: readonly string[] | null = null) {
  const portfolio = portfolioOf(yaml);
  const { scenario, catalog } = portfolio.model;
  return stressPortfolio(portfolio, {
    only,
    rebuild: (figures) => {
      const built = buildPortfolio(scenario, catalog, figures);
      return built.ok ? built.value : null;
    },
    solve: async (program) => solveProgram(program),
  });
}

async function shocksOf(yaml: string, only: readonly string[] | null = null) {
  const result = await stress(yaml, only);
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  return { ...result.value, byId: new Map(result.value.shocks.map((each) => [each.id, each])) };
}

function figuresOf(shock: ShockResult | undefined) {
  const of = (plan: ShockResult['plan'] | null | undefined) =>
    plan?.monthly?.toDecimalPlaces(2).toFixed() ?? null;
  return {
    plan: of(shock?.plan),
    buy: of(shock?.allBuy),
    build: of(shock?.allBuild),
    replanned: shock?.replanned?.monthly.toDecimalPlaces(2).toFixed() ?? null,
    sunk: shock?.replanned?.sunkMonthly.toDecimalPlaces(2).toFixed() ?? null,
    verdict: shock?.verdict,
  };
}

const shared = (more = '', setup = ''): string => `
currency: USD
hours_per_month: 730
${more}
prices:
  - { id: acme/chat, input: 1 USD/Mtok, output: 1 USD/Mtok }
  - { id: globex/chat, input: 1.50 USD/Mtok, output: 1.50 USD/Mtok }
offers:
  - { id: gpu, gpu: h100-sxm, hourly: 2 USD/hour, node: 2, term: 1 year, switch_off: false }
teams:
  ops: { headcount: 0.25, loaded_cost: 96k USD/year }
clusters:
  own: { model: any, offer: gpu, gpus_per_replica: 1, utilization: 80%, throughput: { mixed: 2.5k tokens/s } }
workloads:
${[2, 3, 1.5]
  .map(
    (volume, index) => `  w${index}:
    volume: ${volume}B tokens/month
    ratio: 1:1
    options: { api: { buy: acme/chat }, other: { buy: globex/chat, switch: { lead: 3 months } }, own: { build: own, team: ops${setup} } }`,
  )
  .join('\n')}
`;

// 6.5B tokens a month are 0.98935 replicas: one node of two GPUs for 2,920 and a quarter of a person for 2,000; or 6,500 bought.
describe('stress', () => {
  it('holds each shock against the plan, buying all and building all', async () => {
    const { byId, plan, allBuy, allBuild } = await shocksOf(shared());
    expect([plan, allBuy, allBuild].map((each) => each?.monthly.toFixed())).toEqual(['4920', '6500', '4920']);
    const holds = {
      plan: '4920',
      buy: '6500',
      build: '4920',
      replanned: '4920',
      sunk: '0',
      verdict: 'holds',
    };
    expect(figuresOf(byId.get('api-price-up'))).toEqual({ ...holds, buy: '9750' });
    // 2,920 · 1.4 + 2,000; the GPUs that are used are not sunk, whatever they cost.
    expect(figuresOf(byId.get('gpu-price-up'))).toEqual({
      ...holds,
      plan: '6088',
      build: '6088',
      replanned: '6088',
    });
    expect(figuresOf(byId.get('gpu-price-down'))).toEqual({
      ...holds,
      plan: '3752',
      build: '3752',
      replanned: '3752',
    });
    // 0.98935 / 15 % are 6.6 replicas, four nodes: 11,680 + 2,000. Buying leaves one node behind, the one that was reserved.
    expect(figuresOf(byId.get('low-utilization'))).toEqual({
      plan: '13680', buy: '6500', build: '13680', replanned: '6500', sunk: '2920', verdict: 'replan',
    }); // prettier-ignore
    // The node is paid whether it is used or not: 3,250 bought and 2,920 for nothing are more than 4,920.
    expect(figuresOf(byId.get('volume-halves'))).toEqual({
      plan: '4920', buy: '3250', build: '4920', replanned: '3250', sunk: '2920', verdict: 'holds',
    }); // prettier-ignore
    // A quarter of a person more: 2,920 + 4,000.
    expect(figuresOf(byId.get('key-person-leaves'))).toEqual({
      plan: '6920', buy: '6500', build: '6920', replanned: '6500', sunk: '2920', verdict: 'holds',
    }); // prettier-ignore
    expect(figuresOf(byId.get('region-outage'))).toEqual({
      plan: null, buy: '6500', build: null, replanned: '6500', sunk: '2920', verdict: 'move',
    }); // prettier-ignore
    expect(byId.get('region-outage')?.notes).toEqual(
      [0, 1, 2].map((n) => `w${n} names nothing to fail over to`),
    );
    // The plan buys nothing, so no model can be withdrawn from it.
    expect(byId.has('model-withdrawn')).toBe(false);
  });

  it('shows every change with its address, so that --set gives the same', async () => {
    const { byId } = await shocksOf(shared(), ['key-person-leaves', 'low-utilization']);
    expect([...byId.keys()]).toEqual(['low-utilization', 'key-person-leaves']);
    const changes = [...byId.values()].flatMap((each) => each.changes);
    expect(
      changes.map(({ address, from, to, unit }) => [address, from.toFixed(), to.toFixed(), unit]),
    ).toEqual([
      ['clusters.own.utilization', '0.8', '0.15', '1'],
      ['teams.ops.headcount', '0.25', '0.5', 'FTE'],
    ]);
    const same = portfolioOf(shared().replace('utilization: 80%', 'utilization: 15%'));
    const result = await stressPortfolio(same, {
      only: [],
      rebuild: () => null,
      solve: (program) => solveProgram(program),
    });
    expect(result.ok && result.value.allBuild?.monthly.toFixed()).toBe('13680');
  });

  it('counts set-up that is left and set-up that is new', async () => {
    const { byId } = await shocksOf(shared('', ', setup: 1k USD, amortize: 100 months'), ['region-outage']);
    expect(byId.get('region-outage')?.replanned?.spent.toFixed()).toBe('3000');
    expect(byId.get('region-outage')?.replanned?.outlay.toFixed()).toBe('0');
  });

  it('says of a model that is withdrawn which move takes longer than 60 days', async () => {
    const bought = shared().replaceAll(/, own: \{ build.*?\}(?= \})/gu, '');
    const { byId } = await shocksOf(bought, ['model-withdrawn']);
    expect(figuresOf(byId.get('model-withdrawn'))).toEqual({
      plan: null, buy: null, build: null, replanned: '9750', sunk: '0', verdict: 'move',
    }); // prettier-ignore
    expect(byId.get('model-withdrawn')?.label).toBe('acme/chat is withdrawn in 60 days');
    expect(byId.get('model-withdrawn')?.notes[0]).toBe('w0 needs 3 months to move to other, and has 2');
  });

  it('names the limits that a shock breaks, and when nothing is left', async () => {
    const { byId } = await shocksOf(shared('plan: { budget: 6k USD/month }'), ['gpu-price-up']);
    expect(byId.get('gpu-price-up')?.plan.broken).toEqual(['plan.budget']);
    expect(byId.get('gpu-price-up')?.verdict).toBe('none');
    expect(byId.get('gpu-price-up')?.replanned).toBeNull();
  });

  it('takes shocks that the scenario states, one of which may replace a built-in one', async () => {
    const stated = `stress:
  dearer: { label: all doubles, change: { prices.acme/chat.input: 100%, workloads.w0.volume: -50% }, withdraw: [globex/chat] }
  api-price-up: { change: { prices.acme/chat.input: 10% } }`;
    const { byId } = await shocksOf(shared(stated), ['dearer', 'api-price-up']);
    // 5.5B tokens at (2 + 1) / 2 USD; 6.5B at (1.1 + 1) / 2.
    expect(figuresOf(byId.get('dearer')).buy).toBe('8250');
    expect(byId.get('dearer')?.without).toEqual(['w0/other', 'w1/other', 'w2/other']);
    expect(figuresOf(byId.get('api-price-up')).buy).toBe('6825');
  });

  it('keeps the nodes of a fleet that are kept, and counts those that nobody needs', async () => {
    const hourly = Array.from({ length: 168 }, (_, hour) => (hour < 50 ? 10 : 4)).join(', ');
    const { byId, plan } = await shocksOf(
      `
currency: USD
hours_per_month: 730
offers:
  - { id: reserved, gpu: h100-sxm, hourly: 1.50 USD/hour, node: 1, term: 1 year, switch_off: false }
  - { id: on-demand, gpu: h100-sxm, hourly: 3.00 USD/hour, node: 1, term: on-demand }
clusters:
  fleet: { model: any, offer: on-demand, fleet: [reserved], gpus_per_replica: 1, utilization: 100%, throughput: { mixed: 2.5k tokens/s } }
workloads:
  chat:
    volume: 38_012_142_857 tokens/month
    ratio: 1:1
    load: { hourly: [${hourly}] }
    options: { own: { build: fleet } }
`,
      ['volume-halves'],
    );
    // Four reserved for 4,380 and six more for 50 of 168 hours; halved, five and two: four are kept, and one more for 50 hours.
    expect(plan.monthly.toDecimalPlaces(2).toFixed()).toBe('8290.71');
    expect(figuresOf(byId.get('volume-halves'))).toEqual({
      plan: '5031.79', buy: null, build: '5031.79', replanned: '4145.36', sunk: '2190', verdict: 'holds',
    }); // prettier-ignore
  });

  it('refuses a shock that nobody knows, an address that no option depends on, and limits that leave no plan', async () => {
    const codes = async (yaml: string, only: readonly string[] | null = null) => {
      const result = await stress(yaml, only);
      return result.ok ? [] : result.diagnostics.map(({ code, hint }) => [code, hint]);
    };
    expect(await codes(shared(), ['api-price'])).toEqual([
      ['stress/unknown-shock', "did you mean 'api-price-up'?"],
    ]);
    expect(await codes(shared('stress: { a: { change: { prices.acme/chat.inputs: 1% } } }'))).toEqual([
      ['stress/unknown-address', "did you mean 'prices.acme/chat.input'?"],
    ]);
    expect(await codes(shared('stress: { a: { withdraw: [acme/chats] } }'))).toEqual([
      ['stress/unknown-address', "did you mean 'acme/chat'?"],
    ]);
    expect((await codes(shared('plan: { budget: 1 USD/month }')))[0]?.[0]).toBe('stress/no-plan');
  });
});
