import { Exact } from '../../formula/index.ts';
import type {
  Block,
  Cell,
  Chart,
  Column,
  Content,
  Facts,
  FigureCell,
  FigureType,
  List,
  Paragraph,
  Row,
  Section,
  Table,
  TextCell,
} from './document.ts';

type Tone = NonNullable<Cell['tone']>;

/** A text; names from files go through here too, and stay text in every format. */
export function text(value: string, tone?: Tone): TextCell {
  return tone === undefined ? { type: 'text', value, unit: '' } : { type: 'text', value, unit: '', tone };
}

/** A figure; null is unknown, which is not zero. */
export function figure(
  type: FigureType,
  value: Exact | number | null,
  unit = '',
  details: { readonly kind?: string | null; readonly tone?: Tone } = {},
): FigureCell {
  return {
    type,
    value: typeof value === 'number' ? new Exact(value) : value,
    unit,
    ...(details.kind === undefined || details.kind === null ? {} : { kind: details.kind }),
    ...(details.tone === undefined ? {} : { tone: details.tone }),
  };
}

/** Where a figure does not apply, as opposed to not being known. */
export const blank: Cell = text('');

export function paragraph(content: Content, role: Paragraph['role'] = 'plain'): Paragraph {
  return { block: 'paragraph', content, role };
}

export function facts(entries: Facts['facts']): Facts {
  return { block: 'facts', facts: entries };
}

/** With `ifRoom` it may be left out of a table of single lines. */
export function column(title: string, align: Column['align'] = 'left', unit = '', ifRoom?: number): Column {
  return { title, unit, align, ...(ifRoom === undefined ? {} : { ifRoom }) };
}

export function row(cells: readonly Cell[], role: Row['role'] = 'plain'): Row {
  return { cells, role };
}

export function table(
  columns: readonly Column[],
  rows: readonly Row[],
  details: { readonly repeated?: number; readonly remark?: Content | null } = {},
): Table {
  return { block: 'table', columns, rows, repeated: details.repeated ?? 0, remark: details.remark ?? null };
}

export function list(items: readonly Content[], ordered = false): List {
  return { block: 'list', ordered, items };
}

export function section(title: string | Content, blocks: readonly Block[], folded = true): Section {
  return { block: 'section', title: typeof title === 'string' ? [text(title)] : title, folded, blocks };
}

export function chart(lines: readonly Content[]): Chart {
  return { block: 'chart', lines };
}
