import type { GpuOffer, GpuPriceRow } from '../../catalog/index.ts';
import type { Exact, Node } from '../../formula/index.ts';
import type { SourcedFigure } from '../../scenario/index.ts';
import { provenanceOf, Unknown, type ModelContext } from '../context.ts';
import type { WorkloadDemand } from '../demand/demand.ts';
import type { Holding } from '../types.ts';

/** Hours a month in which GPUs work: a workload's, or those of all that share a cluster. */
type PaidHours = Pick<WorkloadDemand, 'activeHours'>;

/** What the GPUs of an offer cost, in the scenario's currency a month. */
export interface GpuCost {
  readonly monthly: Node;
  /** The same for one GPU working flat out, for the floor. */
  readonly monthlyPerBusyGpu: Node;
  /** What buying them takes at the start, and what a month then costs without depreciation; null for rented ones. */
  readonly purchase: { readonly outlay: Node; readonly running: Node } | null;
  /** The parts of the amount by when they are agreed and what they follow. */
  readonly holding: Omit<Holding, 'line' | 'option'>;
}

/**
 * Line 1 (docs/model.md, Lines of a build option). Rented: GPUs · hourly · hours · duty, with the upfront payment spread over the term; spot with the
 * work lost to interruptions and the hours bought on demand. Owned: depreciation, maintenance, colocation and power.
 * `gpus` are those reserved, `busy` those that the average load keeps working.
 */
export function gpuCost(
  context: ModelContext,
  demand: PaidHours,
  offer: GpuOffer,
  gpus: Node,
  busy: Node,
): GpuCost {
  const row = context.row(offer.id, offer.rows);
  return offer.term === 'owned'
    ? ownedCost(context, demand, offer, row, gpus, busy)
    : rentedCost(context, demand, offer, row, gpus);
}

function rentedCost(
  context: ModelContext,
  demand: PaidHours,
  offer: GpuOffer,
  row: GpuPriceRow,
  gpus: Node,
): GpuCost {
  const { graph } = context;
  const at = `offers.${offer.id}`;
  const from = provenanceOf(row);
  const money = (key: string, value: Exact): Node =>
    context.amount(`${at}.${key}`, value, offer.currency, from);
  const agreed =
    row.monthly === null ? hourlyRent(context, demand, offer, row) : money('monthly', row.monthly);
  // Without an upfront payment the length of the term moves no amount of one month, and is no input of it.
  const term = offer.termMonths === null ? null : graph.constant(offer.termMonths, 'month');
  let perGpu = agreed;
  let contract: Node | null = term;
  let upfront: Node | null = null;
  if (row.upfront !== null && offer.termMonths !== null) {
    contract = context.price(`${at}.term`, offer.termMonths, from);
    upfront = money('upfront', row.upfront);
    perGpu = graph.add(agreed, graph.divide(upfront, contract));
  }
  const busy = offer.switchOff && row.monthly === null ? perGpu : activePart(context, demand, perGpu);
  return {
    monthly: graph.multiply(gpus, perGpu),
    monthlyPerBusyGpu: busy,
    purchase: null,
    holding: {
      offer: offer.id,
      term: offer.term,
      gpus,
      agreed,
      moving: null,
      following: null,
      upfront,
      contract,
      bought: null,
    },
  };
}

/** The rent of one GPU for a month of hours, or of active hours where the offer is switched off outside them. */
function hourlyRent(context: ModelContext, demand: PaidHours, offer: GpuOffer, row: GpuPriceRow): Node {
  const { graph, one } = context;
  const at = `offers.${offer.id}`;
  const from = provenanceOf(row);
  if (row.hourly === null)
    throw new Unknown('unknown-price', `${offer.id} states no price by the hour or the month`);
  const money = (key: string, value: Exact): Node =>
    context.amount(`${at}.${key}`, value, offer.currency, from);
  let hourly = money('hourly', row.hourly);
  if (offer.term === 'spot' && offer.interruption !== null) {
    const { waste, unavailable, fallbackHourly } = offer.interruption;
    const lost = context.price(`${at}.interruption.waste`, waste, from);
    hourly = graph.multiply(hourly, graph.add(one, lost));
    if (fallbackHourly === null && !unavailable.isZero())
      throw new Unknown(
        'unknown-price',
        `${offer.id} is gone for a share of the hours, and the price paid in them is not known; state 'fallback' in its interruption`,
      );
    if (fallbackHourly !== null) {
      const gone = context.price(`${at}.interruption.unavailable`, unavailable, from);
      const fallback = money('interruption.fallback', fallbackHourly);
      hourly = graph.add(graph.multiply(graph.subtract(one, gone), hourly), graph.multiply(gone, fallback));
    }
  }
  const paidHours = offer.switchOff ? demand.activeHours : context.hoursPerMonth;
  return graph.multiply(hourly, paidHours);
}

/** What of a whole month's amount falls to the active hours. */
function activePart(context: ModelContext, demand: PaidHours, of: Node): Node {
  const { graph, hoursPerMonth } = context;
  return demand.activeHours === hoursPerMonth
    ? of
    : graph.divide(graph.multiply(of, demand.activeHours), hoursPerMonth);
}

function ownedCost(
  context: ModelContext,
  demand: PaidHours,
  offer: GpuOffer,
  row: GpuPriceRow,
  gpus: Node,
  busy: Node,
): GpuCost {
  const { graph, one } = context;
  const terms = row.ownership;
  if (terms === null)
    throw new Unknown('unknown-price', `${offer.id} is owned, but states no price and terms`);
  const at = `offers.${offer.id}.ownership`;
  const from = provenanceOf(row);
  const plain = (key: string, value: Exact): Node => context.price(`${at}.${key}`, value, from);
  const money = (key: string, value: Exact): Node =>
    context.amount(`${at}.${key}`, value, offer.currency, from);
  const perMonth = context.money('/GPU/month');
  const price = money('price', terms.price);
  const residual = plain('residual', terms.residual);
  const months = plain('depreciation', terms.depreciationMonths);
  const depreciation = graph.divide(graph.multiply(price, graph.subtract(one, residual)), months);
  const maintenance = graph.convert(graph.multiply(price, plain('maintenance', terms.maintenance)), perMonth);
  const colocation = money('colocation', terms.colocation);
  // Offers of the scenario state what power costs; those of the catalog have it where the scenario says they stand.
  const local = context.scenario.offers.has(offer.id) ? null : (context.scenario.sourced?.power ?? null);
  const sourced = (key: string, figure: SourcedFigure | null | undefined, listed: Exact): Node => {
    const { value, currency, provenance } = figure ?? {
      value: listed,
      currency: offer.currency,
      provenance: from,
    };
    return context.amount(`${at}.${key}`, value, currency, provenance);
  };
  const effectiveness = local?.effectiveness ?? null;
  const energy = graph.multiply(
    plain('power', terms.kilowatts),
    effectiveness === null
      ? plain('pue', terms.powerUsageEffectiveness)
      : context.price(`${at}.pue`, effectiveness.value, effectiveness.provenance),
    context.hoursPerMonth,
  );
  const power = graph.convert(
    graph.multiply(energy, sourced('power_price', local?.price, terms.powerPrice)),
    perMonth,
  );
  const idle = plain('idle', terms.idle);
  const working = graph.multiply(activePart(context, demand, busy), graph.subtract(one, idle));
  const drawing = graph.add(graph.multiply(gpus, idle), working);
  const upkeep = graph.add(
    graph.multiply(gpus, graph.add(maintenance, colocation)),
    graph.multiply(drawing, power),
  );
  return {
    monthly: graph.add(graph.multiply(gpus, depreciation), upkeep),
    monthlyPerBusyGpu: activePart(context, demand, graph.add(depreciation, maintenance, colocation, power)),
    purchase: { outlay: graph.multiply(gpus, price), running: upkeep },
    holding: {
      offer: offer.id,
      term: offer.term,
      gpus,
      agreed: maintenance,
      moving: graph.add(colocation, graph.multiply(idle, power)),
      following: graph.multiply(working, power),
      upfront: null,
      contract: null,
      bought: { price, residual, months },
    },
  };
}
