import { sortDiagnostics, type Diagnostic } from '../../diagnostics/index.ts';
import type { Catalog } from '../types.ts';
import { validateOffers, validateThroughput } from './gpu-offers.ts';
import { validateOpenModels } from './open-models.ts';
import { validateSources } from './sources.ts';
import { validateTokenPrices } from './token-prices.ts';

/**
 * What is wrong (errors) or doubtful (warnings) in a catalog that could be read: general rules over prices, their
 * neighbours, sources and dates, never a list of entries. Each message begins with the entry's name.
 */
export function validateCatalog(catalog: Catalog): readonly Diagnostic[] {
  return sortDiagnostics([
    ...validateTokenPrices(catalog.tokens.values()),
    ...validateOpenModels(catalog),
    ...validateOffers(catalog),
    ...validateThroughput(catalog),
    ...validateSources(catalog),
  ]);
}
