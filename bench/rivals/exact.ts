import { evaluateAll, Exact } from '../../src/formula/index.ts';
import { bestSeconds, peakMemory } from '../measure.ts';
import type { Rival } from './rival.ts';

/** Our own exact reading, 64 digits. */
export function exactRival(rows: number): Rival {
  return {
    name: 'exact reading',
    rows,
    missing: () => undefined,
    measure: (model, columns) => {
      const outputs = model.roots.map(() => new Float64Array(rows));
      const seconds = bestSeconds(() => {
        for (let row = 0; row < rows; row++) {
          const values = model.varied.map(
            ({ address }, index) => [address, new Exact(columns[index]?.[row] ?? 0)] as const,
          );
          const results = evaluateAll(model.roots, new Map(values));
          for (const [index, result] of results.entries()) outputs[index]?.set([result.toNumber()], row);
        }
      });
      return { evaluations: rows, seconds, memory: peakMemory(), outputs };
    },
  };
}
