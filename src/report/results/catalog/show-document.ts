import type {
  CatalogShowResult,
  ListedCatalog,
  ListedRow,
  ListedTrend,
  ShownEntry,
} from '../../../catalog/index.ts';
import type { Block, Content, Document, Facts } from '../../document/document.ts';
import { numberValue, type Figure } from '../../document/figures.ts';
import {
  blank,
  column,
  facts,
  figure,
  list,
  paragraph,
  row,
  section,
  table,
  text,
} from '../../document/make.ts';
import { byPart, countOf, figureCell, momentRemark, sourceText } from './cells.ts';
import { listDocument, listFigures } from './list-document.ts';
import { priceChart } from './price-chart.ts';

/** Entries beyond this many are a table; each alone is one below the other. */
const shownAlone = 12;

/** Each entry with its prices, their source and dates; with its history, where that was asked for. */
export function showDocument(result: CatalogShowResult): Document {
  const { entries, catalog, asked } = result;
  const [only] = entries;
  if (entries.length === 1 && only !== undefined) {
    return { title: only.id, blocks: [...entryBlocks(only, catalog), momentRemark(catalog)] };
  }
  if (entries.length > shownAlone && entries.every(({ history }) => history === null)) {
    return { ...listDocument({ ...result, schema: 'crossover/catalog-list/1' }), title: asked };
  }
  const counts = byPart(entries).map(([part, own]) => countOf(part, own.length));
  return {
    title: asked,
    blocks: [
      paragraph([text(counts.join(', '))], 'headline'),
      ...entries.map((entry) => section(entry.id, entryBlocks(entry, catalog), false)),
      momentRemark(catalog),
    ],
  };
}

function entryBlocks(entry: ShownEntry, catalog: ListedCatalog): readonly Block[] {
  const { row: price, history, trend } = entry;
  return [
    facts([...stateFacts(entry, catalog), ...priceFacts(price), ...aboutFacts(entry), ...sourceFacts(price)]),
    ...(history === null ? [] : historyBlocks(history, catalog)),
    ...(trend === null ? [] : trendBlocks(trend)),
  ];
}

type Fact = Facts['facts'][number];

/** Entries that have no dates hold whatever the day is, and need not say so. */
function stateFacts({ state, row: price }: ShownEntry, { asOf }: ListedCatalog): readonly Fact[] {
  const warn = (what: string): readonly Fact[] => [{ label: 'price', content: [text(what, 'warning')] }];
  if (state === 'unknown') return warn('none is known');
  if (state === 'not_yet') return warn(`none holds yet on ${asOf}`);
  if (state === 'ended') return warn(`none holds on ${asOf}; the last ended on ${price?.to ?? ''}`);
  if (price === null || price.from === null) return [];
  const until = price.to === null ? '' : ` until ${price.to}`;
  const status = price.status === 'confirmed' ? '' : `, ${price.status}`;
  return [{ label: 'in effect', content: [text(`since ${price.from}${until}${status}`)] }];
}

function priceFacts(price: ListedRow | null): readonly Fact[] {
  return (price?.figures ?? []).map((each) => ({
    label: each.key.replaceAll('_', ' '),
    content: [figureCell(each, price?.kind)],
  }));
}

function aboutFacts({ about }: ShownEntry): readonly Fact[] {
  return about.map(({ name, value }) => ({ label: name, content: [text(value)] }));
}

function sourceFacts(price: ListedRow | null): readonly Fact[] {
  if (price === null) return [];
  return [
    { label: 'kind', content: [text(price.kind)] },
    { label: 'source', content: [{ type: 'source', value: sourceText(price), unit: '' }] },
    ...(price.recorded === null ? [] : [{ label: 'recorded', content: [text(price.recorded)] }]),
  ];
}

/** The figures that are drawn and have a column, those that buyers pay first of all. */
const drawn = ['input', 'output', 'hourly', 'monthly'];

function historyBlocks(history: readonly ListedRow[], { asOf }: ListedCatalog): readonly Block[] {
  const keys = new Map(
    history.flatMap(({ figures }) => figures.map(({ key, unit }) => [`${key} ${unit}`, { key, unit }])),
  );
  const shown = [...keys.values()].filter(({ key }) => drawn.includes(key));
  const rows = history.map((each) =>
    row([
      text(each.from ?? ''),
      each.to === null ? text('still', 'muted') : text(each.to),
      ...shown.map(({ key, unit }) => {
        const found = each.figures.find((other) => other.key === key && other.unit === unit);
        return found === undefined ? blank : figure('unit-price', found.value, unit);
      }),
      text(each.status === 'confirmed' ? each.kind : `${each.kind}, ${each.status}`),
      { type: 'source', value: sourceText(each), unit: '' },
    ]),
  );
  const columns = [
    column('From'),
    column('To'),
    ...shown.map(({ key, unit }) => column(key, 'right', unit)),
    column('Kind'),
    column('Source'),
  ];
  const charts =
    history.length > 1 ? shown.flatMap(({ key, unit }) => priceChart(history, key, unit, asOf)) : [];
  return [section('History', [...charts, table(columns, rows)], false)];
}

function trendBlocks(trend: ListedTrend): readonly Block[] {
  const title = 'Trend';
  if (trend.because !== null || trend.yearly === null) {
    return [section(title, [paragraph([text(`No trend: ${trend.because ?? 'not known'}`)])], false)];
  }
  const items = trend.figures.map(({ key, unit, first, last, yearly }): Content => [
    text(`${key}: `, 'strong'),
    figure('change', yearly),
    text(' a year, from '),
    figure('unit-price', first),
    text(' to '),
    figure('unit-price', last, unit),
  ]);
  const covered = `over the ${trend.days} days from ${trend.from} to ${trend.to}`;
  const together: readonly Content[] =
    items.length < 2
      ? []
      : [
          [
            text('together: ', 'strong'),
            figure('change', trend.yearly),
            text(' a year, their geometric mean'),
          ],
        ];
  const formula = `${trend.formula}, ${covered}`;
  return [section(title, [list([...items, ...together]), paragraph([text(formula)], 'remark')], false)];
}

/** Every figure of every entry, of its history too, and the trends. */
export function* showFigures(result: CatalogShowResult): Generator<Figure> {
  yield* listFigures({ ...result, schema: 'crossover/catalog-list/1' });
  for (const { part, id, history, trend } of result.entries) {
    const of = { scenario: `catalog ${result.catalog.version}`, workload: part, option: id, month: null };
    for (const each of history ?? []) {
      for (const { key, value, unit } of each.figures) {
        const line = `history.${each.from ?? ''}.${key}`;
        yield { ...of, line, value: numberValue(value), unit: unit === '1' ? '' : unit, kind: each.kind, source: sourceText(each) }; // prettier-ignore
      }
    }
    if (trend !== null) {
      const source = trend.because ?? `${trend.formula}, ${trend.from} to ${trend.to}`;
      yield {
        ...of,
        line: 'trend',
        value: numberValue(trend.yearly),
        unit: '1/year',
        kind: 'estimated',
        source,
      };
    }
  }
}
