import { ExactReading } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import { figure, requiredFigure } from '../run/figures.ts';
import { placeWorkload } from '../run/placement.ts';
import { catalogReference } from '../run/run.ts';
import { optionResult, readOptions, type OptionReading } from '../run/statements.ts';
import { totalsOf } from '../run/totals.ts';
import type { OptionResult } from '../result.ts';
import type { ComparedSide } from './types.ts';

/** The statements and verdicts of a model, as `run` has them, without break-even and sensitivity. */
export function readSide(model: Model): ComparedSide {
  const workloads = model.workloads.map((workload) => {
    const exact = new ExactReading();
    const readings = readOptions(workload, exact);
    const { requests, tokens } = workload.demand;
    return {
      id: workload.id,
      volume: {
        requests: requests === null ? null : figure(exact.of(requests)),
        tokens: requiredFigure(exact.of(tokens)),
        unit: workload.workload.volume.by,
      },
      options: readings.map((each) => comparedOption(each, exact, () => optionResult(each, readings, exact))),
      placement: placeWorkload(model, workload, readings, { flips: () => [], smallest: () => null }),
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

/** An option of which most is worked out when it is asked for: a comparison shows the lines of the chosen ones alone. */
function comparedOption(
  { model, monthly, feasible }: OptionReading,
  exact: ExactReading,
  work: () => OptionResult,
): OptionResult {
  let worked: OptionResult | undefined;
  const whole = (): OptionResult => (worked ??= work());
  return {
    id: model.id,
    kind: model.kind,
    title: model.title,
    monthly: figure(monthly),
    feasible,
    notes: model.notes,
    get perMtok() {
      return model.statement === null ? null : figure(exact.of(model.statement.perMtok));
    },
    get perRequest() {
      return whole().perRequest;
    },
    get perUser() {
      return whole().perUser;
    },
    get excludedBy() {
      return whole().excludedBy;
    },
    get lines() {
      return whole().lines;
    },
    get capacity() {
      return whole().capacity;
    },
    get hiddenMultiple() {
      return whole().hiddenMultiple;
    },
    get floorPerMtok() {
      return whole().floorPerMtok;
    },
    get weakest() {
      return whole().weakest;
    },
    get retrieved() {
      return whole().retrieved;
    },
    get payback() {
      return whole().payback;
    },
  };
}
