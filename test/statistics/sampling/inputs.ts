import type { Distribution } from '../../../src/statistics/index.ts';
import type { Diagnostic, Result } from '../../../src/diagnostics/index.ts';
import { Exact } from '../../../src/formula/index.ts';
import type { UncertainInput } from '../../../src/statistics/sampling/index.ts';

const exact = (value: number | string): Exact => new Exact(value);

export function uniform(low: number | string, high: number | string): Distribution {
  return { shape: 'uniform', low: exact(low), high: exact(high) };
}

export function threePoint(
  shape: 'triangular' | 'pert',
  low: number,
  mode: number,
  high: number,
): Distribution {
  return { shape, low: exact(low), mode: exact(mode), high: exact(high) };
}

export function normal(mean: number | string, deviation: number | string): Distribution {
  return { shape: 'normal', mean: exact(mean), deviation: exact(deviation) };
}

export function lognormal(p10: number, p90: number): Distribution {
  return { shape: 'lognormal', p10: exact(p10), p90: exact(p90) };
}

export function observed(...values: readonly number[]): Distribution {
  return { shape: 'observed', values: values.map(exact) };
}

/** Inputs `a`, `b`, ... with these distributions. */
export function inputsOf(...distributions: readonly Distribution[]): readonly UncertainInput[] {
  return distributions.map((distribution, index) => ({
    address: String.fromCodePoint(97 + index),
    distribution,
  }));
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new TypeError(result.diagnostics.map(({ message }) => message).join('\n'));
  return result.value;
}

export function problemsOf(result: Result<unknown>): readonly Diagnostic[] {
  return result.ok ? [] : result.diagnostics;
}
