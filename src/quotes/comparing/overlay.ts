import type { Catalog, GpuOffer } from '../../catalog/index.ts';
import type { Quote } from '../reading/index.ts';
import { fail, nearest, ok, problem, type Result } from '../../diagnostics/index.ts';
import { Exact, unit, type Origin } from '../../formula/index.ts';
import type { BuildOption, BuyOption, Cluster, Scenario, Workload } from '../../scenario/index.ts';
import type { Quantity } from '../../document/index.ts';
import type { Templates } from './stand-in.ts';

/** What is asked of quotes beside a scenario. */
export interface QuotesQuestion {
  readonly scenario: Scenario;
  readonly catalog: Catalog;
  readonly quotes: readonly Quote[];
  /** The workload by its id; null takes the only one. */
  readonly workload: string | null;
  /** The build option whose cluster and team the quotes are put in; null takes the workload's first. */
  readonly option: string | null;
  /** What the GPUs serve; null takes what that cluster does. */
  readonly model: string | null;
  /** A price entry, or an option of the workload; null takes the workload's cheapest option to buy. */
  readonly against: string | null;
  /** GB a month that leave; null takes what the cluster says. */
  readonly egress: Exact | null;
}

/** The scenario with every quote as an offer, a cluster and an option of the workload, and a workload that only has quotes. */
export interface Overlay {
  readonly scenario: Scenario;
  readonly workload: string;
  readonly model: string;
  /** The option that was added to hold the quotes against; null where one of the workload's own does. */
  readonly against: string | null;
  /** The workload in which every offer is rented all month, for prices that depend on no model. */
  readonly probe: string;
  /** The catalog's offers that are compared with the quotes. */
  readonly listed: readonly GpuOffer[];
}

export function overlayQuotes(question: QuotesQuestion, made: Templates): Result<Overlay> {
  const { scenario, quotes } = question;
  const workload = chosenWorkload(question);
  if (!workload.ok) return workload;
  const { options } = workload.value;
  const own = options === 'auto' ? [] : options;
  const builds = own.filter((each) => each.kind === 'build');
  const build = question.option === null ? builds[0] : builds.find(({ id }) => id === question.option);
  if (question.option !== null && build === undefined) {
    const hint = builds.length === 0 ? 'it has none' : `it has ${builds.map(({ id }) => id).join(', ')}`;
    return fail(
      problem('quotes/option', `${workload.value.id} has no option '${question.option}' to build`, { hint }),
    );
  }
  const [firstCluster] = scenario.clusters.values();
  const cluster = build === undefined ? firstCluster : scenario.clusters.get(build.cluster);
  const model = question.model ?? cluster?.model;
  if (model === undefined) {
    const hint = 'give --model, such as --model llama-3.3-70b';
    return fail(
      problem('quotes/model', `${workload.value.id} has no cluster that says which model is served`, {
        hint,
      }),
    );
  }
  const template: Cluster = { ...(cluster ?? made.cluster), model };
  const templateGpu = offerOf(question, template.offer)?.gpu;
  const keeps = cluster !== undefined && cluster.model === model;
  const offers = new Map(scenario.offers);
  const clusters = new Map(scenario.clusters);
  const quoted: BuildOption[] = [];
  const probes: BuildOption[] = [];
  for (const quote of quotes) {
    const { id, gpu } = quote.offer;
    offers.set(id, quote.offer);
    const variant = { ...template, id, offer: id, ...(keeps ? {} : { precision: null }) };
    const fitted =
      keeps && gpu === templateGpu ? variant : { ...variant, throughput: null, gpusPerReplica: null };
    clusters.set(id, withEgress(fitted, quote, question.egress));
    quoted.push({ ...(build ?? made.build), id, cluster: id });
  }
  const listed = listedOffers(question);
  for (const { id } of [...quotes.map(({ offer }) => offer), ...listed]) {
    const probe = `${probePrefix}${id}`;
    clusters.set(probe, { ...made.probe.cluster, id: probe, offer: id });
    probes.push({ ...made.build, id, cluster: probe });
  }
  const bought = boughtOption(question, own, made.buy);
  const probe = freeId('effective-prices', scenario.workloads);
  const workloads = new Map(scenario.workloads)
    .set(workload.value.id, {
      ...workload.value,
      options: [...own, ...(bought === null ? [] : [bought]), ...quoted],
    })
    .set(probe, { ...made.probe.workload, id: probe, options: probes });
  return ok({
    scenario: { ...scenario, offers, clusters, workloads },
    workload: workload.value.id,
    model,
    against: bought?.id ?? null,
    probe,
    listed,
  });
}

const probePrefix = 'effective-price-of/';

function freeId(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  return taken.has(wanted) ? freeId(`${wanted}-`, taken) : wanted;
}

function chosenWorkload({ scenario, workload: wanted }: QuotesQuestion): Result<Workload> {
  const ids = [...scenario.workloads.keys()];
  const [first] = scenario.workloads.values();
  if (wanted === null && ids.length === 1 && first !== undefined) return ok(first);
  const hint = `it has ${ids.join(', ')}`;
  if (wanted === null)
    return fail(
      problem('quotes/workload', `${scenario.name} has several workloads: choose one with --workload`, {
        hint,
      }),
    );
  const found = scenario.workloads.get(wanted);
  if (found !== undefined) return ok(found);
  const meant = nearest(wanted, ids);
  return fail(
    problem('quotes/workload', `${scenario.name} has no workload '${wanted}'`, {
      hint: meant === undefined ? hint : `did you mean '${meant}'?`,
    }),
  );
}

function offerOf({ scenario, catalog }: QuotesQuestion, id: string): GpuOffer | undefined {
  return scenario.offers.get(id) ?? catalog.offers.get(id);
}

/** An option of its own for a price entry that is named; none where the name is that of an option. */
function boughtOption(
  { against }: QuotesQuestion,
  own: readonly { readonly id: string; readonly kind: string }[],
  template: BuyOption,
): BuyOption | null {
  if (against === null || own.some(({ id, kind }) => id === against && kind === 'buy')) return null;
  const id = own.some((each) => each.id === against) ? `${against}/api` : against;
  return { ...template, id, price: against };
}

/** The catalog's offers of the quoted GPUs. */
function listedOffers({ catalog, quotes }: QuotesQuestion): readonly GpuOffer[] {
  const quoted = new Set(quotes.map(({ offer }) => offer.gpu));
  return [...catalog.offers.values()].filter((offer) => quoted.has(offer.gpu));
}

/** The cluster with the quote's egress, at the volume that the flag or the scenario has. */
function withEgress(cluster: Cluster, quote: Quote, stated: Exact | null): Cluster {
  const { egress: own, ...rest } = cluster;
  const { egress, offer, span } = quote;
  if (egress === null) return rest;
  const quantity = (value: Exact | number, unitText: string, origin: Origin): Quantity => ({
    value: new Exact(value),
    unit: unit(unitText),
    distribution: null,
    kind: 'stated',
    origin,
  });
  const place: Origin = { type: 'file', file: span.file, line: span.line };
  const price = egress.per === 'GB' ? egress.amount : 0;
  const fixed = egress.per === 'month' ? egress.amount : 0;
  const volume =
    stated === null
      ? (own?.volume ?? quantity(0, 'GB/month', { type: 'assumption', words: 'not stated' }))
      : quantity(stated, 'GB/month', { type: 'flag', flag: '--egress' });
  return {
    ...rest,
    egress: {
      price: quantity(price, `${offer.currency}/GB`, place),
      fixed: quantity(fixed, `${offer.currency}/month`, place),
      volume,
    },
  };
}
