import type { TokenEntry } from '../../catalog/index.ts';
import type { Node } from '../../formula/index.ts';
import type { BuyOption } from '../../scenario/index.ts';
import { provenanceOf, type ModelContext, type Bounds } from '../context.ts';
import { betweenNeighbours } from './thresholds.ts';

/**
 * What region uplift, committed-spend discounts (graduated or all-units tiers on monthly spend) and a monthly minimum add
 * to or take off `spend`, in the scenario's currency a month.
 */
export function commitmentAdjustment(
  context: ModelContext,
  place: string,
  spend: Node,
  entry: TokenEntry,
  option: BuyOption,
): Node {
  const uplifted = upliftedSpend(context, place, spend, option);
  const minimum = statedMinimum(context, place, option);
  const due = amountDue(context, uplifted, minimum === null ? [] : [minimum], entry);
  return context.graph.subtract(due, spend);
}

/** Spend with the uplift of a region. */
export function upliftedSpend(context: ModelContext, place: string, spend: Node, option: BuyOption): Node {
  const { graph, one } = context;
  return graph.multiply(spend, graph.add(one, context.input(`${place}.region_uplift`, option.regionUplift)));
}

/** The monthly minimum that an option states. */
export function statedMinimum(context: ModelContext, place: string, option: BuyOption): Node | null {
  return option.monthlyMinimum.kind === 'stated'
    ? context.input(`${place}.monthly_minimum`, option.monthlyMinimum)
    : null;
}

/**
 * What is due for a spend: discounted by the entry's tiers, and no less than its minimum and the stated ones. `minimumOf` is
 * 1 where anything is bought and 0 where nothing is.
 */
export function amountDue(
  context: ModelContext,
  uplifted: Node,
  minimums: readonly Node[],
  entry: TokenEntry,
  minimumOf: Node | null = null,
): Node {
  const { graph } = context;
  const terms = context.row(entry.id, entry.rows).commitment;
  const floors = [...minimums];
  let discounted: Node = uplifted;
  if (terms !== null) {
    const from = provenanceOf(context.row(entry.id, entry.rows));
    const at = `prices.${entry.id}.commitment`;
    const amount = (key: string, value: typeof terms.minimum, bounds?: Bounds): Node =>
      context.amount(`${at}.${key}`, value, entry.currency, from, undefined, bounds);
    const tiers = terms.tiers.map((tier, index) => ({
      above: amount(`tiers.${index}.above`, tier.above, betweenNeighbours(terms.tiers, index)),
      multiplier: context.price(`${at}.tiers.${index}.multiplier`, tier.multiplier, from),
    }));
    discounted =
      terms.mode === 'all_units' ? allUnits(context, uplifted, tiers) : graduated(context, uplifted, tiers);
    const least = amount('minimum', terms.minimum);
    floors.push(minimumOf === null ? least : graph.multiply(minimumOf, least));
  }
  return floors.length === 0 ? discounted : graph.maximum(discounted, ...floors);
}

interface CommitmentTier {
  readonly above: Node;
  readonly multiplier: Node;
}

function allUnits(context: ModelContext, spend: Node, tiers: readonly CommitmentTier[]): Node {
  const { graph, one } = context;
  const cases = tiers.map((tier) => ({ above: tier.above, value: tier.multiplier }));
  return graph.multiply(spend, graph.choose({ by: spend, otherwise: one, cases, inclusive: true }));
}

/** Spend below the first tier in full, and what lies in each tier times that tier's multiplier. */
function graduated(context: ModelContext, spend: Node, tiers: readonly CommitmentTier[]): Node {
  const { graph } = context;
  const [first] = tiers;
  if (first === undefined) return spend;
  const zero = graph.constant(0, spend.unit);
  const parts = tiers.map((tier, index) => {
    const next = tiers[index + 1];
    const top = next === undefined ? spend : graph.minimum(spend, next.above);
    return graph.multiply(graph.maximum(zero, graph.subtract(top, tier.above)), tier.multiplier);
  });
  return graph.add(graph.minimum(spend, first.above), ...parts);
}
