import type { Catalog } from '../catalog/index.ts';
import { fail, hasErrors, ok, type Result } from '../diagnostics/index.ts';
import type { Scenario, Workload } from '../scenario/index.ts';
import { autoOptions } from './auto-options.ts';
import { ModelContext } from './context.ts';
import { workloadDemand } from './demand.ts';
import { optionModel } from './option.ts';
import type { Model, WorkloadModel } from './types.ts';

/**
 * All formulas of a scenario under a catalog, priced on the scenario's `as_of`, or the catalog's date. An option with an
 * unknown price or throughput has no statement and says why; what contradicts the catalog is an error.
 */
export function buildModel(scenario: Scenario, catalog: Catalog): Result<Model> {
  const context = new ModelContext(scenario, catalog);
  const workloads = [...scenario.workloads.values()].map((workload) => workloadModel(context, workload));
  checkOverrides(context);
  if (hasErrors(context.diagnostics)) return fail(...context.diagnostics);
  const { graph, asOf, distributions } = context;
  return ok(
    { graph, scenario, catalog, asOf, workloads, distributions, warnings: context.diagnostics },
    context.diagnostics,
  );
}

/** A figure set from outside must be one that some formula uses. */
function checkOverrides(context: ModelContext): void {
  for (const [address, quantity] of context.scenario.priceOverrides) {
    if (!context.graph.inputs.has(address)) {
      context.refuse(
        'model/unused-address',
        `--set ${address}: no option of this scenario uses that figure`,
        quantity.span,
      );
    }
  }
}

function workloadModel(context: ModelContext, workload: Workload): WorkloadModel {
  const demand = workloadDemand(context, workload);
  const options =
    workload.options === 'auto'
      ? autoOptions(context, workload, demand)
      : workload.options.map((option) => optionModel(context, workload, demand, option));
  return { id: workload.id, workload, demand, options };
}
