import { unit, Exact } from '../../formula/index.ts';
import type { BuildOption, BuyOption, Workload } from '../../scenario/index.ts';
import type { Quantity } from '../../document/index.ts';
import type { ModelContext } from '../context.ts';
import type { WorkloadDemand } from '../demand/demand.ts';
import { optionModel } from '../option.ts';
import type { AutoReport, Exclusion, OptionModel } from '../types.ts';
import { candidatesOf } from './candidates.ts';
import { dominates, type BuiltFigures } from './dominance.ts';

/** Built options that are worth seeing side by side; more of them only make the answer harder to read. */
const mostBuilt = 30;

/**
 * `options: auto`: every token entry of scenario and catalog, and the models that the scenario's clusters serve on every GPU
 * offer and precision with a known throughput. Those that the constraints forbid, or whose price is unknown, are left out, and
 * so is what costs no less than another at every volume, and what is beyond the cheapest thirty.
 */
export function autoOptions(
  context: ModelContext,
  workload: Workload,
  demand: WorkloadDemand,
): { readonly options: readonly OptionModel[]; readonly auto: AutoReport } {
  const { scenario, catalog } = context;
  const entries = new Map([...catalog.tokens, ...scenario.prices]);
  const bought = [...entries.keys()].map((id) =>
    optionModel(context, workload, demand, buyOption(id, scenario.currency)),
  );
  const built = builtOptions(context, workload, demand);
  const left = new Map<Exclusion['by'], number>();
  for (const { exclusions } of [...bought, ...built.excluded]) {
    const [first] = exclusions;
    if (first !== undefined) left.set(first.by, (left.get(first.by) ?? 0) + 1);
  }
  const buy = bought.filter(canBeHad);
  const build = cheapest(context, built.kept);
  return {
    options: [...buy, ...build],
    auto: {
      prices: entries.size,
      offers: new Set([...catalog.offers.keys(), ...scenario.offers.keys()]).size,
      built: built.tried,
      kept: { buy: buy.length, build: build.length },
      left,
      dominated: built.dominated,
      beyond: built.kept.length - build.length,
      narrow: build.filter((option) => built.narrow.has(option)).length,
      most: mostBuilt,
      clusters: scenario.clusters.size,
    },
  };
}

function canBeHad({ statement, exclusions }: OptionModel): boolean {
  return statement !== null && exclusions.length === 0;
}

interface Built {
  readonly tried: number;
  readonly dominated: number;
  readonly kept: readonly OptionModel[];
  readonly excluded: readonly OptionModel[];
  readonly narrow: ReadonlySet<OptionModel>;
}

/** Of each cluster, the offers and precisions of which none other costs no more at every volume. */
function builtOptions(context: ModelContext, workload: Workload, demand: WorkloadDemand): Built {
  const { scenario, catalog } = context;
  const [team = null] = scenario.teams.keys();
  const offers = new Map([...catalog.offers, ...scenario.offers]);
  const kept: OptionModel[] = [];
  const excluded: OptionModel[] = [];
  const narrow = new Set<OptionModel>();
  let tried = 0;
  let dominated = 0;
  // Of two GPUs the one that is cheaper at every volume can be the one that is too slow.
  const isLimited = typeof workload.constraints.latency !== 'string';
  const beats = (a: BuiltFigures, b: BuiltFigures): boolean =>
    dominates(a, b) && (!isLimited || (a.gpu === b.gpu && a.replica.eq(b.replica) && a.bits === b.bits));
  for (const cluster of scenario.clusters.values()) {
    let front: { readonly option: OptionModel; readonly offer: string; readonly figures: BuiltFigures | null }[] = [];
    for (const { cluster: variant, figures, isNarrow } of candidatesOf(context, cluster, offers.values())) {
      tried += 1;
      const better = figures === null ? undefined : front.find((each) => each.figures !== null && beats(each.figures, figures));
      if (better !== undefined) {
        dominated += 1;
        decides(context, better.offer);
        continue;
      }
      const clusters = new Map(scenario.clusters).set(variant.id, variant);
      const over = context.over({ ...scenario, clusters });
      const option = optionModel(over, workload, demand, buildOption(variant.id, team, scenario.currency));
      if (!canBeHad(option)) {
        excluded.push(option);
        continue;
      }
      if (isNarrow) narrow.add(option);
      const before = front.length;
      front = front.filter((each) => figures === null || each.figures === null || !beats(figures, each.figures));
      if (front.length < before) decides(context, variant.offer);
      dominated += before - front.length;
      front.push({ option, offer: variant.offer, figures });
    }
    kept.push(...front.map(({ option }) => option));
  }
  return { tried, dominated, kept, excluded, narrow };
} // prettier-ignore

/** Where the price of an offer moves, others may be worth seeing: the options have to be found anew. */
function decides({ structural }: ModelContext, offer: string): void {
  const address = `offers.${offer}.hourly`;
  if (!structural.has(address)) structural.set(address, 'which offers options: auto leaves out');
}

/** The cheapest at the present figures, in the order in which they were found. */
function cheapest(context: ModelContext, options: readonly OptionModel[]): readonly OptionModel[] {
  if (options.length <= mostBuilt) return options;
  const cost = new Map(
    options.map((option) => [option, option.statement === null ? new Exact(0) : context.valueOf(option.statement.monthly)]),
  );
  const byCost = options.toSorted((a, b) => (cost.get(a) ?? new Exact(0)).cmp(cost.get(b) ?? new Exact(0)));
  const taken = new Set(byCost.slice(0, mostBuilt));
  return options.filter((option) => taken.has(option));
} // prettier-ignore
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
    spillover: false,
    regionUplift: none('1'),
    monthlyMinimum: none(`${currency}/month`),
    latency: null,
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
