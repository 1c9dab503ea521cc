import {
  contradictionsOf,
  quantileFunction,
  type Distribution,
  type QuantileFunction,
} from '../distributions/index.ts';
import { fail, ok, problem, type Result, type Span } from '../../diagnostics/index.ts';
import { correlate } from './copula.ts';
import { mostSobolDimensions } from './direction-numbers.ts';
import type { UncertaintyCode } from './problems.ts';
import { rankCopula, type RankCorrelation } from './rank-correlation.ts';

/** An input that is not known exactly. */
export interface UncertainInput {
  readonly address: string;
  readonly distribution: Distribution;
  readonly span?: Span;
}

/** All uncertain inputs, ready to be sampled: column d of any sample belongs to `addresses[d]`. */
export interface InputSpace {
  readonly addresses: readonly string[];
  readonly quantiles: readonly QuantileFunction[];
  /** Whether some inputs depend on each other: variance-based indices then have no meaning. */
  readonly correlated: boolean;
  /** Gives independent uniform numbers the rank correlations, in place. */
  readonly correlate: (uniforms: readonly Float64Array[], count: number) => void;
}

/** Checks the distributions and the rank correlations, and makes them ready. Each problem names its address. */
export function inputSpace(
  inputs: readonly UncertainInput[],
  correlations: readonly RankCorrelation[] = [],
): Result<InputSpace> {
  if (inputs.length > mostSobolDimensions) {
    const text = `${inputs.length} inputs are uncertain, at most ${mostSobolDimensions} can be`;
    return fail(problem('uncertainty/too-many' satisfies UncertaintyCode, text));
  }
  const problems = inputs.flatMap(({ address, distribution, span }) =>
    contradictionsOf(distribution).map((text) =>
      problem(
        'uncertainty/distribution' satisfies UncertaintyCode,
        `${address}: ${distribution.shape} distribution: ${text}`,
        { span },
      ),
    ),
  );
  const addresses = inputs.map(({ address }) => address);
  const copula = rankCopula(addresses, correlations);
  if (!copula.ok || problems.length > 0) return fail(...problems, ...copula.diagnostics);
  const { value } = copula;
  return ok({
    addresses,
    quantiles: inputs.map(({ distribution }) => quantileFunction(distribution)),
    correlated: value !== null,
    correlate: (uniforms, count) => {
      if (value !== null) correlate(value, uniforms, count);
    },
  });
}

/** Writes the inputs' values at points of the unit cube. `uniforms` and `values` may be the same columns. */
export function fillInputs(
  quantiles: readonly QuantileFunction[],
  uniforms: readonly Float64Array[],
  values: readonly Float64Array[],
  count: number,
): void {
  quantiles.forEach((quantile, index) => {
    const [from, to] = [uniforms[index], values[index]];
    if (from === undefined || to === undefined) throw new RangeError(`no column for input ${index}`);
    quantile.fill(from, to, count);
  });
}
