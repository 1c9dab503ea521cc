import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

// A list of mutations that no longer stand in the sources would be run by nobody, and noticed by nobody.
test('every mutation stands once in its file', () => {
  const check = ['--import', 'tsx', 'scripts/mutate/index.ts', '--check'];
  expect(() => execFileSync(process.execPath, check, { cwd: root, stdio: 'pipe' })).not.toThrow();
});
