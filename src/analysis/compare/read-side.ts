import { evaluate } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import { figure, requiredFigure } from '../run/figures.ts';
import { placeWorkload } from '../run/placement.ts';
import { catalogReference } from '../run/run.ts';
import { optionResult, readOptions } from '../run/statements.ts';
import { totalsOf } from '../run/totals.ts';
import type { ComparedSide } from './types.ts';

/** The statements and verdicts of a model, as `run` has them, without break-even and sensitivity. */
export function readSide(model: Model): ComparedSide {
  const workloads = model.workloads.map((workload) => {
    const readings = readOptions(workload);
    const { requests, tokens } = workload.demand;
    return {
      id: workload.id,
      volume: {
        requests: requests === null ? null : figure(evaluate(requests)),
        tokens: requiredFigure(evaluate(tokens)),
      },
      options: readings.map((reading) => optionResult(reading, readings)),
      placement: placeWorkload(model, workload, readings, () => []),
    };
  });
  const monthly = new Map(
    workloads.map(({ id, options, placement }) => [
      id,
      options.find((each) => each.id === placement.option)?.monthly ?? null,
    ]),
  );
  return {
    scenario: { name: model.scenario.name, digest: model.scenario.digest },
    catalog: catalogReference(model),
    currency: model.scenario.currency,
    portfolio: totalsOf(model.scenario.cases, monthly),
    workloads,
  };
}
