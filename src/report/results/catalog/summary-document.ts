import type { CatalogSummaryResult, Grade } from '../../../catalog/index.ts';
import type { Document } from '../../document/document.ts';
import type { Figure } from '../../document/figures.ts';
import { column, figure, paragraph, row, section, table, text } from '../../document/make.ts';
import { countOf, momentRemark, partNames } from './cells.ts';

/** How much a catalog has of what: by part, kind, term, seller, GPU and source. */
export function summaryDocument(result: CatalogSummaryResult): Document {
  const { catalog, parts, kinds, grades, terms, sellers, gpus, sources } = result;
  const counts = (title: string, head: string, of: string, rows: readonly (readonly [string, number])[]) =>
    section(
      title,
      [
        table(
          [column(head), column(of, 'right')],
          rows.map(([name, count]) => row([text(name), figure('count', count)])),
        ),
      ],
      false,
    );
  const sellersOf = (part: 'tokens' | 'offers'): readonly (readonly [string, number])[] =>
    sellers.filter((each) => each.part === part).map(({ seller, entries }) => [seller, entries]);
  return {
    title: `Catalog ${catalog.version}`,
    blocks: [
      paragraph([text(parts.map(({ part, entries }) => countOf(part, entries)).join(', '))], 'headline'),
      table(
        [
          column('Part'),
          column('Entries', 'right'),
          column('Currently priced', 'right'),
          column('Rows', 'right'),
        ],
        parts.map(({ part, entries, holding, rows }) =>
          row([
            text(partNames[part][1]),
            figure('count', entries),
            figure('count', holding),
            figure('count', rows),
          ]),
        ),
      ),
      counts(
        'How figures are known',
        'Kind',
        'Rows',
        kinds.map(({ kind, rows }) => [kind, rows]),
      ),
      counts(
        'How good the evidence is',
        'Grade',
        'Rows',
        grades.map(({ grade, rows }) => [gradeWords(grade), rows]),
      ),
      counts(
        'Terms of GPU offers',
        'Term',
        'Entries',
        terms.map(({ term, entries }) => [term, entries]),
      ),
      counts(
        'GPUs',
        'GPU',
        'Entries',
        gpus.map(({ gpu, entries }) => [gpu, entries]),
      ),
      counts('Clouds', 'Cloud', 'Entries', sellersOf('offers')),
      counts('Channels', 'Channel', 'Entries', sellersOf('tokens')),
      counts(
        'Sources',
        'Source',
        'Rows',
        sources.map(({ url, rows }) => [url, rows]),
      ),
      momentRemark(catalog),
    ],
  };
}

const gradeMeanings: Readonly<Record<Grade, string>> = {
  A: 'read in a copy of what its owner publishes',
  B: 'read in a document that read the owner’s page',
  C: 'from an article, a guide or common knowledge',
  D: 'worked out, or an estimate',
};

function gradeWords(grade: Grade | null): string {
  return grade === null ? 'not graded' : `${grade}: ${gradeMeanings[grade]}`;
}

/** Every count; its line is what is counted. */
export function* summaryFigures(result: CatalogSummaryResult): Generator<Figure> {
  const counted: readonly (readonly [string, string, number])[] = [
    ...result.parts.flatMap(({ part, entries, holding, rows }) => [
      [part, 'entries', entries] as const,
      [part, 'entries with a price now', holding] as const,
      [part, 'rows', rows] as const,
    ]),
    ...result.kinds.map(({ kind, rows }) => ['kind', kind, rows] as const),
    ...result.grades.map(({ grade, rows }) => ['grade', grade ?? 'none', rows] as const),
    ...result.terms.map(({ term, entries }) => ['term', term, entries] as const),
    ...result.gpus.map(({ gpu, entries }) => ['gpu', gpu, entries] as const),
    ...result.sellers.map(
      ({ part, seller, entries }) => [part === 'tokens' ? 'channel' : 'cloud', seller, entries] as const,
    ),
    ...result.sources.map(({ url, rows }) => ['source', url, rows] as const),
  ];
  for (const [workload, line, count] of counted) {
    yield {
      scenario: `catalog ${result.catalog.version}`,
      workload,
      option: '',
      line,
      month: null,
      value: { number: count },
      unit: '',
      kind: '',
      source: '',
    };
  }
}
