import type { Distribution } from '../distributions/distribution.ts';
import { normalQuantile } from './normal.ts';
import { tabulatedPertQuantile } from './pert-table.ts';

/** The inverse of a distribution function. */
export interface QuantileFunction {
  /** The value below which the share u of the distribution lies, for u in [0, 1]. Normal ones are infinite at 0 and 1. */
  readonly at: (u: number) => number;
  /** Writes the quantiles of the first `count` uniform numbers to `values`, which may be the same array. */
  readonly fill: (uniforms: Float64Array, values: Float64Array, count: number) => void;
}

const normalP90 = 1.2815515655446004;

/**
 * The quantile function of a distribution that `checkDistribution` found nothing wrong with. `observed` takes each of
 * its values with the same probability (the inverse of the empirical distribution function); PERT is the beta
 * distribution with the usual weight of 4 on the mode; lognormal is fixed by its 10th and 90th percentile.
 */
export function quantileFunction(distribution: Distribution): QuantileFunction {
  switch (distribution.shape) {
    case 'uniform':
      return uniform(distribution.low.toNumber(), distribution.high.toNumber());
    case 'triangular':
    case 'pert': {
      const [low, mode, high] = [distribution.low, distribution.mode, distribution.high].map(Number);
      if (low === undefined || mode === undefined || high === undefined || low === high)
        return constant(low ?? 0);
      return distribution.shape === 'pert' ? pert(low, mode, high) : triangular(low, mode, high);
    }
    case 'normal':
      return normal(distribution.mean.toNumber(), distribution.deviation.toNumber());
    case 'lognormal': {
      const [low, high] = [Math.log(distribution.p10.toNumber()), Math.log(distribution.p90.toNumber())];
      if (low === high) return constant(distribution.p10.toNumber());
      return lognormal((low + high) / 2, (high - low) / (2 * normalP90));
    }
    case 'observed':
      return observed(Float64Array.from(distribution.values, Number).sort());
  }
}

// Each shape has a loop of its own, so that no call is made through a variable for each number.

function constant(value: number): QuantileFunction {
  return {
    at: () => value,
    fill: (_, values, count) => {
      values.fill(value, 0, count);
    },
  };
}

function uniform(low: number, high: number): QuantileFunction {
  const width = high - low;
  return {
    at: (u) => low + width * u,
    fill: (uniforms, values, count) => {
      for (let row = 0; row < count; row += 1) values[row] = low + width * (uniforms[row] ?? 0);
    },
  };
}

function triangular(low: number, mode: number, high: number): QuantileFunction {
  const width = high - low;
  const turn = (mode - low) / width;
  const rise = width * (mode - low);
  const fall = width * (high - mode);
  const at = (u: number): number => (u < turn ? low + Math.sqrt(u * rise) : high - Math.sqrt((1 - u) * fall));
  return {
    at,
    fill: (uniforms, values, count) => {
      for (let row = 0; row < count; row += 1) values[row] = at(uniforms[row] ?? 0);
    },
  };
}

function pert(low: number, mode: number, high: number): QuantileFunction {
  const width = high - low;
  const shape = 1 + (4 * (mode - low)) / width;
  const lower = tabulatedPertQuantile(shape);
  const upper = tabulatedPertQuantile(6 - shape);
  const at = (u: number): number => (u <= 0.5 ? low + width * lower(u) : high - width * upper(1 - u));
  return {
    at,
    fill: (uniforms, values, count) => {
      for (let row = 0; row < count; row += 1) values[row] = at(uniforms[row] ?? 0);
    },
  };
}

function normal(mean: number, deviation: number): QuantileFunction {
  return {
    at: (u) => mean + deviation * normalQuantile(u),
    fill: (uniforms, values, count) => {
      for (let row = 0; row < count; row += 1)
        values[row] = mean + deviation * normalQuantile(uniforms[row] ?? 0);
    },
  };
}

function lognormal(mean: number, deviation: number): QuantileFunction {
  return {
    at: (u) => Math.exp(mean + deviation * normalQuantile(u)),
    fill: (uniforms, values, count) => {
      for (let row = 0; row < count; row += 1) {
        values[row] = Math.exp(mean + deviation * normalQuantile(uniforms[row] ?? 0));
      }
    },
  };
}

function observed(sorted: Float64Array): QuantileFunction {
  const last = sorted.length - 1;
  const at = (u: number): number =>
    sorted[Math.min(last, Math.max(0, Math.ceil(u * sorted.length) - 1))] ?? Number.NaN;
  return {
    at,
    fill: (uniforms, values, count) => {
      for (let row = 0; row < count; row += 1) values[row] = at(uniforms[row] ?? 0);
    },
  };
}
