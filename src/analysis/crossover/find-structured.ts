import type { Exact, InputNode, Overrides } from '../../formula/index.ts';
import type { Model, WorkloadModel } from '../../model/index.ts';
import { structureOver } from '../structure/index.ts';
import { compareValues } from './compare-values.ts';
import { findCrossovers } from './find-crossovers.ts';
import type { Comparison, CrossoverOption, Crossovers, Interval, PairComparison } from './types.ts';

interface StructuredQuestion {
  readonly model: Model;
  readonly workload: WorkloadModel;
  readonly parameter: InputNode;
  readonly optionsOf: (workload: WorkloadModel) => readonly CrossoverOption[];
  readonly range?: { readonly from: Exact; readonly to: Exact | null };
  readonly overrides?: Overrides;
}

/**
 * As `findCrossovers`, of the options that a workload has at each value of the parameter. Where the parameter decides which
 * these are, each structure is compared by itself, and the list is searched.
 */
export function findStructured(question: StructuredQuestion): Crossovers {
  const { model, workload, parameter, optionsOf, range, overrides } = question;
  const more = overrides === undefined ? {} : { overrides };
  const asOfNow = (): Crossovers =>
    findCrossovers({
      parameter,
      options: optionsOf(workload),
      ...(range === undefined ? {} : { range }),
      ...more,
    });
  const why = model.structural.get(parameter.address);
  if (why === undefined) return asOfNow();
  const whole = range ?? {
    from: parameter.minimum ?? parameter.value.times(0),
    to: parameter.maximum ?? null,
  };
  const structures = structureOver(model, parameter, whole);
  if (model.selecting.has(parameter.address))
    return compareValues(model, workload, parameter, structures, optionsOf, overrides) ?? asOfNow();
  const parts = structures.flatMap((part): readonly Crossovers[] => {
    const same = part.model?.workloads.find(({ id }) => id === workload.id);
    const input = part.model?.graph.inputs.get(parameter.address);
    if (same === undefined || input === undefined || part.to?.lte(part.from) === true) return [];
    const options = optionsOf(same);
    return options.length === 0
      ? []
      : [findCrossovers({ parameter: input, options, range: { from: part.from, to: part.to }, ...more })];
  });
  const [first] = parts;
  if (first === undefined) return asOfNow();
  const pairs = new Map<string, PairComparison[]>();
  for (const pair of parts.flatMap((part) => part.pairs)) {
    const key = `${pair.buy}\n${pair.build}`;
    pairs.set(key, [...(pairs.get(key) ?? []), pair]);
  }
  return {
    parameter: first.parameter,
    unit: first.unit,
    all: joined(
      parts.map(({ all }) => all),
      why,
    ),
    pairs: [...pairs.values()].flatMap((of) => {
      const [one] = of;
      if (one === undefined) return [];
      return [
        {
          ...joined(of, why),
          buy: one.buy,
          build: one.build,
          firstBuild: of.find(({ firstBuild }) => firstBuild !== null)?.firstBuild ?? null,
          alwaysBuildFrom: null,
          neverBecause: null,
          isOutsideRange: false,
        },
      ];
    }),
  };
}

function joined(parts: readonly Comparison[], why: string): Comparison {
  const intervals: Interval[] = [];
  for (const interval of parts.flatMap((part) => part.intervals)) {
    const last = intervals.at(-1);
    if (last?.cheapest === interval.cheapest && last.to?.eq(interval.from) === true)
      intervals[intervals.length - 1] = { ...last, to: interval.to };
    else intervals.push(last === undefined ? interval : { ...interval, enters: interval.enters ?? 'jump' });
  }
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a comparison of nothing');
  return {
    intervals,
    range: { from: first.range.from, to: last.range.to },
    completeness: 'searched',
    alternates: last.alternates,
    searchedBecause: { reason: 'structure', step: null, decides: why },
  };
}
