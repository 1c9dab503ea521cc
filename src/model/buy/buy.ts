import { nearest } from '../../diagnostics/index.ts';
import type { TokenEntry } from '../../catalog/index.ts';
import type { Node } from '../../formula/index.ts';
import type { BuyOption } from '../../scenario/index.ts';
import { commitmentAdjustment } from './commitment.ts';
import { provenanceOf, Unknown, type ModelContext } from '../context.ts';
import type { TokenStream, WorkloadDemand } from '../demand/demand.ts';
import { provisionedCapacity } from './provisioned.ts';
import type { Line, Statement } from '../types.ts';
import { listSpend, type ListSpend } from './token-prices.ts';
import { statementOf } from '../statement.ts';
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
 * amounts are left out where another part of the same option has paid them.
 */
export function buyStatement(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuyOption,
  into = `workloads.${demand.workload.id}.options.${option.id}`,
  paid: PaidElsewhere = {},
): BoughtStatement {
  const { graph } = context;
  const entry = tokenEntry(context, option.price);
  const streams = streamsIn(demand, buyMultiplier(context, demand, option, entry));
  const place = `workloads.${demand.workload.id}.options.${option.id}`;
  const notes: string[] = [];
  const lines: Line[] = [];
  let consumption: Node;
  let units: Node | null = null;
  if (option.mode === 'provisioned') {
    const { monthly, raw } = provisionedCapacity(context, demand, streams, entry, option, into);
    units = raw;
    lines.push(line('provisioned', 'Provisioned capacity', monthly));
    consumption = monthly;
  } else {
    const spent = onDemandLines(context, demand, streams, entry, option, into);
    lines.push(...spent.lines);
    notes.push(...spent.notes);
    consumption = graph.add(...spent.lines.map((each) => each.monthly));
  }
  consumption = graph.name(`${into}.consumption`, 'API consumption', consumption);
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
  const spend = graph.add(consumption, failover);
  const adjusted = commitmentAdjustment(context, place, spend, entry, option);
  lines.push(line('commitment', 'Commitments and region uplift', adjusted));
  const seats = seatLicences(context, demand, entry);
  if (seats !== null) lines.push({ id: 'seats', label: 'Seat licences', monthly: seats, variable: false });
  const tokens = lines.find((each) => each.id === 'tokens')?.monthly ?? null;
  const statement = statementOf(context, demand, into, lines, {
    capacity: null,
    floorPerMtok: null,
    purchase: null,
    productionTokens: tokens,
  });
  return { statement, notes, spend, units };
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

function entryMultiplier(context: ModelContext, entry: TokenEntry): Node | null {
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
): { readonly lines: readonly Line[]; readonly notes: readonly string[] } {
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
