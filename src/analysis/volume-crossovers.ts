import { evaluate, Exact, showNumber } from '../formula/index.ts';
import type { WorkloadModel } from '../model/index.ts';
import {
  findCrossovers,
  type CrossoverOption,
  type NeverBecause,
  type PairComparison,
} from './crossover/index.ts';
import { figure, requiredFigure } from './figures.ts';
import { feasibleOptions } from './placement.ts';
import type { CrossoverResult } from './result.ts';
import type { OptionReading } from './statements.ts';

/** With more options than this of a kind, only the cheapest at the present volume are compared. */
const mostOfAKind = 4;

/**
 * Section 5 over volume, for every feasible option to buy against every one to build: in tokens a month, with the mix and
 * the length of requests held.
 */
export function volumeCrossovers(
  workload: WorkloadModel,
  readings: readonly OptionReading[],
  currency: string,
): readonly CrossoverResult[] {
  const options = comparedOptions(readings);
  if (!options.some((each) => each.kind === 'buy') || !options.some((each) => each.kind === 'build'))
    return [];
  const { volume, tokensPerVolume } = workload.demand;
  const found = findCrossovers({ parameter: volume, options });
  const scale = new VolumeScale(evaluate(tokensPerVolume), currency);
  return found.pairs.map((pair) => scale.pair(volume.address, pair));
}

function comparedOptions(readings: readonly OptionReading[]): readonly CrossoverOption[] {
  const taken = { buy: 0, build: 0, hybrid: mostOfAKind };
  return feasibleOptions(readings).flatMap(({ model }) => {
    taken[model.kind] += 1;
    if (model.statement === null || taken[model.kind] > mostOfAKind) return [];
    return [{ id: model.id, kind: model.kind, total: model.statement.monthly }];
  });
}

/** Volumes in tokens a month, whatever the workload counts in. */
class VolumeScale {
  readonly #tokens: Exact;
  readonly #currency: string;

  constructor(tokensPerVolume: Exact, currency: string) {
    this.#tokens = tokensPerVolume;
    this.#currency = currency;
  }

  pair(parameter: string, pair: PairComparison): CrossoverResult {
    const { alternates, range } = pair;
    return {
      parameter,
      unit: 'tokens/month',
      buy: pair.buy,
      build: pair.build,
      intervals: pair.intervals.map(({ from, to, cheapest }) => ({
        from: this.#required(from),
        to: this.#volume(to),
        cheapest,
      })),
      first_build: this.#volume(pair.firstBuild),
      always_build_from: this.#volume(pair.alwaysBuildFrom),
      never_because: pair.neverBecause === null ? null : this.#never(pair.neverBecause),
      alternates:
        alternates === null
          ? null
          : { from: this.#required(alternates.from), period: this.#required(alternates.period) },
      completeness: pair.completeness,
      range: { from: this.#required(range.from), to: this.#volume(range.to) },
    };
  }

  #volume(of: Exact | null): string | null {
    return of === null ? null : figure(of.times(this.#tokens));
  }

  #required(of: Exact): string {
    return requiredFigure(of.times(this.#tokens));
  }

  /** An amount per unit of volume, per million tokens. */
  #perMtok(of: Exact): string {
    return `${showNumber(of.div(this.#tokens).times('1e6').toSignificantDigits(6))} ${this.#currency}/Mtok`;
  }

  #never(because: NeverBecause): string {
    switch (because.kind) {
      case 'unit-cost':
        return `the API price of ${this.#perMtok(because.buy)} lies below the build floor of ${this.#perMtok(because.build)}: each further token costs more to build than to buy`;
      case 'fixed-cost':
        return `a token costs the same either way (${this.#perMtok(because.buy)}), and what building costs beside is never made up`;
      default:
        return 'building costs more at every volume that the workload can have';
    }
  }
}
