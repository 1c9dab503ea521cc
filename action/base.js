import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** Below the workspace, so that what base files extend and name is found as it is on their branch. */
const folder = '.crossover-base';

/**
 * The files of the base in a folder of their own; null where there is no base, or it cannot be had. `remove` ends it.
 */
export function checkOutBase(workspace, base, log) {
  if (base === '') return null;
  const commit = findCommit(workspace, base);
  if (commit === null) {
    log(`the base ${base} could not be found, so nothing is compared`);
    return null;
  }
  const path = join(workspace, folder);
  removeBase(workspace, path);
  const added = git(workspace, ['worktree', 'add', '--detach', '--force', path, commit]);
  if (added.status !== 0) {
    log(`the base ${base} could not be checked out: ${added.stderr.trim()}`);
    return null;
  }
  return { folder, path, remove: () => removeBase(workspace, path) };
}

/** As the remote has it, else as it is here; fetched where the clone is shallow. */
function findCommit(workspace, base) {
  for (const name of [`refs/remotes/origin/${base}`, base]) {
    const found = git(workspace, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${name}^{commit}`,
    ]);
    if (found.status === 0) return lastLine(found.stdout);
  }
  if (git(workspace, ['fetch', '--quiet', '--depth=1', '--', 'origin', base]).status !== 0) return null;
  const fetched = git(workspace, ['rev-parse', '--verify', '--quiet', 'FETCH_HEAD^{commit}']);
  return fetched.status === 0 ? lastLine(fetched.stdout) : null;
}

/** `--end-of-options` is printed too. */
function lastLine(text) {
  return text.trim().split('\n').at(-1);
}

function removeBase(workspace, path) {
  git(workspace, ['worktree', 'remove', '--force', path]);
  rmSync(path, { recursive: true, force: true });
  git(workspace, ['worktree', 'prune']);
}

function git(workspace, args) {
  return spawnSync('git', args, { cwd: workspace, encoding: 'utf8' });
}
