import { basename, join, resolve } from 'node:path';
import { catalogFiles, type Catalog } from '../../../../catalog/index.ts';
import { fail, ok, problem, type Result } from '../../../../diagnostics/index.ts';
import { readFolder } from '../../../../io/index.ts';
import { loadCatalog, Sources } from '../../../../loading/index.ts';

export interface Target {
  readonly name: string;
  readonly version: string;
  readonly extends: string | null;
  readonly files: ReadonlyMap<string, string>;
  readonly catalog: Catalog | undefined;
}

/** The catalog folder with its texts, or, where there is none yet, what a new one extends. */
export async function loadTarget(into: string, base: string | null, cwd: string): Promise<Result<Target>> {
  const path = resolve(cwd, into);
  // With a slash in it, so that it is never taken for the version of a bundled catalog.
  const name = into.includes('/') ? into : `./${into}`;
  const found = await readFolder(path, { name, extensions: ['.yaml'] });
  const isMissing = !found.ok && found.diagnostics.every(({ code }) => code === 'io/missing');
  if (!found.ok && !isMissing) return found;
  const files = new Map(found.ok ? found.value : []);
  const version = basename(path).replaceAll(/[^\w.-]+/gu, '-').replace(/^[^A-Za-z\d]+/u, '') || 'mine'; // prettier-ignore
  const shared = { name, version, files };
  const sources = new Sources();
  if (!catalogFiles.some((file) => files.has(file))) {
    const extended = base === null ? ok(undefined) : await loadCatalog(base, '', sources);
    return extended.ok ? ok({ ...shared, extends: base, catalog: extended.value }) : extended;
  }
  if (base !== null) {
    const message = `--extends ${base}: ${into} is a catalog already; its own catalog.yaml says what it extends`;
    return fail(problem('import/extends', message));
  }
  const catalog = await loadCatalog(name, cwd, sources);
  if (!catalog.ok) return catalog;
  const texts = new Map([...files].map(([file, text]) => [file, sources.textOf(join(name, file)) ?? text]));
  return ok({ ...shared, files: texts, extends: null, catalog: catalog.value });
}
