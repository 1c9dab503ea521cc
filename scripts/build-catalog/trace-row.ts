import { createHash } from 'node:crypto';
import { Exact } from '../../src/formula/index.ts';
import { readFigures, type SourceFigure } from './source-figures.ts';
import type { TracedRow } from './records.ts';

/** A row of the catalog beside the row that it was read in. */
export interface Trace {
  readonly part: TracedRow['part'];
  readonly name: string;
  readonly record: string;
  /** Each figure of the catalog, with the figure of the source that it is; null where the source's row has none that fits. */
  readonly figures: readonly {
    readonly name: string;
    readonly value: string;
    readonly found: SourceFigure | null;
  }[];
}

/** Rows drawn at random: those of which a digest of the seed and their names is the least. The same seed draws the same rows. */
export function drawRows(rows: readonly TracedRow[], count: number, seed: number): readonly TracedRow[] {
  const rank = (row: TracedRow): string =>
    createHash('sha256')
      .update(`${seed} ${nameOf(row)} ${JSON.stringify(row.row)}`)
      .digest('hex');
  return rows
    .filter(({ record }) => record !== undefined)
    .map((row) => ({ row, rank: rank(row) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, count)
    .map(({ row }) => row);
}

/** Looks a row's figures up in the row of the extract that it says it was read in. */
export function traceRow(folder: string, row: TracedRow): Trace {
  const record = row.record ?? '';
  const there = readFigures(folder, record);
  return {
    part: row.part,
    name: nameOf(row),
    record,
    figures: figuresOf(row).map(({ name, value, columns, scales: factors = ['1'] }) => ({
      name,
      value,
      found:
        there.find(
          (each) =>
            (columns === null || columns.includes(each.column)) &&
            factors.some((factor) => isSame(value, each.value.times(factor))),
        ) ?? null,
    })),
  };
}

interface CatalogFigure {
  readonly name: string;
  readonly value: string;
  /** Columns of the extracts that may hold it; null for a price list in JSON, whose keys are its own. */
  readonly columns: readonly string[] | null;
  /** What the source's figure may be multiplied by to be in the catalog's unit. */
  readonly scales?: readonly string[];
}

const prices = [
  'price_per_gpu_hour',
  'price_per_gpu_hour_usd',
  'price_per_instance_hour per GPU',
  'price_per_hour_instance per GPU',
  'price_per_hour_instance_usd per GPU',
  'provider_median',
  'provider_median_per_gpu_hour',
  'median_usd_per_gpu_hour',
  'price',
];

/** The figures that a row is about; what is worked out from several rows is not among them. */
function figuresOf({ part, row, record }: TracedRow): readonly CatalogFigure[] {
  const figure = (name: string, columns: readonly string[] | null, from = row): readonly CatalogFigure[] => {
    const text = from[name];
    return typeof text === 'string' ? [{ name, value: plainNumber(text), columns }] : [];
  };
  const isJson = /\.json:/u.test(record ?? '');
  switch (part) {
    case 'tokens':
      return ['input', 'cached', 'output'].flatMap((name) =>
        figure(name, isJson ? null : [name, `${name}_input`]),
      );
    case 'offers':
      return [
        ...figure('hourly', prices),
        ...figure('price', ['price_typical per GPU'], (row['ownership'] ?? {}) as TracedRow['row']),
      ];
    case 'throughput':
      return figure('output', ['output_tps_total', 'output_tps']);
    case 'latency':
      return [];
    case 'models':
      return figure('parameters', ['parameters_computed', 'parameters_named']);
    case 'gpus':
      return [...figure('memory', ['memory_gb']), ...figure('power', ['tdp_w'])];
    case 'exchange':
      return figure('rate', ['units_per_eur']);
    case 'facts':
      return factFigures(row);
  }
}

/** A fact's value, or where it was worked out the wage that it was worked out from, which its source names. */
function factFigures(row: TracedRow['row']): readonly CatalogFigure[] {
  const { note = '' } = row['source'] as { readonly note?: string };
  const wage = /(?:mean|median) wage ([\d.]+) x/u.exec(note)?.[1];
  if (wage !== undefined) return [{ name: 'wage', value: wage, columns: ['annual_mean', 'annual_median'] }];
  const text = row['value'];
  return typeof text === 'string'
    ? [{ name: 'value', value: plainNumber(text), columns: factColumns, scales }]
    : [];
}

const factColumns = ['value', 'price', 'yearly_change_fit', 'annual_mean', 'annual_median'];
/** Cents, months of a year, and requests of a million. */
const scales = ['1', '0.01', '12', '0.000001'];

function nameOf({ part, entry, row }: TracedRow): string {
  const fields = ['id', 'model', 'gpu', 'gpus', 'precision', 'input_length', 'output_length', 'to', 'date'];
  const own = ['tokens', 'offers', 'models', 'facts'].includes(part) ? ['id'] : fields;
  const texts = [...own.map((key) => entry[key]), row['from'] === entry['from'] ? undefined : row['from']];
  return texts.filter((text) => typeof text === 'string').join(' ');
}

/** `8.03B` and `3.10 USD/hour` without their units. */
function plainNumber(text: string): string {
  const [, digits = '', scale = ''] = /^(-?[\d.]+)([kMBT]?)/u.exec(text) ?? [];
  return new Exact(digits).times({ k: '1e3', M: '1e6', B: '1e9', T: '1e12' }[scale] ?? '1').toFixed();
}

/** Whether it is the source's figure, rounded to as many places as the catalog writes. */
function isSame(value: string, source: Exact): boolean {
  const places = value.split('.')[1]?.length ?? 0;
  return source.toDecimalPlaces(places).eq(value) && (places > 0 || source.eq(value));
}
