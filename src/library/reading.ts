import type { Catalog } from '../catalog/index.ts';
import type { Result } from '../diagnostics/index.ts';
import { loadCatalog, loadModel, Sources } from '../loading/index.ts';
import type { Model } from '../model/index.ts';

export { listBundledCatalogs, listBundledScenarios } from '../io/index.ts';

/** How a scenario is read; nothing has to be said. */
export interface ReadOptions {
  /** Where relative paths start; `.` by default. */
  readonly from?: string;
  /** Inputs to change, by address: `{ 'workloads.chat.volume': '5M requests/month' }`. */
  readonly set?: Readonly<Record<string, string>>;
  /** A bundled catalog, or the path of a catalog folder; the scenario's own by default. */
  readonly catalog?: string;
  /** Use the prices that held on this calendar date, `2026-11-01`. */
  readonly asOf?: string;
  /** Use only what was known on this date. */
  readonly knownAt?: string;
}

/**
 * The model of a scenario file, or of a bundled scenario by its name, with its catalog. Fails with all problems that were
 * found; warnings come with the model.
 */
export async function readModel(file: string, options: ReadOptions = {}): Promise<Result<Model>> {
  const { from = '.', set = {}, catalog, asOf, knownAt } = options;
  const settings = Object.entries(set).map(([path, value]) => ({ path, value }));
  const { model } = await loadModel(file, { set: settings, catalog, asOf, knownAt, locked: false }, from);
  return model;
}

/** A bundled catalog by its version, or a catalog folder by its path; the newest bundled one by default. */
export async function readCatalog(name: string | null = null, from = '.'): Promise<Result<Catalog>> {
  return loadCatalog(name, from, new Sources());
}
