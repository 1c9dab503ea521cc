import { Exact } from '../../formula/index.ts';
import { exclusionMessage, type Model, type WorkloadModel } from '../../model/index.ts';
import { figure, requiredFigure } from './figures.ts';
import { lazyKeys, withLazy } from './lazy.ts';
import type { Candidate } from '../one-at-a-time/moved-totals.ts';
import type { FlipResult, PlacementResult } from '../result.ts';
import type { OptionReading } from './statements.ts';

interface Priced extends OptionReading {
  readonly monthly: Exact;
}

/** Options that have a price, cheapest first; equal ones in the scenario's order. */
function byCost(readings: readonly OptionReading[]): readonly Priced[] {
  return readings
    .filter((each): each is Priced => each.monthly !== null && each.monthly.isFinite())
    .toSorted((a, b) => a.monthly.cmp(b.monthly));
}

/** What can be chosen, cheapest first. */
export function feasibleOptions(readings: readonly OptionReading[]): readonly Priced[] {
  return byCost(readings).filter((each) => each.feasible);
}

/** More options than this do not compete: those far behind the cheapest decide nothing. */
const mostCandidates = 12;

/** The options that compete for the verdict, for sensitivity and flips: the cheapest twelve, cheapest first. */
export function candidatesOf(readings: readonly OptionReading[]): readonly Candidate[] {
  return feasibleOptions(readings)
    .slice(0, mostCandidates)
    .flatMap(({ model }) =>
      model.statement === null ? [] : [{ id: model.id, monthly: model.statement.monthly }],
    );
}

/** What flips the answer, computed when it is asked for. */
interface FlipsOnDemand {
  readonly flips: () => readonly FlipResult[];
  readonly smallest: () => FlipResult | null;
}

/**
 * Placement (docs/model.md): the cheapest option that the constraints allow. Within the scenario's margin of the next one the verdict is
 * too close to call; the cost of the constraints is the cheapest allowed minus the cheapest of all.
 */
export function placeWorkload(
  model: Model,
  workload: WorkloadModel,
  readings: readonly OptionReading[],
  { flips, smallest }: FlipsOnDemand,
): PlacementResult {
  const allowed = feasibleOptions(readings);
  const [best, next] = allowed;
  const [cheapestOfAll] = byCost(readings);
  if (best === undefined || cheapestOfAll === undefined) return nothingFeasible(workload, readings);
  const margin = next === undefined ? null : marginOf(best, next);
  const close = margin !== null && margin.lte(model.scenario.margin.value);
  const cost = best.monthly.minus(cheapestOfAll.monthly);
  const placed = {
    option: best.model.id,
    kind: best.model.kind,
    verdict: close ? ('too_close' as const) : ('clear' as const),
    margin: figure(margin),
    reason: reasonOf(model, best, next, cheapestOfAll, margin, close),
    costOfConstraints: figure(cost),
    alternatives: allowed.slice(1).map((each) => ({
      option: each.model.id,
      monthly: requiredFigure(each.monthly),
      more: requiredFigure(each.monthly.minus(best.monthly)),
    })),
  };
  return withLazy(placed, { flips, smallest }, flipKeys);
}

const flipKeys = lazyKeys<FlipsOnDemand, Required<Pick<PlacementResult, 'flips' | 'smallestFlip'>>>({
  flips: ({ flips }) => flips(),
  smallestFlip: ({ smallest }) => smallest(),
});

/** What the cheapest saves, as a share of the next one's cost; nothing where both cost nothing. */
function marginOf(best: Priced, next: Priced): Exact {
  return next.monthly.isZero() ? new Exact(0) : new Exact(1).minus(best.monthly.div(next.monthly));
}

function nothingFeasible(workload: WorkloadModel, readings: readonly OptionReading[]): PlacementResult {
  const [first] = readings.flatMap((each) => each.model.exclusions);
  const why =
    first === undefined
      ? 'it has no options'
      : `${readings.length === 1 ? 'its option is' : `all ${readings.length} options are`} excluded, the first because: ${exclusionMessage(first)}`;
  return {
    option: null,
    kind: null,
    verdict: 'none',
    margin: null,
    reason: `no option of ${workload.id} can be chosen: ${why}`,
    costOfConstraints: null,
    alternatives: [],
    flips: [],
  };
}

function reasonOf(
  model: Model,
  best: Priced,
  next: Priced | undefined,
  cheapestOfAll: Priced,
  margin: Exact | null,
  close: boolean,
): string {
  const percent = (share: Exact): string => `${share.times(100).toDecimalPlaces(2).toFixed()} %`;
  const parts: string[] = [];
  if (next === undefined || margin === null)
    parts.push(`${best.model.id} is the only option that can be chosen`);
  else if (margin.isZero())
    parts.push(`${best.model.id} and ${next.model.id} cost the same: too close to call`);
  else if (close) {
    parts.push(
      `${best.model.id} is cheaper than ${next.model.id} by ${percent(margin)}, within the margin of ${percent(model.scenario.margin.value)}: too close to call`,
    );
  } else parts.push(`${best.model.id} costs ${percent(margin)} less than ${next.model.id}`);
  if (cheapestOfAll.monthly.lt(best.monthly))
    parts.push(`${cheapestOfAll.model.id} would cost less, and the constraints forbid it`);
  return parts.join('; ');
}
