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
import { loadedWhenUsed, lighterDependencies } from './lighter-dependencies.ts';

/** Finds the file that its threads start with beside its own, so it cannot become part of ours. */
const startsThreads = ['tinypool'];

/** Where the bundle of a command is, from the bundle of the frame that loads it. */
const commandFolder = 'commands';

/** The command that most calls are for, bundled by itself. */
const mainCommand = 'run';

/** What pages load: the formulas alone, without a module of Node. */
const pageFolder = 'page';

/** All the others, in one bundle. */
const otherCommands = 'others';

/** What the frame needs where files are watched or its output cannot be written: so seldom that it comes from there, too. */
const forSeldom = { name: 'io', file: './src/io/index.ts' };
/** Threads of one of them run it from there: by itself it would be shipped twice, as a module it would load much beside. */
const simulationThread = { name: 'simulation-thread', file: './src/io/simulation/thread.ts' };

/**
 * What has to start fast is in CommonJS, of which V8 can keep what it compiled: the frame, the main job, and the other
 * commands together, so that the core is not shipped once for each. Of those, only what a command needs is evaluated.
 * Threads and the library are modules that share their parts.
 */
function programsOf(root: string): readonly BuildOptions[] {
  const commands = readdirSync(join(root, 'src/cli/commands'), { withFileTypes: true }).map((entry) => ({
    name: basename(entry.name, '.ts'),
    file: `./src/cli/commands/${entry.isDirectory() ? `${entry.name}/index.ts` : entry.name}`,
  }));
  const others = commands.filter(({ name }) => name !== mainCommand);
  return [
    asOneFile({ entryPoints: { cli: 'src/cli/main.ts' } }),
    asOneFile({ entryPoints: { [`${commandFolder}/${mainCommand}`]: `src/cli/commands/${mainCommand}.ts` } }),
    asOneFile({
      stdin: {
        contents: [...others, forSeldom, simulationThread]
          .map(({ name, file }) => `exports['${name}'] = () => require('${file}');`)
          .join('\n'),
        resolveDir: root,
        sourcefile: `${otherCommands}.js`,
      },
      entryNames: `${commandFolder}/${otherCommands}`,
    }),
    asModules({
      worker: 'src/io/workers/worker.ts',
      'solver-thread': 'src/io/solving/thread.ts',
      index: 'src/library/index.ts',
      formula: 'src/library/formula.ts',
      model: 'src/library/model.ts',
    }),
    {
      ...asModules({ formula: 'src/library/formula.ts', model: 'src/library/model.ts' }),
      entryNames: `${pageFolder}/[name]`,
      chunkNames: `${pageFolder}/[name]-[hash]`,
      platform: 'browser',
      external: ['node:*'], // none is left once unused code is: a test of the package looks
      target: 'es2023',
    },
  ];
}

function asOneFile(source: Pick<BuildOptions, 'entryPoints' | 'stdin' | 'entryNames'>): BuildOptions {
  return {
    ...source,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    define: { 'import.meta': 'importMeta' },
    // As bin/load-program.js runs it: put around it there, all of it would be copied.
    banner: {
      js: `(function (exports, require, module, __filename, __dirname) {
const importMeta = { get url() { return require('node:url').pathToFileURL(__filename).href; } };`,
    },
    footer: { js: '})' },
    plugins: [loadedWhenUsed],
  };
}

function asModules(entryPoints: Readonly<Record<string, string>>): BuildOptions {
  return {
    entryPoints,
    chunkNames: 'parts/[name]-[hash]',
    format: 'esm',
    splitting: true,
    // Dependencies of the package anyway: no call of the library has to start in a fraction of a second.
    external: ['yaml', 'csv-stringify', 'csv-parse', 'd3-scale', 'd3-shape', 'fflate'],
  };
}

/** The registry loads commands from their own bundles, and the frame what it seldom needs. */
const commandsApart: Plugin = {
  name: 'commands-apart',
  setup(build) {
    const namespace = 'commands-apart';
    build.onResolve({ filter: /^\.\/commands\// }, ({ path, kind, importer }) => {
      if (kind !== 'dynamic-import' || !importer.endsWith('registry.ts')) return undefined;
      return { path: path.replace(/^\.\/commands\//u, '').replace(/(?:\/index)?\.ts$/u, ''), namespace };
    });
    build.onResolve({ filter: /^\.\.\/io\/index\.ts$/ }, ({ kind, importer }) =>
      kind === 'dynamic-import' && /[\\/]cli[\\/][\w-]+\.ts$/u.test(importer)
        ? { path: forSeldom.name, namespace }
        : undefined,
    );
    build.onLoad({ filter: /./, namespace }, ({ path }) => ({
      contents:
        path === mainCommand
          ? `module.exports = require('./${commandFolder}/${mainCommand}.cjs')`
          : `module.exports = require('./${commandFolder}/${otherCommands}.cjs').${path}()`,
    }));
    build.onResolve({ filter: /\.cjs$/, namespace }, ({ path }) => ({ path, external: true }));
  },
};

/**
 * These open files beside their own, so they stay packages. In CommonJS that it was given as a script, Node warns of
 * `import()`, and not of `require`.
 */
const requiredApart: Plugin = {
  name: 'required-apart',
  setup(build) {
    const namespace = 'required-apart';
    build.onResolve(
      { filter: /^(?:@duckdb\/node-api|highs|tinypool|@modelcontextprotocol\/server(?:\/stdio)?)$/ },
      ({ path, kind }) => (kind === 'dynamic-import' ? { path, namespace } : { path, external: true }),
    );
    build.onLoad({ filter: /./, namespace }, ({ path }) => ({
      contents: `module.exports = require('${path}')`,
    }));
  },
};

/** Bundles the command line, what threads load and the library. Returns problems as text. */
export async function bundle(root: string, target: string): Promise<readonly string[]> {
  const problems = await Promise.all(
    [...programsOf(root), pageProgram].map((each) => bundleProgram(root, target, each)),
  );
  return problems.flat();
}

/** The program of a page that a report is: it stands in the page itself. */
const pageProgram: BuildOptions = {
  entryPoints: { [`${pageFolder}/report`]: 'src/report/page/main.ts' },
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  minifyIdentifiers: true,
};

/** The same program as text, for tests of pages. */
export async function pageScriptOf(root: string): Promise<string> {
  const built = await bundleWith({
    ...pageProgram,
    absWorkingDir: root,
    outdir: 'dist',
    bundle: true,
    plugins: [lighterDependencies],
    minifySyntax: true,
    minifyWhitespace: true,
    minifyIdentifiers: true,
    write: false,
    logLevel: 'silent',
  });
  return inAscii(built.outputFiles?.[0]?.text ?? '');
}

async function bundleProgram(
  root: string,
  target: string,
  program: BuildOptions,
): Promise<readonly string[]> {
  const built = bundleWith({
    platform: 'node',
    target: 'node20',
    ...program,
    absWorkingDir: root,
    outdir: target,
    bundle: true,
    external: [...startsThreads, ...(program.external ?? [])],
    plugins: [commandsApart, requiredApart, lighterDependencies, ...(program.plugins ?? [])],
    // The other form of it asks for its files in a way that a bundle cannot follow.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    minifySyntax: true,
    minifyWhitespace: true,
    minifyIdentifiers: true,
    write: false,
    logLevel: 'silent',
  });
  return built.then(
    async ({ warnings, outputFiles }) => {
      for (const { path, text } of outputFiles ?? []) {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, inAscii(withRequire(program, text)));
      }
      return formatMessages(warnings, { kind: 'warning' });
    },
    ({ errors }: BuildFailure) => formatMessages(errors, { kind: 'error' }),
  );
}

/** CommonJS dependencies call `require`, which an ES module does not have; what a page can load has none of them. */
function withRequire({ format, platform }: BuildOptions, text: string): string {
  if (format !== 'esm' || platform === 'browser' || !/\brequire\b/u.test(text)) return text;
  const own = `import { createRequire as crossoverRequire } from 'node:module'; const require = crossoverRequire(import.meta.url);`;
  return `${own}\n${text}`;
}

/** esbuild escapes all but what is in regular expressions, where the same escape means the same. */
function inAscii(text: string): string {
  return text.replaceAll(/\\[\0-\x7f]|\\?([^\0-\x7f])/g, (found, unit?: string) =>
    unit === undefined ? found : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
