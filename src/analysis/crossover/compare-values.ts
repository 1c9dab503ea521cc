import { evaluateAll, type Exact, type InputNode, type Overrides } from '../../formula/index.ts';
import type { Structure } from '../structure/index.ts';
import type { Model, WorkloadModel } from '../../model/index.ts';
import type { Comparison, CrossoverOption, Crossovers, Interval, PairComparison } from './types.ts';

interface Priced {
  readonly from: Exact;
  readonly to: Exact | null;
  readonly costs: readonly { readonly option: CrossoverOption; readonly cost: Exact }[];
}

type Cost = Priced['costs'][number];

/**
 * Who is the cheapest at each whole value of an input that selects formulas: each value has its own, and holds up to the next
 * one. Null where there is nothing to choose at any.
 */
export function compareValues(
  model: Model,
  workload: WorkloadModel,
  parameter: InputNode,
  structures: readonly Structure[],
  optionsOf: (workload: WorkloadModel) => readonly CrossoverOption[],
  overrides: Overrides = new Map(),
): Crossovers | null {
  const priced = structures.flatMap((part): readonly Priced[] => {
    const same = part.model?.workloads.find(({ id }) => id === workload.id);
    const options = same === undefined ? [] : optionsOf(same);
    const totals = evaluateAll(options.map(({ total }) => total), overrides); // prettier-ignore
    const costs = options.flatMap((option, index) => {
      const cost = totals[index];
      return cost?.isFinite() === true ? [{ option, cost }] : [];
    });
    return costs.length === 0 ? [] : [{ from: part.from, to: part.to, costs }];
  });
  const [first, last] = [priced[0], priced.at(-1)];
  if (first === undefined || last === undefined) return null;
  const decides = model.structural.get(parameter.address) ?? '';
  // Where every whole value was looked at, none is left out.
  const isEach = structures.every(({ to }, index) => {
    const own = structures[index]?.model?.graph.inputs.get(parameter.address)?.value;
    return own === undefined || to === null || to.minus(own).lte(1);
  });
  const comparison = (among: (each: Cost) => boolean): Comparison => ({
    intervals: intervalsOf(priced, among),
    range: { from: first.from, to: last.to },
    completeness: isEach ? 'proved' : 'searched',
    alternates: null,
    searchedBecause: isEach ? null : { reason: 'structure', step: null, decides },
  });
  const winners = (kind: 'buy' | 'build'): readonly string[] => [
    ...new Set(intervalsOf(priced, ({ option }) => option.kind === kind).map(({ cheapest }) => cheapest)),
  ];
  const builds = winners('build');
  const pairs = winners('buy').flatMap((buy) =>
    builds.map((build): PairComparison => {
      const all = comparison(({ option: { id } }) => id === buy || id === build);
      return {
        ...all,
        buy,
        build,
        firstBuild: all.intervals.find(({ cheapest }) => cheapest === build)?.from ?? null,
        alwaysBuildFrom: null,
        neverBecause: null,
        isOutsideRange: false,
      };
    }),
  );
  return { parameter: parameter.address, unit: parameter.unit, all: comparison(() => true), pairs };
}

/** The cheapest at each value; a purchase where a build costs the same, else the first of the list. */
function intervalsOf(priced: readonly Priced[], among: (each: Cost) => boolean): readonly Interval[] {
  const intervals: Interval[] = [];
  for (const { from, to, costs } of priced) {
    const [first, ...rest] = costs.filter(among);
    if (first === undefined) continue;
    const best = rest.reduce(
      (least, each) =>
        each.cost.lt(least.cost) ||
        (each.cost.eq(least.cost) && least.option.kind === 'build' && each.option.kind === 'buy')
          ? each
          : least,
      first,
    );
    const last = intervals.at(-1);
    if (last?.cheapest === best.option.id && last.to?.eq(from) === true)
      intervals[intervals.length - 1] = { ...last, to };
    else intervals.push({ from, to, cheapest: best.option.id, enters: last === undefined ? null : 'jump' });
  }
  return intervals;
}
