import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { defaultSizeLimit, readFileBytes, readTextFile } from '../../src/io/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const at = temporaryFolder();

async function readBytes(bytes: readonly number[] | string): Promise<unknown> {
  await writeFile(at('file.yaml'), typeof bytes === 'string' ? bytes : Uint8Array.from(bytes));
  return readTextFile(at('file.yaml'), { name: 'file.yaml' });
}

function failure(code: string, message: string, more: object = {}): object {
  return { ok: false, diagnostics: [expect.objectContaining({ code, severity: 'error', message, ...more })] };
}

describe('readTextFile', () => {
  it('gives the text, whatever its line ends, without a byte order mark', async () => {
    expect(await readBytes('a: 1\r\nb: é\n')).toMatchObject({ ok: true, value: 'a: 1\r\nb: é\n' });
    expect(await readBytes([0xef, 0xbb, 0xbf, 0x61])).toMatchObject({ ok: true, value: 'a' });
    expect(await readBytes('')).toMatchObject({ ok: true, value: '' });
  });

  it('keeps a replacement character that the file really holds', async () => {
    expect(await readBytes('\ufffd')).toMatchObject({ ok: true, value: '\ufffd' });
  });

  it('names the first line that is not UTF-8', async () => {
    expect(await readBytes([0x61, 0x0a, 0xc3, 0xa9, 0x0a, 0x62, 0xe9, 0x0a, 0xff])).toEqual(
      failure('io/not-utf8', 'file.yaml: line 3 is not valid UTF-8', {
        span: { file: 'file.yaml', line: 3, column: 1, length: 0 },
      }),
    );
    expect(await readBytes([0xe2, 0x82])).toEqual(
      failure('io/not-utf8', 'file.yaml: line 1 is not valid UTF-8'),
    );
  });

  it('knows UTF-16 and binary content', async () => {
    const utf16 = failure('io/not-utf8', 'file.yaml: is UTF-16, expected UTF-8', {
      hint: 'save it as UTF-8',
    });
    expect(await readBytes([0xff, 0xfe, 0x61, 0x00])).toEqual(utf16);
    expect(await readBytes([0xfe, 0xff, 0x00, 0x61])).toEqual(utf16);
    const binary = 'file.yaml: is binary (it holds a zero byte), expected UTF-8 text';
    expect(await readBytes([0x7f, 0x45, 0x4c, 0x46, 0x00])).toEqual(failure('io/binary', binary));
  });

  it('refuses what is missing, a folder, a pipe that nobody writes, a device', async () => {
    await mkdir(at('folder'), { recursive: true });
    execFileSync('mkfifo', [at('pipe')]);
    await symlink(at('circle'), at('circle'));
    const cases: readonly (readonly [string, string])[] = [
      [at('missing.yaml'), 'io/missing'],
      [at('file.yaml', 'below-a-file'), 'io/missing'],
      [at('a'.repeat(300)), 'io/missing'],
      [at('zero\0byte'), 'io/missing'],
      [at('folder'), 'io/is-folder'],
      [at('pipe'), 'io/not-a-file'],
      ['/dev/zero', 'io/not-a-file'],
      [at('circle'), 'io/symbolic-link'],
    ];
    for (const [path, code] of cases) {
      const read = await readTextFile(path, { name: 'x' });
      expect(read).toMatchObject({ ok: false, diagnostics: [{ code, severity: 'error' }] });
      expect(read.diagnostics[0]?.message).toMatch(/^x: /u);
    }
  });

  it('reads up to its limit and no further', async () => {
    await writeFile(at('size.yaml'), 'x'.repeat(100));
    expect(await readFileBytes(at('size.yaml'), { sizeLimit: 100 })).toMatchObject({ ok: true });
    expect(await readFileBytes(at('size.yaml'), { sizeLimit: 99 })).toMatchObject({
      diagnostics: [{ code: 'io/too-large' }],
    });
    await writeFile(at('large.yaml'), 'x'.repeat(defaultSizeLimit + 1));
    expect(await readTextFile(at('large.yaml'), { name: 'large.yaml' })).toEqual(
      failure('io/too-large', 'large.yaml: is larger than 5000000 bytes, the most that is read of one file'),
    );
  });

  it('holds the limit also where a file says that it is empty', async () => {
    const status = await readFileBytes('/proc/self/status');
    expect(status).toMatchObject({ ok: true });
    expect(status.ok ? status.value.length : 0).toBeGreaterThan(100);
    expect(await readFileBytes('/proc/self/status', { sizeLimit: 50 })).toMatchObject({
      diagnostics: [{ code: 'io/too-large' }],
    });
  });
});
