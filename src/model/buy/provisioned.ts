import type { BuyOption } from '../../scenario/index.ts';
import type { ProvisionedTerms, TokenEntry } from '../../catalog/index.ts';
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
 * unit, to the increment)); reserved units are paid at their rate, what exceeds them by the hour. `kept` is how many increments are
 * kept, where that is decided otherwise than by the peak.
 */
export function provisionedCapacity(
  context: ModelContext,
  demand: WorkloadDemand,
  streams: readonly TokenStream[],
  entry: TokenEntry,
  option: BuyOption,
  into: string,
  kept: Node | null = null,
): ProvisionedCapacity {
  const { graph, one } = context;
  const place = `workloads.${demand.workload.id}.options.${option.id}`;
  const average = weightedPerMinute(context, demand, streams, entry);
  const tokensPerUnit = figureOf(context, entry, 'tokens_per_minute');
  const peak = graph.name(
    `${into}.peak_tokens_per_minute`,
    'peak weighted tokens per minute',
    graph.multiply(demand.peak, average),
  );
  const headroom = context.input(`${place}.headroom`, option.headroom);
  const raw = graph.name(
    `${into}.units_needed`,
    'units before rounding',
    graph.divide(graph.multiply(peak, graph.add(one, headroom)), tokensPerUnit),
  );
  const increments = kept ?? incrementsFor(context, entry, raw);
  const { units, monthly } = unitsFor(context, { increments, minimumOf: null, entry, option, place, into });
  return { units, monthly, raw };
}

/** Units that the average of a demand works, with the headroom of its option. */
export function averageUnits(
  context: ModelContext,
  demand: WorkloadDemand,
  streams: readonly TokenStream[],
  entry: TokenEntry,
  option: BuyOption,
): Node {
  const { graph, one } = context;
  const headroom = context.input(
    `workloads.${demand.workload.id}.options.${option.id}.headroom`,
    option.headroom,
  );
  const average = weightedPerMinute(context, demand, streams, entry);
  const tokensPerUnit = figureOf(context, entry, 'tokens_per_minute');
  return graph.divide(graph.multiply(average, graph.add(one, headroom)), tokensPerUnit);
}

/** Whole increments that hold so many units. */
export function incrementsFor(context: ModelContext, entry: TokenEntry, raw: Node): Node {
  const { graph } = context;
  return graph.ceiling(graph.divide(raw, figureOf(context, entry, 'increment')));
}

function termsOf(context: ModelContext, entry: TokenEntry): ProvisionedTerms {
  const terms = context.row(entry.id, entry.rows).provisioned;
  if (terms === null) throw new Unknown('unknown-price', `${entry.id} has no provisioned prices`);
  return terms;
}

const figures = {
  output_weight: 'outputWeight',
  cached_weight: 'cachedWeight',
  tokens_per_minute: 'tokensPerMinute',
  minimum_units: 'minimumUnits',
  increment: 'increment',
} as const;

function figureOf(context: ModelContext, entry: TokenEntry, key: keyof typeof figures): Node {
  const value = termsOf(context, entry)[figures[key]];
  const from = provenanceOf(context.row(entry.id, entry.rows));
  return context.price(`prices.${entry.id}.provisioned.${key}`, value, from);
}

/** Tokens a minute on average over the active hours, as units count them. */
function weightedPerMinute(
  context: ModelContext,
  demand: WorkloadDemand,
  streams: readonly TokenStream[],
  entry: TokenEntry,
): Node {
  const { graph, one } = context;
  const outputWeight = figureOf(context, entry, 'output_weight');
  const cachedWeight = figureOf(context, entry, 'cached_weight');
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
  return graph.divide(traffic, graph.convert(demand.activeHours, 'minute/month'));
}

interface UnitsQuestion {
  /** Whole increments that are needed, or kept. */
  readonly increments: Node;
  /** 1 where any are bought and 0 where none are; null where they always are. */
  readonly minimumOf: Node | null;
  readonly entry: TokenEntry;
  readonly option: BuyOption;
  /** The option's address. */
  readonly place: string;
  /** Where steps get their names. */
  readonly into: string;
}

/** Units of whole increments, no fewer than the minimum, and their cost; what is reserved is paid whole. */
export function unitsFor(
  context: ModelContext,
  { increments, minimumOf, entry, option, place, into }: UnitsQuestion,
): Pick<ProvisionedCapacity, 'units' | 'monthly'> {
  const { graph } = context;
  const terms = termsOf(context, entry);
  const whenBought = (of: Node): Node => (minimumOf === null ? of : graph.multiply(minimumOf, of));
  const minimum = whenBought(figureOf(context, entry, 'minimum_units'));
  const rounded = graph.multiply(increments, figureOf(context, entry, 'increment'));
  const units = graph.name(`${into}.units`, 'provisioned units', graph.maximum(minimum, rounded));

  const period = terms.period ?? 'hour';
  const rate = context.amount(
    `prices.${entry.id}.provisioned.rate`,
    terms.rate,
    entry.currency,
    provenanceOf(context.row(entry.id, entry.rows)),
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
