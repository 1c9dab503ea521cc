import { evaluate, type Exact, type InputNode } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import type { Candidate } from './moved-totals.ts';
import type { Flip } from './search.ts';

/** How many whole values each way are tried, and how many options may be built for them. */
const most = { steps: 24, options: 600 };

/** What each option that can be had costs with another value of an input, by id; null where the value is refused. */
function costsAt(
  model: Model,
  workload: string,
  input: InputNode,
  value: Exact,
): ReadonlyMap<string, Exact> | null {
  const there = model.rebuilt(new Map([[input.address, value]]), workload);
  if (!there.ok) return null;
  const options = there.value.workloads.find(({ id }) => id === workload)?.options ?? [];
  return new Map(
    options.flatMap(({ id, statement, exclusions }) =>
      statement === null || exclusions.length > 0 ? [] : [[id, evaluate(statement.monthly)] as const],
    ),
  );
}

/** What an option costs at two values of an input that selects formulas, each with its own; null where it cannot be had. */
export function rebuiltTotals(
  model: Model,
  workload: string,
  { id }: Candidate,
  input: InputNode,
  ends: readonly [low: Exact, high: Exact],
): readonly [low: Exact, high: Exact] | null {
  const [low, high] = ends.map((value) => costsAt(model, workload, input, value)?.get(id));
  return low === undefined || high === undefined ? null : [low, high];
}

/** The nearest whole value of an input that selects formulas at which another option is the cheapest, each with its own formulas. */
export function rebuiltFlip(
  model: Model,
  workload: string,
  candidates: readonly Candidate[],
  input: InputNode,
): Flip | null {
  const [first] = candidates;
  if (first === undefined || candidates.length < 2 || input.whole !== true) return null;
  const steps = Math.min(most.steps, Math.ceil(most.options / candidates.length));
  for (let step = 1; step <= steps; step += 1) {
    for (const value of [input.value.minus(step), input.value.plus(step)]) {
      if (input.minimum?.gt(value) === true || input.maximum?.lt(value) === true) continue;
      const costs = costsAt(model, workload, input, value);
      if (costs === null) continue;
      const [cheapest] = [...costs].toSorted(([, a], [, b]) => a.cmp(b));
      const own = costs.get(first.id);
      if (cheapest !== undefined && cheapest[0] !== first.id && (own === undefined || cheapest[1].lt(own)))
        return { at: value, becomes: cheapest[0] };
    }
  }
  return null;
}
