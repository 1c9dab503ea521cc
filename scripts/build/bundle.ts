import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  build as bundleWith,
  formatMessages,
  type BuildFailure,
  type BuildOptions,
  type Plugin,
} from 'esbuild';
import { lighterDependencies } from './lighter-dependencies.ts';

/** Finds the file that its threads start with beside its own, so it cannot become part of ours. */
const startsThreads = ['tinypool'];

/** Where the bundle of a command is, from the bundle of the frame that loads it. */
const commandFolder = 'commands';

/**
 * What only one of these uses must not be loaded by the others, and a bundler that sees them together puts what they
 * share and what their indexes name into the same parts. So each is bundled by itself, every command among them.
 * Those that have to start fast are one file each, in CommonJS, of which V8 can keep what it compiled.
 */
function programsOf(root: string): readonly BuildOptions[] {
  const commands = readdirSync(join(root, 'src/cli/commands'), { withFileTypes: true }).map((entry) => {
    const name = basename(entry.name, '.ts');
    const file = entry.isDirectory() ? `${entry.name}/index.ts` : entry.name;
    return asOneFile(`${commandFolder}/${name}`, `src/cli/commands/${file}`);
  });
  return [
    asOneFile('cli', 'src/cli/main.ts'),
    ...commands,
    asModules('worker', 'src/io/workers/worker.ts'),
    asModules('simulation-thread', 'src/io/simulation/thread.ts'),
    asModules('index', 'src/index.ts'),
  ];
}

function asOneFile(name: string, entry: string): BuildOptions {
  return {
    entryPoints: { [name]: entry },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    define: { 'import.meta': 'importMeta' },
    banner: { js: "const importMeta = { url: require('node:url').pathToFileURL(__filename).href };" },
  };
}

function asModules(name: string, entry: string): BuildOptions {
  return {
    entryPoints: { [name]: entry },
    chunkNames: `parts/${name}/[name]-[hash]`,
    format: 'esm',
    splitting: true,
    // CommonJS dependencies call `require`, which an ES module does not have.
    banner: {
      js: "import { createRequire as crossoverRequire } from 'node:module'; const require = crossoverRequire(import.meta.url);",
    },
  };
}

/** The registry loads commands from their own bundles. */
const commandsApart: Plugin = {
  name: 'commands-apart',
  setup(build) {
    const namespace = 'commands-apart';
    build.onResolve({ filter: /^\.\/commands\// }, ({ path, kind, importer }) => {
      if (kind !== 'dynamic-import' || !importer.endsWith('registry.ts')) return undefined;
      return { path: path.replace(/^\.\/commands\//u, '').replace(/(?:\/index)?\.ts$/u, ''), namespace };
    });
    build.onLoad({ filter: /./, namespace }, ({ path }) => ({
      contents: `module.exports = require('./${commandFolder}/${path}.cjs')`,
    }));
    build.onResolve({ filter: /\.cjs$/, namespace }, ({ path }) => ({ path, external: true }));
  },
};

/** Bundles the command line, what threads load and the library. Returns problems as text. */
export async function bundle(root: string, target: string): Promise<readonly string[]> {
  const problems = await Promise.all(programsOf(root).map((each) => bundleProgram(root, target, each)));
  return problems.flat();
}

async function bundleProgram(
  root: string,
  target: string,
  program: BuildOptions,
): Promise<readonly string[]> {
  const built = bundleWith({
    ...program,
    absWorkingDir: root,
    outdir: target,
    bundle: true,
    external: startsThreads,
    plugins: [commandsApart, lighterDependencies],
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    write: false,
    logLevel: 'silent',
  });
  return built.then(
    async ({ warnings, outputFiles }) => {
      for (const { path, text } of outputFiles ?? []) {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, inAscii(text));
      }
      return formatMessages(warnings, { kind: 'warning' });
    },
    ({ errors }: BuildFailure) => formatMessages(errors, { kind: 'error' }),
  );
}

/** esbuild escapes all but what is in regular expressions, where the same escape means the same. */
function inAscii(text: string): string {
  return text.replaceAll(/\\[\0-\x7f]|\\?([^\0-\x7f])/g, (found, unit?: string) =>
    unit === undefined ? found : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
