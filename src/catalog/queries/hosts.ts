import { nearest } from '../../diagnostics/index.ts';
import type { IsoDate } from '../../document/index.ts';
import type { Exact } from '../../formula/index.ts';
import { rowAt } from '../dated-rows.ts';
import type { Catalog, Kind, ModelEntry, Source, TokenEntry } from '../types.ts';
import type { ListedCatalog } from './listed.ts';
import type { Moment } from './listing.ts';

/** What `catalog hosts` says (`crossover/catalog-hosts/1`): who sells tokens of one open model, the cheapest first. */
export interface CatalogHostsResult {
  readonly schema: 'crossover/catalog-hosts/1';
  readonly catalog: ListedCatalog;
  readonly model: HostedModel;
  readonly hosts: readonly Host[];
  /** The dearest mixed price over the cheapest in the same currency; null where there is only one. */
  readonly spread: Exact | null;
}

export interface HostedModel {
  readonly id: string;
  readonly parameters: Exact | null;
  readonly context: Exact | null;
  /** Of the published weights: hosts do not say at which precision they serve. */
  readonly precision: string | null;
  readonly licence: string | null;
}

export interface Host {
  readonly id: string;
  readonly channel: string;
  readonly residency: readonly string[];
  readonly context: Exact | null;
  readonly currency: string;
  /** Per million tokens. */
  readonly input: Exact;
  readonly cached: Exact | null;
  readonly output: Exact;
  /** Four input tokens to one output token. */
  readonly mixed: Exact;
  /** Mixed price over that of the cheapest host in the same currency. */
  readonly ratio: Exact;
  readonly batch: Exact | null;
  readonly since: IsoDate | null;
  readonly kind: Kind;
  readonly source: Source;
}

/** The hosts of a model whose price holds, the cheapest first; or the name that was probably meant. */
export function findHosts(
  catalog: Catalog,
  moment: Moment,
  asked: string,
): CatalogHostsResult | { readonly nearest: string | undefined } {
  const wanted = asked.toLowerCase();
  const sold = [...catalog.tokens.values()].filter(
    (entry) => entry.model?.toLowerCase() === wanted || lastName(entry.id) === wanted,
  );
  const hosts = sold
    .flatMap((entry) => hostOf(entry, moment))
    .toSorted((a, b) => a.mixed.cmp(b.mixed) || (a.id < b.id ? -1 : 1));
  if (hosts.length === 0) {
    const names = [...catalog.tokens.values()].map((entry) => entry.model ?? lastName(entry.id));
    return { nearest: nearest(asked, new Set(names)) };
  }
  const { version, date, digest } = catalog;
  const cheapest = new Map<string, Exact>();
  for (const { currency, mixed } of hosts) if (!cheapest.has(currency)) cheapest.set(currency, mixed);
  const ranked = hosts.map((host) => ({ ...host, ratio: over(host.mixed, cheapest.get(host.currency)) }));
  const [first] = ranked;
  const comparable = ranked.filter(({ currency }) => currency === first?.currency);
  return {
    schema: 'crossover/catalog-hosts/1',
    catalog: { version, date, digest, asOf: moment.asOf, knownAt: moment.knownAt },
    model: modelOf(wanted, catalog.models.get(wanted)),
    hosts: ranked,
    spread: comparable.length < 2 ? null : (comparable.at(-1)?.ratio ?? null),
  };
}

function hostOf(entry: TokenEntry, { asOf, knownAt }: Moment): readonly Host[] {
  const row = rowAt(entry.rows, asOf, knownAt);
  if (row === undefined) return [];
  const { input, cached, output, batch, from, kind, source } = row;
  const mixed = input.times(4).plus(output).div(5);
  const { id, channel, residency, context, currency } = entry;
  return [
    {
      id,
      channel,
      residency,
      context,
      currency,
      input,
      cached,
      output,
      mixed,
      ratio: mixed,
      batch: batch?.multiplier ?? null,
      since: from,
      kind,
      source,
    },
  ];
}

/** A free host makes every other one infinitely dearer, which is no ratio: then prices stand for themselves. */
function over(price: Exact, cheapest: Exact | undefined): Exact {
  return cheapest === undefined || cheapest.isZero() ? price : price.div(cheapest);
}

function modelOf(id: string, model: ModelEntry | undefined): HostedModel {
  return {
    id,
    parameters: model?.parameters ?? null,
    context: model?.context ?? null,
    precision: model?.precision ?? null,
    licence: model?.licence ?? null,
  };
}

function lastName(id: string): string {
  return (id.split('/').at(-1) ?? id).toLowerCase();
}
