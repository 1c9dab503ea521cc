import { throughputOf, type GpuOffer } from '../catalog/index.ts';
import { Exact, unit } from '../formula/index.ts';
import type { BuildOption, BuyOption, Cluster, Workload } from '../scenario/index.ts';
import type { Quantity } from '../document/index.ts';
import type { ModelContext } from './context.ts';
import type { WorkloadDemand } from './demand/demand.ts';
import { optionModel } from './option.ts';
import type { AutoReport, Exclusion, OptionModel } from './types.ts';

/**
 * `options: auto`: every token entry of scenario and catalog, and every rented GPU offer for the models that the scenario's
 * clusters serve. Those that the constraints forbid, or whose price or throughput is unknown, are left out.
 */
export function autoOptions(
  context: ModelContext,
  workload: Workload,
  demand: WorkloadDemand,
): { readonly options: readonly OptionModel[]; readonly auto: AutoReport } {
  const { scenario, catalog } = context;
  const entries = new Map([...catalog.tokens, ...scenario.prices]);
  const found = [...entries.keys()].map((id) =>
    optionModel(context, workload, demand, buyOption(id, scenario.currency)),
  );
  const [team = null] = scenario.teams.keys();
  const offers = new Map([...catalog.offers, ...scenario.offers]);
  for (const cluster of scenario.clusters.values()) {
    for (const offer of offers.values()) {
      const made = autoBuild(context, workload, demand, cluster, offer, team);
      if (made !== null) found.push(made);
    }
  }
  const options = found.filter((option) => option.statement !== null && option.exclusions.length === 0);
  const left = new Map<Exclusion['by'], number>();
  for (const { exclusions } of found) {
    const [first] = exclusions;
    if (first !== undefined) left.set(first.by, (left.get(first.by) ?? 0) + 1);
  }
  const built = found.length - entries.size;
  const kept = { buy: options.filter(({ kind }) => kind === 'buy').length, build: options.filter(({ kind }) => kind === 'build').length }; // prettier-ignore
  return {
    options,
    auto: { prices: entries.size, offers: offers.size, built, kept, left, clusters: scenario.clusters.size },
  };
}

/** A cluster like the scenario's, on another offer; its stated throughput holds only on the GPU it was stated for. */
function autoBuild(
  context: ModelContext,
  workload: Workload,
  demand: WorkloadDemand,
  cluster: Cluster,
  offer: GpuOffer,
  team: string | null,
): OptionModel | null {
  if (offer.term === 'spot' && offer.interruption === null) return null;
  const own = context.scenario.offers.get(cluster.offer) ?? context.catalog.offers.get(cluster.offer);
  const sameGpu = own?.gpu === offer.gpu;
  if (!sameGpu && !throughputOf(context.catalog, cluster.model).some((each) => each.gpu === offer.gpu))
    return null;
  const id = `${cluster.id}@${offer.id}`;
  const variant: Cluster = sameGpu
    ? { ...cluster, offer: offer.id }
    : { ...cluster, offer: offer.id, throughput: null, gpusPerReplica: null };
  const clusters = new Map(context.scenario.clusters).set(id, variant);
  return optionModel(
    context.over({ ...context.scenario, clusters }),
    workload,
    demand,
    buildOption(id, team, context.scenario.currency),
  );
}

const base = {
  tokenMultiplier: null,
  residency: null,
  regulated: null,
  score: null,
  failover: null,
} as const;

function none(text: string): Quantity {
  return {
    value: new Exact(0),
    unit: unit(text),
    distribution: null,
    kind: 'default',
    origin: { type: 'assumption', words: 'options: auto' },
  };
}

function noSwitching(currency: string): BuyOption['switching'] {
  const months = none('month');
  return { cost: none(currency), parallel: months, lead: months, hireAhead: months };
}

function buyOption(id: string, currency: string): BuyOption {
  return {
    ...base,
    kind: 'buy',
    id,
    price: id,
    mode: 'on-demand',
    batch: none('1'),
    service: null,
    reserved: null,
    headroom: none('1'),
    regionUplift: none('1'),
    monthlyMinimum: none(`${currency}/month`),
    switching: noSwitching(currency),
  };
}

function buildOption(cluster: string, team: string | null, currency: string): BuildOption {
  return {
    ...base,
    kind: 'build',
    id: cluster,
    cluster,
    team,
    setup: none(currency),
    amortize: { ...none('month'), value: new Exact(12) },
    retraining: none(`${currency}/month`),
    earlyExit: { ...none('1'), value: new Exact(1) },
    lot: null,
    depreciation: 'straight_line',
    switching: noSwitching(currency),
  };
}
