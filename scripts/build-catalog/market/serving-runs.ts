import { gpuId } from '../../../src/catalog/index.ts';
import { modelName } from '../../../src/importing/importers.ts';
import { Exact } from '../../../src/formula/index.ts';
import { column, evidenceOf, readCsv } from '../extracts.ts';
import { sourceOn } from '../sources.ts';
import { runOf, type Run } from './run.ts';

/** Weights of four bits whose other numbers are wider are called by the weights. */
const precisions: Readonly<Record<string, string>> = { 'mxfp4 weights': 'fp4', fp8: 'fp8', fp4: 'fp4' };

/** Published serving runs of one server: measured ones, without speculative decoding and not split over machines. */
export function readServingRuns(folder: string): readonly Run[] {
  return readCsv(folder, 'field/i-throughput.csv').flatMap((row): readonly Run[] => {
    const [input, output] = [column(row, 'input_len'), column(row, 'output_len')];
    const gpu = gpuId(column(row, 'gpu'));
    const precision = precisions[column(row, 'precision')];
    const isKept =
      column(row, 'value_kind') === 'measured' &&
      column(row, 'evidence').startsWith('A') &&
      /^serving(?:, speculative: none)?$/u.test(column(row, 'workload')) &&
      /^\d+$/u.test(input) &&
      /^\d+$/u.test(output) &&
      column(row, 'output_tps_total') !== '';
    if (!isKept || gpu === undefined || precision === undefined) return [];
    const model = modelName(column(row, 'model'));
    const note = `InferenceX, tensor parallel ${column(row, 'tensor_parallel')}, as read on 2026-09-19`;
    return [
      runOf({
        model,
        gpu,
        count: column(row, 'gpus'),
        precision,
        engine: `${column(row, 'engine')} ${column(row, 'engine_version')}`.trim(),
        input,
        output,
        outputRate: new Exact(column(row, 'output_tps_total')),
        concurrency: column(row, 'concurrency'),
        kind: 'measured',
        source: sourceOn('inferencex', evidenceOf(row), column(row, 'date'), note),
      }),
    ];
  });
}
