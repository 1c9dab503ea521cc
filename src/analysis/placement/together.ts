import type { Model, Portfolio } from '../../model/index.ts';
import type { Option } from '../../scenario/index.ts';
import type { RunResult } from '../result.ts';
import { bestPlan } from './place.ts';
import type { Solve } from './placement-program.ts';

/** So many choices are gone through beside the answers of `run`; a plan of more is for `place`. */
const mostChoices = 200;

/**
 * Whether one plan for all workloads can cost something else than the sum of their own answers: two of them can use one thing, or
 * the plan has limits. Where not, the sum is the least there is, and no solver has to be asked.
 */
export function mayShare({ scenario, workloads, catalog }: Model): boolean {
  if (workloads.length < 2 || scenario.cases.length > 0) return false;
  const { budget, outlay, vendors, largestShare, twoVendors, quotas, headcount } = scenario.plan;
  const limits = [budget, outlay, vendors, largestShare];
  if (limits.some((each) => each !== null) || twoVendors.length + quotas.size + headcount.size > 0)
    return true;
  const thingsOf = (option: Option): readonly string[] => {
    if (option.kind === 'build') {
      const platforms = scenario.clusters.get(option.cluster)?.platforms ?? [];
      return [
        `cluster ${option.cluster}`,
        ...(option.team === null ? [] : [`team ${option.team}`]),
        ...platforms.map((each) => `platform ${each}`),
      ];
    }
    if (option.kind === 'hybrid') return [];
    const entry = scenario.prices.get(option.price) ?? catalog.tokens.get(option.price);
    const looksAtSpend =
      option.monthlyMinimum.value.gt(0) || entry?.rows.some(({ commitment }) => commitment !== null) === true;
    return looksAtSpend || option.mode === 'provisioned' ? [`channel ${entry?.channel ?? option.price}`] : [];
  };
  const users = new Set<string>();
  return workloads.some(({ options }) => {
    // A hybrid is made of options of its own workload, which are among these.
    const used = new Set(options.flatMap(({ option }) => thingsOf(option)));
    const isShared = [...used].some((each) => users.has(each));
    for (const each of used) users.add(each);
    return isShared;
  });
}

/**
 * The result of `run` with what one plan for all workloads costs. `build` makes the portfolio of the model, `solve` finds its plan;
 * neither is called where nothing can be shared. A portfolio that is too large for a look on the side is left to `place`.
 */
export async function togetherWith(
  result: RunResult,
  model: Model,
  { build, solve }: { readonly build: (model: Model) => Portfolio | null; readonly solve: Solve },
): Promise<RunResult> {
  const choices = model.workloads.reduce((sum, { options }) => sum + options.length, 0);
  if (choices > mostChoices || !mayShare(model)) return result;
  const portfolio = build(model);
  if (portfolio === null || portfolio.choices.length > mostChoices) return result;
  const { status, monthly, gap } = await bestPlan(portfolio, solve);
  return { ...result, portfolio: { ...result.portfolio, gap, together: { status, monthly } } };
}
