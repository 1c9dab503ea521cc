import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, posix, relative, sep } from 'node:path';
import { findCycles } from './cycles.ts';
import { mayImport, mostFilesInFolder, outwardFolders, pureModules } from './rules.ts';
import { scanSource, type Scan } from './scan.ts';

interface SourceFile {
  /** From src/, with `/`: `catalog/index.ts`. */
  readonly path: string;
  readonly folder: string;
  readonly scan: Scan;
}

/** All breaches of the layer rules under a src folder, as `src/FILE:LINE: what`, and how many files were looked at. */
export function checkLayers(source: string): {
  readonly files: number;
  readonly breaches: readonly string[];
} {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .sort()
    .map((path): SourceFile => {
      const text = readFileSync(join(source, path), 'utf8');
      return {
        path,
        folder: path.includes('/') ? path.slice(0, path.indexOf('/')) : '',
        scan: scanSource(path, text),
      };
    });
  const breaches = files.flatMap((file) => checkFile(file, source));
  const graph = new Map(files.map((file) => [file.path, targetsOf(file)]));
  const cycles = findCycles(graph).map(
    (cycle) => `src/${cycle[0]}:1: imports itself by way of ${cycle.join(' -> ')}`,
  );
  return { files: files.length, breaches: [...breaches, ...cycles, ...crowdedFolders(files)] };
}

/** A folder with more files than can be told apart at a glance holds several subjects. */
function crowdedFolders(files: readonly SourceFile[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { path } of files) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > mostFilesInFolder)
    .map(([folder, count]) => `src/${folder}:1: ${count} files in one folder; ${mostFilesInFolder} at most`);
}

function checkFile(file: SourceFile, source: string): readonly string[] {
  const { path, folder, scan } = file;
  const at = (line: number, what: string): string => `src/${path}:${line}: ${what}`;
  const isOutward = outwardFolders.includes(folder);
  if (mayImport[folder] === undefined)
    return [at(1, `src/${folder} is in no layer (scripts/layers/rules.ts)`)];
  return [
    ...scan.defaultExports.map(({ line, what }) => at(line, what)),
    ...(isOutward ? [] : scan.outward).map(({ line, what }) =>
      at(line, `${what} outside of ${outwardFolders.join(' and ')}`),
    ),
    ...scan.imports.flatMap(({ line, specifier }) => {
      const breach = specifier.startsWith('.')
        ? checkRelative(file, specifier, source)
        : checkModule(folder, specifier, isOutward);
      return breach === undefined ? [] : [at(line, breach)];
    }),
  ];
}

function checkRelative({ path, folder }: SourceFile, specifier: string, source: string): string | undefined {
  const target = posix.normalize(posix.join(posix.dirname(path), specifier));
  if (target.startsWith('..')) {
    const isManifest = relative(dirname(source), join(source, target)) === 'package.json';
    return isManifest && outwardFolders.includes(folder)
      ? undefined
      : `imports ${specifier}, which is outside of src`;
  }
  const other = target.includes('/') ? target.slice(0, target.indexOf('/')) : '';
  if (other === folder) return undefined;
  if (mayImport[folder]?.includes(other) !== true)
    return `src/${folder} may not import src/${other} (${specifier})`;
  return target === `${other}/index.ts`
    ? undefined
    : `imports ${specifier}, past the index.ts of src/${other}`;
}

function checkModule(folder: string, specifier: string, isOutward: boolean): string | undefined {
  if (isOutward || !isBuiltin(specifier) || pureModules[folder]?.includes(specifier) === true)
    return undefined;
  return `imports ${specifier} outside of ${outwardFolders.join(' and ')}`;
}

/** Types included: files whose types name each other cannot be read, moved or tested one without the other. */
function targetsOf({ path, scan }: SourceFile): readonly string[] {
  return scan.imports
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier }) => posix.normalize(posix.join(posix.dirname(path), specifier)));
}
