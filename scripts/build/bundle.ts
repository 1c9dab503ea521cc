import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundleWith, formatMessages, type BuildFailure, type Plugin } from 'esbuild';

/** CommonJS dependencies call `require`, which an ES module does not have. */
const banner =
  "import { createRequire as crossoverRequire } from 'node:module'; const require = crossoverRequire(import.meta.url);";

/** Finds the file that its threads start with beside its own, so it cannot become part of ours. */
const startsThreads = ['tinypool'];

/** Where the bundle of a command is, from the bundle of the frame that loads it. */
const commandFolder = 'parts/commands';

/**
 * What only one of these uses must not be loaded by the others, and a bundler that sees them together puts what they
 * share and what their indexes name into the same parts. So each is bundled by itself, every command among them.
 */
function programsOf(root: string): readonly Record<string, string>[] {
  const commands = readdirSync(join(root, 'src/cli/commands'), { withFileTypes: true }).map((entry) =>
    entry.isDirectory()
      ? { [`${commandFolder}/${entry.name}`]: `src/cli/commands/${entry.name}/index.ts` }
      : { [`${commandFolder}/${entry.name.replace(/\.ts$/u, '')}`]: `src/cli/commands/${entry.name}` },
  );
  return [
    { cli: 'src/cli/main.ts' },
    ...commands,
    { worker: 'src/io/workers/worker.ts' },
    { 'simulation-thread': 'src/io/simulation/thread.ts' },
    { index: 'src/index.ts' },
  ];
}

/** The registry loads commands from their own bundles. */
const commandsApart: Plugin = {
  name: 'commands-apart',
  setup(build) {
    build.onResolve({ filter: /^\.\/commands\// }, ({ path, kind, importer }) => {
      if (kind !== 'dynamic-import' || !importer.endsWith('registry.ts')) return undefined;
      const name = path.replace(/^\.\/commands\//u, '').replace(/(?:\/index)?\.ts$/u, '');
      return { path: `../commands/${name}.js`, external: true };
    });
  },
};

/** A table asks for the width of every cell, and each time for a pattern that takes longer to make than to use. */
const emojiPatternOnce: Plugin = {
  name: 'emoji-pattern-once',
  setup(build) {
    const once = join(import.meta.dirname, 'emoji-regex-once.cjs');
    build.onResolve({ filter: /^emoji-regex$/ }, ({ importer }) =>
      importer === once ? undefined : { path: once },
    );
  },
};

/** Bundles the command line, what threads load and the library; every `import()` is a file. Returns problems as text. */
export async function bundle(root: string, target: string): Promise<readonly string[]> {
  const programs = programsOf(root);
  const problems = await Promise.all(programs.map((entryPoints) => bundleProgram(root, target, entryPoints)));
  return problems.flat();
}

async function bundleProgram(
  root: string,
  target: string,
  entryPoints: Record<string, string>,
): Promise<readonly string[]> {
  const isCommand = Object.keys(entryPoints).some((name) => name.startsWith(commandFolder));
  const built = bundleWith({
    absWorkingDir: root,
    entryPoints,
    outdir: target,
    chunkNames: `parts/${Object.keys(entryPoints).join().replace(/^.*\//u, '')}/[name]-[hash]`,
    bundle: true,
    external: startsThreads,
    plugins: [commandsApart, emojiPatternOnce],
    // A command is one file: finding and reading a dozen takes longer than skipping what is not called.
    splitting: !isCommand,
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
