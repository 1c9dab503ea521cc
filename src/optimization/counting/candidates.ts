import type { Bounds, Dependence } from '../../formula/index.ts';
import type { Limit } from '../mixed-integer/limit.ts';
import type { Part } from './parts.ts';

/** Which way each decision of a part goes, and whether its limits are met for sure, not only perhaps. */
export interface Candidate {
  readonly ways: readonly number[];
  readonly isAllowed: boolean;
}

/** What is left of the steps that may be computed. */
export interface Budget {
  steps: number;
}

/** More than these may be equal; going through them exactly would take longer than another search. */
const mostCandidates = 24;
/** So much more than its bound a limit may have: sums of fractions end there. */
export const slack = 1e-9;

interface Question {
  readonly dependence: Dependence;
  readonly bounds: Bounds;
  readonly limits: readonly Limit[];
  /** How many terms stand before the rows. */
  readonly termCount: number;
}

/**
 * The plans of a part of which bounds do not show that another one costs less, or that they break a limit: the least is among
 * them, since bounds hold for exact values. Null where the budget ends before, or too many are left.
 */
export function candidatesOf(
  { dependence, bounds, limits, termCount }: Question,
  part: Part,
  budget: Budget,
): readonly Candidate[] | null {
  const { low, high } = bounds;
  const { roots } = dependence.flat;
  const depth = part.decisions.length;
  const levels = levelsOf(part, roots, termCount);
  const ways = part.decisions.map(({ ways: all }) => {
    const inputs = [...new Set(all.flatMap((way) => [...way.keys()]))].flatMap((address) => {
      const [place] = dependence.on(address);
      return place === undefined ? [] : [{ place, of: all.map((way) => way.get(address) ?? 0) }];
    });
    return { count: all.length, inputs };
  });
  // What a term costs at least, whatever is decided.
  for (const { inputs } of ways)
    for (const { place, of } of inputs) {
      low[place] = Math.min(...of);
      high[place] = Math.max(...of);
    }
  bounds.follow(steps(part));
  const least = levels.map(({ terms }) => terms.reduce((sum, place) => sum + (low[place] as number), 0));
  const after = levels.map((_, level) => least.slice(level + 1).reduce((sum, each) => sum + each, 0));
  const surely = new Float64Array(depth + 1);
  const atMost = new Float64Array(depth + 1);
  const chosen: number[] = levels.map(() => 0);
  let found: { readonly ways: readonly number[]; readonly low: number; readonly isAllowed: boolean }[] = [];
  let best = Infinity;
  /** False where the budget has ended. */
  const go = (level: number, isAllowed: boolean): boolean => {
    if (level === depth) {
      if (isAllowed) best = Math.min(best, upward(atMost[depth] as number));
      found.push({ ways: [...chosen], low: downward(surely[depth] as number), isAllowed });
      if (found.length > 4 * mostCandidates) found = found.filter((each) => each.low <= best);
      return found.length <= 4 * mostCandidates;
    }
    const { count, inputs } = ways[level] as (typeof ways)[number];
    const { steps: own, terms, rows } = levels[level] as (typeof levels)[number];
    for (let way = 0; way < count; way += 1) {
      budget.steps -= own.length + 1;
      if (budget.steps < 0) return false;
      chosen[level] = way;
      for (const { place, of } of inputs) low[place] = high[place] = of[way] as number;
      bounds.follow(own);
      let [sumLow, sumHigh] = [surely[level] as number, atMost[level] as number];
      for (const place of terms) {
        sumLow += low[place] as number;
        sumHigh += high[place] as number;
      }
      if (downward(sumLow + (after[level] as number)) > best) continue;
      const met = allowed(rows, limits, low, high, roots, termCount);
      if (met === 'no') continue;
      surely[level + 1] = sumLow;
      atMost[level + 1] = sumHigh;
      if (!go(level + 1, isAllowed && met === 'yes')) return false;
    }
    return true;
  };
  if (!go(0, true)) return null;
  found = found.filter((each) => each.low <= best);
  return found.length > mostCandidates ? null : found;
}

/** What summing in doubles can take away or add: far more than it does. */
function downward(sum: number): number {
  return sum - Math.abs(sum) * 1e-12;
}

function upward(sum: number): number {
  return sum + Math.abs(sum) * 1e-12;
}

function steps({ steps: all }: Part): Int32Array {
  return Int32Array.from(new Set(all.flatMap((each) => [...each]))).sort();
}

interface Level {
  /** Steps that are known once this decision is taken, and not before. */
  readonly steps: Int32Array;
  readonly terms: readonly number[];
  readonly rows: readonly number[];
}

function levelsOf(part: Part, roots: readonly number[], termCount: number): readonly Level[] {
  const levelAt = new Map<number, number>();
  for (const [level, own] of part.steps.entries()) for (const place of own) levelAt.set(place, level);
  const at = (root: number): number => levelAt.get(roots[root] as number) ?? 0;
  return part.steps.map((own, level) => ({
    // Inputs of this decision are set; what else depends on it and on no later one is computed.
    steps: own.filter((place) => levelAt.get(place) === level),
    terms: part.terms.filter((term) => at(term) === level).map((term) => roots[term] as number),
    rows: part.rows.filter((row) => at(row + termCount) === level),
  }));
}

function allowed(
  rows: readonly number[],
  limits: readonly Limit[],
  low: Float64Array,
  high: Float64Array,
  roots: readonly number[],
  termCount: number,
): 'yes' | 'perhaps' | 'no' {
  let isSure = true;
  for (const row of rows) {
    const place = roots[row + termCount] as number;
    const { lower = -Infinity, upper = Infinity } = limits[row] as Limit;
    const [least, most] = [low[place] as number, high[place] as number];
    if (least > upper + slack || most < lower - slack) return 'no';
    if (most > upper + slack || least < lower - slack) isSure = false;
  }
  return isSure ? 'yes' : 'perhaps';
}
