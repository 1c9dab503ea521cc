import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How many mutations of an area the tests killed. */
export interface Killed {
  readonly area: string;
  readonly killed: number;
  readonly of: number;
}

/** The same with the day and the commit that it was counted at. */
export interface Recorded extends Killed {
  readonly day: string;
  readonly commit: string;
}

const file = join('docs', 'quality', 'mutations.json');

/** What was recorded, by area; nothing where no run was recorded yet. */
export function recorded(root: string): readonly Recorded[] {
  const path = join(root, file);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as readonly Recorded[]) : [];
}

/** Keeps the counts of an area in place of those that were kept of it. */
export function record(root: string, counts: Killed): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const day = new Date().toISOString().slice(0, 10);
  const all = [...recorded(root).filter(({ area }) => area !== counts.area), { ...counts, day, commit }];
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(
    join(root, file),
    `${JSON.stringify(
      all.toSorted((one, other) => (one.area < other.area ? -1 : 1)),
      null,
      2,
    )}\n`,
  );
}
