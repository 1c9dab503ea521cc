/**
 * Makes dist/: the command line and the library as bundles that load only what is needed, the library's type
 * declarations, and the bundled catalogs as JSON. Fails on a catalog error. With `--if-stale` only where an input is
 * newer than dist/: npx prepares a clone again when it first runs the command from it.
 */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './build/bundle.ts';
import { compileCatalogs } from './build/catalogs.ts';
import { emitDeclarations } from './build/declarations.ts';
import { isStale } from './build/stale.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'dist');
const marker = join(target, '.built');
const inputs = ['src', 'pricing', 'scripts/build', 'scripts/build.ts', 'package.json', 'package-lock.json'];

if (
  !process.argv.includes('--if-stale') ||
  (await isStale(
    marker,
    inputs.map((each) => join(root, each)),
  ))
) {
  await rm(target, { recursive: true, force: true });
  const steps = [bundle, emitDeclarations, compileCatalogs];
  const problems = (await Promise.all(steps.map((step) => step(root, target)))).flat();
  for (const each of problems) process.stderr.write(`${each}\n`);
  if (problems.length === 0) await writeFile(marker, '');
  else process.exitCode = 1;
}
