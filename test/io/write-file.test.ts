import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { writeFileAtomically } from '../../src/io/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const at = temporaryFolder();

describe('writeFileAtomically', () => {
  it('makes and replaces a file, and leaves nothing else behind', async () => {
    await mkdir(at('plain'));
    expect(await writeFileAtomically(at('plain', 'report.md'), 'one')).toMatchObject({ ok: true });
    expect(await writeFileAtomically(at('plain', 'report.md'), Buffer.from('two'))).toMatchObject({
      ok: true,
    });
    expect(await readFile(at('plain', 'report.md'), 'utf8')).toBe('two');
    expect(await readdir(at('plain'))).toEqual(['report.md']);
  });

  it('keeps the permissions of a file that exists', async () => {
    await writeFile(at('private.md'), '');
    await chmod(at('private.md'), 0o600);
    await writeFileAtomically(at('private.md'), 'secret');
    expect((await stat(at('private.md'))).mode & 0o777).toBe(0o600);
  });

  it('refuses a link, a folder and a device in its place, and leaves them as they are', async () => {
    await writeFile(at('target.md'), 'old');
    await symlink(at('target.md'), at('link.md'));
    await symlink(at('nothing.md'), at('dangling.md'));
    await mkdir(at('folder.md'));
    const cases = [
      [at('link.md'), 'io/symbolic-link'],
      [at('dangling.md'), 'io/symbolic-link'],
      [at('folder.md'), 'io/is-folder'],
      ['/dev/null', 'io/not-a-file'],
      [at('missing', 'report.md'), 'io/missing'],
      [at('target.md', 'report.md'), 'io/missing'],
    ] as const;
    const before = await readdir(at());
    for (const [path, code] of cases) {
      expect(await writeFileAtomically(path, 'new', { name: 'x' })).toMatchObject({
        ok: false,
        diagnostics: [{ code, severity: 'error', message: expect.stringMatching(/^x: /u) }],
      });
    }
    expect(await readFile(at('target.md'), 'utf8')).toBe('old');
    expect(await readdir(at())).toEqual(before);
  });

  it('removes what it began where the write fails', async () => {
    await mkdir(at('failing'));
    // A name so long that the temporary file can be made (its name is cut) and the rename cannot.
    const written = await writeFileAtomically(at('failing', 'n'.repeat(256)), 'new');
    expect(written).toMatchObject({ ok: false, diagnostics: [{ code: 'io/missing' }] });
    expect(await readdir(at('failing'))).toEqual([]);
  });

  it('stays in the folder that it is confined to', async () => {
    await mkdir(at('root', 'sub'), { recursive: true });
    await symlink(at(), at('root', 'out'));
    const inside = at('root');
    expect(await writeFileAtomically('sub/a.md', 'a', { inside })).toMatchObject({ ok: true });
    expect(await readFile(at('root', 'sub', 'a.md'), 'utf8')).toBe('a');
    for (const path of ['../escaped.md', 'out/escaped.md', at('escaped.md')]) {
      expect(await writeFileAtomically(path, 'a', { inside })).toMatchObject({
        diagnostics: [{ code: 'io/outside' }],
      });
    }
    expect(await readdir(at())).not.toContain('escaped.md');
  });
});
