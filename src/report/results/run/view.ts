import type { CrossoverResult, OptionResult, RunResult, WorkloadResult } from '../../../analysis/index.ts';
import { Exact } from '../../../formula/index.ts';

const nothing = new Exact(0);
/** Tables of a result show this many rows, and say how many more there are. */
export const shownRows = 8;

/** One workload with what all parts of its report share: the order of its options and which of them are shown. */
export interface WorkloadView {
  readonly result: RunResult;
  readonly workload: WorkloadResult;
  readonly currency: string;
  /** All options: allowed ones by cost, then forbidden ones by cost, then those without figures. */
  readonly ranked: readonly OptionResult[];
  readonly shown: readonly OptionResult[];
  readonly chosen: OptionResult | null;
  /** The crossover that matters most to the answer; null where nothing can cross. */
  readonly crossover: CrossoverResult | null;
}

/** `most` options are shown, unless more are needed to have the best of each kind. */
export function viewWorkload(result: RunResult, workload: WorkloadResult, most = shownRows): WorkloadView {
  const ranked = rankOptions(workload.options);
  let crossover: CrossoverResult | null | undefined;
  return {
    result,
    workload,
    currency: result.currency,
    ranked,
    shown: selectOptions(ranked, most),
    chosen: ranked.find((option) => option.id === workload.placement.option) ?? null,
    // Takes longer than the rest, and of many workloads few are shown.
    get crossover() {
      crossover ??= mainCrossover(workload, ranked);
      return crossover;
    },
  };
}

function rankOptions(options: readonly OptionResult[]): readonly OptionResult[] {
  const group = (option: OptionResult): number => (option.monthly === null ? 2 : option.feasible ? 0 : 1);
  return options
    .map((option) => ({ option, group: group(option), monthly: option.monthly ?? nothing }))
    .toSorted((a, b) => a.group - b.group || a.monthly.cmp(b.monthly))
    .map(({ option }) => option);
}

/**
 * The first of the ranked options, the best of each kind and the cheapest forbidden one always among them; then, where
 * there is room, the others in order.
 */
function selectOptions(ranked: readonly OptionResult[], most: number): readonly OptionResult[] {
  const priced = ranked.filter((option) => option.monthly !== null);
  const needed = [
    ...(['buy', 'build', 'hybrid'] as const).map((kind) => priced.find((option) => option.kind === kind)),
    priced.find((option) => !option.feasible),
  ];
  const selected = new Set(needed.filter((option) => option !== undefined));
  for (const option of ranked) {
    if (selected.size < most) selected.add(option);
  }
  return ranked.filter((option) => selected.has(option));
}

/** Crossovers in which the better ranked options meet come first. */
export function rankCrossovers(
  crossovers: readonly CrossoverResult[],
  ranked: readonly OptionResult[],
): readonly CrossoverResult[] {
  const ranks = new Map(ranked.map((option, index) => [option.id, index]));
  const rank = (id: string): number => ranks.get(id) ?? ranked.length;
  const best = (each: CrossoverResult): number => Math.min(rank(each.buy), rank(each.build));
  return crossovers.toSorted(
    (a, b) => best(a) - best(b) || rank(a.buy) + rank(a.build) - rank(b.buy) - rank(b.build),
  );
}

function mainCrossover(workload: WorkloadResult, ranked: readonly OptionResult[]): CrossoverResult | null {
  return rankCrossovers(workload.crossovers, ranked)[0] ?? null;
}

/** `own (build)`. */
export function nameWithKind(id: string, view: WorkloadView): string {
  const option = view.workload.options.find((each) => each.id === id);
  return option === undefined ? id : `${id} (${option.kind})`;
}
