import type { Result } from '../../diagnostics/index.ts';
import { fail, hasErrors, ok } from '../../diagnostics/index.ts';
import { locateBundledScenario } from '../../io/index.ts';
import { buildModel, type Model } from '../../model/index.ts';
import type { GlobalOptions } from '../global-options.ts';
import { loadCatalog } from './load-catalog.ts';
import { checkLockBeside } from './lock-file.ts';
import { loadScenario } from './load-scenario.ts';
import { Sources } from './sources.ts';

/** A scenario with its catalog and all its formulas, and the texts that its problems point into. */
export interface LoadedModel {
  readonly model: Result<Model>;
  readonly sources: Sources;
}

/** The scenario that `run` takes where no file is given. */
export const quickStart = 'quick-start';

/** Loads a scenario file (or a bundled scenario by its name), the catalog that flags or the file name, and builds the model. */
export async function loadModel(file: string, options: GlobalOptions, cwd: string): Promise<LoadedModel> {
  const sources = new Sources();
  const bundled = locateBundledScenario(file);
  const name = bundled === undefined ? file : `${file}.yaml`;
  const overrides = options.set.map(({ path, value }) => ({ address: path, text: value }));
  const loaded = await loadScenario(bundled ?? file, name, cwd, overrides, sources);
  if (!loaded.ok) return { model: loaded, sources };
  const { folder } = loaded.value;
  const scenario = {
    ...loaded.value.scenario,
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(options.knownAt === undefined ? {} : { knownAt: options.knownAt }),
  };
  const from = options.catalog === undefined ? folder : cwd;
  const catalog = await loadCatalog(options.catalog ?? scenario.catalog, from, sources);
  if (!catalog.ok) return { model: catalog, sources };
  const locked = await checkLockBeside(folder, catalog.value, options.locked, sources);
  if (hasErrors(locked)) return { model: fail(...locked), sources };
  const model = buildModel(scenario, catalog.value);
  const diagnostics = [...loaded.diagnostics, ...catalog.diagnostics, ...locked, ...model.diagnostics];
  return { model: model.ok ? ok(model.value, diagnostics) : model, sources };
}
