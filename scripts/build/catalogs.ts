import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCatalog, serializeCatalog, type Catalog } from '../../src/catalog/index.ts';
import { hasErrors, renderDiagnostics, type Result } from '../../src/diagnostics/index.ts';
import { listBundledCatalogs, readFolder } from '../../src/io/index.ts';

/** Larger than what a user's file may have: these are our own. */
const sizeLimit = 50_000_000;

/** Compiles each folder under pricing/ to one file of JSON lines, which loads without parsing YAML. Returns problems as text. */
export async function compileCatalogs(root: string, target: string): Promise<readonly string[]> {
  const versions = await listBundledCatalogs();
  if (!versions.ok) return [renderDiagnostics(versions.diagnostics, new Map())];
  await mkdir(join(target, 'pricing'), { recursive: true });
  const compiled = new Map<string, Catalog>();
  const problems: string[] = [];
  for (const version of versions.value) {
    const folder = `pricing/${version}`;
    const files = await readFolder(join(root, folder), { name: folder, extensions: ['.yaml'], sizeLimit });
    const catalog: Result<Catalog> = files.ok
      ? parseCatalog(files.value, folder, (base) => compiled.get(base))
      : files;
    if (catalog.diagnostics.length > 0) {
      const sources = files.ok ? withFolder(files.value, folder) : new Map<string, string>();
      const text = renderDiagnostics(catalog.diagnostics, sources);
      if (hasErrors(catalog.diagnostics)) problems.push(text);
      else process.stderr.write(`${text}\n`);
    }
    if (!catalog.ok) continue;
    compiled.set(version, catalog.value);
    await writeFile(join(target, 'pricing', `${version}.jsonl`), serializeCatalog(catalog.value));
  }
  return problems;
}

/** Diagnostics name a file with its folder. */
function withFolder(files: ReadonlyMap<string, string>, folder: string): ReadonlyMap<string, string> {
  return new Map([...files].map(([file, text]) => [`${folder}/${file}`, text]));
}
