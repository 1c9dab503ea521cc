import { builtinModules, createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/** Modules that stand in for others in what some package loads. A stand-in loads the real one itself. */
const standIns: readonly { readonly of: RegExp; readonly within: RegExp; readonly file: string }[] = [
  { of: /^node:child_process$/, within: /commander/, file: 'child-process-late.cjs' },
];

/** Dependencies without what takes long when a command starts and changes nothing of what they do. */
export const lighterDependencies: Plugin = {
  name: 'lighter-dependencies',
  setup(build) {
    for (const { of, within, file } of standIns) {
      const path = join(import.meta.dirname, file);
      build.onResolve({ filter: of }, ({ importer }) => (within.test(importer) ? { path } : undefined));
    }
  },
};

/** Parts of Node and packages that take a millisecond or more to load, and that the main job does without. */
const heavy = /^(?:node:(?:child_process|crypto|fs\/promises|os|timers\/promises|url|zlib)|yaml)$/;

/** These are loaded when something of theirs is first used, not when a file that names them is. */
export const loadedWhenUsed: Plugin = {
  name: 'loaded-when-used',
  setup(build) {
    const namespace = 'loaded-when-used';
    build.onResolve({ filter: heavy }, ({ path, kind }) =>
      kind === 'import-statement' && (path === 'yaml' || builtinModules.includes(path.slice('node:'.length)))
        ? { path, namespace, sideEffects: false }
        : undefined,
    );
    build.onLoad({ filter: /./, namespace }, ({ path }) => {
      const names = Object.keys(createRequire(import.meta.url)(path) as object);
      const get = `() => require('${path}')[name]`;
      return {
        resolveDir: import.meta.dirname,
        contents: `for (const name of ${JSON.stringify(names)}) Object.defineProperty(exports, name, { enumerable: true, get: ${get} });`,
      };
    });
  },
};
