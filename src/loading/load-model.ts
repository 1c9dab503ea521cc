import { dirname, resolve } from 'node:path';
import type { Catalog } from '../catalog/index.ts';
import { type Diagnostic, type Result, fail, hasErrors, ok } from '../diagnostics/index.ts';
import { locateBundledScenario } from '../io/index.ts';
import { buildModel, checkNames, withSourcedDefaults, type Model } from '../model/index.ts';
import { changed, type Scenario, type StatedNames } from '../scenario/index.ts';
import type { LoadOptions } from './load-options.ts';
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

/** A scenario with the catalog that it is priced with. */
export interface LoadedInputs {
  readonly inputs: Result<{ readonly scenario: Scenario; readonly catalog: Catalog }>;
  readonly sources: Sources;
}

/** Loads a scenario file (or a bundled scenario by its name), the catalog that flags or the file name, and builds the model. */
export async function loadModel(file: string, options: LoadOptions, cwd: string): Promise<LoadedModel> {
  const { inputs, sources } = await loadInputs(file, options, cwd);
  if (!inputs.ok) return { model: inputs, sources };
  const model = buildModel(inputs.value.scenario, inputs.value.catalog);
  const diagnostics = [...inputs.diagnostics, ...model.diagnostics];
  return { model: model.ok ? ok(model.value, diagnostics) : model, sources };
}

/** As `loadModel`, without building: for what lays more over a scenario before it does. */
export async function loadInputs(
  file: string,
  options: LoadOptions,
  cwd: string,
  /** Further files of the same portfolio. */
  beside: readonly string[] = [],
): Promise<LoadedInputs> {
  const sources = new Sources();
  const [{ path, name }, ...others] = [located(file), ...beside.map(located)] as const;
  const overrides = options.set.map(({ path, value }) => ({ address: path, text: value }));
  const { loaded, stated } = await loadScenario(path, name, cwd, overrides, sources, others);
  if (!loaded.ok) {
    const unknown = stated === null ? [] : await unknownNames(stated, options, dirname(resolve(cwd, file)));
    return { inputs: fail(...loaded.diagnostics, ...unknown), sources };
  }
  const { folder } = loaded.value;
  const scenario = datedBy(loaded.value.scenario, options);
  const from = options.catalog === undefined ? folder : cwd;
  const catalog = await loadCatalog(options.catalog ?? scenario.catalog, from, sources);
  if (!catalog.ok) return { inputs: catalog, sources };
  const locked = await checkLockBeside(folder, catalog.value, options.locked, sources);
  if (hasErrors(locked)) return { inputs: fail(...locked), sources };
  const filled = withSourcedDefaults(scenario, catalog.value);
  if (!filled.ok) return { inputs: filled, sources };
  const diagnostics = [...loaded.diagnostics, ...catalog.diagnostics, ...locked, ...filled.diagnostics];
  return { inputs: ok({ scenario: filled.value, catalog: catalog.value }, diagnostics), sources };
}

/** Where a file lies, or a bundled scenario of that name, and what it is called. */
function located(file: string): { readonly path: string; readonly name: string } {
  const bundled = locateBundledScenario(file);
  return bundled === undefined ? { path: file, name: file } : { path: bundled, name: `${file}.yaml` };
}

/**
 * Names in a scenario with other mistakes that nothing knows, so that all are said at once. Nothing where the catalog cannot
 * be read: that is said once the scenario can be.
 */
async function unknownNames(
  stated: StatedNames,
  options: LoadOptions,
  folder: string,
): Promise<readonly Diagnostic[]> {
  const catalog = await loadCatalog(options.catalog ?? stated.catalog, folder, new Sources());
  return catalog.ok ? checkNames(stated, catalog.value) : [];
}

/** The scenario with the days that the command line asks for. */
export function datedBy(scenario: Scenario, { asOf, knownAt }: LoadOptions): Scenario {
  return changed(scenario, {
    ...(asOf === undefined ? {} : { asOf }),
    ...(knownAt === undefined ? {} : { knownAt }),
  });
}
