import type { Portfolio } from '../../model/index.ts';
import { leastPlan, type Decision } from '../../optimization/index.ts';

/** Amounts of which there are more values are for a solver. */
const mostValues = 10_000;

/** The plan of least cost for all workloads, by going through all plans; null where there are too many. Its own is null where none meets the limits. */
export function countedPlan(portfolio: Portfolio): ReturnType<typeof leastPlan> {
  const { choices, amounts, limits, monthly, model } = portfolio;
  const taken: readonly Decision[] = model.workloads.map(({ id }) => ({
    ways: choices
      .filter(({ workload }) => workload === id)
      .map((choice) => new Map([[choice.taken.address, 1]])),
  }));
  if (taken.some(({ ways }) => ways.length === 0)) return { plan: null };
  const kept: Decision[] = [];
  for (const { address, maximum } of amounts) {
    const most = maximum?.toNumber() ?? Infinity;
    if (most > mostValues) return null;
    kept.push({ ways: Array.from({ length: most + 1 }, (_, count) => new Map([[address, count]])) });
  }
  return leastPlan({
    cost: monthly,
    decisions: [...taken, ...kept],
    limits: limits.flatMap(({ id, rows }) =>
      rows.map(({ of, lower, upper }) => ({
        name: id,
        of,
        ...(lower === undefined ? {} : { lower: lower.toNumber() }),
        ...(upper === undefined ? {} : { upper: upper.toNumber() }),
      })),
    ),
  });
}
