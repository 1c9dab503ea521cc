import type { Exact } from '../../formula/index.ts';
import { requiredFigure } from '../run/figures.ts';
import { significantFigure } from '../uncertainty/significant-figure.ts';
import type { SweepCell } from './result.ts';

/** The costs of a map in columns: one of doubles for each option. */
export interface CostColumns {
  readonly optionIds: readonly string[];
  /** A value for each cell, by option. */
  readonly costs: readonly Float64Array[];
  /** The values of each axis; cells go through the last one first. */
  readonly axes: readonly (readonly Exact[])[];
}

/**
 * The cells of a map, of which there may be a million with many options each: their figures are made of the columns when
 * they are read, since all of them at once would not fit into memory.
 */
export function sweptCells({ optionIds, costs, axes }: CostColumns): readonly SweepCell[] {
  const shown = axes.map((values) => values.map(requiredFigure));
  const count = axes.reduce((product, { length }) => product * length, 1);
  const costsOf = (row: number): readonly number[] => costs.map((column) => column[row] ?? Number.NaN);
  const placesOf = (row: number): readonly number[] => {
    const places: number[] = [];
    let left = row;
    for (const { length } of axes.toReversed()) {
      places.unshift(left % length);
      left = Math.floor(left / length);
    }
    return places;
  };

  class SweptCell implements SweepCell {
    declare readonly at: SweepCell['at'];
    declare readonly monthly: SweepCell['monthly'];
    declare readonly cheapest: SweepCell['cheapest'];
    readonly #row: number;

    constructor(row: number) {
      this.#row = row;
      Object.defineProperties(this, SweptCell.#figures);
    }

    /** The cell's own properties, as every reader of plain data goes through them. */
    static readonly #figures = {
      at: {
        enumerable: true,
        get(this: SweptCell): SweepCell['at'] {
          return placesOf(this.#row).flatMap((place, axis) => shown[axis]?.[place] ?? []);
        },
      },
      monthly: {
        enumerable: true,
        get(this: SweptCell): SweepCell['monthly'] {
          return costsOf(this.#row).map(significantFigure);
        },
      },
      cheapest: {
        enumerable: true,
        get(this: SweptCell): string | null {
          const own = costsOf(this.#row);
          return optionIds[own.indexOf(Math.min(...own.filter(Number.isFinite)))] ?? null;
        },
      },
    };
  }
  return Array.from({ length: count }, (_, row) => new SweptCell(row));
}
