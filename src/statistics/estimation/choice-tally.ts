import { RunningSum } from './compensated-sum.ts';
import { estimateOfMean, type Estimate } from './estimate.ts';
import { blockRows, type BlockObserver } from './replicate.ts';

/** What one replicate says about a choice between options. Plain data; one entry an option. */
export interface ChoiceTally {
  readonly samples: number;
  /** In how many samples each is the cheapest; those that tie share the sample. */
  readonly cheapest: readonly number[];
  /** In how many samples each can be had. */
  readonly available: readonly number[];
  /** Sum of what each costs more than the cheapest, over the samples in which it can be had. */
  readonly regret: readonly number[];
}

export interface ChoiceSummary {
  readonly options: readonly {
    /** The probability that it is the cheapest. */
    readonly cheapest: Estimate;
    /** What choosing it now is expected to cost more than choosing in full knowledge; NaN where it can never be had. */
    readonly regret: Estimate;
  }[];
  /** The option with the least expected cost, of those that can always be had; null where there is none. */
  readonly best: number | null;
  /**
   * The expected value of perfect information about everything: the expected cost of the best option less the expected
   * cost of the cheapest in each sample. Null where no option can always be had.
   */
  readonly perfectInformation: Estimate | null;
}

/** Follows the options, whose costs are in the given outputs, through a replicate. A cost that is not finite is not to be had. */
export function tallyChoice(options: readonly number[]): {
  readonly observe: BlockObserver;
  readonly tally: () => ChoiceTally;
} {
  const least = new Float64Array(blockRows);
  const ties = new Float64Array(blockRows);
  const cheapest = options.map(() => new RunningSum());
  const available = options.map(() => 0);
  const regret = options.map(() => new RunningSum());
  let samples = 0;
  return {
    observe: ({ outputs, count }) => {
      const columns = options.map((option) => outputs[option] ?? new Float64Array(count).fill(Number.NaN));
      least.fill(Infinity, 0, count);
      ties.fill(0, 0, count);
      for (const column of columns) lowerLeast(least, ties, column, count);
      columns.forEach((column, index) => {
        const sums = compareWithLeast(least, ties, column, count);
        cheapest[index]?.add(sums.cheapest);
        regret[index]?.add(sums.regret);
        available[index] = (available[index] ?? 0) + sums.available;
      });
      samples += count;
    },
    tally: () => ({
      samples,
      cheapest: cheapest.map(({ total }) => total),
      available: [...available],
      regret: regret.map(({ total }) => total),
    }),
  };
}

/** One choice over all replicates, given in order. */
export function summarizeChoice(tallies: readonly ChoiceTally[]): ChoiceSummary {
  const samples = tallies.map((tally) => tally.samples);
  const options = (tallies[0]?.cheapest ?? []).map((_, option) => {
    const available = tallies.map((tally) => tally.available[option] ?? 0);
    return {
      cheapest: estimateOfMean(
        tallies.map((tally) => (tally.cheapest[option] ?? 0) / Math.max(1, tally.samples)),
        samples,
      ),
      regret: estimateOfMean(
        tallies.map((tally, index) => (tally.regret[option] ?? 0) / Math.max(1, available[index] ?? 0)),
        available,
      ),
    };
  });
  const always = (option: number): boolean =>
    tallies.every((tally) => tally.available[option] === tally.samples);
  // The option of least expected cost is the one of least expected regret, which loses no digits to the common part.
  let best: number | null = null;
  for (const [option, { regret }] of options.entries()) {
    const lowest = best === null ? Infinity : (options[best]?.regret.value ?? Infinity);
    if (always(option) && regret.value < lowest) best = option;
  }
  return { options, best, perfectInformation: best === null ? null : (options[best]?.regret ?? null) };
}

/** Lowers the least to the column where that is less, and counts how many so far are as low. */
function lowerLeast(least: Float64Array, ties: Float64Array, column: Float64Array, count: number): void {
  for (let row = 0; row < count; row += 1) {
    const cost = column[row] ?? 0;
    const lowest = least[row] ?? 0;
    if (cost < lowest) {
      least[row] = cost;
      ties[row] = 1;
    } else if (cost === lowest) ties[row] = (ties[row] ?? 0) + 1;
  }
}

function compareWithLeast(
  least: Float64Array,
  ties: Float64Array,
  column: Float64Array,
  count: number,
): { readonly cheapest: number; readonly available: number; readonly regret: number } {
  // One by one: taken from an array they would be objects that each addition makes anew.
  let cheapest = 0;
  let available = 0;
  let regret = 0;
  for (let row = 0; row < count; row += 1) {
    const more = (column[row] ?? 0) - (least[row] ?? 0);
    // Not a number, or infinite, where this cost is.
    if (!(more < Infinity)) continue;
    available += 1;
    regret += more;
    if (more === 0) cheapest += 1 / (ties[row] ?? 1);
  }
  return { cheapest, available, regret };
}
