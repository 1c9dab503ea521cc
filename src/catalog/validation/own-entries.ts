import type { Catalog } from '../types.ts';

/** Whether an entry is a catalog's own: not one of the catalog that it extends, which is judged by itself. */
export type IsOwn = (entry: object) => boolean;

/** All entries are own where the catalog extends none. */
export const allOwn: IsOwn = () => true;

/** Tells a catalog's own entries from those of the catalog below it. */
export function ownEntries({ base }: Pick<Catalog, 'base'>): IsOwn {
  if (base === undefined) return allOwn;
  const below = new Set<object>(entriesOf(base));
  return (entry) => !below.has(entry);
}

/** How many of a catalog's entries are its own. */
export function countOwn(catalog: Catalog): number {
  const isOwn = ownEntries(catalog);
  return entriesOf(catalog).filter(isOwn).length;
}

function entriesOf(catalog: Catalog): readonly object[] {
  return [
    ...catalog.tokens.values(),
    ...catalog.offers.values(),
    ...catalog.throughput,
    ...catalog.latency,
    ...catalog.models.values(),
    ...catalog.gpus.values(),
    ...catalog.exchange,
    ...catalog.facts.values(),
  ];
}
