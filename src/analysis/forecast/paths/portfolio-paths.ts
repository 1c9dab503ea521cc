import { compilePlan, Exact } from '../../../formula/index.ts';
import type { Model, PhaseFigures, Timeline } from '../../../model/index.ts';
import { orderStatistics } from '../../../statistics/index.ts';
import { significantFigure } from '../../uncertainty/index.ts';
import type { DrawnPaths } from './drawn-paths.ts';
import { pathInputs } from './path-inputs.ts';
import type { PathQuestion } from './question.ts';
import type { PathPortfolio, Percentiles } from './result.ts';

/** What one option costs on every path: its present value, and its expense by month. */
export interface PathColumns {
  readonly worth: Float64Array;
  readonly expense: readonly Float64Array[];
}

/** Ranks, not interpolated: each is the value of a path. */
export function percentiles(values: Float64Array): Percentiles {
  const rank = (share: number): number => Math.max(0, Math.ceil(share * values.length) - 1);
  const [p10 = 0, p50 = 0, p90 = 0] = orderStatistics(values, [rank(0.1), rank(0.5), rank(0.9)]);
  return { p10: figureOf(p10), p50: figureOf(p50), p90: figureOf(p90) };
}

export function figureOf(value: number): Exact {
  return significantFigure(value) ?? new Exact(Number.NaN);
}

export function meanOf(values: Float64Array): number {
  return values.reduce((total, each) => total + each, 0) / values.length;
}

/** The share of paths above a budget; null without one. */
export function shareAbove(values: Float64Array, budget: number | null): number | null {
  return budget === null
    ? null
    : values.reduce((total, each) => (each > budget ? total + 1 : total), 0) / values.length;
}

/** Columns added up path by path. */
export class PortfolioPaths {
  readonly #worth: Float64Array;
  readonly #expense: readonly Float64Array[];

  constructor(samples: number, months: number) {
    this.#worth = new Float64Array(samples);
    this.#expense = Array.from({ length: months }, () => new Float64Array(samples));
  }

  add({ worth, expense }: PathColumns): void {
    addTo(this.#worth, worth, 1);
    for (const [month, own] of this.#expense.entries()) addTo(own, expense[month] as Float64Array, 1);
  }

  /** The phases of a roadmap: what is paid once at the beginning of its first month, the rest at the ends of its months. */
  addRoadmap(
    model: Model,
    phases: readonly PhaseFigures[],
    { timeline, drawn, factors, prepare }: RoadmapPaths,
  ): void {
    const roots = model.roadmap.flatMap(({ oneTime, monthly }) => [oneTime, monthly]);
    const inputs = pathInputs(model, timeline, roots, drawn);
    const samples = this.#worth.length;
    const reading = prepare(compilePlan(roots, inputs.addresses), samples * timeline.months.length);
    for (const month of timeline.months.keys()) {
      if (!phases.some(({ from, to }) => month >= from && month <= to)) continue;
      for (let start = 0; start < samples; start += reading.blockSize) {
        const count = Math.min(reading.blockSize, samples - start);
        inputs.fill(reading.columns, month, start, count);
        reading.run(count);
        const pay = (output: Float64Array | undefined, factor: number): void => {
          const paid = (output as Float64Array).subarray(0, count);
          addTo((this.#expense[month] as Float64Array).subarray(start, start + count), paid, 1);
          addTo(this.#worth.subarray(start, start + count), paid, factor);
        };
        for (const [phase, { from, to }] of phases.entries()) {
          if (month === from) pay(reading.outputs[2 * phase], factors[month] as number);
          if (month >= from && month <= to) pay(reading.outputs[2 * phase + 1], factors[month + 1] as number);
        }
      }
    }
  }

  result({ months }: Timeline, budget: number | null): PathPortfolio {
    return {
      npv: { mean: figureOf(meanOf(this.#worth)), ...percentiles(this.#worth) },
      months: months.map((month, index) => {
        const values = this.#expense[index] as Float64Array;
        return { month, ...percentiles(values), overBudget: shareAbove(values, budget) };
      }),
    };
  }
}

interface RoadmapPaths {
  readonly timeline: Timeline;
  readonly drawn: DrawnPaths;
  readonly factors: Float64Array;
  readonly prepare: PathQuestion['prepare'];
}

function addTo(sums: Float64Array, values: Float64Array, factor: number): void {
  for (let path = 0; path < sums.length; path += 1)
    sums[path] = (sums[path] as number) + (values[path] as number) * factor;
}
