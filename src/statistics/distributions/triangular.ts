import { threePoint } from './three-point.ts';

/** Its density rises straight to the mode and falls straight from there. */
export const triangular = threePoint('triangular', 'triangular', (low, mode, high) => {
  const width = high - low;
  const turn = (mode - low) / width;
  const rise = width * (mode - low);
  const fall = width * (high - mode);
  const at = (u: number): number => (u < turn ? low + Math.sqrt(u * rise) : high - Math.sqrt((1 - u) * fall));
  return {
    at,
    fill: (uniforms, values, count) => {
      for (let row = 0; row < count; row += 1) values[row] = at(uniforms[row] ?? 0);
    },
  };
});
