import { evaluate, showNumber, type Exact } from '../../formula/index.ts';
import type { WorkloadModel } from '../../model/index.ts';
import { findCrossovers, type CrossoverOption, type NeverBecause, type PairComparison } from './index.ts';
import { figure, requiredFigure } from '../run/figures.ts';
import { feasibleOptions } from '../run/placement.ts';
import type { CrossoverResult } from '../result.ts';
import type { OptionReading } from '../run/statements.ts';

/**
 * Crossover (docs/model.md) over volume, for every feasible option to buy against every one to build: in tokens a month, with the mix and
 * the length of requests held.
 */
export function volumeCrossovers(
  workload: WorkloadModel,
  readings: readonly OptionReading[],
  currency: string,
): readonly CrossoverResult[] {
  const options = comparedOptions(readings, false);
  if (!options.some((each) => each.kind === 'buy') || !options.some((each) => each.kind === 'build'))
    return [];
  const { volume, tokensPerVolume } = workload.demand;
  const found = findCrossovers({ parameter: volume, options });
  const scale = new ParameterScale(evaluate(tokensPerVolume), 'tokens/month', currency);
  return found.pairs.map((pair) => crossoverResult(volume.address, pair, scale));
}

/** All feasible options, cheapest first; hybrids where they are asked for. */
export function comparedOptions(
  readings: readonly OptionReading[],
  withHybrids: boolean,
): readonly CrossoverOption[] {
  return feasibleOptions(readings).flatMap(({ model }) =>
    model.statement === null || (model.kind === 'hybrid' && !withHybrids)
      ? []
      : [{ id: model.id, kind: model.kind, total: model.statement.monthly }],
  );
}

/** A parameter as results count it: volumes in tokens a month, whatever the workload counts in. */
export class ParameterScale {
  readonly unit: string;
  readonly currency: string;
  readonly #factor: Exact;

  constructor(factor: Exact, unit: string, currency: string) {
    this.#factor = factor;
    this.unit = unit;
    this.currency = currency;
  }

  apply(of: Exact): Exact {
    return of.times(this.#factor);
  }

  inverse(of: Exact): Exact {
    return of.div(this.#factor);
  }
}

/** One option to buy against one to build, as results have it. */
export function crossoverResult(
  parameter: string,
  pair: PairComparison,
  scale: ParameterScale,
): CrossoverResult {
  const { alternates, range } = pair;
  const shown = (of: Exact | null): Exact | null => (of === null ? null : figure(scale.apply(of)));
  const required = (of: Exact): Exact => requiredFigure(scale.apply(of));
  return {
    parameter,
    unit: scale.unit,
    buy: pair.buy,
    build: pair.build,
    intervals: pair.intervals.map(({ from, to, cheapest }) => ({
      from: required(from),
      to: shown(to),
      cheapest,
    })),
    firstBuild: shown(pair.firstBuild),
    alwaysBuildFrom: shown(pair.alwaysBuildFrom),
    neverBecause: pair.neverBecause === null ? null : neverText(pair.neverBecause, scale),
    alternates:
      alternates === null ? null : { from: required(alternates.from), period: required(alternates.period) },
    completeness: pair.completeness,
    range: { from: required(range.from), to: shown(range.to) },
  };
}

/** Why building never wins. Amounts per unit of volume are said per million tokens. */
function neverText(because: NeverBecause, scale: ParameterScale): string {
  const isVolume = scale.unit === 'tokens/month';
  const each = (of: Exact): string => {
    const perUnit = scale.inverse(of).times(isVolume ? '1e6' : 1);
    return `${showNumber(perUnit.toSignificantDigits(6))} ${scale.currency}/${isVolume ? 'Mtok' : 'month'}`;
  };
  const further = `each further ${isVolume ? 'million tokens' : scale.unit === '' ? 'unit' : scale.unit}`;
  switch (because.kind) {
    case 'unit-cost':
      return isVolume
        ? `the API price of ${each(because.buy)} is below the lowest cost of building, ${each(because.build)}, with GPUs reserved for the peak`
        : `building costs more at every value: ${further} adds ${each(because.buy)} to buying and ${each(because.build)} to building`;
    case 'fixed-cost':
      return `${further} adds ${each(because.buy)} to both, so the fixed cost of building is never recovered`;
    default:
      return isVolume
        ? 'building costs more at every volume that the workload can have'
        : 'building costs more at every value that it can have';
  }
}
