import { build, formatMessages, type BuildFailure } from 'esbuild';

/** CommonJS dependencies call `require`, which an ES module does not have. */
const banner =
  "import { createRequire as crossoverRequire } from 'node:module'; const require = crossoverRequire(import.meta.url);";

/** Finds the file that its threads start with beside its own, so it cannot become part of ours. */
const startsThreads = ['tinypool'];

/** Bundles the command line, the library and what threads load; every `import()` becomes a file of its own. Returns problems as text. */
export async function bundle(root: string, target: string): Promise<readonly string[]> {
  const built = build({
    absWorkingDir: root,
    entryPoints: { cli: 'src/cli/main.ts', index: 'src/index.ts', worker: 'src/io/workers/worker.ts' },
    outdir: target,
    chunkNames: 'parts/[name]-[hash]',
    bundle: true,
    external: startsThreads,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    banner: { js: banner },
    logLevel: 'silent',
  });
  return built.then(
    ({ warnings }) => formatMessages(warnings, { kind: 'warning' }),
    ({ errors }: BuildFailure) => formatMessages(errors, { kind: 'error' }),
  );
}
