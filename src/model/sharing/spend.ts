import type { Node } from '../../formula/index.ts';
import { amountDue, statedMinimum, upliftedSpend } from '../buy/commitment.ts';
import { unitsFor } from '../buy/provisioned.ts';
import type { ModelContext } from '../context.ts';
import type { ChannelUse, UnitsUse } from '../types.ts';
import { busiest, type Member } from './busiest.ts';
import { anyOf } from './choices.ts';

/** What is due to a vendor for all that is spent with it in a month. */
export function sharedSpend(context: ModelContext, id: string, members: readonly Member<ChannelUse>[]): Node {
  const { graph } = context;
  const [first] = members;
  if (first === undefined) throw new Error('a channel without spend');
  const spend = graph.add(
    ...members.map(({ chosen, use }) =>
      graph.multiply(chosen, upliftedSpend(context, use.place, use.spend, use.option)),
    ),
  );
  const minimums = members.flatMap(({ chosen, use }) => {
    const minimum = statedMinimum(context, use.place, use.option);
    return minimum === null ? [] : [graph.multiply(chosen, minimum)];
  });
  const used = anyOf(
    context,
    members.map(({ chosen }) => chosen),
  );
  const due = amountDue(context, spend, minimums, first.use.entry, used);
  return graph.name(`portfolio.commitments.${id}.monthly`, `spend with ${id}`, due);
}

/** Uses whose terms look at the same spend: those of a channel that has the same terms for all, else of an entry. */
export function spendGroup(context: ModelContext, { entry }: ChannelUse): string {
  const terms = context.row(entry.id, entry.rows).commitment;
  return `${entry.channel} ${terms === null ? '' : JSON.stringify(terms)}`;
}

export interface SharedUnits {
  readonly id: string;
  readonly units: Node;
  readonly monthly: Node;
}

/** Provisioned units of one model and deployment, added up before they are rounded up to the increment. */
export function sharedUnits(
  context: ModelContext,
  id: string,
  members: readonly Member<UnitsUse>[],
): SharedUnits {
  const { graph, one } = context;
  const [first] = members;
  if (first === undefined) throw new Error('provisioned units without a workload');
  const { entry, option, place, uplift } = first.use;
  const raw = busiest(
    context,
    members.map(({ use, ...member }) => ({ ...member, use: use.units })),
  );
  const used = anyOf(
    context,
    members.map(({ chosen }) => chosen),
  );
  const into = `portfolio.provisioned.${id}`;
  const { units, monthly } = unitsFor(context, { raw, minimumOf: used, entry, option, place, into });
  const spend = upliftedSpend(context, place, graph.multiply(monthly, graph.add(one, uplift)), option);
  const minimum = statedMinimum(context, place, option);
  const minimums = minimum === null ? [] : [graph.multiply(used, minimum)];
  return {
    id,
    units,
    monthly: graph.name(
      `${into}.monthly`,
      `provisioned units of ${entry.id}`,
      amountDue(context, spend, minimums, entry, used),
    ),
  };
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
