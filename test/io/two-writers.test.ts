import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';
import { readFolder } from '../../src/io/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const at = temporaryFolder();
const run = promisify(execFile);
const rounds = 200;
const names = ['catalog.yaml', 'tokens.yaml', 'gpus.yaml'];

/** Writes a file and a folder, again and again, and prints the codes of what failed. */
const writer = `
import { writeFileAtomically } from './write-file.mjs';
import { writeFolderAtomically } from './write-folder.mjs';
const [place, text, rounds] = process.argv.slice(2);
const codes = { file: [], folder: [] };
for (let round = 0; round < Number(rounds); round += 1) {
  const content = (text + round + '\\n').repeat(500);
  const file = await writeFileAtomically(place + '/result.json', content);
  if (!file.ok) codes.file.push(...file.diagnostics.map(({ code }) => code));
  const files = new Map(${JSON.stringify(names)}.map((name) => [name, content]));
  const folder = await writeFolderAtomically(place + '/prices', files);
  if (!folder.ok) codes.folder.push(...folder.diagnostics.map(({ code }) => code));
}
console.log(JSON.stringify(codes));
`;

beforeAll(async () => {
  await mkdir(at('code'));
  await writeFile(at('code', 'writer.mjs'), writer);
  await build({
    entryPoints: ['write-file', 'write-folder'].map((name) =>
      join(import.meta.dirname, '..', '..', 'src', 'io', `${name}.ts`),
    ),
    outdir: at('code'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
});

it(
  `two at once leave one whole result, ${rounds} times, and what fails says why`,
  { timeout: 240_000 },
  async () => {
    await mkdir(at('place'));
    const outputs = await Promise.all(
      ['a', 'b'].map((text) =>
        run(process.execPath, [at('code', 'writer.mjs'), at('place'), text, String(rounds)]),
      ),
    );
    const codes = outputs.map(
      ({ stdout }) => JSON.parse(stdout) as Record<'file' | 'folder', readonly string[]>,
    );
    expect(codes.flatMap(({ file }) => file)).toEqual([]);
    expect(codes.flatMap(({ folder }) => folder).filter((code) => code !== 'io/busy')).toEqual([]);
    // Of two at once one succeeds.
    expect(Math.min(...codes.map(({ folder }) => folder.length))).toBeLessThan(rounds);
    expect(outputs.map(({ stderr }) => stderr)).toEqual(['', '']);
    const whole = await readFile(at('place', 'result.json'), 'utf8');
    expect(new Set(whole.trimEnd().split('\n')).size).toBe(1);
    const folder = await readFolder(at('place', 'prices'), { extensions: ['.yaml'] });
    expect(folder.ok && [...folder.value.keys()]).toEqual(names.toSorted());
    expect(
      folder.ok && new Set([...folder.value.values()].flatMap((text) => text.trimEnd().split('\n'))).size,
    ).toBe(1);
    expect((await readdir(at('place'))).toSorted()).toEqual(['prices', 'result.json']);
  },
);
