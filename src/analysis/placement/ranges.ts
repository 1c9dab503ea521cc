import {
  Exact,
  inputsOf,
  varyingDoubles,
  varyingExact,
  type InputNode,
  type VaryingReading,
} from '../../formula/index.ts';
import type { Choice, Portfolio } from '../../model/index.ts';
import { isLever } from '../one-at-a-time/flip-of.ts';
import { requiredFigure } from '../run/figures.ts';
import { decisionsOf, placementProgram, type Solve } from './placement-program.ts';
import type { InputRange, RangeEnd } from './result.ts';

/** So many inputs are looked at: those that move the cost of the plan the most. */
const mostInputs = 6;
/** So many other plans say which inputs matter. */
const mostOthers = 60;
/** Inputs are moved to so many times their value, and to that part of it. */
const farthest = 10;
/** Where costs have steps, the way to an end of a range is looked at in so many parts. */
const looks = 10;
/** Other plans that are met on the way to an end of a range. */
const mostMet = 12;
/** Costs this near are one cost: solvers take rows as met that are missed by a millionth. */
const nearly = 1e-7;

type Decisions = ReadonlyMap<string, Exact>;

/**
 * How far each main input can move before another plan costs less. Another plan that is cheaper far away is followed back to where
 * the two cost the same, and the plan is searched for again just inside, until it is the plan itself: so both sides of each end are
 * solved. Where every plan's cost is a straight line of the input, the plan is the best in all of between.
 */
export async function inputRanges(
  portfolio: Portfolio,
  decisions: Decisions,
  solve: Solve,
): Promise<readonly InputRange[]> {
  const rows = portfolio.limits.flatMap((limit) => limit.rows);
  const roots = [portfolio.monthly, ...rows.map(({ of }) => of)];
  const [doubles, exact] = [varyingDoubles(roots), varyingExact(roots)];
  const decided = [...decisions.keys()];
  const found: InputRange[] = [];
  for (const input of mainInputs(portfolio, decisions, doubles)) {
    const addresses = [...decided, input.address];
    const inDoubles = doubles.moved(addresses);
    const exactly = exact.moved(addresses);
    const costOf = (plan: Decisions, value: number): number => {
      const given = new Map([...plan].map(([address, each]) => [address, each.toNumber()] as const));
      const [cost = Infinity, ...held] = inDoubles(given.set(input.address, value));
      const isAllowed = held.every((each, row) => {
        const upper = rows[row]?.upper?.toNumber() ?? Infinity;
        return each <= upper + 1e-6 * Math.max(1, Math.abs(upper));
      });
      return isAllowed ? cost : Infinity;
    };
    const bestAt = async (value: number): Promise<Decisions | null> => {
      const asked = placementProgram(
        portfolio,
        portfolio.limits,
        new Map([[input.address, new Exact(value)]]),
      );
      const solution = await solve(asked.program);
      return solution.cost === null || solution.status === 'limit' ? null : decisionsOf(asked, solution);
    };
    const isStraight = ['constant', 'linear'].includes(doubles.curvature(input.address));
    const end = async (direction: 1 | -1): Promise<RangeEnd | 'unknown' | null> => {
      const crossing = await firstChange(input, direction, { decisions, costOf, bestAt, isStraight });
      if (crossing === null || crossing === 'unknown') return crossing;
      const at = new Exact(crossing.at);
      const [monthly] = exactly(new Map([...decisions, [input.address, at]]));
      return {
        at: at.toSignificantDigits(6),
        monthly: requiredFigure((monthly ?? new Exact(0)).toSignificantDigits(8)),
        changes: changesOf(portfolio, decisions, crossing.plan),
      };
    };
    const [lower, upper] = [await end(-1), await end(1)];
    if (lower === 'unknown' || upper === 'unknown') continue;
    found.push({
      address: input.address,
      label: input.label,
      unit: input.unit.key,
      value: input.value,
      lower,
      upper,
      proved: isStraight,
    });
  }
  return found;
}

/** Inputs that move the plan's cost, or that of a plan in which one workload takes another option, the largest swing first. */
function mainInputs(
  { model, monthly, choices }: Portfolio,
  decisions: Decisions,
  doubles: VaryingReading<number>,
): readonly InputNode[] {
  const inputs = inputsOf(monthly).filter(
    (input) =>
      !decisions.has(input.address) &&
      input.value.gt(0) &&
      !model.structural.has(input.address) &&
      isLever(model, input),
  );
  const own = new Map([...decisions].map(([address, each]) => [address, each.toNumber()] as const));
  const others = choices
    .filter(({ taken }) => own.get(taken.address) === 0)
    .slice(0, mostOthers)
    .map(({ workload, taken }) => {
      const without = choices.filter((each) => each.workload === workload).map((each) => each.taken.address);
      return new Map([...own, ...without.map((each) => [each, 0] as const), [taken.address, 1] as const]);
    });
  const swings = inputs.map((input) => {
    const at = doubles.moved([...decisions.keys(), input.address]);
    const swingOf = (plan: ReadonlyMap<string, number>): number => {
      const [low = 0, high = 0] = [0.9, 1.1].map(
        (factor) => at(new Map([...plan, [input.address, input.value.toNumber() * factor]]))[0],
      );
      return Math.abs(high - low);
    };
    return { input, swing: Math.max(...[own, ...others].map(swingOf)) };
  });
  return swings
    .filter(({ swing }) => swing > 0)
    .sort((a, b) => b.swing - a.swing)
    .slice(0, mostInputs)
    .map(({ input }) => input);
}

interface Search {
  /** Whether costs are straight lines of the input: then a plan that is the best at two values is so in all of between. */
  readonly isStraight: boolean;
  readonly decisions: Decisions;
  readonly costOf: (plan: Decisions, value: number) => number;
  readonly bestAt: (value: number) => Promise<Decisions | null>;
}

/** Where another plan first costs less; null where none does as far as is looked, `unknown` where that cannot be told. */
async function firstChange(
  { value, minimum, maximum }: InputNode,
  direction: 1 | -1,
  { decisions, costOf, bestAt, isStraight }: Search,
): Promise<{ readonly at: number; readonly plan: Decisions } | 'unknown' | null> {
  const start = value.toNumber();
  const within = (each: number): number =>
    Math.min(maximum?.toNumber() ?? Infinity, Math.max(minimum?.toNumber() ?? -Infinity, each));
  const isBest = (plan: Decisions, at: number): boolean => {
    const [own, other] = [costOf(decisions, at), costOf(plan, at)];
    return other >= own - nearly * Math.max(1, Math.abs(own));
  };
  // Where costs have steps, the plan can be the best again farther away: it is looked at on the way.
  const parts = isStraight ? 1 : looks;
  let from = start;
  for (let part = 1; part <= parts; part += 1) {
    const to = within(start * farthest ** ((direction * part) / parts));
    const met = await changeUntil(from, to);
    if (met !== null) return met;
    from = to;
  }
  return null;

  async function changeUntil(
    settled: number,
    end: number,
  ): Promise<{ readonly at: number; readonly plan: Decisions } | 'unknown' | null> {
    let inside = end;
    let met: { readonly at: number; readonly plan: Decisions } | null = null;
    for (let round = 0; round < mostMet; round += 1) {
      const plan = await bestAt(inside);
      if (plan === null) return 'unknown';
      if (isBest(plan, inside)) return met;
      let [near, outside] = [settled, inside];
      for (let step = 0; step < 60 && Math.abs(outside - near) > 1e-10 * Math.abs(start); step += 1) {
        const middle = (near + outside) / 2;
        if (costOf(plan, middle) < costOf(decisions, middle)) outside = middle;
        else near = middle;
      }
      met = { at: outside, plan };
      inside = near;
    }
    return 'unknown';
  }
}

function changesOf(
  { choices }: Portfolio,
  from: Decisions,
  to: Decisions,
): readonly { readonly workload: string; readonly option: string }[] {
  const isTaken = (plan: Decisions, { taken }: Choice): boolean => plan.get(taken.address)?.eq(1) === true;
  return choices
    .filter((choice) => isTaken(to, choice) && !isTaken(from, choice))
    .map(({ workload, option }) => ({ workload, option: option.id }));
}
