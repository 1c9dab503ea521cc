import { Exact } from '../../formula/index.ts';
import { kinds, type ThroughputEntry } from '../types.ts';
import {
  choiceField,
  derived,
  figure,
  id,
  optional,
  plain,
  record,
  reportAt,
  text,
  type Field,
} from '../../document/index.ts';
import { source } from './source.ts';

const rate = { units: ['token/second'], above: 0, example: '2500 tokens/s' };
const length = { units: ['token', '1'], above: 0, most: 100_000_000, example: '1024 tokens' };
const tolerance = new Exact('0.001');

/**
 * A run: `{ model, gpu, gpus: 8, precision, engine, input_length, output_length, concurrency, input, output, total,
 * kind, source }`. At least one of the rates has to be there.
 */
export const throughputEntry: Field<ThroughputEntry> = derived(
  record(
    'a measured run',
    {
      model: plain(id, 'model', 'llama-3.1-8b'),
      gpu: plain(id, 'GPU', 'h200-sxm'),
      gpus: figure('GPUs of the replica', {
        units: ['GPU', '1'],
        above: 0,
        most: 10_000,
        whole: true,
        example: '8',
      }),
      precision: plain(text, 'precision', 'fp8'),
      engine: plain(text, 'engine', 'vllm 0.6'),
      input_length: figure('input tokens of a request', length),
      output_length: figure('output tokens of a request', length),
      kind: choiceField('how it is known', kinds),
      source,
      concurrency: optional(
        figure('requests at the same time', { units: ['1'], above: 0, most: 1_000_000, example: '64' }),
      ),
      input: optional(figure('input tokens a second', rate)),
      output: optional(figure('output tokens a second', rate)),
      total: optional(figure('tokens a second, both together', rate)),
    },
    { allowsNull: true },
  ),
  (run, address, reading, span, node) => {
    const { input, output, total } = run;
    if (input === null && output === null && total === null) {
      const hint = `one of 'input', 'output' and 'total', in tokens/s`;
      return reportAt(reading, 'missing-key', address, 'a run has to state a rate', { span, hint });
    }
    if (input !== null && output !== null && total !== null) {
      const sum = input.plus(output);
      if (sum.minus(total).abs().gt(sum.times(tolerance))) {
        const message = `input and output are ${sum.toFixed()} tokens/s together, not ${total.toFixed()}`;
        const place = node?.type === 'map' ? node.entries.get('total')?.keySpan : undefined;
        reportAt(reading, 'contradiction', address, message, { span: place ?? span });
      }
    }
    return {
      model: run.model,
      gpu: run.gpu,
      gpusPerReplica: run.gpus.toNumber(),
      precision: run.precision,
      engine: run.engine,
      inputLength: run.input_length.toNumber(),
      outputLength: run.output_length.toNumber(),
      concurrency: run.concurrency?.toNumber() ?? null,
      inputRate: input,
      outputRate: output,
      totalRate: total,
      kind: run.kind,
      source: run.source,
    };
  },
);
