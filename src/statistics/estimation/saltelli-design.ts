import { fillInputs, type InputSpace, type UniformSource } from '../sampling/index.ts';
import { blockRows, type BlockEvaluator } from './replicate.ts';

export interface SaltelliPlan {
  /** Independent inputs: variance-based indices of correlated ones have no meaning. */
  readonly inputs: InputSpace;
  /** With two dimensions for each input, so that Sobol points serve up to 512 inputs. */
  readonly points: UniformSource;
  /** N of the literature: the model is evaluated N·(inputs + 2) times. A power of two is best for Sobol points. */
  readonly rows: number;
  readonly outputs: number;
}

/**
 * Sums over one batch of rows, for each output: values in A and B, their squares, and for each input the products and
 * differences that the indices are made of. All values are less the plan's shift, so that large means cost no digits.
 * Plain data.
 */
export interface SaltelliBatch {
  readonly rows: number;
  /** By output: Σa, Σb, Σ(a² + b²), then by input Σd, Σb·d, Σd², where d is the value with that input from B less a. */
  readonly sums: Float64Array;
}

export const sumsBefore = 3;
export const sumsPerInput = 3;

const mostBatches = 128;
const pilotRows = 256;

/** How many batches the rows are cut into: each is computed by itself, by any thread, and is resampled as one. */
export function saltelliBatches(plan: SaltelliPlan): number {
  return Math.min(mostBatches, plan.rows);
}

/** How many evaluations of the model the plan needs. */
export function saltelliEvaluations({ inputs, rows }: SaltelliPlan): number {
  return rows * (inputs.addresses.length + 2);
}

/**
 * Makes the function that computes a batch. The design is A. Saltelli et al., Variance based sensitivity analysis of
 * model output, Comput. Phys. Commun. 181, 2010: A and B are the two halves of the coordinates of the same points.
 */
export function saltelliSampler(
  plan: SaltelliPlan,
  evaluate: BlockEvaluator,
): (batch: number) => SaltelliBatch {
  const { inputs, points, rows, outputs } = plan;
  const count = inputs.addresses.length;
  if (inputs.correlated || points.dimensions !== 2 * count) {
    throw new RangeError('indices need independent inputs, and two dimensions for each');
  }
  const columns = Array.from({ length: 2 * count }, () => new Float64Array(blockRows));
  const [a, b] = [columns.slice(0, count), columns.slice(count)];
  const valuesOfA = copies(outputs);
  const valuesOfB = copies(outputs);
  const width = sumsBefore + sumsPerInput * count;

  const fill = (start: number, size: number): void => {
    points.fill(columns, start, size);
    fillInputs(inputs.quantiles, a, a, size);
    fillInputs(inputs.quantiles, b, b, size);
  };
  const run = (of: readonly Float64Array[], size: number, into: readonly Float64Array[]): void => {
    const results = evaluate(of, size);
    into.forEach((column, output) => {
      column.set((results[output] ?? new Float64Array(size).fill(Number.NaN)).subarray(0, size));
    });
  };

  const pilot = Math.min(pilotRows, rows);
  fill(0, pilot);
  run(a, pilot, valuesOfA);
  const shifts = valuesOfA.map(
    (column) => column.subarray(0, pilot).reduce((sum, value) => sum + value, 0) / pilot,
  );

  return (batch) => {
    const batches = saltelliBatches(plan);
    const from = Math.floor((rows * batch) / batches);
    const to = Math.floor((rows * (batch + 1)) / batches);
    const sums = new Float64Array(outputs * width);
    for (let start = from; start < to; start += blockRows) {
      const size = Math.min(blockRows, to - start);
      fill(start, size);
      run(a, size, valuesOfA);
      run(b, size, valuesOfB);
      for (let output = 0; output < outputs; output += 1) {
        const shift = shifts[output] ?? 0;
        addValues(sums, output * width, valuesOfA[output], valuesOfB[output], shift, size);
      }
      for (let input = 0; input < count; input += 1) {
        const mixed = evaluate(
          a.map((column, index) => (index === input ? (b[index] ?? column) : column)),
          size,
        );
        for (let output = 0; output < outputs; output += 1) {
          const place = output * width + sumsBefore + sumsPerInput * input;
          addDifferences(
            sums,
            place,
            valuesOfA[output],
            valuesOfB[output],
            mixed[output],
            shifts[output] ?? 0,
            size,
          );
        }
      }
    }
    return { rows: to - from, sums };
  };
}

function copies(outputs: number): readonly Float64Array[] {
  return Array.from({ length: outputs }, () => new Float64Array(blockRows));
}

const absent = new Float64Array(blockRows).fill(Number.NaN);

function addValues(
  sums: Float64Array,
  place: number,
  a: Float64Array = absent,
  b: Float64Array = absent,
  shift: number,
  size: number,
): void {
  let [ofA, ofB, squares] = [0, 0, 0];
  for (let row = 0; row < size; row += 1) {
    const x = (a[row] ?? 0) - shift;
    const y = (b[row] ?? 0) - shift;
    ofA += x;
    ofB += y;
    squares += x * x + y * y;
  }
  addTo(sums, place, ofA, ofB, squares);
}

function addDifferences(
  sums: Float64Array,
  place: number,
  a: Float64Array = absent,
  b: Float64Array = absent,
  mixed: Float64Array = absent,
  shift: number,
  size: number,
): void {
  let [differences, products, squares] = [0, 0, 0];
  for (let row = 0; row < size; row += 1) {
    const difference = (mixed[row] ?? 0) - (a[row] ?? 0);
    differences += difference;
    products += ((b[row] ?? 0) - shift) * difference;
    squares += difference * difference;
  }
  addTo(sums, place, differences, products, squares);
}

function addTo(sums: Float64Array, place: number, first: number, second: number, third: number): void {
  sums[place] = (sums[place] ?? 0) + first;
  sums[place + 1] = (sums[place + 1] ?? 0) + second;
  sums[place + 2] = (sums[place + 2] ?? 0) + third;
}
