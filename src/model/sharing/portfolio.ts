import type { Catalog } from '../../catalog/index.ts';
import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { Exact, type InputNode, type Node, type Overrides } from '../../formula/index.ts';
import type { Scenario } from '../../scenario/index.ts';
import { platformPrice } from '../build/build.ts';
import { ModelContext, Unknown } from '../context.ts';
import { modelIn } from '../model.ts';
import type { Model, OptionModel, Shares } from '../types.ts';
import type { Member } from './busiest.ts';
import { anyOf } from './choices.ts';
import { sharedCluster, type SharedCluster } from './cluster.ts';
import type { Choice, SharedCost } from './choice.ts';
import { planLimits, type PlanLimit } from './limits.ts';
import { overflowCost, type Spilled } from './overflow.ts';
import { looksAtSpend } from './shares.ts';
import { sharedSpend, sharedUnits, spendGroup, unitsGroup, type SharedUnits } from './spend.ts';
import { sharedTeam, type SharedTeam } from './team.ts';

/** All workloads of a scenario together: what a plan costs a month, as a formula over what is decided. */
export interface Portfolio {
  readonly model: Model;
  readonly choices: readonly Choice[];
  readonly shared: readonly SharedCost[];
  readonly clusters: readonly SharedCluster[];
  readonly teams: readonly SharedTeam[];
  /** Provisioned units. */
  readonly pools: readonly SharedUnits[];
  /** What of a choice's load is bought elsewhere, by its `taken`, where it may overflow. */
  readonly spilled: ReadonlyMap<Node, Spilled>;
  readonly monthly: Node;
  /** What else is decided than the choices, such as how many nodes are kept all month. */
  readonly amounts: readonly InputNode[];
  /** What a plan has to meet. */
  readonly limits: readonly PlanLimit[];
}

/**
 * Section 6: the joint cost of a month. Each workload takes one option; clusters, teams, platforms, commitments and provisioned units are
 * paid once for all that take part in them. With the choices of a single workload, it is that option's own statement.
 */
export function buildPortfolio(
  scenario: Scenario,
  catalog: Catalog,
  figures: Overrides = new Map(),
): Result<Portfolio> {
  const [first, ...others] = scenario.cases;
  if (first !== undefined) {
    const names = [first, ...others].map(({ id }) => id).join(', ');
    const hint = `choose one of them: --set case=${first.id}`;
    return fail(
      problem('model/cases', `the cases ${names} are alternatives, and a plan is one of them`, { hint }),
    );
  }
  const context = new ModelContext(scenario, catalog, undefined, figures);
  try {
    return portfolioIn(context, figures);
  } catch (error) {
    // What only a plan reads, such as an offer that is kept beside a cluster's own, can lack a figure too.
    if (!(error instanceof Unknown)) throw error;
    return fail(
      ...context.diagnostics,
      problem('model/excluded', error.message, { hint: error.exclusion.hint }),
    );
  }
}

function portfolioIn(context: ModelContext, figures: Overrides): Result<Portfolio> {
  const model = modelIn(context, figures);
  if (!model.ok) return model;
  const choices = model.value.workloads.flatMap(({ id, options }) =>
    options.filter(canBeTaken).flatMap((option) => choicesOf(context, id, option)),
  );
  const clusters = grouped(
    choices,
    ({ clusters: all }) => all,
    ({ cluster }) => cluster.id,
  ).map(({ id, members, takers }) => ({ takers, cluster: sharedCluster(context, id, members) }));
  const teams = grouped(
    choices,
    ({ teams: all }) => all,
    (id) => id,
  ).map(({ id, takers }) => {
    const chosen = new Map<string, Node[]>();
    for (const { workload, taken } of takers) chosen.set(workload, [...(chosen.get(workload) ?? []), taken]);
    const run = clusters.flatMap(({ cluster, takers: users }) => {
      const own = users.filter((each) => takers.includes(each)).map(({ taken }) => taken);
      return own.length === 0 ? [] : [{ used: anyOf(context, own), gpus: cluster.gpus }];
    });
    return { takers, team: sharedTeam(context, id, { chosen, clusters: run }) };
  });
  const pools = numbered(
    grouped(
      choices,
      ({ units: all }) => all,
      (use) => unitsGroup(context, use),
    ),
    ({ entry }) => entry.id,
  ).map(({ id, members, takers }) => ({ takers, pool: sharedUnits(context, id, members) }));
  const spilled = new Map([
    ...clusters.flatMap(({ cluster }) => [...cluster.spilled]),
    ...pools.flatMap(({ pool }) => [...pool.spilled]),
  ]);
  const volumeOf = (chosen: Node): Node => {
    const found = spilled.get(chosen);
    if (found === undefined) throw new Error('nothing of the choice overflows');
    return found.volume;
  };
  const channels = numbered(
    grouped(
      choices,
      ({ channels: all, units }) => [...all, ...units.filter(({ entry }) => looksAtSpend(context, entry))],
      (use) => spendGroup(context, use),
    ),
    ({ entry }) => entry.channel,
  );
  const spends = channels.map(({ id, members, takers }): SharedCost => {
    const bought = members.flatMap(({ use, ...member }) => ('spend' in use ? [{ ...member, use }] : []));
    const units = pools.filter(({ pool }) =>
      members.some(
        ({ chosen, use }) =>
          !('spend' in use) && pool.spend.entry === use.entry && pool.spend.chosen.includes(chosen),
      ),
    );
    const monthly = sharedSpend(
      context,
      id,
      bought,
      units.map(({ pool }) => pool.spend),
      volumeOf,
    );
    return { kind: 'commitment', id, monthly, choices: takers };
  });
  const units = pools.flatMap(({ takers, pool }): readonly SharedCost[] => {
    // Where a vendor's terms look at them, they are part of what is due to it.
    if (looksAtSpend(context, pool.spend.entry)) return [];
    const bought = overflowCost(context, pool.spilled);
    const monthly = bought === null ? pool.monthly : context.graph.add(pool.monthly, bought);
    return [{ kind: 'provisioned', id: pool.id, monthly, choices: takers }];
  });
  const platforms = grouped(
    choices,
    ({ platforms: all }) => all,
    (id) => id,
  ).map(({ id, takers }): SharedCost => {
    const used = anyOf(
      context,
      takers.map(({ taken }) => taken),
    );
    const monthly = context.graph.multiply(used, platformPrice(context, id));
    return {
      kind: 'platform',
      id,
      monthly: context.graph.name(`portfolio.platforms.${id}.monthly`, 'platform', monthly),
      choices: takers,
    };
  });
  const shared: readonly SharedCost[] = [
    ...clusters.map(({ cluster, takers }): SharedCost => {
      const bought = overflowCost(context, cluster.spilled);
      const monthly = bought === null ? cluster.monthly : context.graph.add(cluster.monthly, bought);
      return { kind: 'cluster', id: cluster.id, monthly, choices: takers };
    }),
    ...teams.map(({ team, takers }): SharedCost => ({
      kind: 'team',
      id: team.id,
      monthly: team.monthly,
      choices: takers,
    })),
    ...platforms,
    ...spends,
    ...units,
  ];
  const monthly = context.graph.name(
    'portfolio.monthly',
    'all workloads together',
    context.graph.add(
      context.graph.constant(0, context.money('/month')),
      ...choices.map(({ taken, own }) => context.graph.multiply(taken, own)),
      ...shared.map((each) => each.monthly),
    ),
  );
  const planned = { choices, shared, clusters, teams: teams.map(({ team }) => team), monthly };
  return ok(
    {
      ...planned,
      model: model.value,
      clusters: clusters.map(({ cluster }) => cluster),
      pools: pools.map(({ pool }) => pool),
      spilled,
      amounts: [
        ...clusters.flatMap(({ cluster }) => [
          ...cluster.kept.map(({ nodes }) => nodes),
          ...(cluster.base === null ? [] : [cluster.base]),
        ]),
        ...pools.flatMap(({ pool }) => (pool.kept === null ? [] : [pool.kept])),
      ],
      limits: planLimits(context, planned),
    },
    model.diagnostics,
  );
}

function canBeTaken({ statement, exclusions }: OptionModel): boolean {
  return statement !== null && exclusions.length === 0;
}

function choicesOf(context: ModelContext, workload: string, option: OptionModel): readonly Choice[] {
  return option.shares().map((shares) => choiceOf(context, workload, option, shares));
}

function choiceOf(context: ModelContext, workload: string, option: OptionModel, shares: Shares): Choice {
  const size = shares.replicas?.toFixed();
  const taken = context.graph.input({
    address: `portfolio.choices.${workload}.${option.id}${size === undefined ? '' : `.${size}`}`,
    label: `${workload} takes ${option.id}${size === undefined ? '' : ` with ${size} replicas`}`,
    value: new Exact(0),
    unit: '1',
    provenance: { kind: 'stated', origin: { type: 'assumption', words: 'decided by the plan' } },
    minimum: new Exact(0),
    maximum: new Exact(1),
    whole: true,
  });
  return { workload, option, taken, shares, own: shares.own };
}

interface Group<T> {
  readonly id: string;
  readonly members: readonly Member<T>[];
  readonly takers: readonly Choice[];
}

/** What choices use, by what they share it with. */
function grouped<T>(
  choices: readonly Choice[],
  usesOf: (shares: Shares) => readonly T[],
  keyOf: (use: T) => string,
): readonly Group<T>[] {
  const groups = new Map<string, { readonly members: Member<T>[]; readonly takers: Set<Choice> }>();
  for (const choice of choices) {
    for (const use of usesOf(choice.shares)) {
      const key = keyOf(use);
      const group = groups.get(key) ?? { members: [], takers: new Set() };
      groups.set(key, group);
      group.members.push({ chosen: choice.taken, workload: choice.workload, use });
      group.takers.add(choice);
    }
  }
  return [...groups].map(([id, { members, takers }]) => ({ id, members, takers: [...takers] }));
}

/** Groups under a name that people know, with a number where two have the same. */
function numbered<T>(groups: readonly Group<T>[], nameOf: (use: T) => string): readonly Group<T>[] {
  const seen = new Map<string, number>();
  return groups.flatMap((group) => {
    const [first] = group.members;
    if (first === undefined) return [];
    const name = nameOf(first.use);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return [{ ...group, id: count === 1 ? name : `${name} (${count})` }];
  });
}
