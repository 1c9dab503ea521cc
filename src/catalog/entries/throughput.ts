import { Exact } from '../../formula/index.ts';
import { kinds, type ThroughputEntry } from '../types.ts';
import { choice, id, quantity, readFields, reportAt, text, type ValueReader } from '../../document/index.ts';
import { source } from './source.ts';

const kind = choice(kinds);
const rate = quantity('token/second', { above: 0 });
const length = quantity(['token', '1'], { above: 0, most: 100_000_000 });

/**
 * A run: `{ model, gpu, gpus: 8, precision, engine, input_length, output_length, concurrency, input, output, total,
 * kind, source }`. At least one of the rates has to be there. `address` is that of the list.
 */
export const throughputEntry: ValueReader<ThroughputEntry> = (node, address, report) => {
  const fields = readFields(node, address, report, {
    required: [
      'model',
      'gpu',
      'gpus',
      'precision',
      'engine',
      'input_length',
      'output_length',
      'kind',
      'source',
    ],
    optional: ['concurrency', 'input', 'output', 'total'],
  });
  if (fields === undefined) return undefined;
  const model = fields.required('model', id);
  const gpu = fields.required('gpu', id);
  const gpus = fields.required('gpus', quantity(['GPU', '1'], { above: 0, most: 10_000, whole: true }));
  const precision = fields.required('precision', text);
  const engine = fields.required('engine', text);
  const inputLength = fields.required('input_length', length);
  const outputLength = fields.required('output_length', length);
  const known = fields.required('kind', kind);
  const origin = fields.required('source', source);
  const concurrency = fields.optional('concurrency', quantity('1', { above: 0, most: 1_000_000 }));
  const inputRate = fields.optional('input', rate);
  const outputRate = fields.optional('output', rate);
  const totalRate = fields.optional('total', rate);
  if (inputRate === null && outputRate === null && totalRate === null) {
    const hint = `one of 'input', 'output' and 'total', in tokens/s`;
    return reportAt(report, 'missing-key', address, 'a run has to state a rate', { span: fields.span, hint });
  }
  if (inputRate !== null && outputRate !== null && totalRate !== null) {
    const sum = inputRate.plus(outputRate);
    if (
      sum
        .minus(totalRate)
        .abs()
        .gt(sum.times(new Exact('0.001')))
    ) {
      const message = `input and output are ${sum.toFixed()} tokens/s together, not ${totalRate.toFixed()}`;
      reportAt(report, 'contradiction', address, message, { span: fields.spanOf('total') });
    }
  }
  if (model === undefined || gpu === undefined || gpus === undefined || precision === undefined)
    return undefined;
  if (engine === undefined || inputLength === undefined || outputLength === undefined) return undefined;
  if (known === undefined || origin === undefined) return undefined;
  return {
    model,
    gpu,
    gpusPerReplica: gpus.toNumber(),
    precision,
    engine,
    inputLength: inputLength.toNumber(),
    outputLength: outputLength.toNumber(),
    concurrency: concurrency?.toNumber() ?? null,
    inputRate,
    outputRate,
    totalRate,
    kind: known,
    source: origin,
  };
};
