import type { Exact } from '../graph/decimal.ts';

/** A figure as SQL. */
export interface SqlValue {
  readonly text: string;
  /** The same for all rows; its text is a number. */
  readonly fixed: Exact | null;
  /** Whether it can be null, where a formula divides by zero. */
  readonly mayBeNull: boolean;
  /** How many layers of steps have to be computed before it. */
  readonly layer: number;
}

/** 34 digits: more than any number type of a database keeps. */
const digits = 34;

/** A number that is the same for all rows. In exponent form, which no database reads as a whole number. */
export function fixedValue(value: Exact): SqlValue {
  if (!value.isFinite()) return { text: 'NULL', fixed: value, mayBeNull: true, layer: 0 };
  const rounded = value.toSignificantDigits(digits);
  const text = rounded.isNegative() ? `(${rounded.toExponential()})` : rounded.toExponential();
  return { text, fixed: value, mayBeNull: false, layer: 0 };
}

/** A column of the rows that are read, which is not null. */
export function columnValue(text: string): SqlValue {
  return { text, fixed: null, mayBeNull: false, layer: 0 };
}

/** An expression of others. */
export function combined(
  text: string,
  of: readonly SqlValue[],
  mayBeNull = of.some((each) => each.mayBeNull),
): SqlValue {
  return { text, fixed: null, mayBeNull, layer: Math.max(0, ...of.map(({ layer }) => layer)) };
}

/** Nothing where any of these is null. */
export function unlessNull(text: string, of: readonly SqlValue[]): string {
  const nullable = of.filter(({ mayBeNull }) => mayBeNull);
  return nullable.length === 0
    ? text
    : `CASE WHEN ${nullable.map((each) => `${each.text} IS NOT NULL`).join(' AND ')} THEN ${text} END`;
}
