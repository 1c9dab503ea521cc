import { modelName } from '../../../src/importing/importers.ts';
import { Exact } from '../../../src/formula/index.ts';
import { column, evidenceOf, readCsv } from '../extracts.ts';
import { sourceOn } from '../sources.ts';
import { runOf, type Run } from './run.ts';

const cards: Readonly<Record<string, string>> = { A100_80GB_PCIe: 'a100-80gb-pcie' };
const precisions: Readonly<Record<string, string>> = { float16: 'fp16', fp8: 'fp8' };

/** Runs under an offered load, at fixed lengths and without reuse of prefixes; cards whose form is not said are left out. */
export function readLoadCurves(folder: string): readonly Run[] {
  return readCsv(folder, 'field/i2-load-curves.csv').flatMap((row): readonly Run[] => {
    const gpu = cards[column(row, 'gpu')];
    const precision = precisions[column(row, 'precision')];
    const [, input, output] = /^(\d+)\/(\d+) random$/u.exec(column(row, 'io_shape')) ?? [];
    if (gpu === undefined || precision === undefined || input === undefined || output === undefined)
      return [];
    if (column(row, 'prefix_caching') !== '0') return [];
    const model = modelName(column(row, 'model').replace(/^.*\//u, ''));
    const note = `configuration ${column(row, 'config')}, ${column(row, 'offered_rps')} requests/s offered, ${column(row, 'completed_rps')} completed`;
    return [
      runOf({
        model,
        gpu,
        count: column(row, 'gpus'),
        precision,
        engine: column(row, 'engine'),
        input,
        output,
        outputRate: new Exact(column(row, 'output_tps')),
        kind: 'measured',
        source: sourceOn('vllmCostMeter', evidenceOf(row), column(row, 'date'), note),
      }),
    ];
  });
}
