import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fail, ok, problem, type Result } from '../diagnostics/index.ts';
import { readStandardInput, readTextFile, resolveInside } from '../io/index.ts';
import { standardInput, withNearestFile } from './name-files.ts';
import {
  overrideFile,
  readScenario,
  type Override,
  type Scenario,
  type SourceFile,
  type StatedNames,
} from '../scenario/index.ts';
import type { Sources } from './sources.ts';

export interface LoadedScenario {
  readonly scenario: Scenario;
  /** The folder of the file, from which its own paths are taken. */
  readonly folder: string;
}

/** A scenario that was read or not, with the names in it where its files are at least a scenario's. */
export interface ScenarioReading {
  readonly loaded: Result<LoadedScenario>;
  readonly stated: StatedNames | null;
}

/** Reads a scenario with the files that it extends. These must lie in the working folder, or below the scenario's own. */
export async function loadScenario(
  path: string,
  name: string,
  cwd: string,
  overrides: readonly Override[],
  sources: Sources,
  /** Further files of the same portfolio. */
  beside: readonly { readonly path: string; readonly name: string }[] = [],
): Promise<ScenarioReading> {
  const absolute = resolve(cwd, path);
  const main = path === standardInput ? await readStandardInput() : await readTextFile(absolute, { name });
  if (!main.ok) return { loaded: await withNearestFile(main, path, cwd), stated: null };
  sources.add(name, absolute, main.value);
  const others: SourceFile[] = [];
  for (const other of beside) {
    const at = resolve(cwd, other.path);
    const text = await readTextFile(at, { name: other.name });
    if (!text.ok) return { loaded: await withNearestFile(text, other.path, cwd), stated: null };
    sources.add(other.name, at, text.value);
    others.push({ file: other.name, text: text.value });
  }
  for (const { address, text } of overrides) sources.add(overrideFile(address), '', text);
  const found = new Map<string, Result<SourceFile>>();
  for (;;) {
    const wanted = new Map<string, { readonly from: string; readonly reference: string }>();
    const { scenario, stated } = readScenario({
      file: name,
      text: main.value,
      beside: others,
      overrides,
      resolve: (from, reference) => {
        const key = `${from}\n${reference}`;
        const known = found.get(key);
        if (known !== undefined) return known;
        wanted.set(key, { from, reference });
        return fail(problem('scenario/extends', `extends: ${reference} is not read yet`));
      },
    });
    if (wanted.size === 0)
      return {
        loaded: scenario.ok
          ? ok({ scenario: scenario.value, folder: dirname(absolute) }, scenario.diagnostics)
          : scenario,
        stated,
      };
    for (const [key, { from, reference }] of wanted) {
      const fromPath = sources.paths.get(from) ?? absolute;
      found.set(key, await readExtended(dirname(fromPath), reference, cwd, dirname(absolute), sources));
    }
  }
}

async function readExtended(
  folder: string,
  reference: string,
  cwd: string,
  home: string,
  sources: Sources,
): Promise<Result<SourceFile>> {
  const target = isAbsolute(reference) ? reference : join(folder, reference);
  const root = isBelow(cwd, target) ? cwd : home;
  const inside = await resolveInside(root, relative(root, target));
  if (!inside.ok) return inside;
  const file = relative(cwd, inside.value);
  const text = await readTextFile(inside.value, { name: file });
  if (!text.ok) return text;
  sources.add(file, inside.value, text.value);
  return ok({ file, text: text.value });
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith('..') && !isAbsolute(way);
}
