import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/** Modules that stand in for others in what some package loads. A stand-in loads the real one itself. */
const standIns: readonly { readonly of: RegExp; readonly within: RegExp; readonly file: string }[] = [
  { of: /^emoji-regex$/, within: /string-width/, file: 'emoji-regex-once.cjs' },
  { of: /^string-width$/, within: /cli-table3/, file: 'string-width-plain-first.cjs' },
  { of: /locales\/index\.js$/, within: /zod/, file: 'zod-english.mjs' },
  { of: /^node:child_process$/, within: /commander/, file: 'child-process-late.cjs' },
];

/** A table makes this text of every cell that it draws, for a log that is off. */
const traced = 'utils.truncate(this.content, 10, this.truncate)';

/** Dependencies without what takes long when a command starts and changes nothing of what they do. */
export const lighterDependencies: Plugin = {
  name: 'lighter-dependencies',
  setup(build) {
    for (const { of, within, file } of standIns) {
      const path = join(import.meta.dirname, file);
      build.onResolve({ filter: of }, ({ importer }) => (within.test(importer) ? { path } : undefined));
    }
    build.onLoad({ filter: /cli-table3[\\/]src[\\/]cell\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes(traced)) return { errors: [{ text: `cli-table3 no longer has ${traced}` }] };
      return { contents: text.replace(traced, 'this.content') };
    });
  },
};
