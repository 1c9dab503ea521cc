import { dayOrder } from '../dated-rows.ts';
import type { IsoDate } from '../../document/index.ts';
import { problem, warning, type Diagnostic } from '../../diagnostics/index.ts';
import { allOwn, type IsOwn } from './own-entries.ts';
import type { Catalog, DatedRow, Source } from '../types.ts';

/** Days after which a price that still holds ought to be looked up again. Rents of GPUs move within months. */
const longest = { tokens: 365, offers: 180 } as const;

interface SourcedRow {
  readonly name: string;
  readonly row: DatedRow;
}

/** Sources that are none, and prices that nobody has looked up for long before the catalog's date, by source. */
export function validateSources(catalog: Catalog, isOwn: IsOwn = allOwn): readonly Diagnostic[] {
  const tokens = [...catalog.tokens.values()]
    .filter(isOwn)
    .flatMap(({ id, rows }) => rows.map((row) => ({ name: id, row })));
  const offers = [...catalog.offers.values()]
    .filter(isOwn)
    .flatMap(({ id, rows }) => rows.map((row) => ({ name: id, row })));
  const others = [
    ...catalog.throughput.filter(isOwn).map(({ model, source }) => ({ name: model, source })),
    ...catalog.latency.filter(isOwn).map(({ model, source }) => ({ name: model, source })),
    ...[...catalog.models.values()].filter(isOwn).map(({ id, source }) => ({ name: id, source })),
    ...[...catalog.gpus.values()].filter(isOwn).map(({ id, source }) => ({ name: id, source })),
    ...catalog.exchange.filter(isOwn).map(({ from, to, source }) => ({ name: `${from}/${to}`, source })),
  ];
  others.push(...[...catalog.facts.values()].filter(isOwn).map(({ id, source }) => ({ name: id, source })));
  const all = [...[...tokens, ...offers].map(({ name, row }) => ({ name, source: row.source })), ...others];
  return [
    ...all.flatMap(({ name, source }) => checkSource(name, source, catalog.date)),
    ...findStale(tokens, catalog.date, longest.tokens),
    ...findStale(offers, catalog.date, longest.offers),
  ];
}

function checkSource(name: string, { url, retrieved, place }: Source, today: IsoDate): readonly Diagnostic[] {
  if (/^https?:\/\/\S+\.\S/u.test(url)) {
    if (retrieved === null || retrieved <= today) return [];
    return [
      problem('catalog/source', `${name}: retrieved on ${retrieved}, after the catalog's date, ${today}`),
    ];
  }
  // What a file states of itself, as contracts and quotes do, has its place as the source.
  if (place !== undefined) return [];
  return [
    problem(
      'catalog/source',
      `${name}: the source '${url}' is neither an address nor the line of a file, such as quotes.csv:12`,
    ),
  ];
}

function findStale(rows: readonly SourcedRow[], today: IsoDate, days: number): readonly Diagnostic[] {
  const bySource = new Map<string, string[]>();
  for (const { name, row } of rows) {
    const holds =
      row.status === 'confirmed' && dayOrder(row.from) <= today && (row.to === null || row.to > today);
    const { retrieved } = row.source;
    if (!holds || retrieved === null || (Date.parse(today) - Date.parse(retrieved)) / 86_400_000 <= days)
      continue;
    const key = `${row.source.url} of ${retrieved}`;
    bySource.set(key, [...(bySource.get(key) ?? []), name]);
  }
  return [...bySource].map(([source, names]) => {
    const more = names.length === 1 ? '' : ` and ${names.length - 1} more`;
    const message = `${names[0]}${more}: from ${source}, more than ${days} days before the catalog's date`;
    return warning('catalog/stale', message);
  });
}
