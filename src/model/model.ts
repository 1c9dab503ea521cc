import type { Catalog } from '../catalog/index.ts';
import type { Overrides } from '../formula/index.ts';
import { fail, hasErrors, ok, problem, warning, type Result } from '../diagnostics/index.ts';
import type { Option, Scenario, Workload } from '../scenario/index.ts';
import { rentsOf } from './build/build.ts';
import { autoOptions } from './auto/auto-options.ts';
import { checkFleets } from './fleets.ts';
import { withSourcedDefaults } from './defaults/index.ts';
import { checkNames } from './names.ts';
import { ModelContext } from './context.ts';
import { workloadDemand } from './demand/demand.ts';
import { optionModel } from './option.ts';
import { portabilityLines } from './portability/index.ts';
import { roadmapPhases } from './roadmap/index.ts';
import { exclusionMessage, type Model, type OptionModel, type WorkloadModel } from './types.ts';

/**
 * All formulas of a scenario under a catalog, priced on the scenario's `as_of`, or the catalog's date. An option with an
 * unknown price or throughput has no statement and says why; what contradicts the catalog is an error. `figures` are other
 * values of inputs, by address; `only` builds a single workload. Of the workload `rented` nothing is built but what the GPUs of
 * its options cost.
 */
export function buildModel(
  scenario: Scenario,
  catalog: Catalog,
  figures: Overrides = new Map(),
  only: string | null = null,
  rented: string | null = null,
): Result<Model> {
  const filled = withSourcedDefaults(scenario, catalog);
  if (!filled.ok) return filled;
  return modelIn(new ModelContext(filled.value, catalog, undefined, figures), figures, only, rented);
}

/** The same in a context that more is built in. */
export function modelIn(
  context: ModelContext,
  figures: Overrides,
  only: string | null = null,
  rented: string | null = null,
): Result<Model> {
  const { scenario, catalog } = context;
  // One workload is built of a model that has been: its names are known.
  if (only === null) context.report(...checkNames(scenario, catalog), ...checkFleets(scenario, catalog));
  if (hasErrors(context.diagnostics)) return fail(...context.diagnostics);
  const workloads = [...scenario.workloads.values()]
    .filter(({ id }) => (only === null || id === only) && id !== rented)
    .map((workload) => workloadModel(context, workload));
  const probe = rented === null ? undefined : scenario.workloads.get(rented);
  const rents =
    probe === undefined ? new Map<string, never>() : rentsOf(context, probe, workloadDemand(context, probe));
  const roadmap = only === null ? roadmapPhases(context) : [];
  const portability = only === null ? portabilityLines(context) : [];
  // What another workload uses is not used here.
  if (only === null) checkOverrides(context);
  if (hasErrors(context.diagnostics)) return fail(...context.diagnostics);
  const { graph, asOf, distributions, structural, selecting } = context;
  const rebuilt: Model['rebuilt'] = (others, workload = only) =>
    buildModel(scenario, catalog, new Map([...figures, ...others]), workload, rented);
  return ok(
    {
      graph,
      scenario,
      catalog,
      asOf,
      workloads,
      rents,
      roadmap,
      portability,
      distributions,
      structural,
      selecting,
      rebuilt,
      warnings: context.diagnostics,
    },
    context.diagnostics,
  );
}

/** A figure set from outside must be one that some formula uses. */
function checkOverrides(context: ModelContext): void {
  for (const [address, quantity] of context.scenario.priceOverrides) {
    if (address.startsWith('exchange.') && !context.graph.inputs.has(address)) {
      // A script sets one rate for many files, and some of them have a single currency.
      context.report(
        warning('model/unused-address', `--set ${address}: no amount of this scenario is exchanged at it`, {
          span: quantity.span,
        }),
      );
    } else if (!context.graph.inputs.has(address)) {
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
    return { id: workload.id, workload, demand, ...autoOptions(context, workload, demand) };
  }
  const options = workload.options.map((option) => optionModel(context, workload, demand, option));
  reportUnknown(context, workload, options);
  return { id: workload.id, workload, demand, options };
}

/** Whether the file itself names what the option is priced with, and not a command that lays more over it. */
function isNamed({ scenario }: ModelContext, workload: Workload, option: Option): boolean {
  const address =
    option.kind === 'build'
      ? `clusters.${option.cluster}.offer`
      : `workloads.${workload.id}.options.${option.id}.buy`;
  return scenario.names.some((each) => each.address === address);
}

/** Points at the options that have no figures. */
function reportUnknown(context: ModelContext, workload: Workload, options: readonly OptionModel[]): void {
  const unknown = options.filter(({ statement }) => statement === null);
  context.report(
    ...unknown.map(({ id, option, exclusions: [first] }) =>
      // Without a rate there is no comparing: an option that the file states may not drop out of the answer for it.
      (first?.by === 'unknown-exchange-rate' && isNamed(context, workload, option) ? problem : warning)(
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
