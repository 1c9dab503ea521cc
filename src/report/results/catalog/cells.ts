import { type ListedCatalog, type ListedRow, parts, type Part } from '../../../catalog/index.ts';
import type { Block, Cell } from '../../document/document.ts';
import { blank, figure, paragraph, text } from '../../document/make.ts';
import { counted } from '../../text/counted.ts';

/** How each part is called in headings, one and several. */
export const partNames: Readonly<Record<Part, readonly [one: string, several: string]>> = {
  tokens: ['token price', 'token prices'],
  offers: ['GPU offer', 'GPU offers'],
  throughput: ['measured throughput', 'measured throughputs'],
  latency: ['latency curve', 'latency curves'],
  models: ['open model', 'open models'],
  gpus: ['GPU', 'GPUs'],
  exchange: ['exchange rate', 'exchange rates'],
  facts: ['fact', 'facts'],
};

/** The parts that a list has entries of, each with its entries, in the order of the catalog. */
export function byPart<T extends { readonly part: Part }>(
  entries: readonly T[],
): readonly (readonly [Part, readonly T[]])[] {
  return parts.flatMap((part) => {
    const own = entries.filter((each) => each.part === part);
    return own.length === 0 ? [] : [[part, own] as const];
  });
}

export function countOf(part: Part, count: number): string {
  const [one, several] = partNames[part];
  return counted(count, one, several);
}

type ListedFigure = ListedRow['figures'][number];

/** A figure without its unit, which a column names; blank where the row has none. */
export function valueCell(row: ListedRow | null, key: string): Cell {
  const found = row?.figures.find((each) => each.key === key);
  return found === undefined ? blank : figureCell(found, row?.kind);
}

/** A figure with its unit; a share where it is one. */
export function figureCell({ value, unit }: ListedFigure, kind: string | null = null): Cell {
  return unit === '1' ? figure('quantity', value, '', { kind }) : figure('unit-price', value, unit, { kind });
}

/** `as of 2026-11-23, catalog 2026-11`, in small print. */
export function momentRemark({ version, asOf, knownAt }: ListedCatalog): Block {
  const known = knownAt === null ? '' : `, as known on ${knownAt}`;
  return paragraph([text(`as of ${asOf}${known}, catalog ${version}`)], 'remark');
}

/** The source with the day on which it was looked up, as one line. */
export function sourceText({ source }: Pick<ListedRow, 'source'>): string {
  const note = source.note === undefined ? '' : ` (${source.note})`;
  const grade = source.grade === undefined ? '' : `, evidence ${source.grade}`;
  return `${source.url}${source.retrieved === null ? '' : `, retrieved ${source.retrieved}`}${grade}${note}`;
}

/** The source without its day, for a table that has a column of days. */
export function placeText({ source }: Pick<ListedRow, 'source'>): string {
  return source.note === undefined ? source.url : `${source.url} (${source.note})`;
}
