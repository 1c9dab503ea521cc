import { ok, type Result } from '../../diagnostics/index.ts';
import { throughputKey, type ThroughputEntry, gpuIdOf } from '../../catalog/index.ts';
import { FieldTally } from '../reading/field-tally.ts';
import { modelName } from '../reading/names.ts';
import { numberIn } from '../reading/offer-columns.ts';
import { inOneLine } from '../reading/one-line.ts';
import { importedFrom, reportOn } from '../reading/table-report.ts';
import type { Table, TableRow } from '../reading/table.ts';
import { sourceOf, type Imported, type ImportRequest } from '../types.ts';

/** Columns of a run, the documented name first. Rates are tokens per second of all GPUs of the replica. */
const columns = {
  model: ['model', 'model_path'],
  gpu: ['gpu', 'system'],
  gpus: ['num_gpus', 'gpus'],
  precision: ['precision'],
  engine: ['engine', 'backend'],
  version: ['engine_version', 'backend_version'],
  input: ['input_len', 'isl'],
  output: ['output_len', 'osl'],
  concurrency: ['concurrency'],
  outputRate: ['output_tps_total'],
  inputRate: ['input_tps_total'],
  kind: ['value_kind', 'kind'],
  note: ['source_id', 'id'],
} as const;

const known = [
  ...Object.entries(columns).flatMap(([ours, names]) => names.map((name) => [name, ours] as const)),
  ['output_tps_per_gpu', '-'],
  ['source', '-'],
  ['date', '-'],
] as const;

/** Whether the table has measured rates, or runs of which it only has the times per token. */
export function isThroughput(table: Table): boolean {
  const has = (names: readonly string[]): boolean => names.some((name) => table.columns.includes(name));
  return (
    has(columns.model) &&
    has(columns.gpu) &&
    has(columns.precision) &&
    has(columns.input) &&
    has(columns.output)
  );
}

/** Of several runs of one kind the one with the most output is taken. */
export function importThroughput(table: Table, request: ImportRequest): Result<Imported> {
  const retrieved = request.retrieved ?? request.today;
  const { reported, report } = reportOn(table);
  const tally = new FieldTally(known);
  const best = new Map<string, ThroughputEntry>();
  for (const row of table.rows) {
    tally.see(table.columns.filter((column) => row.cell(column) !== ''));
    const entry = readRun(row, request, retrieved);
    if ('rule' in entry) {
      report(`line ${row.line}`, entry.rule, entry.detail);
      continue;
    }
    const key = throughputKey(entry);
    const other = best.get(key);
    const isBetter = other === undefined || (entry.outputRate?.gt(other.outputRate ?? 0) ?? false);
    if (other !== undefined)
      report(`line ${row.line}`, 'another run of one kind', `${key}: the one with the most output is taken`);
    if (isBetter) best.set(key, entry);
  }
  return ok(
    importedFrom(table, { retrieved, reported, unmapped: tally.unmapped, throughput: [...best.values()] }),
  );
}

function readRun(
  row: TableRow,
  request: ImportRequest,
  retrieved: string,
): ThroughputEntry | { readonly rule: string; readonly detail: string } {
  const cell = (field: keyof typeof columns): string =>
    columns[field].map((name) => row.cell(name)).find((text) => text !== '') ?? '';
  const number = (field: keyof typeof columns): number => numberIn(cell(field))?.toNumber() ?? Number.NaN;
  const [inputLength, outputLength] = [number('input'), number('output')];
  if (!(inputLength > 0 && outputLength > 0)) return { rule: 'no lengths', detail: `${cell('input')}/${cell('output')}` }; // prettier-ignore
  const precision = cell('precision');
  if (precision === '' || precision === 'unspecified') return { rule: 'no precision', detail: cell('model') };
  const outputRate = numberIn(cell('outputRate'));
  if (outputRate?.gt(0) !== true)
    return { rule: 'no tokens per second', detail: cell('outputRate') || 'empty' };
  const gpus = number('gpus');
  if (!(Number.isInteger(gpus) && gpus > 0)) return { rule: 'no number of GPUs', detail: cell('gpus') };
  const concurrency = number('concurrency');
  const inputRate = numberIn(cell('inputRate'));
  const stated = inputRate?.gt(0) === true ? inputRate : null;
  const model = modelName(cell('model').replace(/^.*\//u, ''));
  const gpu = gpuIdOf(cell('gpu'));
  if (!/^[a-z\d][\w.:@+-]*$/iu.test(model) || gpu === '')
    return { rule: 'a name that cannot be an id', detail: model };
  return {
    model,
    gpu,
    gpusPerReplica: gpus,
    precision: inOneLine(precision),
    engine: inOneLine(
      [cell('engine') || 'engine not stated', /^[\w.]+/u.exec(cell('version'))?.[0] ?? ''].join(' ').trim(),
    ),
    inputLength,
    outputLength,
    concurrency: concurrency > 0 ? concurrency : null,
    inputRate: stated,
    outputRate,
    totalRate: stated === null ? null : stated.plus(outputRate),
    kind: /measured/iu.test(cell('kind')) ? 'measured' : 'estimated',
    source: sourceOf(request, retrieved, { note: cell('note'), line: row.line }),
  };
}
