import { fail, type Result } from '../diagnostics/index.ts';
import { buildPortfolio, type Portfolio } from '../model/index.ts';
import type { LoadOptions } from './load-options.ts';
import { loadInputs } from './load-model.ts';
import { scenarioFilesOf } from './scenario-files.ts';
import { Sources } from './sources.ts';

/** A scenario with all its workloads together. */
export interface LoadedPortfolio {
  readonly portfolio: Result<Portfolio>;
  readonly sources: Sources;
}

/**
 * Loads scenario files, bundled scenarios by their names, and folders of files as one portfolio, with its catalog, and builds the
 * joint cost of all workloads. The catalog, where files name one, is taken from the folder of the first.
 */
export async function loadPortfolio(
  names: readonly string[],
  options: LoadOptions,
  cwd: string,
): Promise<LoadedPortfolio> {
  const files: string[] = [];
  for (const name of names) {
    const found = await scenarioFilesOf(name, cwd);
    if (!found.ok) return { portfolio: found, sources: new Sources() };
    files.push(...found.value.filter((each) => !files.includes(each)));
  }
  const [first, ...others] = files;
  if (first === undefined) throw new Error('a portfolio without a file');
  const { inputs, sources } = await loadInputs(first, options, cwd, others);
  if (!inputs.ok) return { portfolio: fail(...inputs.diagnostics), sources };
  const built = buildPortfolio(inputs.value.scenario, inputs.value.catalog);
  const diagnostics = [...inputs.diagnostics, ...built.diagnostics];
  return { portfolio: built.ok ? { ...built, diagnostics } : built, sources };
}
