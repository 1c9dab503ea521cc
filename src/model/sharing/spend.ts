import type { TokenEntry } from '../../catalog/index.ts';
import { Exact, type InputNode, type Node } from '../../formula/index.ts';
import { amountDue, statedMinimum, upliftedSpend } from '../buy/commitment.ts';
import { incrementsFor, unitsFor } from '../buy/provisioned.ts';
import type { ModelContext } from '../context.ts';
import type { ChannelUse, UnitsUse } from '../types.ts';
import { busiest, type Member } from './busiest.ts';
import { anyOf } from './choices.ts';
import { firm, mostOfAll, spilledLoads, type Spilled } from './overflow.ts';

/** Spend with a vendor for provisioned units, which count to its terms as tokens do. */
export interface UnitsSpend {
  readonly entry: TokenEntry;
  readonly spend: Node;
  readonly minimums: readonly Node[];
  readonly chosen: readonly Node[];
}

/** What is due to a vendor for all that is spent with it in a month; `overflow` is the volume that a choice buys of what it overflows. */
export function sharedSpend(
  context: ModelContext,
  id: string,
  members: readonly Member<ChannelUse>[],
  units: readonly UnitsSpend[],
  overflow: (chosen: Node) => Node,
): Node {
  const { graph } = context;
  const entry = members[0]?.use.entry ?? units[0]?.entry;
  if (entry === undefined) throw new Error('a channel without spend');
  const spend = graph.add(
    ...members.map(({ chosen, use }) => {
      const uplifted = upliftedSpend(context, use.place, use.spend, use.option);
      return graph.multiply(use.of === 'choice' ? chosen : overflow(chosen), uplifted);
    }),
    ...units.map((each) => each.spend),
  );
  const minimums = members.flatMap(({ chosen, use }) => {
    const minimum = statedMinimum(context, use.place, use.option);
    return minimum === null ? [] : [graph.multiply(chosen, minimum)];
  });
  const used = anyOf(context, [
    ...members.map(({ chosen }) => chosen),
    ...units.flatMap(({ chosen }) => chosen),
  ]);
  const all = [...minimums, ...units.flatMap((each) => each.minimums)];
  const due = amountDue(context, spend, all, entry, used);
  return graph.name(`portfolio.commitments.${id}.monthly`, `spend with ${id}`, due);
}

/** Uses whose terms look at the same spend: those of a channel that has the same terms for all, else of an entry. */
export function spendGroup(context: ModelContext, { entry }: Pick<ChannelUse, 'entry'>): string {
  const terms = context.row(entry.id, entry.rows).commitment;
  return `${entry.channel} ${terms === null ? '' : JSON.stringify(terms)}`;
}

export interface SharedUnits {
  readonly id: string;
  readonly units: Node;
  readonly spend: UnitsSpend;
  /** What is due for them where the vendor's terms look at no other spend. */
  readonly monthly: Node;
  /** Increments kept for what may spill over; the plan decides. Null where nothing may. */
  readonly kept: InputNode | null;
  readonly spilled: ReadonlyMap<Node, Spilled>;
}

/**
 * Provisioned units of one model and deployment, added up before they are rounded up to the increment. What may spill over uses
 * what the others leave, and what the plan keeps for it.
 */
export function sharedUnits(
  context: ModelContext,
  id: string,
  members: readonly Member<UnitsUse>[],
): SharedUnits {
  const { graph, one } = context;
  const [first] = members;
  if (first === undefined) throw new Error('provisioned units without a workload');
  const { entry, option, place, uplift } = first.use;
  const into = `portfolio.provisioned.${id}`;
  const served = firm(members);
  const chosen = members.map((member) => member.chosen);
  const used = anyOf(context, chosen);
  const kept = served.length === members.length ? null : keptIncrements(context, id, members, entry);
  const needed =
    served.length === 0
      ? null
      : incrementsFor(
          context,
          entry,
          busiest(
            context,
            served.map(({ use, ...member }) => ({ ...member, use: use.load })),
          ),
        );
  const increments =
    kept === null || needed === null ? (kept ?? needed ?? graph.constant(0)) : graph.maximum(needed, kept);
  const { units, monthly } = unitsFor(context, { increments, minimumOf: used, entry, option, place, into });
  const spend = upliftedSpend(context, place, graph.multiply(monthly, graph.add(one, uplift)), option);
  const minimum = statedMinimum(context, place, option);
  const minimums = minimum === null ? [] : [graph.multiply(used, minimum)];
  return {
    id,
    units,
    kept,
    spend: { entry, spend, minimums, chosen },
    spilled: spilledLoads(context, members, () => units),
    monthly: graph.name(`${into}.monthly`, `provisioned units of ${entry.id}`, spend),
  };
}

/** Increments kept for what may spill over: no more than hold all that may be placed on them. */
function keptIncrements(
  context: ModelContext,
  id: string,
  members: readonly Member<UnitsUse>[],
  entry: TokenEntry,
): InputNode {
  const { graph } = context;
  const all = graph.constant(mostOfAll(context, members), 'unit');
  const most = incrementsFor(context, entry, all);
  context.selects(most, 'how many units can be kept for what may spill over');
  return graph.input({
    address: `portfolio.provisioned.${id}.kept`,
    label: `increments of units of ${id} kept for what may spill over`,
    value: new Exact(0),
    unit: '1',
    provenance: { kind: 'stated', origin: { type: 'assumption', words: 'decided by the plan' } },
    minimum: new Exact(0),
    maximum: context.valueOf(most),
    whole: true,
  });
}

/** Uses whose units are pooled: of one entry, on the same terms. */
export function unitsGroup(context: ModelContext, { entry, option, uplift }: UnitsUse): string {
  context.selects(uplift, 'which provisioned units are pooled');
  const { reserved, regionUplift, monthlyMinimum } = option;
  const figures = [
    ...(reserved === null ? [] : [reserved.units.value, reserved.rate.value]),
    regionUplift.value,
    monthlyMinimum.value,
    context.valueOf(uplift),
  ];
  return `${entry.id} ${figures.join(' ')}`;
}
