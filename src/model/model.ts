import type { Catalog } from '../catalog/index.ts';
import { fail, hasErrors, ok, type Result } from '../diagnostics/index.ts';
import type { Option, Scenario, Workload } from '../scenario/index.ts';
import { autoOptions } from './auto-options.ts';
import { buildStatement } from './build.ts';
import { buyStatement } from './buy.ts';
import { unmetConstraints } from './constraints.ts';
import { ModelContext, Unknown } from './context.ts';
import { workloadDemand, type WorkloadDemand } from './demand.ts';
import { burstStatement, cascadeStatement } from './hybrid.ts';
import type { Exclusion, Model, OptionModel, Statement, WorkloadModel } from './types.ts';

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

/** One option with its formulas, or with the reasons why it has none. */
export function optionModel(
  context: ModelContext,
  workload: Workload,
  demand: WorkloadDemand,
  option: Option,
): OptionModel {
  const base = { id: option.id, kind: option.kind, title: optionTitle(context, option), option };
  const exclusions: Exclusion[] = [];
  try {
    exclusions.push(...unmetConstraints(context, workload, option));
    const { statement, notes } = optionStatement(context, demand, option);
    return { ...base, statement, exclusions, notes };
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    return { ...base, statement: null, exclusions: [error.exclusion, ...exclusions], notes: [] };
  }
}

function optionStatement(
  context: ModelContext,
  demand: WorkloadDemand,
  option: Option,
): { readonly statement: Statement; readonly notes: readonly string[] } {
  if (option.kind === 'buy') return buyStatement(context, demand, option);
  if (option.kind === 'build') return buildStatement(context, demand, option);
  return option.form === 'burst'
    ? burstStatement(context, demand, option)
    : cascadeStatement(context, demand, option);
}

function optionTitle(context: ModelContext, option: Option): string {
  if (option.kind === 'buy')
    return option.mode === 'provisioned' ? `${option.price}, provisioned` : option.price;
  if (option.kind === 'hybrid') {
    return option.form === 'burst'
      ? `${option.base}, overflow to ${option.overflow}`
      : `${option.small}, then ${option.large}`;
  }
  const cluster = context.scenario.clusters.get(option.cluster);
  return cluster === undefined ? option.cluster : `${cluster.model} on ${cluster.offer}`;
}
