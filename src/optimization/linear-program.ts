/** A decision: an amount, or a whole number of something. Bounds may be infinite. */
export interface Column {
  /** As a person reads it: `workloads.support.options.own`, `clusters.eu.nodes`. */
  readonly name: string;
  /** Cost of one unit. */
  readonly cost: number;
  readonly lower: number;
  readonly upper: number;
  readonly isWhole: boolean;
}

export interface LinearTerm {
  readonly column: number;
  readonly coefficient: number;
}

/** What must hold: lower ≤ Σ coefficient × column ≤ upper. */
export interface Constraint {
  readonly name: string;
  readonly terms: readonly LinearTerm[];
  readonly lower: number;
  readonly upper: number;
}

/** A mixed-integer linear program, as plain data: the least of the columns' costs plus the offset, under the rows. */
export interface LinearProgram {
  readonly name: string;
  readonly offset: number;
  readonly columns: readonly Column[];
  readonly rows: readonly Constraint[];
}

interface ColumnOptions {
  readonly cost?: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly isWhole?: boolean;
}

/** Puts a program together; columns are referred to by the numbers that `column` returns. */
export class ProgramBuilder {
  readonly #columns: Column[] = [];
  readonly #rows: Constraint[] = [];
  readonly #names = new Set<string>();
  #offset = 0;

  /** A decision of at least 0 unless `lower` says otherwise; returns its number. Throws where the name is taken. */
  column(name: string, options: ColumnOptions = {}): number {
    const { cost = 0, lower = 0, upper = Infinity, isWhole = false } = options;
    this.#claim(name);
    this.#columns.push({ name, cost, lower, upper, isWhole });
    return this.#columns.length - 1;
  }

  /** A yes or no. */
  choice(name: string, cost = 0): number {
    return this.column(name, { cost, upper: 1, isWhole: true });
  }

  /** Adds a row; terms of the same column are added up, and what cancels is left out. */
  row(
    name: string,
    terms: readonly LinearTerm[],
    bounds: { readonly lower?: number; readonly upper?: number },
  ): void {
    const { lower = -Infinity, upper = Infinity } = bounds;
    this.#claim(name);
    const sums = new Map<number, number>();
    for (const { column, coefficient } of terms) {
      sums.set(column, (sums.get(column) ?? 0) + coefficient);
    }
    const kept = [...sums].filter(([, coefficient]) => coefficient !== 0);
    this.#rows.push({
      name,
      terms: kept.map(([column, coefficient]) => ({ column, coefficient })),
      lower,
      upper,
    });
  }

  /** A cost that no decision changes. */
  addOffset(amount: number): void {
    this.#offset += amount;
  }

  build(name: string): LinearProgram {
    return { name, offset: this.#offset, columns: [...this.#columns], rows: [...this.#rows] };
  }

  #claim(name: string): void {
    if (this.#names.has(name)) throw new Error(`the program has two parts called ${name}`);
    this.#names.add(name);
  }
}
