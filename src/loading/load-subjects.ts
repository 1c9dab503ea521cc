import { extname, join, resolve } from 'node:path';
import { fail, hasErrors, ok, problem, type Diagnostic, type Result } from '../diagnostics/index.ts';
import type { Comparable, ComparedSet } from '../analysis/index.ts';
import { findFile, locateBundledScenario, readFolder, readTextFile } from '../io/index.ts';
import { isSavedForecast, loadSavedForecast, loadSavedResult } from '../report/index.ts';
import type { LoadOptions } from './load-options.ts';
import { loadModel } from './load-model.ts';
import { standardInput } from './name-files.ts';

/** Saved results of large portfolios are larger than any file that people write. */
export const savedSizeLimit = 200_000_000;
const scenarioEndings = ['.yaml', '.yml'];
const mostFiles = 1_000;

/** What was loaded under one name, with the texts that its problems point into. */
export interface LoadedSubjects {
  readonly set: Result<ComparedSet<Comparable>>;
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * A scenario file, a bundled scenario, a saved result, or a folder of scenarios and saved results. In a folder each file
 * goes by its name without ending; what is neither is passed over.
 */
export async function loadSubjects(name: string, options: LoadOptions, cwd: string): Promise<LoadedSubjects> {
  const texts = new Map<string, string>();
  const subjects = new Map<string, Comparable>();
  const diagnostics: Diagnostic[] = [];
  const files = await findSubjectFiles(name, cwd);
  if (!files.ok) return { set: files, texts };
  for (const file of files.value.paths) {
    const loaded = await loadSubject(file, options, cwd, texts);
    diagnostics.push(...loaded.diagnostics);
    if (loaded.ok) subjects.set(files.value.isFolder ? stemOf(file) : '', loaded.value);
  }
  if (hasErrors(diagnostics)) return { set: fail(...diagnostics), texts };
  return { set: ok({ name, subjects }, diagnostics), texts };
}

interface Files {
  readonly isFolder: boolean;
  readonly paths: readonly string[];
}

/** The files that a name on the command line stands for. */
export async function findSubjectFiles(name: string, cwd: string): Promise<Result<Files>> {
  if (name === standardInput || locateBundledScenario(name) !== undefined)
    return ok({ isFolder: false, paths: [name] });
  const path = resolve(cwd, name);
  const file = await findFile(path, { name, sizeLimit: savedSizeLimit });
  const isFolder = !file.ok && file.diagnostics.some((each) => each.code === 'io/is-folder');
  if (!isFolder) return file.ok ? ok({ isFolder, paths: [name] }) : file;
  const extensions = [...scenarioEndings, '.json'];
  const found = await readFolder(path, {
    name,
    extensions,
    countLimit: mostFiles,
    sizeLimit: savedSizeLimit,
  });
  if (!found.ok) return found;
  const paths = [...found.value]
    .filter(([file, content]) => isSubject(file, content))
    .map(([file]) => join(name, file));
  const doubled = paths.find(
    (each, index) => paths.findIndex((other) => stemOf(other) === stemOf(each)) < index,
  );
  if (doubled !== undefined) {
    return fail(
      problem(
        'compare/same-name',
        `${name}: holds two scenarios of the name ${stemOf(doubled)}, and which is meant is not clear`,
      ),
    );
  }
  return paths.length === 0
    ? fail(problem('compare/empty-folder', `${name}: holds no scenario and no saved result`))
    : ok({ isFolder, paths });
}

/** A scenario with workloads of its own or of a file that it extends, or a result of `run` or `forecast`. */
function isSubject(file: string, content: string): boolean {
  return isSaved(file)
    ? /"schema"\s*:\s*"crossover\/(?:result|forecast)\//u.test(content)
    : /^crossover:/mu.test(content) && /^(?:workloads|extends):/mu.test(content);
}

function isSaved(file: string): boolean {
  return extname(file) === '.json';
}

/** A file's name without folder and ending. */
export function stemOf(file: string): string {
  const name = file.replace(/^.*[/\\]/u, '');
  return name.slice(0, name.length - extname(file).length);
}

/** A scenario, or a saved result; adds what was read to `texts`. */
export async function loadSubject(
  file: string,
  options: LoadOptions,
  cwd: string,
  texts: Map<string, string>,
): Promise<Result<Comparable>> {
  if (isSaved(file)) {
    const text = await readTextFile(resolve(cwd, file), { name: file, sizeLimit: savedSizeLimit });
    if (!text.ok) return text;
    texts.set(file, text.value);
    if (isSavedForecast(text.value)) {
      const forecast = loadSavedForecast(text.value, file);
      return forecast.ok ? ok({ form: 'forecast', ...forecast.value }, forecast.diagnostics) : forecast;
    }
    const result = loadSavedResult(text.value, file);
    return result.ok ? ok({ form: 'saved', ...result.value }, result.diagnostics) : result;
  }
  const { model, sources } = await loadModel(file, options, cwd);
  for (const [name, text] of sources.texts) texts.set(name, text);
  return model.ok ? ok({ form: 'model', model: model.value }, model.diagnostics) : model;
}
