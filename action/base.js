import { spawnSync } from 'node:child_process';
import { lstatSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** Below the workspace, so that what base files extend and name is found as it is on their branch. */
const folderName = '.crossover-base';
const mostTries = 100;

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
  removeLeftovers(workspace);
  const folder = freeFolder(workspace);
  const path = join(workspace, folder);
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

/** A name that nothing has: what is there is not this action's to remove. */
function freeFolder(workspace) {
  for (let count = 1; count <= mostTries; count += 1) {
    const name = count === 1 ? folderName : `${folderName}-${count}`;
    if (lstatSync(join(workspace, name), { throwIfNoEntry: false }) === undefined) return name;
  }
  throw new Error(`the workspace has ${mostTries} files or folders called ${folderName}`);
}

/** Checkouts that an earlier run was stopped in the middle of: git knows them as its own. */
function removeLeftovers(workspace) {
  git(workspace, ['worktree', 'prune']);
  const root = join(realpathSync(workspace), folderName);
  const listed = git(workspace, ['worktree', 'list', '--porcelain', '-z']).stdout.split('\0');
  for (const line of listed) {
    const path = line.replace(/^worktree /u, '');
    if (line.startsWith('worktree ') && path.startsWith(root) && !path.slice(root.length).includes('/'))
      removeBase(workspace, path);
  }
}

/** Git removes only what it checked out. */
function removeBase(workspace, path) {
  git(workspace, ['worktree', 'remove', '--force', '--force', path]);
}

function git(workspace, args) {
  return spawnSync('git', args, { cwd: workspace, encoding: 'utf8' });
}
