import { readNode, type Algebra } from '../graph/algebra.ts';
import type { Exact } from '../graph/decimal.ts';
import { reachable, type Node } from '../graph/graph.ts';
import { operations, wholeTolerance, wholeToleranceBelowZero } from '../operations/index.ts';
import { expandLeast } from '../operations/least.ts';
import { exactAlgebra, type Overrides } from '../readings/exact.ts';
import { columnValue, combined, fixedValue, unlessNull, type SqlValue } from './expression.ts';

/** A step that is computed once for each row. */
export interface SqlStep {
  readonly name: string;
  readonly sql: string;
}

/** Formulas as SQL. */
export interface SqlReading {
  /** Steps by layer: those of one layer are computed from columns and from the layers before it. */
  readonly layers: readonly (readonly SqlStep[])[];
  /** The formulas, in the order in which they were asked for, over columns and steps. */
  readonly values: readonly string[];
}

/** What becomes a step: a database repeats no work that has a name, and text does not grow over it. */
const longestPart = 160;
const longestShared = 16;

/**
 * Formulas as expressions of a database, for rows in which some inputs are columns; what depends on none of them is computed
 * exactly and stands as a number. `columns` are SQL expressions that are numbers and never null, by the input's address.
 * Null is what divides by zero. The text is standard SQL, so that every database reads it: in doubles where numbers with an
 * exponent are doubles, in decimals where they are decimals.
 */
export function readSql(
  roots: readonly Node[],
  columns: ReadonlyMap<string, string>,
  overrides: Overrides = new Map(),
): SqlReading {
  const reader = new SqlReader(columns, overrides);
  const values = reader.read(roots);
  return { layers: reader.layers, values };
}

/** Rows with the steps of a reading beside their columns. */
export function withSteps(from: string, { layers }: Pick<SqlReading, 'layers'>): string {
  return layers.reduce(
    (inner, steps, index) =>
      `(SELECT *, ${steps.map(({ name, sql }) => `${sql} AS ${name}`).join(', ')} FROM ${inner} AS layer_${String(index)})`,
    from,
  );
}

class SqlReader {
  readonly layers: SqlStep[][] = [];
  #steps = 0;
  readonly #known = new Map<number, SqlValue>();
  readonly #algebra: Algebra<SqlValue>;

  constructor(columns: ReadonlyMap<string, string>, overrides: Overrides) {
    this.#algebra = sqlAlgebra(columns, exactAlgebra(overrides), (value) =>
      value.text.length > longestPart ? this.#step(value) : value,
    );
  }

  read(roots: readonly Node[]): readonly string[] {
    const of = (node: Node): SqlValue => this.#known.get(node.id) as SqlValue;
    const uses = usesOf(roots);
    for (const node of reachable(roots)) {
      const value = readNode(node, this.#algebra, of);
      const isShared = (uses.get(node.id) ?? 0) > 1 && value.fixed === null;
      this.#known.set(node.id, isShared && value.text.length > longestShared ? this.#step(value) : value);
    }
    return roots.map((root) => of(root).text);
  }

  #step(value: SqlValue): SqlValue {
    if (value.fixed !== null) return value;
    const name = `step_${String(this.#steps)}`;
    this.#steps += 1;
    (this.layers[value.layer] ??= []).push({ name, sql: value.text });
    return { ...value, text: name, layer: value.layer + 1 };
  }
}

function usesOf(roots: readonly Node[]): ReadonlyMap<number, number> {
  const uses = new Map<number, number>();
  for (const node of reachable(roots)) {
    const operands =
      node.op === 'named'
        ? [node.of]
        : node.op === 'choose'
          ? // A level is compared with every threshold.
            [
              ...node.cases.map(() => node.by),
              node.otherwise,
              ...node.cases.flatMap((each) => [each.above, each.value]),
            ]
          : 'operands' in node
            ? node.operands
            : [];
    for (const { id } of operands) uses.set(id, 1 + (uses.get(id) ?? 0));
  }
  return uses;
}

function sqlAlgebra(
  columns: ReadonlyMap<string, string>,
  exact: Algebra<Exact>,
  short: (value: SqlValue) => SqlValue,
): Algebra<SqlValue> {
  const folded = (
    of: readonly SqlValue[],
    fold: (values: readonly Exact[]) => Exact,
    text: () => SqlValue,
  ): SqlValue => {
    const fixed = of.flatMap((each) => (each.fixed === null ? [] : [each.fixed]));
    return fixed.length === of.length ? fixedValue(fold(fixed)) : short(text());
  };
  const two = (
    a: SqlValue,
    b: SqlValue,
    fold: (a: Exact, b: Exact) => Exact,
    text: () => SqlValue,
  ): SqlValue => (a.fixed !== null && b.fixed !== null ? fixedValue(fold(a.fixed, b.fixed)) : short(text()));
  /** What is fixed is put together first, so that sums and products of it are exact. */
  const gathered = (
    of: readonly SqlValue[],
    mark: '+' | '*',
    fold: (a: Exact, b: Exact) => Exact,
  ): SqlValue => {
    const fixed = of.flatMap((each) => (each.fixed === null ? [] : [each.fixed]));
    const rest = of.filter((each) => each.fixed === null);
    const [first, ...others] = fixed;
    const whole = first === undefined ? [] : [others.reduce(fold, first)];
    if (rest.length === 0 && whole[0] !== undefined) return fixedValue(whole[0]);
    const neutral = mark === '+' ? 0 : 1;
    const parts = [...whole.filter((each) => !each.eq(neutral)).map(fixedValue), ...rest];
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    return short(combined(`(${parts.map(({ text }) => text).join(` ${mark} `)})`, parts));
  };
  const extreme = (
    of: readonly SqlValue[],
    name: 'least' | 'greatest',
    fold: (a: Exact, b: Exact) => Exact,
  ): SqlValue =>
    of.length === 1 && of[0] !== undefined
      ? of[0]
      : folded(
          of,
          (values) => values.reduce(fold),
          () => combined(unlessNull(`${name}(${of.map(({ text }) => text).join(', ')})`, of), of),
        );
  const algebra: Algebra<SqlValue> = {
    constant: (node) => fixedValue(node.value),
    input: (node) => {
      const column = columns.get(node.address);
      return column === undefined ? fixedValue(exact.input(node)) : columnValue(column);
    },
    named: (_, of) => of,
    add: (terms) => gathered(terms, '+', operations.add.exact),
    multiply: (factors) => gathered(factors, '*', operations.multiply.exact),
    subtract: (from, what) =>
      what.fixed?.isZero() === true
        ? from
        : two(from, what, operations.subtract.exact, () =>
            combined(`(${from.text} - ${what.text})`, [from, what]),
          ),
    divide: (a, b) =>
      two(a, b, operations.divide.exact, () => {
        const isSafe = b.fixed !== null && b.fixed.isFinite() && !b.fixed.isZero();
        const divisor = isSafe ? b.text : `nullif(${b.text}, 0)`;
        return combined(`(${a.text} / ${divisor})`, [a, b], a.mayBeNull || !isSafe);
      }),
    minimum: (of) => extreme(of, 'least', operations.minimum.exact),
    maximum: (of) => extreme(of, 'greatest', operations.maximum.exact),
    ceiling: (of) =>
      of.fixed === null
        ? short(
            combined(
              `ceil(CASE WHEN ${of.text} < 0 THEN ${of.text} / ${wholeToleranceBelowZero}e0 ELSE ${of.text} / ${wholeTolerance}e0 END)`,
              [of],
            ),
          )
        : fixedValue(operations.ceiling.exact(of.fixed)),
    power: (base, exponent) =>
      two(base, exponent, operations.power.exact, () =>
        combined(`power(${base.text}, ${exponent.text})`, [base, exponent]),
      ),
    choose: (node, by, otherwise, cases) => {
      if (by.fixed !== null && cases.every(({ above }) => above.fixed !== null))
        return pick(node.inclusive, by.fixed, otherwise, cases);
      const mark = node.inclusive ? '>=' : '>';
      const branches = cases
        .toReversed()
        .map(({ above, value }) => `WHEN ${by.text} ${mark} ${above.text} THEN ${value.text}`);
      const of = [by, otherwise, ...cases.flatMap(({ above, value }) => [above, value])];
      const levels = [by, ...cases.map(({ above }) => above)];
      return short(combined(unlessNull(`CASE ${branches.join(' ')} ELSE ${otherwise.text} END`, levels), of));
    },
    least: (node, upTo, of) => expandLeast(node, upTo, of, algebra, upTo.fixed?.toNumber() ?? null),
  };
  return algebra;
}

function pick(
  inclusive: boolean,
  by: Exact,
  otherwise: SqlValue,
  cases: readonly { readonly above: SqlValue; readonly value: SqlValue }[],
): SqlValue {
  const isMet = (above: Exact): boolean => (inclusive ? by.gte(above) : by.gt(above));
  return cases.reduce(
    (chosen, { above, value }) => (above.fixed !== null && isMet(above.fixed) ? value : chosen),
    otherwise,
  );
}
