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
