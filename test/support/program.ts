import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { bundle } from '../../scripts/build/bundle.ts';

const root = join(import.meta.dirname, '..', '..');

/** The command as it is shipped, built once for all tests of a run: the path of its launcher. */
export async function builtProgram(): Promise<string> {
  const folder = inject('programFolder');
  const launcher = join(folder, 'bin', 'crossover.js');
  if (existsSync(launcher)) return launcher;
  const made = `${folder}-${process.pid}`;
  await mkdir(dirname(folder), { recursive: true });
  await cp(join(root, 'bin'), join(made, 'bin'), { recursive: true });
  const problems = await bundle(root, join(made, 'dist'));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  // Two test files may come here at once: each builds its own, and the first to be done gives it the name.
  try {
    await rename(made, folder);
  } catch (error) {
    if (!existsSync(launcher)) throw error;
    await rm(made, { recursive: true, force: true });
  }
  return launcher;
}
