import { wholeTolerance, wholeToleranceBelowZero, type InputNode } from '../../formula/index.ts';
import { ProgramBuilder, type LinearProgram, type Term } from '../linear-program.ts';
import { fixed, isFixed, plus, times, type Affine, type BoundsOf } from './affine.ts';
import type { Limit } from './limit.ts';

/** A row of a step's definition: Σ terms ≥ lower, or ≤ upper, or both. */
interface DefinitionRow {
  readonly of: Affine;
  readonly lower?: number;
  readonly upper?: number;
}

/**
 * A column that stands for a step. `rising` rows hold it up to what it stands for where cost wants it smaller, `falling` rows
 * hold it down where cost wants it larger.
 */
interface Step {
  readonly column: number;
  readonly rising: readonly DefinitionRow[];
  /** Made when they are needed, where they take columns of their own. */
  readonly falling: readonly DefinitionRow[] | (() => readonly DefinitionRow[]);
}

interface ColumnDraft {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
  readonly isWhole: boolean;
}

/** How close below a threshold an amount may come, relative to it. */
const closeness = 1e-8;
/** And at least so close, in units: solvers take rows as met that are missed by a millionth. */
const leastStep = 2e-6;

/** Columns and steps as they are found; `build` keeps the rows that are needed. */
export class Translation {
  readonly #columns: ColumnDraft[] = [];
  readonly #steps: Step[] = [];
  readonly #made = new Map<string, Affine>();
  readonly #counts = new Map<string, number>();
  /** The yes or no of each level that an amount can be in. */
  readonly #picks = new Map<string, readonly number[]>();
  readonly #always: DefinitionRow[] = [];

  readonly boundsOf: BoundsOf = (column) => this.#columns[column] ?? { lower: -Infinity, upper: Infinity };

  decision({ address, minimum, maximum, whole }: InputNode): number {
    if (minimum === undefined || maximum === undefined)
      throw new Error(`${address} is decided without bounds`);
    return this.#column(address, minimum.toNumber(), maximum.toNumber(), whole === true);
  }

  affineOf(column: number): Affine {
    const { lower, upper } = this.boundsOf(column);
    return { constant: 0, terms: new Map([[column, 1]]), lower, upper };
  }

  /** Whether every column of it is a yes or no. */
  isOfChoices({ terms }: Affine): boolean {
    return [...terms.keys()].every((column) => {
      const { isWhole, lower, upper } = this.#columns[column] ?? { isWhole: false, lower: 0, upper: 0 };
      return isWhole && lower >= 0 && upper <= 1;
    });
  }

  /** The largest of several amounts. */
  largest(all: readonly Affine[]): Affine {
    const floor = Math.max(...all.map(({ lower }) => lower));
    const seen = new Set<string>();
    const rivals = all.filter((each) => {
      const key = keyOf(each);
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew && (each.upper > floor || each.lower === floor);
    });
    const needed = rivals.filter(
      (each) => !(isFixed(each) && rivals.some((other) => other !== each && other.lower >= each.upper)),
    );
    const [only] = needed;
    if (only !== undefined && needed.length === 1) return only;
    return this.#once(`largest ${needed.map(keyOf).sort().join(' ')}`, () => {
      const upper = Math.max(...needed.map((each) => each.upper));
      const yesOrNo = needed.every(
        (each) => (isFixed(each) && (each.constant === 0 || each.constant === 1)) || this.#isOneChoice(each),
      );
      const column = this.#column(
        this.#named('largest'),
        floor,
        upper,
        // Whole where it can be, so that tolerances of several steps do not add up to a whole more.
        needed.every((each) => this.#isWhole(each)),
      );
      const top = this.affineOf(column);
      const rising = needed.map((each) => ({ of: this.#minus(top, each), lower: 0 }));
      if (yesOrNo) {
        const sum = needed.reduce((total, each) => plus(total, each, 1, this.boundsOf), fixed(0));
        return this.#step({ column, rising, falling: [{ of: this.#minus(top, sum), upper: 0 }] });
      }
      return this.#step({
        column,
        rising,
        falling: () => {
          const picks = needed.map(() => this.#column(this.#named('picked'), 0, 1, true));
          return [
            { of: this.#sum(picks), lower: 1, upper: 1 },
            ...needed.map((each, index) => {
              // top ≤ each + (upper - each.lower)·(1 - pick)
              const room = upper - each.lower;
              const picked = times(this.affineOf(picks[index] ?? 0), room);
              return { of: plus(this.#minus(top, each), picked, 1, this.boundsOf), upper: room };
            }),
          ];
        },
      });
    });
  }

  ceiling(of: Affine): Affine {
    if (this.#isWhole(of)) return of;
    return this.#once(`ceiling ${keyOf(of)}`, () => {
      const divisor = Number(of.lower < 0 ? wholeToleranceBelowZero : wholeTolerance);
      const scaled = times(of, 1 / divisor);
      const [lower, upper] = [Math.ceil(scaled.lower), Math.ceil(scaled.upper)];
      const column = this.#column(this.#named('whole'), lower, upper, true);
      const difference = this.#minus(this.affineOf(column), scaled);
      return this.#step({
        column,
        rising: [{ of: difference, lower: 0 }],
        falling: [{ of: difference, upper: 1 - leastStep }],
      });
    });
  }

  /** choice · amount, for a column that is 0 or 1. */
  gated(choice: number, amount: Affine): Affine {
    if (isFixed(amount)) return times(this.affineOf(choice), amount.constant);
    const [[first, coefficient] = [-1, 0], ...others] = amount.terms;
    if (others.length === 0 && first === choice)
      return times(this.affineOf(choice), amount.constant + coefficient);
    // What does not vary needs no column of its own.
    const moving: Affine = {
      ...amount,
      constant: 0,
      lower: amount.lower - amount.constant,
      upper: amount.upper - amount.constant,
    };
    const gate = this.affineOf(choice);
    // Each yes or no by itself, so that the product is one of choices again.
    if (this.isOfChoices(moving) && !this.#isOneChoice(moving)) {
      return [...moving.terms].reduce(
        (sum, [column, each]) => plus(sum, this.gated(choice, this.affineOf(column)), each, this.boundsOf),
        times(gate, amount.constant),
      );
    }
    const part = this.#once(`gated ${choice} ${keyOf(moving)}`, () => {
      const { lower, upper } = moving;
      if (!Number.isFinite(lower) || !Number.isFinite(upper)) throw new Error('an amount without bounds');
      const isWhole = this.#isWhole(moving);
      const column = this.#column(this.#named('gated'), Math.min(0, lower), Math.max(0, upper), isWhole);
      const whole = this.affineOf(column);
      const from = this.#minus(whole, moving);
      return this.#step({
        column,
        rising: [
          { of: plus(whole, gate, -lower, this.boundsOf), lower: 0 },
          { of: plus(from, gate, -upper, this.boundsOf), lower: -upper },
        ],
        falling: [
          { of: plus(whole, gate, -upper, this.boundsOf), upper: 0 },
          { of: plus(from, gate, -lower, this.boundsOf), upper: -lower },
        ],
      });
    });
    return plus(part, gate, amount.constant, this.boundsOf);
  }

  /** The value of the level that `by` is in; thresholds rise. */
  choice(
    by: Affine,
    otherwise: Affine,
    cases: readonly { readonly above: number; readonly value: Affine }[],
    inclusive: boolean,
  ): Affine {
    const byWhole = this.#isWhole(by);
    const near = (threshold: number): number =>
      byWhole ? 1 : Math.max(leastStep, closeness * Math.abs(threshold));
    /** The least amount of a level, and the largest of the one below. */
    const starts = (threshold: number): number =>
      byWhole
        ? inclusive
          ? Math.ceil(threshold)
          : Math.floor(threshold) + 1
        : inclusive
          ? threshold
          : threshold + near(threshold);
    const ends = (threshold: number): number =>
      byWhole ? starts(threshold) - 1 : inclusive ? threshold - near(threshold) : threshold;
    const levels = [{ above: -Infinity, value: otherwise }, ...cases].map(({ above, value }, index) => ({
      value,
      lower: above === -Infinity ? by.lower : Math.max(by.lower, starts(above)),
      upper: cases[index] === undefined ? by.upper : Math.min(by.upper, ends(cases[index].above)),
    }));
    const possible = levels.filter(({ lower, upper }) => lower <= upper);
    const [only] = possible;
    if (only !== undefined && possible.length === 1) return only.value;
    const key = `levels ${keyOf(by)} ${possible.map(({ lower, upper }) => `${lower}..${upper}`).join(' ')}`;
    let picks = this.#picks.get(key);
    if (picks === undefined) {
      picks = possible.map(() => this.#column(this.#named('level'), 0, 1, true));
      this.#picks.set(key, picks);
      const of = (bound: 'lower' | 'upper'): Affine =>
        possible.reduce(
          (sum, level, index) => plus(sum, this.affineOf(picks?.[index] ?? 0), -level[bound], this.boundsOf),
          by,
        );
      this.#always.push(
        { of: this.#sum(picks), lower: 1, upper: 1 },
        { of: of('lower'), lower: 0 },
        { of: of('upper'), upper: 0 },
      );
    }
    return possible.reduce(
      (sum, { value }, index) => plus(sum, this.gated(picks?.[index] ?? 0, value), 1, this.boundsOf),
      fixed(0),
    );
  }

  build(
    name: string,
    cost: Affine,
    limits: readonly { readonly limit: Limit; readonly of: Affine }[],
  ): LinearProgram {
    const rows: (DefinitionRow & { readonly name: string })[] = [];
    const wantsLess = new Set<number>();
    const wantsMore = new Set<number>();
    const press = (of: Affine, direction: 1 | -1): void => {
      for (const [column, coefficient] of of.terms)
        (coefficient * direction > 0 ? wantsLess : wantsMore).add(column);
    };
    const hold = (row: DefinitionRow & { readonly name: string }): void => {
      rows.push(row);
      // A row with an upper bound is eased by smaller amounts, one with a lower bound by larger ones.
      if (row.upper !== undefined) press(row.of, 1);
      if (row.lower !== undefined) press(row.of, -1);
    };
    press(cost, 1);
    for (const { limit, of } of limits)
      hold({
        name: limit.name,
        of,
        ...(limit.lower === undefined ? {} : { lower: limit.lower }),
        ...(limit.upper === undefined ? {} : { upper: limit.upper }),
      });
    for (const [index, row] of this.#always.entries()) hold({ ...row, name: `levels.${index}` });
    for (const { column, rising, falling } of this.#steps.toReversed()) {
      const label = this.#columns[column]?.name ?? '';
      const needed = [
        ...(wantsLess.has(column) ? rising : []),
        ...(wantsMore.has(column) ? (typeof falling === 'function' ? falling() : falling) : []),
      ];
      for (const [index, row] of needed.entries()) hold({ ...row, name: `${label}.${index}` });
    }
    const builder = new ProgramBuilder();
    for (const [column, draft] of this.#columns.entries())
      builder.column(draft.name, { ...draft, cost: cost.terms.get(column) ?? 0 });
    builder.addOffset(cost.constant);
    for (const { name: label, of, lower, upper } of rows) {
      const terms: Term[] = [...of.terms].map(([column, coefficient]) => ({ column, coefficient }));
      if (terms.length === 0 && holds(of.constant, lower, upper)) continue;
      builder.row(label, terms, {
        ...(lower === undefined ? {} : { lower: lower - of.constant }),
        ...(upper === undefined ? {} : { upper: upper - of.constant }),
      });
    }
    return builder.build(name);
  }

  #column(name: string, lower: number, upper: number, isWhole: boolean): number {
    this.#columns.push({ name, lower, upper, isWhole });
    return this.#columns.length - 1;
  }

  #named(kind: string): string {
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    return `${kind}.${number}`;
  }

  #step(step: Step): Affine {
    this.#steps.push(step);
    return this.affineOf(step.column);
  }

  #once(key: string, make: () => Affine): Affine {
    const known = this.#made.get(key) ?? make();
    this.#made.set(key, known);
    return known;
  }

  #minus(a: Affine, b: Affine): Affine {
    return plus(a, b, -1, this.boundsOf);
  }

  #sum(columns: readonly number[]): Affine {
    return columns.reduce((sum, column) => plus(sum, this.affineOf(column), 1, this.boundsOf), fixed(0));
  }

  #isOneChoice(of: Affine): boolean {
    const [[, coefficient] = [0, 0], ...others] = of.terms;
    return others.length === 0 && coefficient === 1 && of.constant === 0 && this.isOfChoices(of);
  }

  #isWhole({ constant, terms }: Affine): boolean {
    return (
      Number.isInteger(constant) &&
      [...terms].every(
        ([column, coefficient]) => Number.isInteger(coefficient) && this.#columns[column]?.isWhole === true,
      )
    );
  }
}

function holds(value: number, lower = -Infinity, upper = Infinity): boolean {
  return value >= lower && value <= upper;
}

function keyOf({ constant, terms }: Affine): string {
  return `${constant}${[...terms]
    .sort(([a], [b]) => a - b)
    .map(([column, coefficient]) => `+${coefficient}*${column}`)
    .join('')}`;
}
