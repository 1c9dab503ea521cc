import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the bundled catalogs are in the form in which they are shipped. */
    catalogFolder: string;
  }
}

const root = join(import.meta.dirname, '..', '..');

/** What the compiled form depends on: the entries, and the code that reads and writes them. */
const decisive = [
  'pricing',
  'scripts/build/catalogs.ts',
  'src/catalog',
  'src/diagnostics',
  'src/document',
  'src/formula',
];

/**
 * Compiles the bundled catalogs, as `npm run build` does, where nothing has compiled these yet. To parse their YAML takes
 * seconds, which every test file that asks for a price would pay.
 */
export async function setup(project: TestProject): Promise<void> {
  const cache = join(root, 'node_modules', '.cache');
  const target = join(cache, `catalogs-${digestOf(decisive)}`);
  project.provide('catalogFolder', join(target, 'pricing'));
  if (existsSync(target)) return;
  const { compileCatalogs } = await import('../../scripts/build/catalogs.ts');
  mkdirSync(cache, { recursive: true });
  const made = mkdtempSync(join(cache, 'compiling-'));
  const problems = await compileCatalogs(root, made);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  for (const name of readdirSync(cache))
    if (name.startsWith('catalogs-')) rmSync(join(cache, name), { recursive: true, force: true });
  try {
    renameSync(made, target);
  } catch (error) {
    // Another run was faster.
    if (!existsSync(target)) throw error;
    rmSync(made, { recursive: true, force: true });
  }
}

function digestOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths)
    for (const file of filesIn(path)) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

function filesIn(path: string): readonly string[] {
  if (path.endsWith('.ts')) return [path];
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted();
}
