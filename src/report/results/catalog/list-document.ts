import type { CatalogListResult, ListedEntry, Part } from '../../../catalog/index.ts';
import type { Block, Cell, Column, Content, Document, Row } from '../../document/document.ts';
import { numberValue, type Figure } from '../../document/figures.ts';
import { blank, column, paragraph, row, section, table, text } from '../../document/make.ts';
import { SourceNumbers } from '../run/sources.ts';
import { byPart, countOf, momentRemark, partNames, placeText, sourceText, valueCell } from './cells.ts';

/** What a catalog has: a table for each part, and the sources by number. */
export function listDocument(result: CatalogListResult): Document {
  const { entries, catalog } = result;
  const sources = new SourceNumbers();
  const tables = byPart(entries).map(([part, own]) => partSection(part, own, sources));
  return {
    title: `Catalog ${catalog.version}`,
    blocks: [
      paragraph(headline(entries), 'headline'),
      ...tables,
      ...sources.section(),
      momentRemark(catalog),
    ],
  };
}

function headline(entries: readonly ListedEntry[]): Content {
  if (entries.length === 0) return [text('No entry meets all of that')];
  const counts = byPart(entries).map(([part, own]) => {
    const sellers = new Set(own.map(({ seller }) => seller).filter((seller) => seller !== null)).size;
    const word = part === 'tokens' ? 'channel' : 'cloud';
    const at = sellers === 0 ? '' : ` of ${sellers} ${word}${sellers === 1 ? '' : 's'}`;
    return `${countOf(part, own.length)}${at}`;
  });
  return [text(counts.join(', '))];
}

function partSection(part: Part, entries: readonly ListedEntry[], sources: SourceNumbers): Block {
  const about = [...new Set(entries.flatMap((entry) => entry.about.map(({ name }) => name)))].filter(
    (name) => !hidden.includes(name),
  );
  const shown = figureColumns(part).filter(({ key }) =>
    entries.some(({ row: price }) => price?.figures.some((each) => each.key === key) === true),
  );
  const columns: readonly Column[] = [
    column('Id'),
    ...about.map((name) => column(name[0]?.toUpperCase() + name.slice(1))),
    ...shown.map(({ title, unit }) => column(title, 'right', unit)),
    ...(isDated(part) ? [column('Since')] : []),
    column('Kind'),
    column('Retrieved'),
    column('Source', 'right'),
  ];
  const rows = entries.map((entry) => entryRow(entry, about, shown, sources));
  const several = partNames[part][1];
  return section(
    `${several[0]?.toUpperCase() ?? ''}${several.slice(1)}`,
    [table(columns, rows, { repeated: 1 })],
    false,
  );
}

/** Said by the id already, or not what one chooses by. */
const hidden: readonly string[] = [
  'model',
  'context',
  'residency',
  'region',
  'precision',
  'engine',
  'lengths',
];

function isDated(part: Part): boolean {
  return part === 'tokens' || part === 'offers';
}

interface FigureColumn {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
}

function figureColumns(part: Part): readonly FigureColumn[] {
  const titled = (key: string, title: string, unit = ''): FigureColumn => ({ key, title, unit });
  switch (part) {
    case 'tokens':
      return [titled('input', 'Input', '/Mtok'), titled('cached', 'Cached', '/Mtok'), titled('output', 'Output', '/Mtok')]; // prettier-ignore
    case 'offers':
      return [titled('hourly', 'GPU-hour'), titled('monthly', 'GPU-month')];
    case 'throughput':
      return [titled('input', 'In', 'tokens/s'), titled('output', 'Out', 'tokens/s')];
    case 'latency':
      return [titled('completed', 'Most', 'requests/s')];
    case 'models':
      return [titled('parameters', 'Parameters'), titled('context', 'Context', 'tokens')];
    case 'gpus':
      return [titled('memory', 'Memory', 'GB'), titled('bandwidth', 'Bandwidth', 'GB/s'), titled('power', 'Power', 'W')]; // prettier-ignore
    case 'exchange':
      return [titled('rate', 'Rate')];
    case 'facts':
      return [titled('value', 'Value'), titled('low', 'Low'), titled('high', 'High')];
  }
}

const states = { holds: '', ended: 'ended', not_yet: 'not yet', unknown: 'not known' } as const;

function entryRow(
  entry: ListedEntry,
  about: readonly string[],
  shown: readonly FigureColumn[],
  sources: SourceNumbers,
): Row {
  const { row: price, state } = entry;
  const holds = state === 'holds';
  const since = holds ? (price?.from ?? '') : `${states[state]} ${price?.to ?? ''}`.trim();
  const facts = about.map((name) => text(entry.about.find((each) => each.name === name)?.value ?? ''));
  const cells: readonly Cell[] = [
    text(entry.id),
    ...facts,
    ...shown.map(({ key }) => (holds ? withCurrency(price, key) : blank)),
    ...(isDated(entry.part) ? [text(since)] : []),
    text(price?.kind ?? ''),
    price === null ? blank : { type: 'date', value: price.source.retrieved, unit: '' },
    text(price === null ? '' : sources.refer([placeText(price)])),
  ];
  return row(cells, holds ? 'plain' : 'muted');
}

/** Currencies other than the usual one stand with the price. */
function withCurrency(price: ListedEntry['row'], key: string): Cell {
  const cell = valueCell(price, key);
  const currency = /^[A-Z]{3}(?=\/)/u.exec(cell.unit)?.[0];
  return currency === undefined || currency === 'USD' || cell.value === null
    ? cell
    : text(`${typeof cell.value === 'string' ? cell.value : cell.value.toFixed()} ${currency}`);
}

/** Every figure of every entry; its line is the entry, as there is no workload. */
export function* listFigures({ catalog, entries }: CatalogListResult): Generator<Figure> {
  for (const entry of entries) {
    for (const { key, value, unit } of entry.row?.figures ?? []) {
      yield {
        scenario: `catalog ${catalog.version}`,
        workload: entry.part,
        option: entry.id,
        line: entry.state === 'holds' ? key : `${key} (${states[entry.state]})`,
        month: null,
        value: numberValue(value),
        unit: unit === '1' ? '' : unit,
        kind: entry.row?.kind ?? '',
        source: entry.row === null ? '' : sourceText(entry.row),
      };
    }
  }
}
