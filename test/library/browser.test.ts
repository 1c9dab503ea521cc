import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** The bundle of a file's exports for a page: `external` imports that are left, and the text. */
async function bundleForPage(
  entry: string,
): Promise<{ readonly imports: readonly string[]; readonly text: string }> {
  const { metafile, outputFiles } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    external: ['node:*'],
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const imports = Object.values(metafile.outputs).flatMap((each) => each.imports.map(({ path }) => path));
  return { imports, text: outputFiles[0]?.text ?? '' };
}

test.each(['src/formula/index.ts', 'src/model/index.ts', 'src/library/formula.ts', 'src/library/model.ts'])(
  '%s bundles for a page that allows no code made of text',
  async (entry) => {
    const { imports, text } = await bundleForPage(entry);
    expect(text.length).toBeGreaterThan(50_000);
    expect(imports).toEqual([]);
    expect(/new Function|\beval\(|\brequire\(|WebAssembly\.|\bprocess\./u.exec(text)?.[0]).toBeUndefined();
  },
);

test('a module of Node would be found', async () => {
  expect((await bundleForPage('src/catalog/files/digest.ts')).imports).toEqual(['node:crypto']);
});
