import { runModel } from '../analysis/index.ts';
import { fail, ok, type Result } from '../diagnostics/index.ts';
import { parseQuantity, unit, type Exact } from '../formula/index.ts';
import { buildModel } from '../model/index.ts';
import { parseScenario } from '../scenario/index.ts';
import { currencyOf } from './known.ts';
import type { Known } from './types.ts';
import { writeScenario } from './write-scenario.ts';

/** What the scenario of the answers costs, option by option. */
export interface Estimate {
  readonly currency: string;
  readonly options: readonly {
    readonly id: string;
    /** A month; null where an input is unknown. */
    readonly monthly: Exact | null;
    /** Why it cannot be chosen; null where it can. */
    readonly excluded: string | null;
  }[];
  /** The option that `run` would choose; null where none can be. */
  readonly chosen: string | null;
}

/** What the first API option is computed to cost, as a share of what is paid for it now; null where one is not known. */
export function shareOfPaid(known: Known, { options }: Estimate): Exact | null {
  const paid = known.answers.get('paid') ?? 'none';
  const computed = options[0]?.monthly ?? null;
  if (paid === 'none' || computed === null) return null;
  const amount = parseQuantity(paid, [unit(`${currencyOf(known)}/month`)]);
  return amount.ok && amount.measure.value.gt(0) ? computed.div(amount.measure.value) : null;
}

/** The same answer as that of `run` for the scenario that would be written now; fails with what is wrong in it. */
export function estimate(known: Known): Result<Estimate> {
  const scenario = parseScenario({ file: 'scenario.yaml', text: writeScenario(known) });
  if (!scenario.ok) return fail(...scenario.diagnostics);
  const model = buildModel(scenario.value, known.catalog);
  if (!model.ok) return fail(...model.diagnostics);
  const { currency, workloads } = runModel(model.value);
  const [workload] = workloads;
  if (workload === undefined) throw new Error('an interview is about one workload');
  return ok({
    currency,
    options: workload.options.map(({ id, monthly, excludedBy }) => ({
      id,
      monthly,
      excluded: excludedBy[0]?.message ?? null,
    })),
    chosen: workload.placement.option,
  });
}
