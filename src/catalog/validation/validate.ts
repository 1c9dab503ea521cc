import { sortDiagnostics, type Diagnostic } from '../../diagnostics/index.ts';
import type { Catalog } from '../types.ts';
import { validateOffers, validateThroughput } from './gpu-offers.ts';
import { validateOpenModels } from './open-models.ts';
import { ownEntries } from './own-entries.ts';
import { validateSources } from './sources.ts';
import { validateTokenPrices } from './token-prices.ts';

/**
 * What is wrong (errors) or doubtful (warnings) in a catalog that could be read: general rules over prices, their
 * neighbours, sources and dates, never a list of entries. Each message begins with the entry's name. Entries of a catalog
 * that it extends are neighbours only.
 */
export function validateCatalog(catalog: Catalog): readonly Diagnostic[] {
  const isOwn = ownEntries(catalog);
  return sortDiagnostics([
    ...validateTokenPrices(catalog.tokens.values(), isOwn),
    ...validateOpenModels(catalog, isOwn),
    ...validateOffers(catalog, isOwn),
    ...validateThroughput(catalog, isOwn),
    ...validateSources(catalog, isOwn),
  ]);
}
