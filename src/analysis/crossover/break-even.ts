import { fail, nearest, ok, problem, type Result } from '../../diagnostics/index.ts';
import { evaluate, Exact, formatUnit, inputsOf, type InputNode } from '../../formula/index.ts';
import type { Model, WorkloadModel } from '../../model/index.ts';
import { findStructured, type Comparison, type SearchReason } from './index.ts';
import { figure, requiredFigure } from '../run/figures.ts';
import { feasibleOptions } from '../run/placement.ts';
import type { CatalogReference, CrossoverResult, IntervalResult } from '../result.ts';
import { catalogReference } from '../run/run.ts';
import { readOptions, type OptionReading } from '../run/statements.ts';
import { allSteps, partialOf, type Partial, type Steps } from '../steps.ts';
import { comparedOptions, crossoverResult, ParameterScale } from './volume-crossovers.ts';

/** All crossings in one parameter, and the intervals between them: `crossover/breakeven/1`. */
export interface BreakEvenResult {
  readonly schema: 'crossover/breakeven/1';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: CatalogReference;
  /** Only where it was ended early. */
  readonly partial?: Partial;
  readonly currency: string;
  readonly parameter: string;
  readonly label: string;
  readonly workloads: readonly WorkloadBreakEven[];
}

export interface WorkloadBreakEven {
  readonly id: string;
  /** Of the parameter and everything below; volumes are in tokens a month. */
  readonly unit: string;
  readonly value: Exact;
  /** The parameter in the unit that the scenario states it in, where that is another one: requests beside tokens. */
  readonly stated: { readonly unit: string; readonly value: Exact } | null;
  /** Of all options that can be chosen, the cheapest over the whole range. */
  readonly intervals: readonly IntervalResult[];
  readonly range: { readonly from: Exact; readonly to: Exact | null };
  readonly completeness: 'proved' | 'searched';
  readonly searchedBecause: string | null;
  readonly alternates: { readonly from: Exact; readonly period: Exact } | null;
  /** Each option to buy against each to build. */
  readonly crossovers: readonly CrossoverResult[];
}

/** The range of a parameter that a user asks for, in the parameter's own unit. */
export interface AskedRange {
  readonly from: Exact;
  readonly to: Exact | null;
}

/** The answer for every workload whose options depend on the parameter; an address that none uses is an error. */
export function breakEven(model: Model, address: string, range?: AskedRange): Result<BreakEvenResult> {
  return breakEvenAmong(model, allSteps(readWorkloads(model)) ?? new Map(), address, range);
}

/** As `breakEven`, each workload in its own volume. `rangeOf` reads the asked range in the unit of that volume. */
export function* breakEvenSteps(
  model: Model,
  rangeOf: (input: InputNode) => Result<AskedRange | undefined>,
): Steps<Result<BreakEvenResult>> {
  const results: BreakEvenResult[] = [];
  const all = model.workloads.length;
  const readings = yield* readWorkloads(model);
  if (readings === null) return fail();
  let done = 0;
  for (const { demand } of model.workloads) {
    if (!(yield { done: all + done, of: 2 * all })) break;
    const range = rangeOf(demand.volume);
    if (!range.ok) return range;
    const found = breakEvenAmong(model, readings, demand.volume.address, range.value);
    if (found.ok) results.push(found.value);
    else if (all === 1) return found;
    done += 1;
  }
  const [first] = results;
  if (first === undefined) {
    if (done < all) return fail();
    return fail(
      problem(
        'breakeven/no-effect',
        'no workload has an option that can be chosen and depends on its volume',
      ),
    );
  }
  if (all === 1) return ok(first);
  return ok({
    ...first,
    ...partialOf(done, all, 'workloads'),
    parameter: 'workloads.*.volume',
    workloads: results.flatMap(({ workloads }) => workloads),
  });
}

interface ReadWorkload {
  readonly workload: WorkloadModel;
  readonly readings: readonly OptionReading[];
}

/** The workloads with their options, by each input that an option that can be chosen depends on, in the order of the scenario. */
type WorkloadsByInput = ReadonlyMap<InputNode, readonly ReadWorkload[]>;

/** Reads every workload once, however many parameters are asked for: half of the work. Null where it was ended. */
function* readWorkloads(model: Model): Steps<WorkloadsByInput | null> {
  const byInput = new Map<InputNode, ReadWorkload[]>();
  for (const [index, workload] of model.workloads.entries()) {
    if (!(yield { done: index, of: 2 * model.workloads.length })) return null;
    const readings = readOptions(workload);
    const totals = feasibleOptions(readings).flatMap(({ model: option }) =>
      option.statement === null ? [] : [option.statement.monthly],
    );
    for (const input of inputsOf(...totals)) {
      const known = byInput.get(input);
      if (known === undefined) byInput.set(input, [{ workload, readings }]);
      else known.push({ workload, readings });
    }
  }
  return byInput;
}

function breakEvenAmong(
  model: Model,
  read: WorkloadsByInput,
  address: string,
  range: AskedRange | undefined,
): Result<BreakEvenResult> {
  const input = model.graph.inputs.get(address);
  if (input === undefined) return fail(unknownAddress(model, address));
  const workloads = (read.get(input) ?? []).map((each) => workloadBreakEven(model, each, input, range));
  if (workloads.length === 0) {
    return fail(problem('breakeven/no-effect', `${address}: no option that can be chosen depends on it`));
  }
  return ok({
    schema: 'crossover/breakeven/1',
    scenario: { name: model.scenario.name, digest: model.scenario.digest },
    catalog: catalogReference(model),
    currency: model.scenario.currency,
    parameter: address,
    label: input.label,
    workloads,
  });
}

function unknownAddress(model: Model, address: string) {
  const known = [...model.graph.inputs.keys()];
  const near = nearest(address, known) ?? known.find((each) => each.endsWith(`.${address}`));
  const hint =
    near === undefined
      ? 'crossover explain FILE workloads.NAME.options.NAME.monthly lists the inputs of an option'
      : `did you mean ${near}?`;
  return problem('breakeven/unknown-address', `no input of this scenario has the address ${address}`, {
    hint,
  });
}

function workloadBreakEven(
  model: Model,
  { workload, readings }: ReadWorkload,
  input: InputNode,
  range: AskedRange | undefined,
): WorkloadBreakEven {
  const isVolume = input === workload.demand.volume;
  const scale = new ParameterScale(
    isVolume ? evaluate(workload.demand.tokensPerVolume) : new Exact(1),
    isVolume ? 'tokens/month' : formatUnit(input.unit),
    model.scenario.currency,
  );
  const found = findStructured({
    model,
    workload,
    parameter: input,
    optionsOf: (of) => comparedOptions(of === workload ? readings : readOptions(of), true),
    ...(range === undefined ? {} : { range }),
  });
  return {
    id: workload.id,
    unit: scale.unit,
    value: requiredFigure(scale.apply(input.value)),
    stated:
      scale.unit === formatUnit(input.unit)
        ? null
        : { unit: formatUnit(input.unit), value: requiredFigure(input.value) },
    ...comparisonResult(found.all, scale),
    crossovers: found.pairs.map((pair) => crossoverResult(input.address, pair, scale)),
  };
}

function comparisonResult(
  comparison: Comparison,
  scale: ParameterScale,
): Pick<WorkloadBreakEven, 'intervals' | 'range' | 'completeness' | 'searchedBecause' | 'alternates'> {
  const { alternates, range } = comparison;
  const shown = (of: Exact | null): Exact | null => (of === null ? null : figure(scale.apply(of)));
  const required = (of: Exact): Exact => requiredFigure(scale.apply(of));
  return {
    intervals: comparison.intervals.map(({ from, to, cheapest }) => ({
      from: required(from),
      to: shown(to),
      cheapest,
    })),
    range: { from: required(range.from), to: shown(range.to) },
    completeness: comparison.completeness,
    searchedBecause: comparison.searchedBecause === null ? null : searchText(comparison.searchedBecause),
    alternates:
      alternates === null ? null : { from: required(alternates.from), period: required(alternates.period) },
  };
}

function searchText({ reason, step, decides = '' }: SearchReason): string {
  const where = step === null ? '' : ` in ${step.label} (${step.address})`;
  const why: Record<SearchReason['reason'], string> = {
    product: 'two parts that both change with it are multiplied',
    quotient: 'it divides',
    power: 'it is raised to a power',
    least: 'the cheapest number is chosen anew at every value',
    'too-many-pieces': 'there are too many steps to go through one by one',
    structure: `it decides ${decides}`,
    'unknown-tail': 'what holds beyond the range is not known',
  };
  return `${why[reason]}${where}: the range was searched on a grid, which proves no completeness`;
}
