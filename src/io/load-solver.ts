import type { Highs } from 'highs';

let loaded: Promise<Highs> | undefined;

/** HiGHS, compiled at the first call. Its types describe a CommonJS module, though it is loaded as an ES module. */
export async function loadSolver(): Promise<Highs> {
  loaded ??= import('highs').then(async (module) =>
    (module.default as unknown as typeof module.default.default)(),
  );
  return loaded;
}
