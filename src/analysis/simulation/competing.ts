import { inputsOf, type Node } from '../../formula/index.ts';
import { monthlyWherePossible, type Model, type OptionModel, type WorkloadModel } from '../../model/index.ts';
import { feasibleOptions } from '../run/placement.ts';
import { presentReading, readOptions, type OptionReading } from '../run/statements.ts';

/** Of hundreds of automatic options those far behind the cheapest decide next to nothing; how many are left out is said. */
const mostOptions = 64;

/** A workload with the options that compete for it, cheapest first at the stated values. */
export interface Competing {
  readonly workload: WorkloadModel;
  readonly options: readonly OptionReading[];
  /** What each of them costs a month, without meaning where the inputs are such that it cannot be had. */
  readonly totals: readonly Node[];
  /** How many more there are, dearer at the stated values. */
  readonly leftOut: number;
}

/** The options of every workload that compete where inputs are uncertain. */
export function competing(model: Model): readonly Competing[] {
  const uncertain = new Set(model.distributions.keys());
  return model.workloads.map((workload) => {
    const readings = readOptions(workload, presentReading(model));
    const feasible = feasibleOptions(readings);
    // What cannot be had at the stated values may be had at others, if they are uncertain.
    const others = readings.filter(
      ({ model: option, feasible: isNow }) => !isNow && dependsOn(option, uncertain),
    );
    const found = [...feasible.slice(0, mostOptions), ...others].flatMap((option) => {
      const total = monthlyWherePossible(model.graph, option.model);
      return total === null ? [] : [{ option, total }];
    });
    return {
      workload,
      options: found.map(({ option }) => option),
      totals: found.map(({ total }) => total),
      leftOut: feasible.length - Math.min(feasible.length, mostOptions),
    };
  });
}

/** Whether what is uncertain decides if an option can be had. */
function dependsOn({ conditions }: OptionModel, uncertain: ReadonlySet<string>): boolean {
  return inputsOf(...conditions.slacks).some(({ address }) => uncertain.has(address));
}
