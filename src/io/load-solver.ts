import { setFlagsFromString } from 'node:v8';
import type { Highs } from 'highs';

let loaded: Promise<Highs> | undefined;

/** HiGHS, compiled at the first call. Its types describe a CommonJS module, though it is loaded as an ES module. */
export async function loadSolver(): Promise<Highs> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Highs> {
  // The solver has thousands of functions. Optimizing each after its first runs takes ten times as long as a small plan
  // takes to solve; those that a long search spends its time in still get there.
  setFlagsFromString('--wasm-tiering-budget=1000000000');
  const module = await import('highs');
  return (module.default as unknown as typeof module.default.default)();
}
