/**
 * Price lists and benchmarks of others into entries of a catalog. What enters is a text of a source and the day it was
 * read; what leaves is entries and the rows that were not taken, with the reason. The importers load on demand.
 */
import type * as Importers from './importers.ts';
export { importSources, type ImportSource } from './import-sources.ts';
export type { Contradiction, Imported, Importer, ImportRequest, Reported } from './types.ts';
export type { ImportedFiles } from './writing/import-into.ts';
export type { MergedImport } from './merging/merge.ts';
export const loadImporters = async (): Promise<typeof Importers> => import('./importers.ts');
