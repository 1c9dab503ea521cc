import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readFolder, resolveInside } from '../../src/io/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const at = temporaryFolder();
const yaml = { name: 'prices', extensions: ['.yaml'] };

describe('readFolder', () => {
  it('gives the files of these endings in the order of their names, not hidden ones, not folders below', async () => {
    await mkdir(at('plain', 'below'), { recursive: true });
    for (const name of ['b.yaml', 'a.yaml', '.c.yaml', 'd.json', 'below/e.yaml'])
      await writeFile(at('plain', name), name);
    const read = await readFolder(at('plain'), yaml);
    expect(read).toMatchObject({ ok: true });
    expect(read.ok ? [...read.value] : []).toEqual([
      ['a.yaml', 'a.yaml'],
      ['b.yaml', 'b.yaml'],
    ]);
  });

  it('reports every file that cannot be read', async () => {
    await mkdir(at('bad', 'folder.yaml'), { recursive: true });
    await writeFile(at('bad', 'binary.yaml'), 'a\0');
    await writeFile(at('outside.yaml'), 'secret');
    await symlink(at('outside.yaml'), at('bad', 'link.yaml'));
    const read = await readFolder(at('bad'), yaml);
    expect(read.diagnostics.map(({ code, message }) => `${code} ${message.split(':')[0]}`)).toEqual([
      'io/binary prices/binary.yaml',
      'io/is-folder prices/folder.yaml',
      'io/outside link.yaml',
    ]);
  });

  it('refuses a missing folder, a file, and too many files', async () => {
    expect(await readFolder(at('missing'), yaml)).toMatchObject({ diagnostics: [{ code: 'io/missing' }] });
    expect(await readFolder(at('outside.yaml'), yaml)).toMatchObject({
      diagnostics: [{ code: 'io/missing' }],
    });
    expect(await readFolder(at('plain'), { ...yaml, countLimit: 1 })).toMatchObject({
      diagnostics: [{ code: 'io/too-many-files' }],
    });
    // Links to one large file are counted each time: what is read is bounded, not what lies on the disk.
    expect(await readFolder(at('plain'), { ...yaml, totalLimit: 11 })).toMatchObject({
      diagnostics: [{ code: 'io/too-large' }],
    });
    expect(await readFolder(at('plain'), { ...yaml, totalLimit: 12 })).toMatchObject({ ok: true });
  });
});

describe('resolveInside', () => {
  it('gives paths below the root, existing or not', async () => {
    await mkdir(at('root', 'sub'), { recursive: true });
    for (const path of ['sub', 'sub/new/file.yaml', '.', 'sub/../other', '..sub']) {
      expect(await resolveInside(at('root'), path)).toMatchObject({ ok: true, value: at('root', path) });
    }
  });

  it('refuses every way out', async () => {
    await symlink(at(), at('root', 'up'));
    await symlink(at('nowhere', 'at-all'), at('root', 'dangling'));
    const ways = [
      '..',
      '../root2',
      'sub/../../x',
      '/etc/passwd',
      at('root', 'sub'),
      'up',
      'up/plain',
      'a\0b',
      'dangling',
    ];
    for (const path of ways) {
      expect(await resolveInside(at('root'), path)).toMatchObject({
        ok: false,
        diagnostics: [{ code: 'io/outside' }],
      });
    }
  });

  it('lets a link through that stays inside', async () => {
    await symlink(at('root', 'sub'), at('root', 'same'));
    expect(await resolveInside(at('root'), 'same/file')).toMatchObject({ ok: true });
  });
});
