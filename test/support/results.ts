import { optionResult, readOptions } from '../../src/analysis/run/statements.ts';
import { candidatesOf, placeWorkload } from '../../src/analysis/run/placement.ts';
import { oneAtATime } from '../../src/analysis/one-at-a-time/sensitivity.ts';
import type {
  FlipResult,
  OptionResult,
  PlacementResult,
  SensitivityResult,
} from '../../src/analysis/result.ts';
import { written, type Written } from './written.ts';
import type { Model, WorkloadModel } from '../../src/model/index.ts';

function workloadOf(model: Model, id: string | undefined): WorkloadModel {
  const found = model.workloads.find((each) => id === undefined || each.id === id);
  if (found === undefined) throw new Error(`there is no workload ${id}`);
  return found;
}

/** The statement of an option as results have it; of the first workload unless one is named. */
export function resultOf(model: Model, option: string, workload?: string): Written<OptionResult> {
  const readings = readOptions(workloadOf(model, workload));
  const reading = readings.find((each) => each.model.id === option);
  if (reading === undefined) throw new Error(`there is no option ${option}`);
  return written(optionResult(reading, readings));
}

interface Verdict {
  readonly placement: Written<PlacementResult>;
  readonly sensitivity: readonly Written<SensitivityResult>[];
  readonly flips: readonly Written<FlipResult>[];
}

/** Placement with sensitivity and flips, of the first workload unless one is named. */
export function verdictOf(model: Model, workload?: string): Verdict {
  const chosen = workloadOf(model, workload);
  const readings = readOptions(chosen);
  const { sensitivity, flips } = oneAtATime(model, chosen.id, candidatesOf(readings));
  return written({
    placement: placeWorkload(model, chosen, readings, {
      flips: () => flips,
      smallest: () => flips[0] ?? null,
    }),
    sensitivity,
    flips,
  });
}

/** Months until the purchase is paid back against another option. */
export function paybackOf(model: Model, purchase: string, against: string): number {
  const months = resultOf(model, purchase).payback.find((each) => each.against === against)?.months;
  if (months === undefined || months === null) throw new Error(`${purchase} is never paid back`);
  return Number(months);
}
