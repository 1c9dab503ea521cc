import { fail, nearest, ok, problem, type Result } from '../../diagnostics/index.ts';
import {
  compilePlan,
  Exact,
  formatUnit,
  inputsOf,
  type InputNode,
  type VectorPlan,
  type VectorReading,
} from '../../formula/index.ts';
import type { Model, WorkloadModel } from '../../model/index.ts';
import { findCrossovers, type CrossoverOption } from '../crossover/index.ts';
import { figure, requiredFigure } from '../run/figures.ts';
import { catalogReference } from '../run/run.ts';
import { sweptCells } from './swept-cells.ts';
import type { SweepCode, VariedInput } from './parse-vary.ts';
import type { SweepAxis, SweepCell, SweepLine, SweepResult, SweepWorkload } from './result.ts';

const mostCells = 1_000_000;
/** Each line is searched for exact crossings; of more values of the second axis there are none. */
const mostLines = 60;

export interface SweepQuestion {
  /** One, or two. */
  readonly axes: readonly VariedInput[];
  /** Ids of options; empty for all. */
  readonly options: readonly string[];
  readonly prepare: (plan: VectorPlan, rows: number) => VectorReading;
}

/** What every option that can be chosen costs at every value, for each workload that depends on a varied input. */
export function sweepModel(model: Model, question: SweepQuestion): Result<SweepResult> {
  const { axes, options } = question;
  const inputs = axes.map(({ input }) => input);
  const refuse = (code: SweepCode, message: string, hint?: string) => fail(problem(code, message, { hint }));
  if (axes.length < 1 || axes.length > 2)
    return refuse('sweep/size', `--vary is given ${axes.length} times, once or twice is possible`);
  const [first, second] = inputs;
  if (first !== undefined && first === second)
    return refuse('sweep/size', `--vary ${first.address}: it is varied twice`);
  const cells = axes.reduce((product, { values }) => product * values.length, 1);
  if (cells > mostCells) {
    const counts = axes.map(({ input, values }) => `${input.address} with ${values.length}`).join(', ');
    return refuse('sweep/size', `--vary: ${cells} cells are more than ${mostCells}: ${counts} values`);
  }
  const known = model.workloads.flatMap((workload) => workload.options.map(({ id }) => id));
  const stranger = options.find((id) => !known.includes(id));
  if (stranger !== undefined) {
    const meant = nearest(stranger, known);
    const hint =
      meant === undefined
        ? `options: ${[...new Set(known)].slice(0, 12).join(', ')}`
        : `did you mean ${meant}?`;
    return refuse('sweep/options', `--options: there is no option ${stranger.slice(0, 100)}`, hint);
  }
  const workloads = model.workloads.flatMap((workload) => sweepWorkload(workload, question) ?? []);
  if (workloads.length === 0) {
    const addresses = inputs.map(({ address }) => address).join(' and ');
    return refuse('sweep/no-effect', `--vary ${addresses}: no option that can be chosen depends on it`);
  }
  return ok({
    schema: 'crossover/sweep/1',
    scenario: { name: model.scenario.name, digest: model.scenario.digest },
    catalog: catalogReference(model),
    currency: model.scenario.currency,
    axes: axes.map(axisResult),
    workloads,
  });
}

function axisResult({ input, values, scale }: VariedInput): SweepAxis {
  return {
    path: input.address,
    label: input.label,
    unit: formatUnit(input.unit),
    value: requiredFigure(input.value),
    scale,
    values: values.map(requiredFigure),
  };
}

/** Options keep the order of the scenario, so that the letters of a chart do. Null where nothing depends on the inputs. */
function sweepWorkload(workload: WorkloadModel, question: SweepQuestion): SweepWorkload | null {
  const wanted = (id: string): boolean => question.options.length === 0 || question.options.includes(id);
  const options = workload.options.flatMap(({ id, kind, statement, exclusions }) =>
    statement === null || exclusions.length > 0 || !wanted(id)
      ? []
      : [{ id, kind, total: statement.monthly }],
  );
  const used = new Set<InputNode>(inputsOf(...options.map(({ total }) => total)));
  if (!question.axes.some(({ input }) => used.has(input))) return null;
  return {
    id: workload.id,
    options: options.map(({ id, kind }) => ({ id, kind })),
    cells: cellsOf(options, question),
    crossovers: linesOf(options, question),
  };
}

function cellsOf(
  options: readonly CrossoverOption[],
  { axes, prepare }: SweepQuestion,
): readonly SweepCell[] {
  const [first, second] = axes;
  if (first === undefined) return [];
  const plan = compilePlan(
    options.map(({ total }) => total),
    axes.map(({ input }) => input.address),
  );
  const repeats = second?.values.length ?? 1;
  const count = first.values.length * repeats;
  const [numbers, others] = axes.map(({ values }) => values.map((value) => value.toNumber()));
  const columns = axes.map((_, axis) =>
    Float64Array.from(
      { length: count },
      (_cell, row) =>
        (axis === 0 ? numbers?.[Math.floor(row / repeats)] : others?.[row % repeats]) ?? Number.NaN,
    ),
  );
  const costs = options.map(() => new Float64Array(count));
  prepare(plan, count).evaluate(columns, costs);
  return sweptCells({
    optionIds: options.map(({ id }) => id),
    costs,
    axes: axes.map(({ values }) => values),
  });
}

function linesOf(options: readonly CrossoverOption[], { axes }: SweepQuestion): readonly SweepLine[] {
  const [first, second] = axes;
  if (first === undefined || first.values.length < 2) return [];
  if (second === undefined) return [lineOf(options, first, null)];
  if (second.values.length > mostLines) return [];
  return second.values.map((at) => lineOf(options, first, { input: second.input, at }));
}

function lineOf(
  options: readonly CrossoverOption[],
  { input, values }: VariedInput,
  held: { readonly input: InputNode; readonly at: Exact } | null,
): SweepLine {
  const range = { from: Exact.min(...values), to: Exact.max(...values) };
  const overrides = held === null ? {} : { overrides: new Map([[held.input.address, held.at]]) };
  const { all } = findCrossovers({ parameter: input, options, range, ...overrides });
  return {
    at: held === null ? null : requiredFigure(held.at),
    intervals: all.intervals.map(({ from, to, cheapest }) => ({
      from: requiredFigure(from),
      to: figure(to),
      cheapest,
    })),
    completeness: all.completeness,
  };
}
