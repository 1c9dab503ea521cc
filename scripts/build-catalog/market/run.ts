import type { Exact } from '../../../src/formula/index.ts';
import type { YamlValue } from '../../../src/importing/importers.ts';

/** A run with the key of those that it competes with: model, GPUs, precision and lengths. */
export interface Run {
  readonly key: string;
  readonly output: Exact;
  readonly entry: { readonly [key: string]: YamlValue | undefined };
}

/** What a table says of a run: whole numbers as they stand there, output in tokens per second of all its GPUs. */
interface Measured {
  readonly model: string;
  readonly gpu: string;
  readonly count: string;
  readonly precision: string;
  readonly engine: string;
  readonly input: string;
  readonly output: string;
  readonly outputRate: Exact;
  readonly concurrency?: string | undefined;
  readonly kind: 'measured' | 'estimated';
  readonly source: YamlValue;
}

/** A run as an entry. Input is served at the rate of the output, in the proportion of the lengths. */
export function runOf(of: Measured): Run {
  const { model, gpu, count, precision, input, output, outputRate } = of;
  const inputRate = outputRate.times(input).div(output).toSignificantDigits(6);
  return {
    key: [
      model,
      gpu,
      count.padStart(3, '0'),
      precision,
      input.padStart(6, '0'),
      output.padStart(6, '0'),
    ].join(' '),
    output: outputRate,
    entry: {
      model,
      gpu,
      gpus: `${count} GPUs`,
      precision,
      engine: of.engine,
      input_length: `${input} tokens`,
      output_length: `${output} tokens`,
      concurrency: of.concurrency,
      input: `${inputRate.toFixed()} tokens/s`,
      output: `${outputRate.toFixed()} tokens/s`,
      total: `${inputRate.plus(outputRate).toFixed()} tokens/s`,
      kind: of.kind,
      source: of.source,
    },
  };
}
