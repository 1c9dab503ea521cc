import type { Node } from '../../formula/index.ts';
import { peopleCost, teamHeadcount } from '../build/build.ts';
import type { ModelContext } from '../context.ts';
import { anyOf } from './choices.ts';

/** A team as all that it runs needs it. */
export interface SharedTeam {
  readonly id: string;
  readonly headcount: Node;
  readonly monthly: Node;
}

interface TeamMembers {
  /** The choices that name the team, by workload. */
  readonly chosen: ReadonlyMap<string, readonly Node[]>;
  /** The clusters that these are on: whether each is used, and its GPUs. */
  readonly clusters: readonly { readonly used: Node; readonly gpus: Node }[];
}

/** Paid once where any option that names it is taken; its steps count all that it runs. */
export function sharedTeam(context: ModelContext, id: string, { chosen, clusters }: TeamMembers): SharedTeam {
  const { graph } = context;
  const used = anyOf(context, [...chosen.values()].flat());
  const none = graph.constant(0);
  const headcount = teamHeadcount(context, id, {
    workloads: graph.add(none, ...[...chosen.values()].flat()),
    clusters: graph.add(none, ...clusters.map((each) => each.used)),
    gpus: graph.add(none, ...clusters.map(({ gpus }) => graph.divide(gpus, graph.constant(1, 'GPU')))),
  });
  const at = `portfolio.teams.${id}`;
  const whenUsed = graph.name(`${at}.headcount`, 'headcount', graph.multiply(used, headcount));
  return {
    id,
    headcount: whenUsed,
    monthly: graph.name(`${at}.monthly`, 'team', peopleCost(context, id, whenUsed)),
  };
}
