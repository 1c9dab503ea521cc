import { fail, type Result } from '../diagnostics/index.ts';
import { buildPortfolio, type Portfolio } from '../model/index.ts';
import type { LoadOptions } from './load-options.ts';
import { loadInputs } from './load-model.ts';
import type { Sources } from './sources.ts';

/** A scenario with all its workloads together. */
export interface LoadedPortfolio {
  readonly portfolio: Result<Portfolio>;
  readonly sources: Sources;
}

/** Loads a scenario file (or a bundled scenario by its name) with its catalog, and builds the joint cost of its workloads. */
export async function loadPortfolio(
  file: string,
  options: LoadOptions,
  cwd: string,
): Promise<LoadedPortfolio> {
  const { inputs, sources } = await loadInputs(file, options, cwd);
  if (!inputs.ok) return { portfolio: fail(...inputs.diagnostics), sources };
  const built = buildPortfolio(inputs.value.scenario, inputs.value.catalog);
  const diagnostics = [...inputs.diagnostics, ...built.diagnostics];
  return { portfolio: built.ok ? { ...built, diagnostics } : built, sources };
}
