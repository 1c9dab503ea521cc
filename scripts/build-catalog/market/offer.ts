import type { YamlValue } from '../../../src/importing/importers.ts';
import type { SourceNote } from '../sources.ts';

/** What was asked for an offer on one day. */
export interface Observation {
  readonly id: string;
  readonly cloud: string;
  readonly gpu: string;
  readonly region?: string | undefined;
  readonly residency?: readonly string[] | undefined;
  /** GPUs in the smallest unit that is rented. */
  readonly node: number;
  readonly term: string;
  readonly switchOff?: boolean;
  /** Per GPU and hour, in US dollars. */
  readonly hourly: string;
  readonly day: string;
  readonly kind: 'list' | 'quote' | 'estimated';
  readonly source: SourceNote;
}

export type OfferEntry = { readonly [key: string]: YamlValue | undefined; readonly id: string };

export interface Offers {
  readonly offers: readonly Observation[];
  /** What was left out, each with the rule that left it out. */
  readonly left: readonly string[];
}

/**
 * Entries of gpus.yaml: the observations of one id in order of their days, a row where the price changes. What the entry
 * says of itself (node, region) is what the latest observation says.
 */
export function offerEntries(observations: readonly Observation[]): readonly OfferEntry[] {
  const byId = new Map<string, Observation[]>();
  for (const each of observations) byId.set(each.id, [...(byId.get(each.id) ?? []), each]);
  return [...byId.values()].map(entryOf);
}

function entryOf(group: readonly Observation[]): OfferEntry {
  const changes = group
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .filter((each, index, all) => {
      const before = all[index - 1];
      return before === undefined || (before.hourly !== each.hourly && before.day !== each.day);
    });
  const latest = group.reduce((last, each) => (each.day >= last.day ? each : last));
  return {
    id: latest.id,
    cloud: latest.cloud,
    gpu: latest.gpu,
    region: latest.region,
    residency: latest.residency,
    currency: 'USD',
    node: `${latest.node} ${latest.node === 1 ? 'GPU' : 'GPUs'}`,
    term: latest.term,
    switch_off: latest.switchOff,
    prices: changes.map((each, index) => ({
      from: each.day,
      to: changes[index + 1]?.day,
      recorded: each.day,
      status: 'confirmed',
      hourly: `${each.hourly} USD/hour`,
      kind: each.kind,
      source: each.source,
    })),
  };
}

/** Entries read from older lists, with what was asked for the same offers since, and the new ones. */
export function extendOffers(
  entries: readonly OfferEntry[],
  observations: readonly Observation[],
): readonly OfferEntry[] {
  const newer = new Map(offerEntries(observations).map((entry) => [entry.id, entry]));
  const known = new Set(entries.map(({ id }) => id));
  const extended = entries.map((entry) => {
    const since = newer.get(entry.id);
    return since === undefined ? entry : { ...entry, node: since['node'], prices: joined(entry, since) };
  });
  return [...extended, ...[...newer.values()].filter(({ id }) => !known.has(id))];
}

interface DatedPrice {
  readonly [key: string]: YamlValue | undefined;
  readonly from: string;
  readonly to?: string | undefined;
  readonly hourly?: string;
}

/** The rows of the older list up to the first day of the newer one; a price that did not change stays one row. */
function joined(older: OfferEntry, newer: OfferEntry): readonly DatedPrice[] {
  const [before, since] = [pricesOf(older), pricesOf(newer)];
  const [first] = since;
  if (first === undefined) return before;
  const kept = before.filter(({ from }) => from < first.from);
  const last = kept.at(-1);
  if (last === undefined) return since;
  if (last.hourly !== undefined && sameAmount(last.hourly, first.hourly)) {
    return [...kept.slice(0, -1), { ...last, to: first.to }, ...since.slice(1)];
  }
  return [...kept.slice(0, -1), { ...last, to: first.from }, ...since];
}

function pricesOf(entry: OfferEntry): readonly DatedPrice[] {
  return (entry['prices'] ?? []) as unknown as readonly DatedPrice[];
}

function sameAmount(a: string, b: string | undefined): boolean {
  return Number.parseFloat(a) === Number.parseFloat(b ?? '');
}
