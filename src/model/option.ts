import type { Option, Workload } from '../scenario/index.ts';
import { buildStatement } from './build/build.ts';
import { buyStatement } from './buy/buy.ts';
import { unmetConstraints } from './constraints.ts';
import { Unknown, type ModelContext } from './context.ts';
import type { WorkloadDemand } from './demand/demand.ts';
import { burstStatement, cascadeStatement } from './hybrid/hybrid.ts';
import { sharesOf } from './sharing/shares.ts';
import type { Exclusion, OptionModel, Statement } from './types.ts';

/** One option with its formulas, or with the reasons why it has none. */
export function optionModel(
  context: ModelContext,
  workload: Workload,
  demand: WorkloadDemand,
  option: Option,
): OptionModel {
  const base = {
    id: option.id,
    kind: option.kind,
    title: optionTitle(context, option),
    option,
    shares: () => sharesOf(context, demand, option),
  };
  const exclusions: Exclusion[] = [];
  try {
    exclusions.push(...unmetConstraints(context, workload, demand, option));
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
