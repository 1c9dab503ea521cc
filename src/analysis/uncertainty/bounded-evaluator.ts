import type { VectorReading } from '../../formula/index.ts';
import type { BlockEvaluator } from '../../statistics/index.ts';
import type { Uncertainty } from './gather-uncertainty.ts';

/** What values an input can have, as plain data. */
export interface InputLimits {
  readonly minimum: number;
  readonly maximum: number;
  readonly whole: boolean;
}

/** The limits of each uncertain input: a distribution may reach beyond what makes sense. There are none where it does not. */
export function limitsOf({ parameters, space }: Uncertainty): readonly InputLimits[] {
  return parameters.map(({ input }, index) => {
    const limits = {
      minimum: input.minimum?.toNumber() ?? -Infinity,
      maximum: input.maximum?.toNumber() ?? Infinity,
      whole: input.whole === true,
    };
    const [least, most] = [0, 1].map((share) => space.quantiles[index]?.at(share));
    const isWithin = (least ?? -Infinity) > limits.minimum && (most ?? Infinity) < limits.maximum;
    return isWithin ? { ...limits, minimum: -Infinity, maximum: Infinity } : limits;
  });
}

/**
 * The model over columns of its uncertain inputs, by a reading whose first columns are these. A value outside of the
 * limits counts as the limit, and a count is rounded.
 */
export function boundedEvaluator(reading: VectorReading, limits: readonly InputLimits[]): BlockEvaluator {
  return (columns, count) => {
    fillColumns(reading, limits, columns, count);
    reading.run(count);
    return reading.outputs;
  };
}

/** Writes the inputs to the reading's columns, within their limits. */
export function fillColumns(
  reading: VectorReading,
  limits: readonly InputLimits[],
  columns: readonly Float64Array[],
  count: number,
): void {
  boundColumns(limits, columns, reading.columns, count);
}

/** Writes values within the limits from columns to others, or to the same. */
export function boundColumns(
  limits: readonly InputLimits[],
  columns: readonly Float64Array[],
  into: readonly Float64Array[],
  count: number,
): void {
  for (const [index, limit] of limits.entries()) {
    const [from, to] = [columns[index], into[index]];
    if (from === undefined || to === undefined) throw new RangeError(`no column for input ${index}`);
    bound(from, to, limit, count);
  }
}

function bound(from: Float64Array, to: Float64Array, limit: InputLimits, count: number): void {
  const { minimum, maximum, whole } = limit;
  if (minimum === -Infinity && maximum === Infinity) {
    if (from !== to) to.set(count === from.length ? from : from.subarray(0, count));
  } else clamp(from, to, minimum, maximum, count);
  if (whole) for (let row = 0; row < count; row += 1) to[row] = Math.round(to[row] ?? 0);
}

function clamp(from: Float64Array, to: Float64Array, minimum: number, maximum: number, count: number): void {
  for (let row = 0; row < count; row += 1) {
    const value = from[row] ?? 0;
    to[row] = value < minimum ? minimum : value > maximum ? maximum : value;
  }
}
