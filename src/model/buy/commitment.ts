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
  const { graph, one } = context;
  const uplift = context.input(`${place}.region_uplift`, option.regionUplift);
  const uplifted = graph.multiply(spend, graph.add(one, uplift));
  const terms = context.row(entry.id, entry.rows).commitment;
  const floors: Node[] = [];
  if (option.monthlyMinimum.kind === 'stated') {
    const address = `${place}.monthly_minimum`;
    floors.push(context.input(address, option.monthlyMinimum));
  }
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
    floors.push(amount('minimum', terms.minimum));
  }
  const due = floors.length === 0 ? discounted : graph.maximum(discounted, ...floors);
  return graph.subtract(due, spend);
}

interface Tier {
  readonly above: Node;
  readonly multiplier: Node;
}

function allUnits(context: ModelContext, spend: Node, tiers: readonly Tier[]): Node {
  const { graph, one } = context;
  const cases = tiers.map((tier) => ({ above: tier.above, value: tier.multiplier }));
  return graph.multiply(spend, graph.choose({ by: spend, otherwise: one, cases, inclusive: true }));
}

/** Spend below the first tier in full, and what lies in each tier times that tier's multiplier. */
function graduated(context: ModelContext, spend: Node, tiers: readonly Tier[]): Node {
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
