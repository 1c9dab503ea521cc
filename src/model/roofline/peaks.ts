/** Dense operations per second of a GPU in units of 10^12, without sparsity, at 16, 8 and 4 bits; null where it has none. */
interface PeakCompute {
  readonly bits16: number;
  readonly bits8: number | null;
  readonly bits4: number | null;
}

/**
 * From the system files of ai-dynamo/aiconfigurator at 095f58a51 (Apache-2.0), read on 2026-11-23; those of AMD from
 * SemiAnalysisAI/InferenceX-app, gpu-specs.ts, read on 2026-04-03.
 */
const peakCompute: Readonly<Record<string, PeakCompute>> = {
  'a100-40gb': { bits16: 312, bits8: null, bits4: null },
  'a100-80gb-pcie': { bits16: 312, bits8: null, bits4: null },
  'a100-80gb': { bits16: 312, bits8: null, bits4: null },
  'h100-pcie': { bits16: 756.5, bits8: 1513, bits4: null },
  'h100-sxm': { bits16: 989, bits8: 1979, bits4: null },
  'h200-sxm': { bits16: 989, bits8: 1979, bits4: null },
  b200: { bits16: 2250, bits8: 4500, bits4: 9000 },
  b300: { bits16: 2250, bits8: 4500, bits4: 13_500 },
  gb200: { bits16: 2500, bits8: 5000, bits4: 10_000 },
  gb300: { bits16: 2500, bits8: 5000, bits4: 15_000 },
  l40s: { bits16: 362.05, bits8: 733, bits4: null },
  l4: { bits16: 121, bits8: 242, bits4: null },
  'rtx-pro-6000': { bits16: 467.8, bits8: 935.6, bits4: 1871.2 },
  mi300x: { bits16: 1307, bits8: 2615, bits4: null },
  mi325x: { bits16: 1307, bits8: 2615, bits4: null },
  mi355x: { bits16: 2516, bits8: 5033, bits4: 10_066 },
};

/** Operations per second of one GPU with weights of a precision; undefined for a GPU whose peak is not known. */
export function peakFlops(gpu: string, precision: string): number | undefined {
  if (!Object.hasOwn(peakCompute, gpu)) return undefined;
  const peak = peakCompute[gpu];
  if (peak === undefined) return undefined;
  // Weights of four-bit integers are multiplied at 16 bits; other weights at the narrowest that the GPU has.
  const bits = /int4|w4/iu.test(precision) ? 16 : /fp4/iu.test(precision) ? 4 : /8/u.test(precision) ? 8 : 16;
  const narrow = bits === 4 ? (peak.bits4 ?? peak.bits8) : bits === 8 ? peak.bits8 : null;
  return (narrow ?? peak.bits16) * 1e12;
}
