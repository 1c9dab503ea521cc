import { fail, ok, problem, type Result } from '../../../diagnostics/index.ts';
import { compilePlan, inputsOf, type VectorReading } from '../../../formula/index.ts';
import type { Era, Model, PhaseFigures, Statement, Timeline } from '../../../model/index.ts';
import { fillInputs, uniformSource } from '../../../statistics/index.ts';
import { pathInputs, type PathInputs } from './path-inputs.ts';
import { DrawnPaths } from './drawn-paths.ts';
import { pathOption, type PathOption } from './path-option.ts';
import { pathSpace, type PathSpace } from './path-space.ts';
import type { ForecastPaths, PathWorkload } from './result.ts';
import type { PathContest, PathQuestion } from './question.ts';
import { PortfolioPaths } from './portfolio-paths.ts';
import { tallyPaths } from './tally.ts';

/** Paths that are read together. */
const rows = 128;
const mostCells = 40_000_000;
const mostOptions = 8;

/** What paths say, and the paths themselves, for whatever else is asked of them. */
interface RunPaths {
  readonly result: ForecastPaths;
  readonly drawn: DrawnPaths;
}

/** Every workload's options on many paths, read by compiled formulas. The same seed gives the same result, to the bit. */
export function runPaths(
  model: Model,
  eras: readonly Era[],
  timeline: Timeline,
  contests: readonly PathContest[],
  phases: readonly PhaseFigures[],
  question: PathQuestion,
): Result<RunPaths> {
  const { samples, seed } = question;
  const horizon = timeline.months.length;
  if (!Number.isSafeInteger(samples) || samples < 1 || samples * horizon > mostCells)
    return fail(
      problem(
        'uncertainty/samples',
        `--samples: expected a whole number from 1 to ${Math.floor(mostCells / horizon)}, for ${horizon} months`,
      ),
    );
  const factors = Float64Array.from(timeline.discounts, (each) => each.toNumber());
  const prepared = contests.map((contest) => prepareContest(contest, eras, horizon, factors));
  const roots = [
    ...prepared.flatMap(({ byEra }) => byEra.flatMap((options) => options.flatMap((each) => each.roots))),
    ...model.roadmap.flatMap(({ oneTime, monthly }) => [oneTime, monthly]),
  ];
  const unknown = pathSpace(model, timeline, roots);
  if (!unknown.ok) return unknown;
  const drawn = new DrawnPaths(unknown.value, draw(unknown.value, samples, seed));
  const together = model.scenario.cases.length > 0 ? null : new PortfolioPaths(samples, horizon);
  const workloads = prepared.map((each): PathWorkload => {
    const read = workloadPaths(each, { eras, timeline, drawn, question, factors });
    const first = read.first();
    if (first !== null) together?.add(first);
    return read.result();
  });
  if (phases.length > 0)
    together?.addRoadmap(model, phases, { timeline, drawn, factors, prepare: question.prepare });
  const result: ForecastPaths = {
    samples,
    seed,
    uncertain: unknown.value.addresses,
    workloads,
    portfolio: together?.result(timeline, question.budget) ?? null,
  };
  return ok({ result, drawn });
}

interface PreparedContest {
  readonly contest: PathContest;
  /** By era, then by option. */
  readonly byEra: readonly (readonly PathOption[])[];
  readonly switchCosts: readonly number[];
}

function prepareContest(
  { options, ...contest }: PathContest,
  eras: readonly Era[],
  horizon: number,
  factors: Float64Array,
): PreparedContest {
  const kept = options.slice(0, mostOptions);
  return {
    contest: { ...contest, options: kept },
    byEra: eras.map(({ model }) =>
      kept.map(({ id, near }) => pathOption(id, statementIn(model, contest.id, id), near, horizon, factors)),
    ),
    switchCosts: kept.map(({ near }) => near.switchCost),
  };
}

function statementIn(model: Model, workload: string, option: string): Statement {
  const found = model.workloads
    .find(({ id }) => id === workload)
    ?.options.find(({ id }) => id === option)?.statement;
  if (found === undefined || found === null) throw new Error(`${workload}/${option} has no statement`);
  return found;
}

/** All paths: a column for each unknown. */
function draw({ space, addresses }: PathSpace, samples: number, seed: number): readonly Float64Array[] {
  const columns = addresses.map(() => new Float64Array(samples));
  uniformSource('sobol', addresses.length, seed, 0).fill(columns, 0, samples);
  space.correlate(columns, samples);
  fillInputs(space.quantiles, columns, columns, samples);
  return columns;
}

interface Setting {
  readonly eras: readonly Era[];
  readonly timeline: Timeline;
  readonly drawn: DrawnPaths;
  readonly question: PathQuestion;
  readonly factors: Float64Array;
}

function workloadPaths(prepared: PreparedContest, setting: Setting): ReturnType<typeof tallyPaths> {
  const { contest, byEra } = prepared;
  const { eras, timeline, drawn, question, factors } = setting;
  const horizon = timeline.months.length;
  const readings = byEra.map((options, era) => {
    const roots = options.flatMap((each) => each.roots);
    const { model } = eras[era] as Era;
    const inputs = pathInputs(model, timeline, roots, drawn);
    const plan = compilePlan(roots, inputs.addresses);
    const varies = roots.map((root) => inputsOf(root).some(({ address }) => inputs.varies(address)));
    return { inputs, reading: question.prepare(plan, question.samples * horizon), varies };
  });
  const count = readings[0]?.varies.length ?? 0;
  const varies = Array.from({ length: count }, (_, root) => readings.some((each) => each.varies[root]));
  const tally = tallyPaths({ ...prepared, timeline, question, factors, varies });
  // By root, then month: the paths of one block.
  const read = Array.from({ length: count }, () =>
    Array.from({ length: horizon }, () => new Float64Array(rows)),
  );
  for (let start = 0; start < question.samples; start += rows) {
    const size = Math.min(rows, question.samples - start);
    for (let month = contest.from; month < horizon; month += 1) {
      const era = Math.max(
        0,
        eras.findLastIndex(({ from }) => from <= month),
      );
      const at = readings[era];
      if (at !== undefined) readMonth(at, month, start, size, read);
    }
    tally.add(read, start, size);
  }
  return tally;
}

function readMonth(
  { inputs, reading }: { readonly inputs: PathInputs; readonly reading: VectorReading },
  month: number,
  start: number,
  size: number,
  to: readonly (readonly Float64Array[])[],
): void {
  for (let from = 0; from < size; from += reading.blockSize) {
    const count = Math.min(reading.blockSize, size - from);
    inputs.fill(reading.columns, month, start + from, count);
    reading.run(count);
    for (const [root, output] of reading.outputs.entries())
      to[root]?.[month]?.set(output.subarray(0, count), from);
  }
}
