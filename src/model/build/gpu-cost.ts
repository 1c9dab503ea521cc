import type { GpuOffer, GpuPriceRow } from '../../catalog/index.ts';
import type { Exact, Node } from '../../formula/index.ts';
import { provenanceOf, Unknown, type ModelContext } from '../context.ts';
import type { WorkloadDemand } from '../demand/demand.ts';

/** What the GPUs of an offer cost, in the scenario's currency a month. */
export interface GpuCost {
  readonly monthly: Node;
  /** The same for one GPU working flat out, for the floor. */
  readonly monthlyPerBusyGpu: Node;
  /** What buying them takes at the start, and what a month then costs without depreciation; null for rented ones. */
  readonly purchase: { readonly outlay: Node; readonly running: Node } | null;
}

/**
 * Section 3, line 1. Rented: GPUs · hourly · hours · duty, with the upfront payment spread over the term; spot with the
 * work lost to interruptions and the hours bought on demand. Owned: depreciation, maintenance, colocation and power.
 * `gpus` are those reserved, `busy` those that the average load keeps working.
 */
export function gpuCost(
  context: ModelContext,
  demand: WorkloadDemand,
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
  demand: WorkloadDemand,
  offer: GpuOffer,
  row: GpuPriceRow,
  gpus: Node,
): GpuCost {
  const { graph } = context;
  const at = `offers.${offer.id}`;
  const from = provenanceOf(row);
  const money = (key: string, label: string, value: Exact, per: string): Node =>
    context.amount(`${at}.${key}`, label, value, offer.currency, per, from);
  let perGpu =
    row.monthly === null
      ? hourlyRent(context, demand, offer, row)
      : money('monthly', 'GPU price per month', row.monthly, '/GPU/month');
  if (row.upfront !== null && offer.termMonths !== null) {
    const term = context.price(`${at}.term`, 'length of the term', offer.termMonths, 'month', from, {
      minimum: 1,
    });
    perGpu = graph.add(
      perGpu,
      graph.divide(money('upfront', 'paid at the start', row.upfront, '/GPU'), term),
    );
  }
  const busy = offer.switchOff && row.monthly === null ? perGpu : activePart(context, demand, perGpu);
  return { monthly: graph.multiply(gpus, perGpu), monthlyPerBusyGpu: busy, purchase: null };
}

/** The rent of one GPU for a month of hours, or of active hours where the offer is switched off outside them. */
function hourlyRent(context: ModelContext, demand: WorkloadDemand, offer: GpuOffer, row: GpuPriceRow): Node {
  const { graph, one } = context;
  const at = `offers.${offer.id}`;
  const from = provenanceOf(row);
  if (row.hourly === null)
    throw new Unknown('unknown-price', `${offer.id} states no price by the hour or the month`);
  const money = (key: string, label: string, value: Exact, per: string): Node =>
    context.amount(`${at}.${key}`, label, value, offer.currency, per, from);
  let hourly = money('hourly', 'GPU price per hour', row.hourly, '/GPU/hour');
  if (offer.term === 'spot' && offer.interruption !== null) {
    const { waste, unavailable, fallbackHourly } = offer.interruption;
    const lost = context.price(`${at}.interruption.waste`, 'work lost to interruptions', waste, '1', from);
    hourly = graph.multiply(hourly, graph.add(one, lost));
    if (fallbackHourly === null && !unavailable.isZero())
      throw new Unknown(
        'unknown-price',
        `${offer.id} is gone for a share of the hours, and the price paid in them is not known; state 'fallback' in its interruption`,
      );
    if (fallbackHourly !== null) {
      const gone = context.price(
        `${at}.interruption.unavailable`,
        'share of hours without spot',
        unavailable,
        '1',
        from,
      );
      const fallback = money(
        'interruption.fallback',
        'on-demand price while spot is gone',
        fallbackHourly,
        '/GPU/hour',
      );
      hourly = graph.add(graph.multiply(graph.subtract(one, gone), hourly), graph.multiply(gone, fallback));
    }
  }
  const paidHours = offer.switchOff ? demand.activeHours : context.hoursPerMonth;
  return graph.multiply(hourly, paidHours);
}

/** What of a whole month's amount falls to the active hours. */
function activePart(context: ModelContext, demand: WorkloadDemand, of: Node): Node {
  const { graph, hoursPerMonth } = context;
  return demand.activeHours === hoursPerMonth
    ? of
    : graph.divide(graph.multiply(of, demand.activeHours), hoursPerMonth);
}

function ownedCost(
  context: ModelContext,
  demand: WorkloadDemand,
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
  const plain = (key: string, label: string, value: typeof terms.price, unit: string): Node =>
    context.price(`${at}.${key}`, label, value, unit, from);
  const money = (key: string, label: string, value: Exact, per: string): Node =>
    context.amount(`${at}.${key}`, label, value, offer.currency, per, from);
  const perMonth = context.money('/GPU/month');
  const price = money('price', 'purchase price per GPU', terms.price, '/GPU');
  const residual = plain('residual', 'value left at the end', terms.residual, '1');
  const months = plain('depreciation', 'depreciation', terms.depreciationMonths, 'month');
  const depreciation = graph.divide(graph.multiply(price, graph.subtract(one, residual)), months);
  const maintenance = graph.convert(
    graph.multiply(price, plain('maintenance', 'maintenance', terms.maintenance, '1/year')),
    perMonth,
  );
  const colocation = money('colocation', 'colocation', terms.colocation, '/GPU/month');
  const energy = graph.multiply(
    plain('power', 'power at full load', terms.kilowatts, 'kW/GPU'),
    plain('pue', 'power usage effectiveness', terms.powerUsageEffectiveness, '1'),
    context.hoursPerMonth,
  );
  const power = graph.convert(
    graph.multiply(energy, money('power_price', 'power price', terms.powerPrice, '/kWh')),
    perMonth,
  );
  const idle = plain('idle', 'power drawn when idle', terms.idle, '1');
  const drawing = graph.add(
    graph.multiply(gpus, idle),
    graph.multiply(activePart(context, demand, busy), graph.subtract(one, idle)),
  );
  const upkeep = graph.add(
    graph.multiply(gpus, graph.add(maintenance, colocation)),
    graph.multiply(drawing, power),
  );
  return {
    monthly: graph.add(graph.multiply(gpus, depreciation), upkeep),
    monthlyPerBusyGpu: activePart(context, demand, graph.add(depreciation, maintenance, colocation, power)),
    purchase: { outlay: graph.multiply(gpus, price), running: upkeep },
  };
}
