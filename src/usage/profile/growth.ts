/** Student's t at 90 %, by degrees of freedom: half of an interval that holds 80 %. Abramowitz and Stegun, table 26.10. */
const student = [
  3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.35, 1.345, 1.341,
  1.337, 1.333, 1.33, 1.328, 1.325, 1.323, 1.321, 1.319, 1.318, 1.316, 1.315, 1.314, 1.313, 1.311, 1.31,
];
const normal = 1.282;

export interface Growth {
  /** A month, as a share: 0.03 is 3 % a month. */
  readonly monthly: number;
  /** The 80 % interval. */
  readonly low: number;
  readonly high: number;
  readonly weeks: number;
}

/**
 * Growth from whole weeks: a straight line through the logarithms of the weeks' requests. Null below four weeks, or
 * where a week has none. A month has 365/12 days.
 */
export function growthOf(weeks: readonly number[]): Growth | null {
  const count = weeks.length;
  if (count < 4 || weeks.some((each) => each <= 0)) return null;
  const logs = weeks.map((each) => Math.log(each));
  const [middle, mean] = [(count - 1) / 2, logs.reduce((sum, each) => sum + each, 0) / count];
  const spread = weeks.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  const slope = logs.reduce((sum, each, index) => sum + (index - middle) * (each - mean), 0) / spread;
  const residual = logs.reduce((sum, each, index) => sum + (each - mean - slope * (index - middle)) ** 2, 0);
  const half = (student[count - 3] ?? normal) * Math.sqrt(residual / (count - 2) / spread);
  const monthly = (each: number): number => Math.expm1((each * 365) / 12 / 7);
  return { monthly: monthly(slope), low: monthly(slope - half), high: monthly(slope + half), weeks: count };
}
