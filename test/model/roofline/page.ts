import type { PartAccuracy, RooflineAccuracy } from '../../../src/model/roofline/index.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function table(what: string, parts: readonly PartAccuracy[]): string {
  const rows = parts.map(
    ({ id, measurements, medianError, medianFactor }) =>
      `| ${id} | ${String(measurements)} | ${percent(medianError)} | ${medianFactor.toFixed(2)} |\n`,
  );
  return `| ${what} | measurements | median error | estimate over measurement, median |\n|---|---:|---:|---:|\n${rows.join('')}`;
}

/** The page docs/throughput.md: how far estimates of throughput are off. */
export function throughputPage(version: string, found: RooflineAccuracy): string {
  return `# How good estimates of throughput are

A cluster that states no throughput takes the measurements of its model on its GPU from the catalog. Where there are none,
\`crossover throughput estimate\` gives a roofline with an interval. This page says how far such estimates are off, and is
generated from the catalog ${version}: \`npx vitest run test/model/roofline -u\`.

## How it is estimated

A step of decoding reads the keys and values of all sequences, and then takes the longer of reading the weights and
multiplying by them. A prompt takes two operations for each active parameter and token. Of a mixture of experts a step reads
the experts that its sequences touch. As many sequences run at once as memory holds, 2,048 at most, or as many as are asked
for. Engines reach part of the peaks: one share for all, changed by each doubling of GPUs, for mixtures of experts, at full
offline load, and by GPU. These are fitted to the logarithms of the measurements in the catalog.

## How far it is off

Each model is held out with all others of its geometry (Llama 3.1 and 3.3 70B are one), and foretold from the rest.

| figure | this estimate | BLIS, for comparison |
|---|---:|---:|
| median error on models that it was not fitted to | ${percent(found.medianError)} | 6.7 % |
| measurements within the 80 % interval | ${percent(found.coverage)} | not stated |

The figure of BLIS is its authors' own: end-to-end latency on held-out runs of a simulator that knows the engine's settings. An
estimate here knows sizes, peaks and lengths alone, and foretells the rate of a whole replica. Where money depends on it,
measure: \`crossover throughput import\` reads the result.

The interval is from ${found.low.toFixed(2)} to ${found.high.toFixed(2)} times the estimate: the tenth and the ninetieth percentile of the errors on
held-out models, each geometry weighing the same. Its coverage is counted on measurements that had no part in the fit, nor in
the errors that their interval was made of: ${String(found.measurements)} measurements of ${String(found.families)} geometries.

${table('model', found.byModel)}
${table('GPU', found.byGpu)}
## What is refused

GPUs, and precisions on a GPU, on which nothing was measured; numbers of GPUs, lengths, parameters and active parameters outside
the range of what was measured; models whose weights and one request do not fit into memory.
`;
}
