import { nearest } from '../../diagnostics/index.ts';
import type { TokenEntry } from '../../catalog/index.ts';
import type { Node } from '../../formula/index.ts';
import type { BuyOption } from '../../scenario/index.ts';
import { commitmentAdjustment } from './commitment.ts';
import { provenanceOf, Unknown, type ModelContext } from '../context.ts';
import type { TokenStream, WorkloadDemand } from '../demand/demand.ts';
import { averageUnits, incrementsFor, provisionedCapacity, unitsFor } from './provisioned.ts';
import type { Line, Statement } from '../types.ts';
import { listSpend, type ListSpend } from './token-prices.ts';
import { mapStatement, statementOf } from '../statement.ts';
import { volumeAbove } from '../demand/hours.ts';
import { observability } from '../demand/observability.ts';

/** The price entry of that id, from the scenario first, then the catalog. */
export function tokenEntry(context: ModelContext, id: string): TokenEntry {
  const entry = context.scenario.prices.get(id) ?? context.catalog.tokens.get(id);
  if (entry === undefined) {
    const { prices } = context.scenario;
    const { tokens, version } = context.catalog;
    const near = nearest(id, [...prices.keys(), ...tokens.keys()]);
    throw new Unknown(
      'unknown-price',
      `no price of ${id} is known, in the scenario or in catalog ${version}`,
      { hint: near === undefined ? 'state it under prices:' : `did you mean ${near}?` },
    );
  }
  return entry;
}

/** What the workload pays whatever its volume is, where another part of the same option has paid it. */
export interface PaidElsewhere {
  readonly infrastructure?: boolean;
  readonly observability?: boolean;
}

interface BoughtStatement {
  readonly statement: Statement;
  readonly notes: readonly string[];
  /** What commitments and minimums are counted on: consumption with failover. */
  readonly spend: Node;
  /** Provisioned units before rounding; null where tokens are bought on demand. */
  readonly units: Node | null;
}

/**
 * Buy (docs/model.md): the statement of a workload bought from a token API; its steps are named below `into`. The workload's fixed
 * amounts are left out where another part of the same option has paid them. Of provisioned units that spill over, the best number
 * is part of the formula, as of a burst.
 */
export function buyStatement(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuyOption,
  into = `workloads.${demand.workload.id}.options.${option.id}`,
  paid: PaidElsewhere = {},
): BoughtStatement {
  if (!option.spillover) return boughtStatement(context, demand, option, into, paid, null);
  const { graph } = context;
  const count = graph.count('increments of units kept', '1');
  const bought = boughtStatement(context, demand, option, into, paid, count);
  if (bought.units === null) throw new Error('spillover without provisioned units');
  const full = incrementsFor(context, tokenEntry(context, option.price), bought.units);
  const best = graph.name(
    `${into}.increments`,
    'increments of units kept',
    graph.least(count, full, bought.statement.monthly),
  );
  const put = graph.replaceCount(count, best);
  return { ...bought, statement: mapStatement(bought.statement, put), spend: put(bought.spend) };
}

function boughtStatement(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuyOption,
  into: string,
  paid: PaidElsewhere,
  kept: Node | null,
): BoughtStatement {
  const { graph } = context;
  const entry = tokenEntry(context, option.price);
  const streams = streamsIn(demand, buyMultiplier(context, demand, option, entry));
  const place = `workloads.${demand.workload.id}.options.${option.id}`;
  const notes: string[] = [];
  const lines: Line[] = [];
  let units: Node | null = null;
  let elsewhere: Node | null = null;
  const consumed: Node[] = [];
  if (option.mode === 'provisioned') {
    const capacity = provisionedCapacity(context, demand, streams, entry, option, into, kept);
    units = capacity.raw;
    lines.push(line('provisioned', 'Provisioned capacity', capacity.monthly));
    consumed.push(capacity.monthly);
  }
  if (option.mode === 'on-demand' || kept !== null) {
    const part =
      kept === null ? demand : demand.withVolume(spilled(context, demand, option, entry, kept, into));
    const spent = onDemandLines(
      context,
      part,
      kept === null ? streams : streamsIn(part, buyMultiplier(context, part, option, entry)),
      entry,
      option,
      into,
    );
    lines.push(...spent.lines);
    notes.push(...spent.notes);
    elsewhere = spent.elsewhere;
    consumed.push(...spent.lines.map((each) => each.monthly));
  }
  const [only = graph.constant(0, context.money('/month'))] = consumed;
  const consumption = graph.name(
    `${into}.consumption`,
    'API consumption',
    option.mode === 'provisioned' && consumed.length === 1 ? only : graph.add(...consumed),
  );
  lines.push(
    line(
      'infrastructure',
      'Surrounding infrastructure',
      infrastructure(context, demand, paid.infrastructure === true),
    ),
  );
  const watched = observability(context, demand, demand.attempts, paid.observability);
  lines.push(line('observability', 'Observability', watched));
  const uplift = context.input(
    `workloads.${demand.workload.id}.failover.uplift`,
    demand.workload.failover.uplift,
  );
  const failover = graph.multiply(uplift, consumption);
  lines.push(line('failover', 'Multi-region failover', failover));
  const whole = graph.add(consumption, failover);
  // What a challenger of another vendor costs is no spend with this one.
  const spend =
    elsewhere === null
      ? whole
      : graph.subtract(whole, graph.multiply(elsewhere, graph.add(context.one, uplift)));
  const adjusted = commitmentAdjustment(context, place, spend, entry, option);
  lines.push(line('commitment', 'Commitments and region uplift', adjusted));
  const seats = seatLicences(context, demand, entry);
  if (seats !== null) lines.push({ id: 'seats', label: 'Seat licences', monthly: seats, variable: false });
  const tokens = lines.find((each) => each.id === 'tokens')?.monthly ?? null;
  const statement = statementOf(context, demand, into, lines, {
    capacity: null,
    floorPerMtok: null,
    purchase: null,
    productionTokens: kept === null ? tokens : null,
  });
  return { statement, notes, spend, units };
}

/** The volume for which the units that are kept have no room in their hours. */
function spilled(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuyOption,
  entry: TokenEntry,
  kept: Node,
  into: string,
): Node {
  const { graph } = context;
  const { workload } = demand;
  if (workload.profile === null)
    throw new Unknown(
      'needs',
      `${option.id}: what spills over depends on the load hour by hour; give workloads.${workload.id}.load.hourly (168 numbers)`,
    );
  const place = `workloads.${workload.id}.options.${option.id}`;
  const { units } = unitsFor(context, { increments: kept, minimumOf: null, entry, option, place, into });
  const room = graph.divide(units, unitsPerVolume(context, demand, option, entry));
  return graph.name(`${into}.spillover`, 'volume that spills over', volumeAbove(context, demand, room));
}

/** Of an option whose units spill over: what they work on average, and what is paid however many are kept. */
export function spillingDemand(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuyOption,
  paid: PaidElsewhere = {},
): { readonly average: Node; readonly own: Node } {
  const { graph } = context;
  const entry = tokenEntry(context, option.price);
  const streams = streamsIn(demand, buyMultiplier(context, demand, option, entry));
  const seats = seatLicences(context, demand, entry);
  return {
    average: averageUnits(context, demand, streams, entry, option),
    own: graph.add(
      infrastructure(context, demand, paid.infrastructure === true),
      observability(context, demand, demand.attempts, paid.observability),
      ...(seats === null ? [] : [seats]),
    ),
  };
}

/** The units that one of the volume works on average. */
export function unitsPerVolume(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuyOption,
  entry: TokenEntry,
): Node {
  const one = demand.withVolume(context.graph.constant(1, demand.volume.unit));
  const streams = streamsIn(one, buyMultiplier(context, one, option, entry));
  return averageUnits(context, one, streams, entry, option);
}

/** Everything that is bought follows the volume. */
function line(id: string, label: string, monthly: Node): Line {
  return { id, label, monthly, variable: true };
}

/** What the tokens of an option are times those of the workload: as it states, or as its model is known to; null where neither is. */
export function buyMultiplier(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuyOption,
  entry: TokenEntry,
): Node | null {
  return option.tokenMultiplier === null
    ? entryMultiplier(context, entry)
    : context.input(
        `workloads.${demand.workload.id}.options.${option.id}.token_multiplier`,
        option.tokenMultiplier,
      );
}

/** What a model's tokens are known to be times those of the scenario. */
export function entryMultiplier(context: ModelContext, entry: TokenEntry): Node | null {
  if (entry.tokenMultiplier === null) return null;
  const provenance = { kind: 'list', origin: { type: 'assumption', words: entry.id } } as const;
  return context.price(`prices.${entry.id}.token_multiplier`, entry.tokenMultiplier, provenance);
}

/** The workload's streams in tokens of which there are so many times as many. */
function streamsIn(demand: WorkloadDemand, multiplier: Node | null): readonly TokenStream[] {
  return multiplier === null ? demand.streams : demand.multiplied(multiplier);
}

/** Lines 1 to 4: production, experimentation, retries and A/B traffic, at on-demand prices. */
function onDemandLines(
  context: ModelContext,
  demand: WorkloadDemand,
  streams: readonly TokenStream[],
  entry: TokenEntry,
  option: BuyOption,
  into: string,
): {
  readonly lines: readonly Line[];
  readonly notes: readonly string[];
  /** What of it is paid to another vendor; null where nothing is. */
  readonly elsewhere: Node | null;
} {
  const { workload } = demand;
  const batch = context.input(`workloads.${workload.id}.options.${option.id}.batch`, option.batch);
  const purchase = { entry, batch, service: option.service };
  const list = listSpend(context, demand, streams, purchase, into);
  const challenger = workload.overheads.abTesting.model;
  const challenged =
    challenger === null || challenger === option.price
      ? list
      : challengerSpend(context, demand, challenger, batch, `${into}.challenger`);
  const [production, experimentation, retried, optimization] = attemptedLines(
    context,
    demand,
    list,
    challenged,
  );
  return {
    lines: [
      line('tokens', 'Production tokens', production),
      line('experimentation', 'Experimentation', experimentation),
      line('retries', 'Retries', retried),
      line('optimization', 'Continuous optimization (A/B)', optimization),
    ],
    notes: [...new Set([...list.notes, ...challenged.notes])],
    elsewhere:
      challenged === list || tokenEntry(context, challenger ?? option.price).channel === entry.channel
        ? null
        : optimization,
  };
}

type Spend = Pick<ListSpend, 'input' | 'output' | 'fee' | 'total'>;

/** What is sent at list prices: production, experimentation, what is sent again, and A/B traffic, which goes to a challenger. */
export function attemptedLines(
  context: ModelContext,
  demand: WorkloadDemand,
  list: Spend,
  challenged: Spend = list,
): readonly [production: Node, experimentation: Node, retries: Node, optimization: Node] {
  const { graph, one } = context;
  const { retries, experimentation, abShare } = demand;
  const wasted = [
    graph.multiply(list.input, graph.subtract(retries.billedInput, one)),
    graph.multiply(list.output, graph.subtract(retries.billedOutput, one)),
    ...(list.fee === null ? [] : [graph.multiply(list.fee, graph.subtract(retries.attempts, one))]),
  ];
  return [
    list.total,
    graph.multiply(experimentation, list.total),
    graph.add(...wasted),
    graph.multiply(abShare, challenged.total),
  ];
}

/** A/B traffic is the same as production, with its share of batch, at the challenger's own prices and in its own tokens. */
function challengerSpend(
  context: ModelContext,
  demand: WorkloadDemand,
  id: string,
  batch: Node,
  into: string,
): ListSpend {
  const entry = tokenEntry(context, id);
  const purchase = { entry, batch, service: null };
  const streams = streamsIn(demand, entryMultiplier(context, entry));
  return listSpend(context, demand, streams, purchase, into);
}

/** The price of a seat for every user; null where the entry sells none. */
function seatLicences(context: ModelContext, demand: WorkloadDemand, entry: TokenEntry): Node | null {
  const row = context.row(entry.id, entry.rows);
  if (row.seat === undefined || row.seat === null) return null;
  if (demand.users === null) {
    const { id } = demand.workload;
    throw new Unknown(
      'needs',
      `${entry.id} charges by the seat, and workloads.${id} does not say how many users there are; add 'users: ...'`,
    );
  }
  const price = context.amount(`prices.${entry.id}.per_seat`, row.seat, entry.currency, provenanceOf(row));
  return context.graph.multiply(demand.users, price);
}

/** Line 5: v·A·infra_per_request + infra_fixed. */
function infrastructure(context: ModelContext, demand: WorkloadDemand, fixedIsPaid: boolean): Node {
  const { graph } = context;
  const { infrastructure: stated } = demand.workload.overheads;
  const at = `workloads.${demand.workload.id}.overheads.infrastructure`;
  const perMonth = context.money('/month');
  const fixed = fixedIsPaid ? graph.constant(0, perMonth) : context.input(`${at}.fixed`, stated.fixed);
  if (demand.requests === null && stated.perRequest.kind === 'default') return fixed;
  const perRequest = context.input(`${at}.per_request`, stated.perRequest);
  const requests = demand.requireRequests('infrastructure per request');
  return graph.add(graph.multiply(requests, demand.attempts, perRequest), fixed);
}
