import { inputsOf, type Graph, type Node } from '../formula/index.ts';
import type { Option, Workload } from '../scenario/index.ts';
import { buildStatement } from './build/build.ts';
import { buyStatement } from './buy/buy.ts';
import { pipelineCost } from './buy/steps.ts';
import { unmetConstraints } from './constraints.ts';
import { Unknown, type ModelContext } from './context.ts';
import type { WorkloadDemand } from './demand/demand.ts';
import { burstStatement, cascadeStatement } from './hybrid/hybrid.ts';
import { sharesOf } from './sharing/shares.ts';
import type { Exclusion, OptionModel, Shares, Statement } from './types.ts';

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
    shares: (): readonly Shares[] => {
      throw new Error(`${option.id} has no statement`);
    },
  };
  const exclusions: Exclusion[] = [];
  try {
    const { made, slacks, unmet } = context.requiredBy(() => {
      exclusions.push(...unmetConstraints(context, workload, demand, option));
      const pipeline = pipelineCost(context, demand);
      const place = `workloads.${workload.id}.options.${option.id}`;
      const whole = { ...demand, steps: { place, lines: pipeline.lines } };
      return { ...optionStatement(context, whole, option), pipeline };
    });
    const lacking = [...new Map(unmet.map((each) => [each.exclusion.message, each])).values()];
    const of = (hasFigures: boolean): readonly Exclusion[] =>
      lacking.flatMap((each) => (each.hasFigures === hasFigures ? [each.exclusion] : []));
    // What no input can change leaves it out at every value.
    const never = slacks.some((slack) => inputsOf(slack).length === 0 && context.valueOf(slack).lt(0));
    return {
      ...base,
      shares: () => sharesOf(context, demand, option, made.statement, made.pipeline),
      statement: of(false).length === 0 ? made.statement : null,
      conditions: { slacks, monthly: exclusions.length === 0 && !never ? made.statement.monthly : null },
      exclusions: [...of(false), ...exclusions, ...of(true)],
      notes: made.notes,
    };
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    const conditions = { slacks: [], monthly: null };
    return {
      ...base,
      statement: null,
      conditions,
      exclusions: [error.exclusion, ...exclusions],
      notes: [],
    };
  }
}

/**
 * What an option costs a month at every value of the inputs: without meaning (0/0) where it cannot be had. Null where it can
 * be had at none.
 */
export function monthlyWherePossible(graph: Graph, { conditions }: OptionModel): Node | null {
  const { slacks, monthly } = conditions;
  if (monthly === null) return null;
  const nothing = graph.divide(graph.constant(0, monthly.unit), graph.constant(0));
  return slacks.reduce<Node>(
    (total, slack) =>
      inputsOf(slack).length === 0
        ? total
        : graph.choose({
            by: slack,
            otherwise: nothing,
            cases: [{ above: graph.constant(0, slack.unit), value: total }],
            inclusive: true,
          }),
    monthly,
  );
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
