import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, writeFiles } from '../cli/ci-files.ts';

interface Output {
  readonly path: string;
  readonly save: (file: string, text: string) => void;
}

const { openOutput } = (await import(new URL('../../action/output-folder.js', import.meta.url).href)) as {
  readonly openOutput: (workspace: string, name: string) => Output;
};
const { checkOutBase } = (await import(new URL('../../action/base.js', import.meta.url).href)) as {
  readonly checkOutBase: (
    workspace: string,
    base: string,
    log: (message: string) => void,
  ) => { readonly path: string; readonly remove: () => void } | null;
};

/** A workspace in a folder of its own, beside a file that nothing may touch. */
async function workspaceWith(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const around = await folderWith({ 'beside.txt': 'beside', 'work/keep.txt': 'keep' });
  const workspace = join(around, 'work');
  await writeFiles(workspace, files);
  git(workspace, 'init', '--quiet', '--initial-branch=main');
  git(workspace, 'add', '.');
  git(
    workspace,
    '-c',
    'user.name=T',
    '-c',
    'user.email=t@example.com',
    'commit',
    '--quiet',
    '--message=base',
  );
  return workspace;
}

function git(cwd: string, ...args: readonly string[]): void {
  execFileSync('git', [...args], { cwd, stdio: 'pipe' });
}

/** Every file around a workspace with its text, git's own apart. */
function everything(folder: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!path.includes('/.git/') && entry.isFile())
      found[path.slice(folder.length)] = readFileSync(path, 'utf8');
  }
  return found;
}

describe('the output folder', () => {
  test.each([
    '', '.', '..', '../beside', './..', 'a/../..', '.git', '.GIT/hooks', '/tmp/report', 'scenarios/..', 'a//b', '//', '...', '-rf', '~', 'a\nb', 'a\0b',
  ])('%j is refused, and nothing is touched', async (name) => {
    const workspace = await workspaceWith({ 'scenarios/a.yaml': 'crossover: 1\n' });
    const around = join(workspace, '..');
    const before = everything(around);
    expect(() => openOutput(workspace, name)).toThrow('cannot be used');
    expect(everything(around)).toEqual(before);
  }); // prettier-ignore

  test.each([
    [
      'a tracked folder',
      async () => workspaceWith({ 'report/a.md': 'ours' }),
      'the repository has files in it',
    ],
    [
      'a tracked folder with a list in it',
      async () => workspaceWith({ 'report/.crossover-report': '../keep.txt\n', 'report/a.md': 'ours' }),
      'the repository has files in it',
    ],
    [
      'a folder of somebody',
      async () => {
        const workspace = await workspaceWith();
        await writeFiles(workspace, { 'report/notes.txt': 'mine' });
        return workspace;
      },
      'files that this action did not write',
    ],
    [
      'a folder whose list names more than it has',
      async () => {
        const workspace = await workspaceWith();
        await writeFiles(workspace, { 'report/.crossover-report': '../keep.txt\n' });
        return workspace;
      },
      'its list of files was changed',
    ],
    [
      'a link to a folder outside',
      async () => {
        const workspace = await workspaceWith();
        symlinkSync('..', join(workspace, 'report'));
        return workspace;
      },
      'not a folder',
    ],
    [
      'a link that leads nowhere',
      async () => {
        const workspace = await workspaceWith();
        symlinkSync('nowhere', join(workspace, 'report'));
        return workspace;
      },
      'not a folder',
    ],
    ['a file', async () => workspaceWith({ report: 'text' }), 'the repository has files in it'],
  ] as const)('%s is refused, and nothing is touched', async (_, prepare, reason) => {
    const workspace = await prepare();
    const around = join(workspace, '..');
    const before = everything(around);
    expect(() => openOutput(workspace, 'report')).toThrow(reason);
    expect(everything(around)).toEqual(before);
  });

  test('of an earlier run is emptied of what that run wrote, and of nothing else', async () => {
    const workspace = await workspaceWith();
    const first = openOutput(workspace, 'out/report');
    first.save('results/a.json', '1');
    first.save('comment.md', 'old');
    const second = openOutput(workspace, 'out/report');
    expect(readdirSync(second.path)).toEqual(['.crossover-report']);
    second.save('comment.md', 'new');
    second.save('comment.md', 'newer');
    expect(readFileSync(join(second.path, 'comment.md'), 'utf8')).toBe('newer');
    await writeFiles(second.path, { 'own.txt': 'mine' });
    expect(() => openOutput(workspace, 'out/report')).toThrow('own.txt, which this action did not write');
    expect(readFileSync(join(second.path, 'own.txt'), 'utf8')).toBe('mine');
  });

  test('writes through no link', async () => {
    const workspace = await workspaceWith();
    const output = openOutput(workspace, 'report');
    symlinkSync('../../beside.txt', join(output.path, 'comment.md'));
    symlinkSync('../..', join(output.path, 'results'));
    expect(() => output.save('comment.md', 'gone')).toThrow('EEXIST');
    expect(() => output.save('results/beside.txt', 'gone')).toThrow('no folder');
    expect(readFileSync(join(workspace, '..', 'beside.txt'), 'utf8')).toBe('beside');
  });
});

describe('the checkout of the base', () => {
  test('takes a name that is free, and leaves what has its usual one', async () => {
    const workspace = await workspaceWith({ '.crossover-base/kept.txt': 'kept' });
    const before = everything(workspace);
    const base = checkOutBase(workspace, 'main', () => undefined);
    expect(base?.path).toBe(join(workspace, '.crossover-base-2'));
    base?.remove();
    expect(everything(workspace)).toEqual(before);
  });

  test('follows no link that has its usual name', async () => {
    const workspace = await workspaceWith();
    symlinkSync('..', join(workspace, '.crossover-base'));
    const base = checkOutBase(workspace, 'main', () => undefined);
    expect(base?.path).toBe(join(workspace, '.crossover-base-2'));
    base?.remove();
    expect(readFileSync(join(workspace, '..', 'beside.txt'), 'utf8')).toBe('beside');
  });

  test('of a run that was stopped is removed by the next', async () => {
    const workspace = await workspaceWith();
    const first = checkOutBase(workspace, 'main', () => undefined);
    writeFileSync(join(first?.path ?? '', 'half.txt'), 'half');
    mkdirSync(join(workspace, '.crossover-base-own'));
    const second = checkOutBase(workspace, 'main', () => undefined);
    expect(second?.path).toBe(join(workspace, '.crossover-base'));
    second?.remove();
    expect(readdirSync(workspace).filter((name) => name.startsWith('.crossover'))).toEqual([
      '.crossover-base-own',
    ]);
  });
});
