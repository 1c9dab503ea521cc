import type { InputNode } from '../../formula/index.ts';
import type { LinearProgram } from '../linear-program.ts';
import { fixed, plus, type Affine, type BoundsOf } from './affine.ts';
import type { Limit } from './limit.ts';
import { programOf, type ColumnDraft, type DefinitionRow, type Step } from './program-of.ts';

/** The yes or no of each level that an amount can be in; exactly one is a yes. */
export interface Levels {
  readonly key: string;
  readonly by: Affine;
  readonly levels: readonly { readonly pick: number; readonly lower: number; readonly upper: number }[];
}

/** How close below a threshold an amount may come, relative to it. */
export const closeness = 1e-8;
/** And at least so close, in units: solvers take rows as met that are missed by a millionth. */
export const leastStep = 2e-6;

/** Columns and steps as they are found, and what is known of them; `build` keeps the rows that are needed. */
export class Translation {
  readonly #columns: ColumnDraft[] = [];
  readonly #steps: Step[] = [];
  readonly #made = new Map<string, Affine>();
  readonly #counts = new Map<string, number>();
  readonly #always: DefinitionRow[] = [];
  readonly #levels = new Map<string, Levels>();
  readonly #levelsOf = new Map<number, Levels>();
  readonly #implied = new Map<number, Set<number>>();
  readonly #above = new Map<number, readonly Affine[]>();
  readonly #leastGiven = new Map<number, ReadonlyMap<number, number>>();
  readonly #zeroWithout = new Map<number, ReadonlySet<number>>();

  readonly boundsOf: BoundsOf = (column) => this.#columns[column] ?? { lower: -Infinity, upper: Infinity };

  decision({ address, minimum, maximum, whole }: InputNode): number {
    if (minimum === undefined || maximum === undefined)
      throw new Error(`${address} is decided without bounds`);
    const column = this.#column(address, minimum.toNumber(), maximum.toNumber(), whole === true);
    this.#zeroWithout.set(column, new Set([column]));
    return column;
  }

  affineOf(column: number): Affine {
    const { lower, upper } = this.boundsOf(column);
    return { constant: 0, terms: new Map([[column, 1]]), lower, upper };
  }

  /** A column that stands for a step, named after its kind. */
  stepColumn(kind: string, { lower, upper }: Pick<Affine, 'lower' | 'upper'>, isWhole: boolean): number {
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    return this.#column(`${kind}.${number}`, lower, upper, isWhole);
  }

  yesOrNo(kind: string): number {
    return this.stepColumn(kind, { lower: 0, upper: 1 }, true);
  }

  step(step: Step): Affine {
    this.#steps.push(step);
    return this.affineOf(step.column);
  }

  /** Rows that hold whatever is asked of the columns in them. */
  always(...rows: readonly DefinitionRow[]): void {
    this.#always.push(...rows);
  }

  /** What was made of the same before. */
  once(key: string, make: () => Affine): Affine {
    const known = this.#made.get(key) ?? make();
    this.#made.set(key, known);
    return known;
  }

  add(a: Affine, b: Affine, factor = 1): Affine {
    return plus(a, b, factor, this.boundsOf);
  }

  minus(a: Affine, b: Affine): Affine {
    return this.add(a, b, -1);
  }

  sum(columns: readonly number[]): Affine {
    return columns.reduce((sum, column) => this.add(sum, this.affineOf(column)), fixed(0));
  }

  /** Whether every column of it is a yes or no. */
  isOfChoices({ terms }: Affine): boolean {
    return [...terms.keys()].every((column) => this.#isYesOrNo(column));
  }

  /** Whether it is a yes or no, and nothing else. */
  isOneChoice(of: Affine): boolean {
    const [[, coefficient] = [0, 0], ...others] = of.terms;
    return others.length === 0 && coefficient === 1 && of.constant === 0 && this.isOfChoices(of);
  }

  isWhole({ constant, terms }: Affine): boolean {
    return (
      Number.isInteger(constant) &&
      [...terms].every(
        ([column, coefficient]) => Number.isInteger(coefficient) && this.#columns[column]?.isWhole === true,
      )
    );
  }

  /** The levels that a yes or no is one of. */
  levelsOf(pick: number): Levels | undefined {
    return this.#levelsOf.get(pick);
  }

  /** Whether it is put together of which level something is in. */
  isOfLevels({ terms }: Affine): boolean {
    return terms.size > 0 && [...terms.keys()].every((column) => this.#levelsOf.has(column));
  }

  levelsBy(key: string): Levels | undefined {
    return this.#levels.get(key);
  }

  setLevels(levels: Levels): void {
    this.#levels.set(levels.key, levels);
    for (const { pick } of levels.levels) this.#levelsOf.set(pick, levels);
  }

  /** `then` is a yes where `choice` is. */
  imply(choice: number, then: number): void {
    const known = this.#implied.get(choice) ?? new Set();
    this.#implied.set(choice, known.add(then));
  }

  impliedBy(choice: number): ReadonlySet<number> {
    return this.#implied.get(choice) ?? new Set();
  }

  /** The decisions of which one is not zero wherever the amount is not; undefined where it can be other than zero without any. */
  decisionsBehind({ constant, terms }: Affine): ReadonlySet<number> | undefined {
    if (constant !== 0) return undefined;
    const all = new Set<number>();
    for (const column of terms.keys()) {
      const behind = this.#zeroWithout.get(column);
      if (behind === undefined) return undefined;
      for (const each of behind) all.add(each);
    }
    return all;
  }

  /** A column that is zero where all of these amounts are. */
  setZeroWithout(column: number, amounts: readonly Affine[]): void {
    const behind = amounts.map((each) => this.decisionsBehind(each));
    const known = behind.flatMap((each) => (each === undefined ? [] : [...each]));
    if (behind.every((each) => each !== undefined)) this.#zeroWithout.set(column, new Set(known));
  }

  /** Whether an amount is zero wherever a yes or no is a no, so that their product is the amount. */
  isZeroWithout(amount: Affine, choice: number): boolean {
    const behind = this.decisionsBehind(amount);
    return (
      behind !== undefined && [...behind].every((each) => each === choice || this.impliedBy(each).has(choice))
    );
  }

  /** Of a column: what it is at least where a yes or no is a yes, for those that make a difference. */
  setLeastGiven(column: number, least: ReadonlyMap<number, number>): void {
    this.#leastGiven.set(column, least);
  }

  /** What an amount is at least where a yes or no is a yes, for each that makes a difference. */
  leastGiven({ constant, terms }: Affine): ReadonlyMap<number, number> {
    let floor = constant;
    const gains = new Map<number, number>();
    const gain = (choice: number, by: number): void => void gains.set(choice, (gains.get(choice) ?? 0) + by);
    for (const [column, coefficient] of terms) {
      const { lower, upper } = this.boundsOf(column);
      floor += coefficient > 0 ? coefficient * lower : coefficient * upper;
      if (coefficient < 0) continue;
      if (this.#isYesOrNo(column)) gain(column, coefficient);
      for (const [choice, least] of this.#leastGiven.get(column) ?? [])
        if (least > lower && choice !== column) gain(choice, coefficient * (least - lower));
    }
    return new Map([...gains].map(([choice, by]) => [choice, floor + by]));
  }

  /** What a whole column, or the largest of such, has to be no less than. */
  setAbove(column: number, above: readonly Affine[]): void {
    this.#above.set(column, above);
  }

  /**
   * Amounts with this property: a whole number is no less than `of` where it is no less than all of them. They are `of` with
   * a whole column of it replaced by what that was rounded up from; undefined where the rest of `of` is not whole.
   */
  withoutRounding(of: Affine, column: number): readonly Affine[] | undefined {
    const above = this.#above.get(column);
    if (above === undefined || of.terms.get(column) !== 1) return undefined;
    const rest = this.minus(of, this.affineOf(column));
    return this.isWhole(rest) ? above.map((each) => this.add(each, rest)) : undefined;
  }

  build(
    name: string,
    cost: Affine,
    limits: readonly { readonly limit: Limit; readonly of: Affine }[],
  ): LinearProgram {
    return programOf(name, {
      cost,
      limits,
      always: this.#always,
      steps: this.#steps,
      columns: this.#columns,
    });
  }

  #isYesOrNo(column: number): boolean {
    const { isWhole, lower, upper } = this.#columns[column] ?? { isWhole: false, lower: 0, upper: 0 };
    return isWhole && lower >= 0 && upper <= 1;
  }

  #column(name: string, lower: number, upper: number, isWhole: boolean): number {
    this.#columns.push({ name, lower, upper, isWhole });
    return this.#columns.length - 1;
  }
}

/** The same text for the same amount. */
export function keyOf({ constant, terms }: Affine): string {
  return `${constant}${[...terms]
    .sort(([a], [b]) => a - b)
    .map(([column, coefficient]) => `+${coefficient}*${column}`)
    .join('')}`;
}

/** Of each yes or no, the most that any of the amounts is then at least; `floor` is what they are in any case. */
export function mostOf(
  all: readonly ReadonlyMap<number, number>[],
  floor: number,
): ReadonlyMap<number, number> {
  const most = new Map<number, number>();
  for (const each of all)
    for (const [choice, least] of each) if (least > (most.get(choice) ?? floor)) most.set(choice, least);
  return most;
}
