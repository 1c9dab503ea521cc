import type { CatalogDiff, EntryChange, EntryDiff, FigureDiff } from '../../../catalog/index.ts';
import { compareDocument } from '../compare/compare-document.ts';
import { compareFigures } from '../compare/compare-figures.ts';
import type { Block, Content, Document } from '../../document/document.ts';
import { numberValue, type Figure } from '../../document/figures.ts';
import { blank, column, figure, paragraph, row, section, table, text } from '../../document/make.ts';
import { partNames } from './cells.ts';
import type { CatalogDiffResult } from './results.ts';

/** Rows that a table shows; json and csv have them all. */
const shownRows = 60;

/** Verdicts that flip first, then prices that went up and down, then what came and went. */
export function diffDocument(result: CatalogDiffResult): Document {
  const { names, verdicts } = result;
  return {
    title: `${names.before} → ${names.after}`,
    blocks: [
      paragraph(diffHeadline(result), 'headline'),
      ...(verdicts === null ? [] : [verdictSection(verdicts)]),
      ...diffBlocks(result),
    ],
  };
}

function verdictSection(verdicts: NonNullable<CatalogDiffResult['verdicts']>): Block {
  return section('What that does to the scenarios', compareDocument(verdicts).blocks, false);
}

/** How many entries changed and how, in one line. */
export function diffHeadline({ changed, entries, unchanged }: CatalogDiff): Content {
  if (!changed) return [text('Nothing changed', 'good'), text(`: ${unchanged} entries`)];
  const counts = groups.flatMap(({ changes, word }) => {
    const count = entries.filter(({ change }) => changes.includes(change)).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return [text(`${counts.join(', ')}; ${unchanged} unchanged`)];
}

interface Group {
  readonly changes: readonly EntryChange[];
  readonly word: string;
  readonly title: string;
}

const groups: readonly Group[] = [
  { changes: ['up'], word: 'up', title: 'Up' },
  { changes: ['down'], word: 'down', title: 'Down' },
  { changes: ['mixed'], word: 'changed both ways', title: 'Up and down, or with a figure more or less' },
  { changes: ['added', 'begun'], word: 'added', title: 'Added' },
  { changes: ['removed', 'ended'], word: 'removed', title: 'Removed' },
  { changes: ['other'], word: 'with other dates, sources or facts', title: 'Same figures, other dates, sources or facts' },
]; // prettier-ignore

/** A table for each way in which entries changed, and what was compared. */
export function diffBlocks({ before, after, entries }: CatalogDiff): readonly Block[] {
  const tables = groups.flatMap(({ changes, title }) => {
    const own = entries.filter(({ change }) => changes.includes(change));
    if (own.length === 0) return [];
    const isOther = changes.includes('other');
    return [section(title, [isOther ? otherTable(own) : figuresTable(own)], isOther)];
  });
  const state = (side: CatalogDiff['before']): string => `catalog ${side.version} as of ${side.asOf}`;
  return [...tables, paragraph([text(`Before: ${state(before)}; after: ${state(after)}`)], 'remark')];
}

interface Line {
  readonly entry: EntryDiff;
  readonly each: FigureDiff | null;
  readonly isFirst: boolean;
}

function figuresTable(entries: readonly EntryDiff[]): Block {
  const lines = entries.flatMap((entry): readonly Line[] =>
    entry.figures.length === 0
      ? [{ entry, each: null, isFirst: true }]
      : entry.figures.map((each, index) => ({ entry, each, isFirst: index === 0 })),
  );
  const rows = lines
    .slice(0, shownRows)
    .map(({ entry, each, isFirst }) =>
      row([
        isFirst ? text(entry.id) : blank,
        text(each?.key.replaceAll('_', ' ') ?? entry.other.join(', ')),
        priceCell(each, 'before'),
        priceCell(each, 'after'),
        each === null || each.share === null ? blank : figure('change', each.share),
        text(each === null || each.unit === '1' ? '' : each.unit, 'muted'),
      ]),
    );
  const left = lines.length - rows.length;
  return table(
    [
      column('Entry'),
      column('Figure'),
      column('Before', 'right'),
      column('After', 'right'),
      column('Change', 'right'),
      column('Unit'),
    ],
    rows,
    { remark: left > 0 ? rest(left) : null },
  );
}

function priceCell(each: FigureDiff | null, side: 'before' | 'after') {
  const value = each?.[side] ?? null;
  return value === null ? text('none', 'muted') : figure('quantity', value);
}

function otherTable(entries: readonly EntryDiff[]): Block {
  const rows = entries
    .slice(0, shownRows)
    .map(({ part, id, other }) =>
      row([
        text(id),
        text(partNames[part][0]),
        text(other.map((key) => (key === 'rows' ? 'history, dates or sources' : key)).join(', ')),
      ]),
    );
  const left = entries.length - rows.length;
  return table([column('Entry'), column('Part'), column('What changed')], rows, {
    remark: left > 0 ? rest(left) : null,
  });
}

function rest(left: number): Content {
  return [text(`${left} more: --format json and --format csv have them all`)];
}

/** Every changed figure before and after, with its share; then those of the scenarios. */
export function* diffFigures(result: CatalogDiffResult): Generator<Figure> {
  yield* changedFigures(result);
  if (result.verdicts !== null) yield* compareFigures(result.verdicts);
}

/** Every changed figure of two catalogs. */
export function* changedFigures({ before, after, entries }: CatalogDiff): Generator<Figure> {
  const scenario = `catalog ${before.version} to ${after.version}`;
  for (const { part, id, change, figures, sources } of entries) {
    const of = { scenario, workload: part, option: id, month: null, kind: '', source: '' };
    yield { ...of, line: 'change', value: { text: change }, unit: '' };
    for (const { key, unit, before: was, after: is, share } of figures) {
      const shown = unit === '1' ? '' : unit;
      const from = (side: typeof sources.before) => ({ kind: side?.kind ?? '', source: side?.url ?? '' });
      yield { ...of, ...from(sources.before), line: `${key}.before`, value: numberValue(was), unit: shown };
      yield { ...of, ...from(sources.after), line: `${key}.after`, value: numberValue(is), unit: shown };
      yield { ...of, line: `${key}.share`, value: numberValue(share), unit: '' };
    }
  }
}
