import { Exact } from '../../formula/index.ts';
import type { ThroughputEntry } from '../types.ts';
import { derived, figure, optional, record, reportAt, type Field } from '../../document/index.ts';
import { replicaFields, toReplica } from './measured.ts';

const rate = { units: ['token/second'], above: 0, example: '2500 tokens/s' };
const tolerance = new Exact('0.001');

/**
 * A run: `{ model, gpu, gpus: 8, precision, engine, input_length, output_length, concurrency, input, output, total,
 * kind, source }`. At least one of the rates has to be there.
 */
export const throughputEntry: Field<ThroughputEntry> = derived(
  record(
    'a measured run',
    {
      ...replicaFields(false),
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
      ...toReplica(run),
      concurrency: run.concurrency?.toNumber() ?? null,
      inputRate: input,
      outputRate: output,
      totalRate: total,
    };
  },
);
