import type { BuyOption } from '../../scenario/index.ts';
import type { TokenEntry } from '../../catalog/index.ts';
import type { Node, Unit } from '../../formula/index.ts';
import { provenanceOf, Unknown, type ModelContext } from '../context.ts';
import type { TokenStream, WorkloadDemand } from '../demand/demand.ts';

/** Capacity bought by the hour in units: how many, and what they cost a month. */
export interface ProvisionedCapacity {
  readonly units: Node;
  readonly monthly: Node;
  /** Units before rounding, which add up where several workloads share them. */
  readonly raw: Node;
}

/**
 * Provisioned capacity (docs/model.md): units = max(minimum, roundup(peak weighted tokens per minute · (1 + headroom) / tokens per minute and
 * unit, to the increment)); reserved units are paid at their rate, what exceeds them by the hour.
 */
export function provisionedCapacity(
  context: ModelContext,
  demand: WorkloadDemand,
  streams: readonly TokenStream[],
  entry: TokenEntry,
  option: BuyOption,
  into: string,
): ProvisionedCapacity {
  const { graph, one } = context;
  const row = context.row(entry.id, entry.rows);
  const terms = row.provisioned;
  if (terms === null) throw new Unknown('unknown-price', `${entry.id} has no provisioned prices`);
  const at = `prices.${entry.id}.provisioned`;
  const from = provenanceOf(row);
  const figure = (key: string, value: typeof terms.rate): Node => context.price(`${at}.${key}`, value, from);
  const outputWeight = figure('output_weight', terms.outputWeight);
  const cachedWeight = figure('cached_weight', terms.cachedWeight);
  const perUnit = figure('tokens_per_minute', terms.tokensPerMinute);
  const place = `workloads.${demand.workload.id}.options.${option.id}`;

  const weightOfInput = graph.add(
    graph.subtract(one, demand.cached),
    graph.multiply(demand.cached, cachedWeight),
  );
  const weighted = graph.add(
    ...streams.map((stream) =>
      graph.add(graph.multiply(stream.input, weightOfInput), graph.multiply(stream.output, outputWeight)),
    ),
  );
  const traffic = graph.multiply(
    weighted,
    demand.attempts,
    graph.add(one, demand.experimentation, demand.abShare),
  );
  const average = graph.divide(traffic, graph.convert(demand.activeHours, 'minute/month'));
  const peak = graph.name(
    `${into}.peak_tokens_per_minute`,
    'peak weighted tokens per minute',
    graph.multiply(demand.peak, average),
  );
  const headroom = context.input(`${place}.headroom`, option.headroom);
  const raw = graph.name(
    `${into}.units_needed`,
    'units before rounding',
    graph.divide(graph.multiply(peak, graph.add(one, headroom)), perUnit),
  );
  const { units, monthly } = unitsFor(context, { raw, minimumOf: null, entry, option, place, into });
  return { units, monthly, raw };
}

interface UnitsQuestion {
  /** Units before rounding. */
  readonly raw: Node;
  /** 1 where any are bought and 0 where none are; null where they always are. */
  readonly minimumOf: Node | null;
  readonly entry: TokenEntry;
  readonly option: BuyOption;
  /** The option's address. */
  readonly place: string;
  /** Where steps get their names. */
  readonly into: string;
}

/** Units rounded up to the increment, no fewer than the minimum, and their cost; what is reserved is paid whole. */
export function unitsFor(
  context: ModelContext,
  { raw, minimumOf, entry, option, place, into }: UnitsQuestion,
): Pick<ProvisionedCapacity, 'units' | 'monthly'> {
  const { graph } = context;
  const row = context.row(entry.id, entry.rows);
  const terms = row.provisioned;
  if (terms === null) throw new Unknown('unknown-price', `${entry.id} has no provisioned prices`);
  const at = `prices.${entry.id}.provisioned`;
  const from = provenanceOf(row);
  const figure = (key: string, value: typeof terms.rate): Node => context.price(`${at}.${key}`, value, from);
  const whenBought = (of: Node): Node => (minimumOf === null ? of : graph.multiply(minimumOf, of));
  const minimum = whenBought(figure('minimum_units', terms.minimumUnits));
  const increment = figure('increment', terms.increment);
  const rounded = graph.multiply(graph.ceiling(graph.divide(raw, increment)), increment);
  const units = graph.name(`${into}.units`, 'provisioned units', graph.maximum(minimum, rounded));

  const period = terms.period ?? 'hour';
  const rate = context.amount(
    `${at}.rate`,
    terms.rate,
    entry.currency,
    from,
    `${entry.currency}/unit/${period}`,
  );
  if (option.reserved === null) return { units, monthly: monthlyCost(context, units, rate) };
  const reserved = whenBought(context.input(`${place}.reserved.units`, option.reserved.units));
  const reservedRate = context.input(`${place}.reserved.rate`, option.reserved.rate);
  const overage = graph.name(
    `${into}.overage_units`,
    'units beyond the reservation',
    graph.maximum(graph.constant(0, 'unit'), graph.subtract(units, reserved)),
  );
  return {
    units,
    monthly: graph.add(monthlyCost(context, reserved, reservedRate), monthlyCost(context, overage, rate)),
  };
}

/** Units are paid for all hours of a month where their rate is by the hour, and once where it is by the month. */
function monthlyCost({ graph, hoursPerMonth }: ModelContext, units: Node, rate: Node): Node {
  return isMonthly(rate.unit) ? graph.multiply(units, rate) : graph.multiply(units, rate, hoursPerMonth);
}

function isMonthly({ factors }: Unit): boolean {
  return factors.some(([symbol]) => symbol === 'month');
}
