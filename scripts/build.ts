/**
 * Makes dist/: the command line and the library as bundles that load only what is needed, the library's type
 * declarations, and the bundled catalogs as JSON. Fails on a catalog error.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './build/bundle.ts';
import { compileCatalogs } from './build/catalogs.ts';
import { emitDeclarations } from './build/declarations.ts';
import { linkCommand } from './build/link-command.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'dist');

await rm(target, { recursive: true, force: true });
const steps = [bundle, emitDeclarations, compileCatalogs, linkCommand];
const problems = (await Promise.all(steps.map((step) => step(root, target)))).flat();
for (const each of problems) process.stderr.write(`${each}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
