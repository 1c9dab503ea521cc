import { describe, expect, it } from 'vitest';
import { placePortfolio } from '../../../src/analysis/index.ts';
import { evaluate, Exact } from '../../../src/formula/index.ts';
import { solveProgram } from '../../../src/io/solve-program.ts';
import { portfolioOf } from '../../support/portfolio.ts';

const hours = Array.from({ length: 168 }, (_, hour) => (hour % 2 === 0 ? 3 : 1)).join(', ');

/** Workloads of 60,000 tokens a minute, two units: three in every other hour and one between. Bought on demand, 2,628 a month. */
const scenario = (increment: number, more = '', commitment = ''): string => `
currency: USD
hours_per_month: 730
prices:
  - { id: api, channel: acme, input: 1 USD/Mtok, output: 1 USD/Mtok${commitment}, provisioned: { rate: 1 USD/unit/hour, tokens_per_minute: 30k tokens/minute, minimum_units: ${increment}, increment: ${increment}, output_weight: 1 } }
workloads:
${[0, 1]
  .map(
    (index) => `  w${index}:
    volume: 2.628B tokens/month
    ratio: 1:1
    load: { hourly: [${hours}] }
    options:
      api: { buy: api }
      units: { buy: api, mode: provisioned, spillover: true }${more}`,
  )
  .join('\n')}
`;

describe('provisioned units that spill over', () => {
  // A unit costs 730 a month and serves 1,314 Mtok. One unit is busy in every hour, a second one in half of them, for 657.
  it('are kept where they are busy enough: one unit, and what is above it on demand', () => {
    const { model } = portfolioOf(scenario(1));
    const [, units] = model.workloads[0]?.options ?? [];
    expect(units?.statement && evaluate(units.statement.monthly).toFixed(2)).toBe('2044.00');
    const lines = units?.statement?.lines.map(({ id, monthly }) => [id, evaluate(monthly).toFixed(2)]);
    expect(lines).toContainEqual(['provisioned', '730.00']);
    expect(lines).toContainEqual(['tokens', '1314.00']);
  });

  // By fours none is worth it for one workload: 2,920 against 2,628. Two of them need six and two: 2,920, and two units in half of
  // the hours for 1,314.
  it('are pooled: by fours one workload buys on demand, and two share four units', async () => {
    const { portfolio: placed } = await placePortfolio(portfolioOf(scenario(4)), (program) =>
      solveProgram(program),
    );
    expect(placed.aloneMonthly?.toFixed(2)).toBe('5256.00');
    expect(placed.monthly?.toFixed(2)).toBe('4234.00');
    expect(placed.assignments.map(({ option }) => option)).toEqual(['units', 'units']);
    expect(placed.assignments.reduce((sum, { monthly }) => sum.plus(monthly), new Exact(0)).toFixed(2)).toBe(
      '4234.00',
    );
    expect(placed.sharing.map(({ kind, id }) => [kind, id])).toEqual([['provisioned', 'api']]);
  });

  // Two units kept, 1,460, and four above them in half of the hours, 2,628: 4,088 in all, of which a vendor's terms see the whole.
  it('count to the terms of their vendor, with what is bought on demand', async () => {
    const terms = ', commitment: { mode: all_units, tiers: [{ above: 4k USD/month, multiplier: 0.5 }] }';
    const { portfolio: placed } = await placePortfolio(portfolioOf(scenario(1, '', terms)), (program) =>
      solveProgram(program),
    );
    // Of which half is due.
    expect(placed.monthly?.toFixed(2)).toBe('2044.00');
    expect(placed.sharing.map(({ kind, id }) => [kind, id])).toEqual([['commitment', 'acme']]);
  });

  it.each(['spillover: true', 'mode: on-demand, spillover: true'])('need units: %s', (keys) => {
    expect(() => portfolioOf(scenario(1, `\n      wrong: { buy: api, ${keys} }`))).toThrow(
      /test\.yaml:\d+:\d+: error\[scenario\/conflict\]: workloads\.w0\.options\.wrong\.spillover: 'spillover' needs 'mode: provisioned'/u,
    );
  });
});
