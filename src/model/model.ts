import type { Catalog } from '../catalog/index.ts';
import type { Overrides } from '../formula/index.ts';
import { fail, hasErrors, ok, warning, type Result } from '../diagnostics/index.ts';
import type { Scenario, Workload } from '../scenario/index.ts';
import { autoOptions } from './auto-options.ts';
import { ModelContext } from './context.ts';
import { workloadDemand } from './demand/demand.ts';
import { optionModel } from './option.ts';
import { exclusionMessage, type Model, type OptionModel, type WorkloadModel } from './types.ts';

/**
 * All formulas of a scenario under a catalog, priced on the scenario's `as_of`, or the catalog's date. An option with an
 * unknown price or throughput has no statement and says why; what contradicts the catalog is an error. `figures` are other
 * values of inputs, by address.
 */
export function buildModel(
  scenario: Scenario,
  catalog: Catalog,
  figures: Overrides = new Map(),
): Result<Model> {
  const context = new ModelContext(scenario, catalog, undefined, figures);
  const workloads = [...scenario.workloads.values()].map((workload) => workloadModel(context, workload));
  checkOverrides(context);
  if (hasErrors(context.diagnostics)) return fail(...context.diagnostics);
  const { graph, asOf, distributions, structural } = context;
  const rebuilt = (others: Overrides): Result<Model> =>
    buildModel(scenario, catalog, new Map([...figures, ...others]));
  return ok(
    {
      graph,
      scenario,
      catalog,
      asOf,
      workloads,
      distributions,
      structural,
      rebuilt,
      warnings: context.diagnostics,
    },
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
  if (workload.options === 'auto') {
    return { id: workload.id, workload, demand, options: autoOptions(context, workload, demand) };
  }
  const options = workload.options.map((option) => optionModel(context, workload, demand, option));
  reportUnknown(context, workload, options);
  return { id: workload.id, workload, demand, options };
}

/** Points at the options that have no figures. */
function reportUnknown(context: ModelContext, workload: Workload, options: readonly OptionModel[]): void {
  const unknown = options.filter(({ statement }) => statement === null);
  context.report(
    ...unknown.map(({ id, option, exclusions: [first] }) =>
      warning(
        'model/excluded',
        `workloads.${workload.id}.options.${id} has no figures: ${first === undefined ? '' : exclusionMessage(first)}`,
        {
          span: option.span,
          hint: first?.hint,
        },
      ),
    ),
  );
}
