import type { IsoDate } from '../../document/index.ts';
import { rowAt } from '../dated-rows.ts';
import { exchangeKey, latencyKey, throughputKey } from '../files/keys.ts';
import {
  hardwareFigures,
  latencyFigures,
  modelFigures,
  offerFigures,
  throughputFigures,
  tokenFigures,
  type EntryFigure,
} from './figures.ts';
import type {
  Catalog,
  DatedRow,
  ExchangeRate,
  Fact,
  GpuOffer,
  Kind,
  MeasuredReplica,
  Source,
  TokenEntry,
} from '../types.ts';

export const parts = [
  'tokens',
  'offers',
  'throughput',
  'latency',
  'models',
  'gpus',
  'exchange',
  'facts',
] as const;
export type Part = (typeof parts)[number];

/** Which prices are looked at: those that held on a day, as far as was known on another (null: all that is known). */
export interface Moment {
  readonly asOf: IsoDate;
  readonly knownAt: IsoDate | null;
}

/** A row of an entry with its figures taken out; entries without dates of their own have no dates. */
export interface CatalogRow {
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly recorded: IsoDate | null;
  readonly status: DatedRow['status'];
  readonly kind: Kind;
  readonly source: Source;
  readonly figures: readonly EntryFigure[];
}

/** Any entry of a catalog, in the form that lists and comparisons need. */
export interface CatalogItem {
  readonly part: Part;
  readonly id: string;
  /** The channel of token prices, the cloud of GPUs. */
  readonly seller: string | null;
  readonly gpu: string | null;
  readonly model: string | null;
  /** What else tells it apart, in words: region, node, term, context. */
  readonly about: readonly { readonly name: string; readonly value: string }[];
  /** What a row's figures are made from; in the order of time. */
  readonly rows: readonly CatalogRow[];
  /** The row that holds; undefined where none does. */
  at(moment: Moment): CatalogRow | undefined;
  /** The entry itself, for digests. */
  readonly entry: unknown;
}

/** All entries of a catalog, part by part, in the order of the catalog. */
export function catalogItems(catalog: Catalog): readonly CatalogItem[] {
  return [
    ...[...catalog.tokens.values()].map(tokenItem),
    ...[...catalog.offers.values()].map(offerItem),
    ...catalog.throughput.map((entry) =>
      fixedItem('throughput', throughputKey(entry), entry, throughputFigures(entry), aboutReplica(entry)),
    ),
    ...catalog.latency.map((entry) =>
      fixedItem('latency', latencyKey(entry), entry, latencyFigures(entry), aboutReplica(entry)),
    ),
    ...[...catalog.models.values()].map((entry) =>
      fixedItem('models', entry.id, entry, modelFigures(entry), {
        model: entry.id,
        about: { licence: entry.licence },
      }),
    ),
    ...[...catalog.gpus.values()].map((entry) =>
      fixedItem('gpus', entry.id, entry, hardwareFigures(entry), { gpu: entry.id }),
    ),
    ...catalog.exchange.map(exchangeItem),
    ...[...catalog.facts.values()].map(factItem),
  ];
}

function aboutReplica({ gpu, model, precision, engine, inputLength, outputLength }: MeasuredReplica) {
  return { gpu, model, about: { precision, engine, lengths: `${inputLength}/${outputLength}` } };
}

function tokenItem(entry: TokenEntry): CatalogItem {
  return datedItem(
    {
      part: 'tokens',
      id: entry.id,
      seller: entry.channel,
      gpu: null,
      model: entry.model,
      about: about({
        model: entry.model,
        context: entry.context === null ? null : `${entry.context.toFixed()} tokens`,
        'max output': entry.maxOutput === undefined ? null : `${entry.maxOutput.toFixed()} tokens`,
        residency: entry.residency.join(', '),
        'sold in its place': entry.successor ?? null,
      }),
      entry,
    },
    entry.rows,
    (row) => tokenFigures(entry, row),
  );
}

function offerItem(entry: GpuOffer): CatalogItem {
  const months = entry.termMonths?.toFixed();
  const term = months === undefined ? entry.term : `${entry.term} ${counted(months, 'month')}`;
  return datedItem(
    {
      part: 'offers',
      id: entry.id,
      seller: entry.cloud,
      gpu: entry.gpu,
      model: null,
      about: about({
        gpu: entry.gpu,
        region: entry.region,
        node: counted(entry.node.toFixed(), 'GPU'),
        term,
      }),
      entry,
    },
    entry.rows,
    (row) => offerFigures(entry, row),
  );
}

function counted(count: string, one: string): string {
  return `${count} ${count === '1' ? one : `${one}s`}`;
}

function exchangeItem(entry: ExchangeRate): CatalogItem {
  const rate = { key: 'rate', value: entry.rate, unit: `${entry.to}/${entry.from}` };
  return fixedItem('exchange', exchangeKey(entry), { ...entry, kind: 'list' }, [rate], {});
}

function factItem(entry: Fact): CatalogItem {
  const { value, low, high, unit } = entry;
  const figures = [
    { key: 'value', value, unit },
    ...(low === null ? [] : [{ key: 'low', value: low, unit }]),
    ...(high === null ? [] : [{ key: 'high', value: high, unit }]),
  ];
  return fixedItem('facts', entry.id, entry, figures, {
    about: { subject: entry.subject, what: entry.label, region: entry.region ?? '' },
  });
}

type Head = Omit<CatalogItem, 'rows' | 'at'>;

function datedItem<Row extends DatedRow>(
  head: Head,
  rows: readonly Row[],
  figuresOf: (row: Row) => readonly EntryFigure[],
): CatalogItem {
  const toRow = (row: Row): CatalogRow => {
    const { from, to, recorded, status, kind, source } = row;
    return { from, to, recorded, status, kind, source, figures: figuresOf(row) };
  };
  return {
    ...head,
    rows: rows.map(toRow),
    at: ({ asOf, knownAt }) => {
      const row = rowAt(rows, asOf, knownAt);
      return row === undefined ? undefined : toRow(row);
    },
  };
}

interface Facts {
  readonly gpu?: string;
  readonly model?: string;
  readonly about?: Readonly<Record<string, string>>;
}

/** What holds whatever the day is. */
function fixedItem(
  part: Part,
  id: string,
  entry: { readonly source: Source; readonly kind?: Kind },
  figures: readonly EntryFigure[],
  facts: Facts,
): CatalogItem {
  const row: CatalogRow = {
    from: null,
    to: null,
    recorded: null,
    status: 'confirmed',
    kind: entry.kind ?? 'stated',
    source: entry.source,
    figures,
  };
  return {
    part,
    id,
    seller: null,
    gpu: facts.gpu ?? null,
    model: facts.model ?? null,
    about: about(facts.about ?? {}),
    rows: [row],
    at: () => row,
    entry,
  };
}

function about(of: Readonly<Record<string, string | null>>): CatalogItem['about'] {
  return Object.entries(of).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [{ name, value }],
  );
}
