import { tabulatedPertQuantile } from './pert-table.ts';
import { threePoint } from './three-point.ts';

/** The beta distribution between low and high, with the usual weight of 4 on the mode. */
export const pert = threePoint('pert', 'PERT', (low, mode, high) => {
  const width = high - low;
  const shape = 1 + (4 * (mode - low)) / width;
  const lower = tabulatedPertQuantile(shape);
  const upper = tabulatedPertQuantile(6 - shape);
  const at = (u: number): number => (u <= 0.5 ? low + width * lower(u) : high - width * upper(1 - u));
  return {
    at,
    fill: (uniforms, values, count) => {
      for (let row = 0; row < count; row += 1) values[row] = at(uniforms[row] ?? 0);
    },
  };
});
