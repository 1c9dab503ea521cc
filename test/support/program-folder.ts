import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    programFolder: string;
  }
}

/** Where the first test of a run that starts the command builds it; below the root, so that its packages are found. */
export function setup(project: TestProject): () => Promise<void> {
  const folder = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', `program-${process.pid}`);
  project.provide('programFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}
