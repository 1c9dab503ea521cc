import {
  grades,
  kinds,
  parts,
  type CatalogDiff,
  type CatalogListResult,
  type CatalogShowResult,
  type EntryDiff,
  type FigureDiff,
  type ListedCatalog,
  type ListedEntry,
  type ListedRow,
  type ListedTrend,
  type ShownEntry,
} from '../../../catalog/index.ts';
import type { Codec } from '../../../document/index.ts';
import type { Diagnostic } from '../../../diagnostics/index.ts';
import {
  countCodec as count,
  dateCodec as date,
  figureCodec as figure,
  flagCodec as flag,
  listCodec as list,
  nullable,
  numberCodec as number,
  optionalKey,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import { compareWire } from '../compare/wire.ts';
import { publishedWire } from '../parts.ts';
import type { CatalogDiffResult, CatalogUpdateResult, CatalogValidationResult } from './results.ts';

const part = word(...parts);
const kind = word(...kinds);
const day = nullable(date);

const catalog = record<ListedCatalog>({ version: text, date, digest: text, asOf: date, knownAt: day });

const row = record<ListedRow>({
  from: day,
  to: day,
  recorded: day,
  status: word('confirmed', 'scheduled', 'withdrawn'),
  kind,
  source: record<ListedRow['source']>({
    url: text,
    retrieved: day,
    grade: optionalKey(word(...grades)),
    note: optionalKey(text),
    place: optionalKey(record<NonNullable<ListedRow['source']['place']>>({ file: text, line: count })),
  }),
  figures: list(record<ListedRow['figures'][number]>({ key: text, value: figure, unit: text })),
});

const listed = {
  part,
  id: text,
  seller: nullable(text),
  about: list(record<ListedEntry['about'][number]>({ name: text, value: text })),
  state: word('holds', 'ended', 'not_yet', 'unknown'),
  row: nullable(row),
};

const trend = record<ListedTrend>({
  from: date,
  to: date,
  days: number,
  figures: list(
    record<ListedTrend['figures'][number]>({
      key: text,
      unit: text,
      first: figure,
      last: figure,
      yearly: figure,
    }),
  ),
  yearly: nullable(figure),
  because: nullable(text),
  formula: text,
});

/** `crossover/catalog-list/1`. */
export const listWire = record<CatalogListResult>({
  schema: word('crossover/catalog-list/1'),
  catalog,
  entries: list(record<ListedEntry>(listed)),
});

/** `crossover/catalog-show/1`. */
export const showWire = record<CatalogShowResult>({
  schema: word('crossover/catalog-show/1'),
  catalog,
  asked: text,
  entries: list(record<ShownEntry>({ ...listed, history: nullable(list(row)), trend: nullable(trend) })),
});

const side = record<CatalogDiff['before']>({ version: text, digest: text, asOf: date });
const source = record<NonNullable<EntryDiff['sources']['before']>>({ url: text, retrieved: day, kind });

const diff = {
  before: side,
  after: side,
  changed: flag,
  entries: list(
    record<EntryDiff>({
      part,
      id: text,
      change: word('added', 'removed', 'up', 'down', 'mixed', 'ended', 'begun', 'other'),
      figures: list(
        record<FigureDiff>({
          key: text,
          unit: text,
          before: nullable(figure),
          after: nullable(figure),
          share: nullable(figure),
        }),
      ),
      other: list(text),
      sources: record<EntryDiff['sources']>({ before: nullable(source), after: nullable(source) }),
    }),
  ),
  unchanged: count,
};

/** `crossover/catalog-diff/1`. */
export const diffWire = record<CatalogDiffResult>({
  schema: word('crossover/catalog-diff/1'),
  names: record<CatalogDiffResult['names']>({ before: text, after: text }),
  ...diff,
  verdicts: nullable(compareWire),
});

/** `crossover/catalog-validation/1`. */
export const validationWire = record<CatalogValidationResult>({
  schema: word('crossover/catalog-validation/1'),
  catalog: publishedWire,
  entries: count,
  errors: count,
  warnings: count,
  findings: list(
    record<Diagnostic>({
      code: text as Codec<Diagnostic['code']>,
      severity: word('error', 'warning'),
      message: text,
      span: optionalKey(
        record<NonNullable<Diagnostic['span']>>({ file: text, line: count, column: count, length: count }),
      ),
      hint: optionalKey(text),
    }),
  ),
});

/** `crossover/catalog-update/1`. */
export const updateWire = record<CatalogUpdateResult>({
  schema: word('crossover/catalog-update/1'),
  folder: text,
  from: text,
  outcome: word('unchanged', 'updated', 'new'),
  catalog: publishedWire,
  fetched: list(text),
  removed: list(text),
  changes: nullable(record<CatalogDiff>(diff)),
});
