import { build, formatMessages, type BuildFailure } from 'esbuild';

/** CommonJS dependencies call `require`, which an ES module does not have. */
const banner =
  "import { createRequire as crossoverRequire } from 'node:module'; const require = crossoverRequire(import.meta.url);";

/** Finds the file that its threads start with beside its own, so it cannot become part of ours. */
const startsThreads = ['tinypool'];

/**
 * What only one of these uses must not be loaded by the others, and a bundler that sees them together puts what they
 * share and what their indexes name into the same parts. So each is bundled by itself.
 */
const programs = [
  { cli: 'src/cli/main.ts' },
  { worker: 'src/io/workers/worker.ts' },
  { 'simulation-thread': 'src/io/simulation/thread.ts' },
  { index: 'src/index.ts' },
] as const;

/** Bundles the command line, what threads load and the library; every `import()` is a file. Returns problems as text. */
export async function bundle(root: string, target: string): Promise<readonly string[]> {
  const problems = await Promise.all(programs.map((entryPoints) => bundleProgram(root, target, entryPoints)));
  return problems.flat();
}

async function bundleProgram(
  root: string,
  target: string,
  entryPoints: Record<string, string>,
): Promise<readonly string[]> {
  const built = build({
    absWorkingDir: root,
    entryPoints,
    outdir: target,
    chunkNames: `parts/${Object.keys(entryPoints).join()}/[name]-[hash]`,
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
