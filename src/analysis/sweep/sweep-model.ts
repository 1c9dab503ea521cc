import { fail, nearest, ok, problem, type Result } from '../../diagnostics/index.ts';
import { compilePlan, Exact, inputsOf, type VectorPlan, type VectorReading } from '../../formula/index.ts';
import type { Model, WorkloadModel } from '../../model/index.ts';
import { findStructured, type CrossoverOption } from '../crossover/index.ts';
import { rebuiltAt, structureOver } from '../structure/index.ts';
import { figure, requiredFigure, statedInput } from '../run/figures.ts';
import { catalogReference } from '../run/run.ts';
import { sweptCells } from './swept-cells.ts';
import { allSteps, partialOf, type Progressed, type Steps } from '../steps.ts';
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
  return allSteps(sweepSteps(model, question));
}

/** The same in steps; of what is ended early there are the workloads that were done by then. */
export function* sweepSteps(model: Model, question: SweepQuestion): Steps<Result<SweepResult>> {
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
  const workloads: SweepWorkload[] = [];
  const all = model.workloads.length;
  let done = 0;
  for (const workload of model.workloads) {
    const swept = yield* sweepWorkload(model, workload, question, { done, all });
    if (swept === 'ended') break;
    if (swept !== null) workloads.push(swept);
    done += 1;
  }
  if (workloads.length === 0 && done === all) {
    const addresses = inputs.map(({ address }) => address).join(' and ');
    return refuse('sweep/no-effect', `--vary ${addresses}: no option that can be chosen depends on it`);
  }
  return ok({
    schema: 'crossover/sweep/1',
    scenario: { name: model.scenario.name, digest: model.scenario.digest },
    catalog: catalogReference(model),
    ...partialOf(done, all, 'workloads'),
    currency: model.scenario.currency,
    axes: axes.map(axisResult),
    workloads,
  });
}

function axisResult({ input, values, scale }: VariedInput): SweepAxis {
  return {
    ...statedInput(input),
    scale,
    values: values.map(requiredFigure),
  };
}

/** Options keep the order of the scenario, so that the letters of a chart do. Null where nothing depends on the inputs. */
function* sweepWorkload(
  model: Model,
  workload: WorkloadModel,
  question: SweepQuestion,
  before: { readonly done: number; readonly all: number },
): Steps<SweepWorkload | null | 'ended'> {
  // The models of the cells are made anew for each value of the second axis, then its line of crossings is searched.
  const size = 2 * (question.axes[1]?.values.length ?? 1);
  const parts = yield* partsOf(model, question.axes, { done: before.done * size, of: before.all * size });
  if (parts === null) return 'ended';
  const optionsOf = (of: WorkloadModel): readonly CrossoverOption[] => choosable(of, question.options);
  const found = parts.map((part) => {
    const same = part.model?.workloads.find(({ id }) => id === workload.id);
    return { ...part, options: same === undefined ? [] : optionsOf(same) };
  });
  const used = new Set(
    found
      .flatMap(({ options }) => inputsOf(...options.map(({ total }) => total)))
      .map(({ address }) => address),
  );
  if (!question.axes.some(({ input }) => used.has(input.address))) return null;
  const ids = new Set(found.flatMap(({ options }) => options.map(({ id }) => id)));
  const all = workload.options.filter(({ id }) => ids.has(id));
  const half = { done: before.done * size + size / 2, of: before.all * size };
  const crossovers = yield* linesOf(model, workload, optionsOf, question, half);
  if (crossovers === null) return 'ended';
  const cells = cellsOf(
    all.map(({ id }) => id),
    found,
    question,
  );
  return { id: workload.id, options: all.map(({ id, kind }) => ({ id, kind })), cells, crossovers };
}

/** The options of a workload that can be chosen, of those that are wanted. */
function choosable(workload: WorkloadModel, wanted: readonly string[]): readonly CrossoverOption[] {
  return workload.options.flatMap(({ id, kind, statement, exclusions }): readonly CrossoverOption[] =>
    statement === null || exclusions.length > 0 || (wanted.length > 0 && !wanted.includes(id))
      ? []
      : [{ id, kind, total: statement.monthly }],
  );
}

/** Cells at which one model holds, by their positions; no model where the values are refused. */
interface Part {
  readonly model: Model | null;
  readonly rows: readonly number[];
}

/** The cells of all axes, the first going slowest, by the model that holds there; null where that was ended. */
function* partsOf(
  model: Model,
  axes: readonly VariedInput[],
  { done, of }: Progressed,
): Steps<readonly Part[] | null> {
  const [first, second] = axes;
  if (first === undefined) return [];
  const seconds = second?.values ?? [null];
  const range = { from: Exact.min(...first.values), to: Exact.max(...first.values) };
  const isSecond = second !== undefined && model.structural.has(second.input.address);
  const parts = new Map<Model | null, number[]>();
  const isEach = model.selecting.has(first.input.address);
  const usual = isSecond || isEach ? null : structureOver(model, first.input, range);
  for (const [column, b] of seconds.entries()) {
    if (!(yield { done: done + column, of })) return null;
    const held =
      b === null || second === undefined ? model : rebuiltAt(model, new Map([[second.input.address, b]]));
    const structures =
      isEach || held === null
        ? [{ ...range, model: null }]
        : (usual ?? structureOver(held, first.input, range));
    for (const [row, a] of first.values.entries()) {
      const at =
        isEach && held !== null
          ? rebuiltAt(held, new Map([[first.input.address, a]]))
          : (structures.findLast(({ from }) => from.lte(a))?.model ?? null);
      const rows = parts.get(at) ?? [];
      rows.push(row * seconds.length + column);
      parts.set(at, rows);
    }
  }
  return [...parts].map(([of, rows]) => ({ model: of, rows }));
}

function cellsOf(
  ids: readonly string[],
  parts: readonly (Part & { readonly options: readonly CrossoverOption[] })[],
  { axes, prepare }: SweepQuestion,
): readonly SweepCell[] {
  const [first, second] = axes;
  if (first === undefined) return [];
  const repeats = second?.values.length ?? 1;
  const count = first.values.length * repeats;
  const [numbers, others] = axes.map(({ values }) => values.map((value) => value.toNumber()));
  const costs = ids.map(() => new Float64Array(count).fill(Number.NaN));
  for (const { options, rows } of parts) {
    if (options.length === 0) continue;
    const plan = compilePlan(
      options.map(({ total }) => total),
      axes.map(({ input }) => input.address),
    );
    const columns = axes.map((_, axis) =>
      Float64Array.from(
        rows,
        (row) => (axis === 0 ? numbers?.[Math.floor(row / repeats)] : others?.[row % repeats]) ?? Number.NaN,
      ),
    );
    const outputs = options.map(() => new Float64Array(rows.length));
    prepare(plan, rows.length).evaluate(columns, outputs);
    for (const [at, { id }] of options.entries()) {
      const into = costs[ids.indexOf(id)];
      if (into === undefined) continue;
      for (const [index, row] of rows.entries()) into[row] = outputs[at]?.[index] ?? Number.NaN;
    }
  }
  return sweptCells({ optionIds: ids, costs, axes: axes.map(({ values }) => values) });
}

function* linesOf(
  model: Model,
  workload: WorkloadModel,
  optionsOf: (of: WorkloadModel) => readonly CrossoverOption[],
  { axes }: SweepQuestion,
  { done, of }: Progressed,
): Steps<readonly SweepLine[] | null> {
  const [first, second] = axes;
  if (first === undefined || first.values.length < 2) return [];
  const line = (at: Exact | null): SweepLine | null => {
    const held =
      at === null || second === undefined ? new Map<string, Exact>() : new Map([[second.input.address, at]]);
    const here = rebuiltAt(model, held);
    const same = here?.workloads.find(({ id }) => id === workload.id);
    const input = here?.graph.inputs.get(first.input.address);
    if (here === null || same === undefined || input === undefined || optionsOf(same).length === 0)
      return null;
    const range = { from: Exact.min(...first.values), to: Exact.max(...first.values) };
    const { all } = findStructured({
      model: here,
      workload: same,
      parameter: input,
      optionsOf,
      range,
      overrides: held,
    });
    return {
      at: at === null ? null : requiredFigure(at),
      intervals: all.intervals.map(({ from, to, cheapest }) => ({
        from: requiredFigure(from),
        to: figure(to),
        cheapest,
      })),
      completeness: all.completeness,
    };
  };
  const places = second?.values ?? [null];
  if (places.length > mostLines) return [];
  const lines: SweepLine[] = [];
  for (const [index, at] of places.entries()) {
    if (!(yield { done: done + index, of })) return null;
    const found = line(at);
    if (found !== null) lines.push(found);
  }
  return lines;
}
