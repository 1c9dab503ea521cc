import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** CommonJS dependencies call `require`, which an ES module does not have. */
const banner =
  "import { createRequire as crossoverRequire } from 'node:module'; const require = crossoverRequire(import.meta.url);";

/** Bundles the command line and the library; every `import()` becomes a file of its own. Returns problems as text. */
export async function bundle(root: string, target: string): Promise<readonly string[]> {
  await build({
    absWorkingDir: root,
    entryPoints: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
    outdir: target,
    chunkNames: 'parts/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    keepNames: false,
    banner: { js: banner },
    logLevel: 'warning',
  });
  await chmod(join(root, 'bin', 'crossover.js'), 0o755);
  return [];
}
