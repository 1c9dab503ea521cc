import { fillPert, makeCells, pertAt, pertTable } from './pert-table.ts';
import { threePoint } from './three-point.ts';

/** The beta distribution between low and high, with the usual weight of 4 on the mode. */
export const pert = threePoint('pert', 'PERT', (low, mode, high) => {
  const table = pertTable(1 + (4 * (mode - low)) / (high - low));
  return {
    at: (u) => pertAt(table, low, high, u),
    makeReady: (numbers) => makeCells(table, numbers),
    fill: (uniforms, values, count) => fillPert(table, low, high, uniforms, values, count),
  };
});
