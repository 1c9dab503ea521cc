/**
 * Makes dist/: the command line and the library as bundles that load only what is needed, the library's type
 * declarations, and the bundled catalogs as JSON. Fails on a catalog error, and then leaves dist/ as it was. With
 * `--if-stale` only where an input is newer than dist/: npx prepares a clone again when it first runs its command.
 */
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './build/bundle.ts';
import { compileCatalogs } from './build/catalogs.ts';
import { emitDeclarations } from './build/declarations.ts';
import { isStale } from './build/stale.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'dist');
const steps = [bundle, emitDeclarations, compileCatalogs];
const inputs = ['src', 'pricing', 'scripts/build', 'scripts/build.ts', 'package.json', 'package-lock.json'];

/** Made beside dist/ and then put in its place. Returns problems as text. */
async function buildAll(): Promise<readonly string[]> {
  const made = `${target}.${process.pid}.tmp`;
  try {
    const problems = (await Promise.all(steps.map((step) => step(root, made)))).flat();
    if (problems.length > 0) return problems;
    await rm(target, { recursive: true, force: true });
    await rename(made, target);
    await writeFile(join(target, '.built'), '');
    return [];
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

const paths = inputs.map((each) => join(root, each));
if (!process.argv.includes('--if-stale') || (await isStale(join(target, '.built'), paths))) {
  const problems = await buildAll();
  for (const each of problems) process.stderr.write(`${each}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
