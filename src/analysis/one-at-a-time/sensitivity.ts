import { boundsOf, type Distribution } from '../../statistics/index.ts';
import { fieldSpec } from '../../scenario/index.ts';
import { evaluateAll, Exact, inputsOf, type InputNode } from '../../formula/index.ts';
import type { Model, OptionModel } from '../../model/index.ts';
import { requiredFigure, statedInput } from '../run/figures.ts';
import { FlipSearch, type Candidate, type Flip } from './flips.ts';
import type { FlipResult, SensitivityResult } from '../result.ts';

/** How far an input without stated bounds is moved either way. */
const usualSwing = new Exact('0.2');

/** Each input's effect on the chosen option, largest first, and the nearest value of it that flips the verdict. */
export interface OneAtATime {
  readonly sensitivity: readonly SensitivityResult[];
  readonly flips: readonly FlipResult[];
}

/**
 * One-at-a-time sensitivity of the first (cheapest) candidate: every input of a candidate is moved to its bounds (of its distribution, else ±20 %) with the
 * others held. Inputs that change nothing are left out.
 */
export function oneAtATime(model: Model, workload: string, candidates: readonly Candidate[]): OneAtATime {
  const search = new FlipSearch(candidates);
  const rows: SwingingRow[] = [];
  const flips: FlipResult[] = [];
  for (const input of inputsOf(...candidates.map((each) => each.monthly))) {
    if (!isLever(model, input)) continue;
    const nearest = search.nearestFlip(input);
    // At a tie, or on the brink of a jump, there is no change to name.
    const flip = nearest !== null && isHere(input, nearest) ? null : holding(model, workload, input, nearest);
    const row = sensitivityRow(model, search, input, flip);
    if (row !== null) rows.push(row);
    if (flip !== null) flips.push(flipResult(input, flip));
  }
  return {
    sensitivity: rows.toSorted((a, b) => b.swing.cmp(a.swing)).map(({ row }) => row),
    flips: flips.toSorted((a, b) => magnitude(a) - magnitude(b)),
  };
}

/** Whether a flip lies where the input already is. */
function isHere({ value }: InputNode, { at }: Flip): boolean {
  return at
    .minus(value)
    .abs()
    .lte(value.isZero() ? here : value.abs().times(here));
}

const here = new Exact('1e-9');

/** A flip by an input that decides which options there are counts only where the one that it makes the cheapest can be had. */
function holding(model: Model, workload: string, { address }: InputNode, flip: Flip | null): Flip | null {
  if (flip === null || !model.structural.has(address)) return flip;
  const { becomes } = flip;
  const moved = new Map([[address, flip.at]]);
  const optionIn = ({ workloads }: Model): OptionModel | undefined =>
    workloads.find(({ id }) => id === workload)?.options.find(({ id }) => id === becomes);
  if (!model.selecting.has(address)) {
    // The formulas are the same there: what has to hold can be read from them.
    const slacks = optionIn(model)?.conditions.slacks ?? [];
    return evaluateAll(slacks, moved).every((slack) => slack.isZero() || !slack.isNegative()) ? flip : null;
  }
  // Only this workload is built anew: with all of them, a run would take the square of their number.
  const there = model.rebuilt(moved, workload);
  const option = there.ok ? optionIn(there.value) : undefined;
  return option !== undefined && option.statement !== null && option.exclusions.length === 0 ? flip : null;
}

/** Whether somebody could move it to lower a cost, or said that it is not certain. */
function isLever(model: Model, { address }: InputNode): boolean {
  return fieldSpec(address)?.lever !== false || model.distributions.has(address);
}

interface SwingingRow {
  readonly row: SensitivityResult;
  /** By how much the cost differs between the bounds. */
  readonly swing: Exact;
}

function magnitude(flip: FlipResult): number {
  return flip.change === null ? Number.MAX_VALUE : Math.abs(flip.change.toNumber());
}

function sensitivityRow(
  model: Model,
  search: FlipSearch,
  input: InputNode,
  flip: Flip | null,
): SwingingRow | null {
  const { low, high } = swingOf(input, model.distributions.get(input.address));
  if (low.eq(high)) return null;
  const [monthlyLow, monthlyHigh] = search.totalsOfFirst(input, low, high);
  const swing = monthlyHigh.minus(monthlyLow).abs();
  if (!swing.isFinite() || (swing.isZero() && flip === null)) return null;
  const row = {
    ...statedInput(input),
    low: requiredFigure(low),
    high: requiredFigure(high),
    monthlyLow: requiredFigure(monthlyLow),
    monthlyHigh: requiredFigure(monthlyHigh),
    flipsAt: flip === null ? null : requiredFigure(flip.at),
  };
  return { row, swing };
}

function flipResult(input: InputNode, flip: Flip): FlipResult {
  const { value: from, ...names } = statedInput(input);
  return {
    ...names,
    from,
    to: requiredFigure(flip.at),
    change: input.value.isZero() ? null : requiredFigure(flip.at.div(input.value).minus(1)),
    becomes: flip.becomes,
  };
}

/** The ends of a bounded distribution, two deviations of a normal, P10 and P90 of a lognormal; else ±20 % within the input's range. */
export function swingOf(
  input: InputNode,
  distribution: Distribution | undefined,
): { readonly low: Exact; readonly high: Exact } {
  const ends = distribution === undefined ? undefined : boundsOf(distribution, 'usual');
  const swing =
    input.whole === true
      ? Exact.max(1, input.value.abs().times(usualSwing).round())
      : input.value.abs().times(usualSwing);
  const low = ends?.low ?? input.value.minus(input.value.isZero() ? 0 : swing);
  const high = ends?.high ?? input.value.plus(input.value.isZero() ? 0 : swing);
  return {
    low: input.minimum === undefined ? low : Exact.max(low, input.minimum),
    high: input.maximum === undefined ? high : Exact.min(high, input.maximum),
  };
}
