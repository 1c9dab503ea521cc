import { Bounds, dependenceOf, Exact, ExactReading, type Node, type Overrides } from '../../formula/index.ts';
import type { Limit } from '../mixed-integer/limit.ts';
import { candidatesOf, slack, type Budget, type Candidate } from './candidates.ts';
import { partsOf, termsOf, type Decision, type Part } from './parts.ts';

/** What is to be the least, what is decided, and what has to hold. */
export interface Choosing {
  readonly cost: Node;
  readonly decisions: readonly Decision[];
  readonly limits: readonly Limit[];
}

/** Steps of arithmetic in doubles, about ten nanoseconds each, before a search is given up. */
const mostSteps = 6_000_000;

/**
 * The plan of least cost, found by going through all of them: the values of all inputs that are decided, or none where no plan meets
 * the limits. Null where there are too many plans. Proved: bounds in doubles, rounded outward, leave a few plans, and which of those
 * costs the least, and whether it meets the limits, is read exactly. Plans are gone through by parts that have nothing in common.
 */
export function leastPlan(
  { cost, decisions, limits }: Choosing,
  most = mostSteps,
): { readonly plan: Overrides | null } | null {
  const terms = termsOf(cost);
  const dependence = dependenceOf([...terms, ...limits.map(({ of }) => of)]);
  const parts = partsOf(dependence, decisions, terms.length);
  if (parts.reduce((sum, part) => sum + plansOf(part), 0) > most) return null;
  const bounds = new Bounds(dependence.flat);
  settleLeasts(dependence.flat, bounds);
  const budget: Budget = { steps: most };
  const plan = new Map<string, Exact>();
  for (const part of parts) {
    const candidates = candidatesOf({ dependence, bounds, limits, termCount: terms.length }, part, budget);
    if (candidates === null) return null;
    const best = bestOf({ terms, limits }, part, candidates);
    if (best === null) return { plan: null };
    for (const [address, value] of best) plan.set(address, value);
  }
  return isMet(limits, new ExactReading(plan)) ? { plan } : { plan: null };
}

function plansOf({ decisions }: Part): number {
  return decisions.reduce((product, { ways }) => product * ways.length, 1);
}

/** Bounds do not know the count at which something is the least. Where nothing that is decided changes it, it is read exactly. */
function settleLeasts(flat: ReturnType<typeof dependenceOf>['flat'], bounds: Bounds): void {
  const exact = new ExactReading();
  const isLeast = flat.nodes.map(({ op }) => op === 'least');
  if (!isLeast.includes(true)) return;
  for (const [place, node] of flat.nodes.entries()) {
    if (isLeast[place] === true) bounds.low[place] = bounds.high[place] = exact.of(node).toNumber();
    else bounds.follow(Int32Array.of(place));
  }
}

function bestOf(
  { terms, limits }: { readonly terms: readonly Node[]; readonly limits: readonly Limit[] },
  part: Part,
  candidates: readonly Candidate[],
): Overrides | null {
  const [first] = candidates;
  if (candidates.length === 1 && first?.isAllowed === true) return valuesOf(part, first);
  const rows = part.rows.map((row) => limits[row] as Limit);
  let best: { readonly values: Overrides; readonly cost: Exact } | null = null;
  for (const candidate of candidates) {
    const values = valuesOf(part, candidate);
    const exact = new ExactReading(values);
    const cost = part.terms.reduce((sum, term) => sum.plus(exact.of(terms[term] as Node)), new Exact(0));
    if ((best === null || cost.lt(best.cost)) && isMet(rows, exact)) best = { values, cost };
  }
  return best?.values ?? null;
}

function valuesOf({ decisions }: Part, { ways }: Candidate): Overrides {
  const values = new Map<string, Exact>();
  for (const [index, decision] of decisions.entries()) {
    const taken = decision.ways[ways[index] as number];
    for (const way of decision.ways)
      for (const address of way.keys()) values.set(address, new Exact(taken?.get(address) ?? 0));
  }
  return values;
}

function isMet(limits: readonly Limit[], exact: ExactReading): boolean {
  return limits.every(({ of, lower, upper }) => {
    const value = exact.of(of);
    return (
      (upper === undefined || value.lte(new Exact(upper).plus(slack))) &&
      (lower === undefined || value.gte(new Exact(lower).minus(slack)))
    );
  });
}
