import { estimateOfMean, type Estimate } from './estimate.ts';
import { blockRows, type BlockObserver } from './replicate.ts';

/**
 * What one replicate says about how the options' costs depend on each input by itself. Plain data. Each input's range is
 * cut into bins of equal probability.
 */
export interface InformationTally {
  readonly samples: number;
  /** Sums of costs by input, bin and option. */
  readonly sums: Float64Array;
  readonly shape: InformationShape;
}

export interface InformationShape {
  readonly inputs: number;
  readonly bins: number;
  readonly options: number;
}

const samplesPerBin = 64;
const mostBins = 256;
const leastBins = 4;
/** Numbers a replicate may keep: 4 MB. */
const mostSums = 2 ** 19;

/** As many bins as the samples fill with 64 each, from 4 to 256, and fewer where many inputs and options share the memory. */
export function informationShape(samples: number, inputs: number, options: number): InformationShape {
  const wanted = Math.min(mostBins, samples / samplesPerBin, mostSums / Math.max(1, inputs * options));
  return { inputs, options, bins: Math.max(leastBins, 2 ** Math.floor(Math.log2(wanted))) };
}

/** Follows the options, whose costs are in the given outputs, through a replicate. */
export function tallyInformation(
  options: readonly number[],
  shape: InformationShape,
): { readonly observe: BlockObserver; readonly tally: () => InformationTally } {
  const sums = new Float64Array(shape.inputs * shape.bins * shape.options);
  const places = new Int32Array(blockRows);
  let samples = 0;
  return {
    observe: ({ uniforms, outputs, count }) => {
      const columns = options.map((option) => outputs[option] ?? new Float64Array(count).fill(Number.NaN));
      for (let input = 0; input < shape.inputs; input += 1) {
        const uniform = uniforms[input] ?? new Float64Array(count);
        for (let row = 0; row < count; row += 1) {
          places[row] = input * shape.bins + Math.floor((uniform[row] ?? 0) * shape.bins);
        }
        columns.forEach((column, option) => {
          addCosts(sums, places, column, shape.options, option, count);
        });
      }
      samples += count;
    },
    tally: () => ({ samples, sums, shape }),
  };
}

function addCosts(
  sums: Float64Array,
  places: Int32Array,
  column: Float64Array,
  options: number,
  option: number,
  count: number,
): void {
  for (let row = 0; row < count; row += 1) {
    const place = (places[row] ?? 0) * options + option;
    sums[place] = (sums[place] ?? 0) + (column[row] ?? 0);
  }
}

/**
 * The expected value of perfect information about each input by itself (EVPPI): the expected cost of the best option now,
 * less the expected cost of the option that is best on average given the input's bin. In each bin the option is chosen by
 * the other replicates and its cost taken from this one, so that noise does not look like information; the price is a
 * slight understatement, also by the width of the bins. Never negative. `best` is the option that would be chosen now.
 */
export function valueOfInformation(tallies: readonly InformationTally[], best: number): readonly Estimate[] {
  const [first] = tallies;
  if (first === undefined) return [];
  const totals = new Float64Array(first.sums.length);
  for (const { sums } of tallies)
    for (let place = 0; place < totals.length; place += 1)
      totals[place] = (totals[place] ?? 0) + (sums[place] ?? 0);
  const weights = tallies.map(({ samples }) => samples);
  return Array.from({ length: first.shape.inputs }, (_, input) => {
    const gains = tallies.map(
      (tally) => gainIn(tally, totals, tallies.length === 1, input, best) / Math.max(1, tally.samples),
    );
    const { value, standardError } = estimateOfMean(gains, weights);
    return { value: Math.max(0, value), standardError };
  });
}

/** What the bins' best options save against `best` in one replicate, summed over its samples. */
function gainIn(
  { sums, shape }: InformationTally,
  totals: Float64Array,
  alone: boolean,
  input: number,
  best: number,
): number {
  let gain = 0;
  for (let bin = 0; bin < shape.bins; bin += 1) {
    const place = (input * shape.bins + bin) * shape.options;
    let chosen = best;
    let lowest = Infinity;
    for (let option = 0; option < shape.options; option += 1) {
      const others = (totals[place + option] ?? 0) - (alone ? 0 : (sums[place + option] ?? 0));
      if (others < lowest || (others === lowest && option === best)) {
        chosen = option;
        lowest = others;
      }
    }
    const saved = (sums[place + best] ?? 0) - (sums[place + chosen] ?? 0);
    // Not finite where an option cannot be had in this replicate only: the bin then says nothing.
    if (Number.isFinite(saved)) gain += saved;
  }
  return gain;
}
