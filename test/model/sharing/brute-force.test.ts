import { describe, expect, it } from 'vitest';
import { countedPlan, placementProgram } from '../../../src/analysis/index.ts';
import { Exact, ExactReading, varyingDoubles, type InputNode } from '../../../src/formula/index.ts';
import { solveProgram } from '../../../src/io/solve-program.ts';
import type { Portfolio } from '../../../src/model/index.ts';
import { portfolioOf } from '../../support/portfolio.ts';
import { randomPortfolio } from '../../support/random-portfolio.ts';

/** Every plan: one option each, and every number of nodes that can be kept. The least cost, or null where none meets the limits. */
function bestOfAll(portfolio: Portfolio): Exact | null {
  const { model, choices, amounts, limits, monthly } = portfolio;
  const decided = (node: InputNode, values: readonly number[]) =>
    values.map((value) => [node.address, value] as const);
  const decisions: (readonly (readonly (readonly [string, number])[])[])[] = [
    ...model.workloads.map(({ id }) =>
      choices.filter(({ workload }) => workload === id).map(({ taken }) => [[taken.address, 1] as const]),
    ),
    ...amounts.map((node) =>
      decided(
        node,
        Array.from({ length: (node.maximum?.toNumber() ?? 0) + 1 }, (_, count) => count),
      ).map((each) => [each]),
    ),
  ];
  const rows = limits.flatMap((limit) => limit.rows);
  const inDoubles = varyingDoubles([monthly, ...rows.map(({ of }) => of)]).moved([
    ...choices.map(({ taken }) => taken.address),
    ...amounts.map(({ address }) => address),
  ]);
  const possible: { readonly cost: number; readonly plan: ReadonlyMap<string, number> }[] = [];
  const go = (index: number, plan: ReadonlyMap<string, number>): void => {
    const ways = decisions[index];
    if (ways !== undefined) {
      for (const way of ways) go(index + 1, new Map([...plan, ...way]));
      return;
    }
    const [cost, ...values] = inDoubles(plan);
    const isNearEnough = values.every((value, row) => {
      const upper = rows[row]?.upper?.toNumber() ?? Infinity;
      return value <= upper + 1e-6 * Math.max(1, Math.abs(upper));
    });
    if (cost !== undefined && isNearEnough) possible.push({ cost, plan });
  };
  go(0, new Map());
  // Doubles only set the order; whether the cheapest plan meets the limits, and what it costs, is exact.
  for (const { plan } of possible.toSorted((a, b) => a.cost - b.cost)) {
    const exact = new ExactReading(new Map([...plan].map(([address, value]) => [address, new Exact(value)])));
    if (rows.every(({ of, upper }) => upper === undefined || exact.of(of).lte(upper.plus('1e-9'))))
      return exact.of(monthly);
  }
  return null;
}

/** What is wrong with the plan that bounds leave. */
function faultOf(portfolio: Portfolio, best: Exact | null): string | null {
  const counted = countedPlan(portfolio);
  if (counted === null) return 'given up';
  if (counted.plan === null || best === null)
    return (counted.plan === null) === (best === null) ? null : 'none';
  const cost = new ExactReading(counted.plan).of(portfolio.monthly);
  return cost.eq(best) ? null : `${cost.toFixed()} for ${best.toFixed()}`;
}

describe('the solver, and bounds with exact numbers, find what going through every plan finds', () => {
  for (let part = 0; part < 10; part += 1) {
    it(`random portfolios ${part * 20} to ${part * 20 + 19}`, async () => {
      for (let seed = part * 20; seed < part * 20 + 20; seed += 1) {
        const yaml = randomPortfolio(seed);
        const portfolio = portfolioOf(yaml);
        const { program } = placementProgram(portfolio);
        const solution = await solveProgram(program);
        const best = bestOfAll(portfolio);
        const off =
          best === null || solution.cost === null
            ? 0
            : new Exact(solution.cost).minus(best).abs().div(Exact.max(best, 1)).toNumber();
        expect({
          seed,
          yaml,
          status: solution.status,
          isEqual: off < 1e-9,
          fault: faultOf(portfolio, best),
        }).toEqual({
          seed,
          yaml,
          status: best === null ? 'infeasible' : 'optimal',
          isEqual: true,
          fault: null,
        });
      }
    }, 300_000);
  }
});
