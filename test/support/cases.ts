import { readFileSync } from 'node:fs';

/** The first case of a scenario's file, null where it has none: cases are alternatives, and a plan is of one of them. */
export function firstCase(file: string | URL): string | null {
  return /^cases:\n {2}([\w-]+):/mu.exec(readFileSync(file, 'utf8'))?.[1] ?? null;
}
