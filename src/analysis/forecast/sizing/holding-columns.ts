import { compilePlan } from '../../../formula/index.ts';
import { holdingOf, nodesOf, type Era, type Holding, type Timeline } from '../../../model/index.ts';
import type { DrawnPaths } from '../paths/drawn-paths.ts';
import { pathInputs } from '../paths/path-inputs.ts';
import type { PathContest, PathQuestion } from '../paths/question.ts';

/** The GPUs of one option in a month, on some paths: how many it needs, and what one of them costs. */
export interface HoldingColumns {
  readonly gpus: Float64Array;
  readonly agreed: Float64Array;
  readonly moving: Float64Array | null;
  /** Of all of them together: what follows the load. */
  readonly following: Float64Array | null;
  readonly upfront: Float64Array | null;
  readonly price: Float64Array | null;
}

/** Calls back with all options' columns, block by block of paths. */
export type ReadHoldings = (
  month: number,
  visit: (options: readonly HoldingColumns[], count: number) => void,
) => void;

type Option = PathContest['options'][number];

/** One path: the figures as they are stated. */
export function statedHoldings(options: readonly Option[]): ReadHoldings {
  return (month, visit) => {
    const at = (values: readonly { toNumber: () => number }[] | null | undefined): Float64Array | null =>
      values === null || values === undefined ? null : Float64Array.of(values[month]?.toNumber() ?? 0);
    const columns = options.map(({ figures }): HoldingColumns => {
      const held = figures.holdings[0];
      return {
        gpus: at(held?.gpus) ?? new Float64Array(1),
        agreed: at(held?.agreed) ?? new Float64Array(1),
        moving: at(held?.moving),
        following: at(held?.following),
        upfront: at(held?.upfront),
        price: at(held?.bought?.price),
      };
    });
    visit(columns, 1);
  };
}

interface Sampled {
  readonly workload: string;
  readonly eras: readonly Era[];
  readonly timeline: Timeline;
  readonly drawn: DrawnPaths;
  readonly question: Pick<PathQuestion, 'samples' | 'prepare'>;
}

/** Many paths, by the compiled formulas of what is held. */
export function sampledHoldings(
  options: readonly Option[],
  { workload, eras, timeline, drawn, question }: Sampled,
): ReadHoldings {
  const readings = eras.map(({ model, from }) => {
    const all = model.workloads.find(({ id }) => id === workload)?.options ?? [];
    const holdings = options.map(({ id }): Holding => {
      const found = all.find((each) => each.id === id)?.statement?.timing.holdings[0];
      if (found === undefined) throw new Error(`${workload}/${id} holds no GPUs`);
      return found;
    });
    const roots = holdings.flatMap(nodesOf);
    const inputs = pathInputs(model, timeline, roots, drawn);
    const plan = compilePlan(roots, inputs.addresses);
    const rows = question.samples * timeline.months.length;
    return { from, holdings, inputs, reading: question.prepare(plan, rows) };
  });
  return (month, visit) => {
    const era = readings.findLast(({ from }) => from <= month) ?? readings[0];
    if (era === undefined) return;
    const { holdings, inputs, reading } = era;
    for (let start = 0; start < question.samples; start += reading.blockSize) {
      const count = Math.min(reading.blockSize, question.samples - start);
      inputs.fill(reading.columns, month, start, count);
      reading.run(count);
      let place = 0;
      const take = (): Float64Array => reading.outputs[place++] ?? new Float64Array(count);
      const columns = holdings.map((each): HoldingColumns => holdingOf(each, take));
      visit(columns, count);
    }
  };
}
