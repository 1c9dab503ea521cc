import type { Model, OptionModel, WorkloadModel } from '../../model/index.ts';
import { Exact, type ExactReading } from '../../formula/index.ts';
import { count, figure, requiredFigure } from './figures.ts';
import { builtFindings, sharedCosts } from './built-findings.ts';
import { autoFindings } from './auto-findings.ts';
import { findings } from './findings.ts';
import { lastingFindings } from './lasting-findings.ts';
import { overstatedFindings } from './overstated-findings.ts';
import { sourcedFindings } from './sourced-findings.ts';
import { candidatesOf, placeWorkload } from './placement.ts';
import type {
  CatalogReference,
  CrossoverResult,
  PortfolioResult,
  RunResult,
  SensitivityResult,
  WorkloadResult,
} from '../result.ts';
import { lazyKeys, withLazy } from './lazy.ts';
import { FlipSearch } from '../one-at-a-time/flips.ts';
import { oneAtATime } from '../one-at-a-time/sensitivity.ts';
import { smallestFlip } from '../one-at-a-time/smallest-flip.ts';
import { optionResult, presentReading, readOptions, type OptionReading } from './statements.ts';
import { unusedFindings } from './unused-findings.ts';
import { totalsOf } from './totals.ts';
import { volumeCrossovers } from '../crossover/volume-crossovers.ts';

/** The main job: statement by line, break-even, sensitivity and placement for every workload, each standing alone. */
export function runModel(model: Model): RunResult {
  const exact = presentReading(model);
  const readings = new Map(model.workloads.map((workload) => [workload.id, readOptions(workload, exact)]));
  const kept = new Kept(model.workloads.length > fewWorkloads ? mostKept : 4 * fewWorkloads);
  const workloads = model.workloads.map((workload) =>
    workloadResult(model, workload, readings.get(workload.id) ?? [], exact, kept),
  );
  return {
    schema: 'crossover/result/1',
    scenario: {
      name: model.scenario.name,
      get digest() {
        return model.scenario.digest;
      },
    },
    catalog: catalogReference(model),
    currency: model.scenario.currency,
    workloads,
    portfolio: portfolio(model, workloads, exact),
    warnings: [
      ...overstatedFindings(model, readings),
      ...sourcedFindings(model, readings),
      ...sharedCosts(model, workloads),
      ...findings(model, readings),
      ...lastingFindings(model),
      ...builtFindings(model),
      ...unusedFindings(model),
      ...autoFindings(model),
      // Options without figures say so themselves, in the result's own place for it.
      ...model.warnings.flatMap(({ code, message }) =>
        code === 'model/excluded' ? [] : [{ code, message }],
      ),
    ],
  };
}

/** Which catalog a result was computed from, and the date that picked its prices. */
export function catalogReference(model: Model): CatalogReference {
  const { version, digest } = model.catalog;
  return { version, digest, asOf: model.asOf };
}

function workloadResult(
  model: Model,
  workload: WorkloadModel,
  readings: readonly OptionReading[],
  exact: ExactReading,
  kept: Kept,
): WorkloadResult {
  const candidates = candidatesOf(readings);
  // Of many workloads a table shows neither what moves the cost nor what flips the answer, and they take most of the time.
  const search = kept.once(() => new FlipSearch(candidates));
  const moved = kept.once(() => oneAtATime(model, workload.id, candidates, search()));
  const smallest = kept.once(() => smallestFlip(model, workload.id, candidates, search()));
  const crossovers = kept.once(() => volumeCrossovers(workload, readings, model.scenario.currency));
  const { requests, tokens } = workload.demand;
  return withLazy(
    {
      id: workload.id,
      volume: {
        requests: requests === null ? null : figure(exact.of(requests)),
        tokens: requiredFigure(exact.of(tokens)),
        unit: workload.workload.volume.by,
      },
      options: readings.map((reading) => optionResult(reading, readings, exact)),
      placement: placeWorkload(model, workload, readings, { flips: () => moved().flips, smallest }),
    },
    { crossovers, moved },
    workloadKeys,
  );
}

const workloadKeys = lazyKeys<
  {
    readonly crossovers: () => readonly CrossoverResult[];
    readonly moved: () => { readonly sensitivity: readonly SensitivityResult[] };
  },
  Pick<WorkloadResult, 'crossovers' | 'sensitivity'>
>({
  crossovers: (of) => of.crossovers(),
  sensitivity: (of) => of.moved().sensitivity,
});

/** So many keep all that was computed of them; who goes through more of them does so one by one, and few parts are kept. */
const fewWorkloads = 64;
const mostKept = 48;

/** What is computed when it is asked for, and kept as long as not very much else is. */
class Kept {
  readonly #forget: (() => void)[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  once<T>(compute: () => T): () => T {
    let known: { readonly value: T } | undefined;
    return () => {
      if (known !== undefined) return known.value;
      const value = compute();
      known = { value };
      this.#forget.push(() => (known = undefined));
      if (this.#forget.length > this.#most) this.#forget.shift()?.();
      return value;
    };
  }
}

/** The chosen options side by side, each paying its whole cluster and team. */
function portfolio(model: Model, workloads: readonly WorkloadResult[], exact: ExactReading): PortfolioResult {
  const chosen = workloads.map((result, index) => {
    const option = result.options.find((each) => each.id === result.placement.option);
    const formulas = model.workloads[index]?.options.find((each) => each.id === result.placement.option);
    return { result, option, formulas };
  });
  const monthly = new Map(chosen.map(({ result, option }) => [result.id, option?.monthly ?? null]));
  return {
    ...totalsOf(model.scenario.cases, monthly),
    assignments: chosen.map(({ result, option }) => ({
      workload: result.id,
      option: option?.id ?? null,
      monthly: option?.monthly ?? null,
    })),
    gap: null,
    clusters: chosen.flatMap(({ result, formulas }) => clusterOf(result.id, formulas, exact)),
    teams: chosen.flatMap(({ formulas }) => teamOf(model, formulas, exact)),
  };
}

function clusterOf(
  workload: string,
  option: OptionModel | undefined,
  exact: ExactReading,
): PortfolioResult['clusters'] {
  const capacity = option?.statement?.capacity ?? null;
  if (option === undefined || capacity === null) return [];
  const id = option.option.kind === 'build' ? option.option.cluster : option.id;
  return [
    {
      id,
      workload,
      replicas: count(exact.of(capacity.replicas)),
      nodes: count(exact.of(capacity.nodes)),
      gpus: count(exact.of(capacity.gpus)),
      utilization: figure(exact.of(capacity.utilization)) ?? new Exact(0),
    },
  ];
}

function teamOf(
  model: Model,
  option: OptionModel | undefined,
  exact: ExactReading,
): PortfolioResult['teams'] {
  const id = option?.option.kind === 'build' ? option.option.team : null;
  const team = id === null ? undefined : model.scenario.teams.get(id);
  const cost = model.graph.named.get(`teams.${id ?? ''}.monthly`);
  if (id === null || team === undefined || cost === undefined) return [];
  return [{ id, headcount: requiredFigure(team.headcount.value), monthly: requiredFigure(exact.of(cost)) }];
}
