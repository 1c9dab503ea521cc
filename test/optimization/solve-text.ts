import { loadSolver } from '../../src/io/load-solver.ts';

/** The least cost that HiGHS finds for a program that it reads as text. */
export async function solveText(format: 'lp' | 'mps', data: string): Promise<number> {
  const highs = await loadSolver();
  return highs.withModel({ format, data }, (model) => {
    model.options.set({ output_flag: false, mip_rel_gap: 0 });
    model.run();
    return model.getObjectiveValue();
  });
}
