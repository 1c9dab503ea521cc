import type { Exact } from '../../formula/index.ts';

/**
 * The neutral report: made once from a result, then written by each format. It holds exact values; how a number looks
 * is a format's decision.
 */
export interface Document {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** The lines that it should need at most in a terminal: facts are said in brief where it would need more. */
  readonly most?: number;
}

export type Block = Paragraph | Facts | Table | List | Chart | Section;

/** One or more figures and texts in a row, without anything between them. */
export interface Paragraph {
  readonly block: 'paragraph';
  readonly content: Content;
  /** The document's answer, a plain sentence, or a remark in small print. */
  readonly role: 'headline' | 'plain' | 'remark';
}

export type Content = readonly Cell[];

/** Short labelled statements, one a line. */
export interface Facts {
  readonly block: 'facts';
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly label: string;
  readonly content: Content;
  /** What is said instead where there are too few lines; nothing leaves the fact out. */
  readonly brief?: Content;
}

export interface Table {
  readonly block: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Where a table is too wide, it is split between columns and this many leading ones are repeated; 0 keeps it whole. */
  readonly repeated: number;
  /** What is not shown, and where it is. */
  readonly remark: Content | null;
  /** Each row is one line in a terminal: what has no room is cut, and columns that may be left out are. */
  readonly oneLine?: true;
}

export interface Column {
  readonly title: string;
  /** In a table of single lines it may be left out, the column with the largest number first. */
  readonly ifRoom?: number;
  /** Shown with the title; the cells of the column are then written without theirs. */
  readonly unit: string;
  readonly align: 'left' | 'right';
}

export interface Row {
  readonly cells: readonly Cell[];
  readonly role: 'plain' | 'chosen' | 'total' | 'muted';
}

export interface List {
  readonly block: 'list';
  readonly ordered: boolean;
  readonly items: readonly Content[];
}

/** Lines drawn with characters of equal width, kept as they are. */
export interface Chart {
  readonly block: 'chart';
  readonly lines: readonly Content[];
}

/** A part with a title; a folded one is opened by the reader, where the format can fold. */
export interface Section {
  readonly block: 'section';
  readonly title: Content;
  readonly folded: boolean;
  readonly blocks: readonly Block[];
}

/**
 * `money` is an amount, `unit-price` one per something, `volume` a large count that prose shortens, `compact` one that tables shorten as well, `share` a part of one,
 * `change` a signed share, `cents` an amount to the cent, so that columns add up as shown, `cents-change` one with its sign, `ratio` a multiple, `exact` a figure with all its digits, `source` a text that may hold an address of the web.
 */
export type FigureType =
  | 'money'
  | 'cents'
  | 'cents-change'
  | 'unit-price'
  | 'count'
  | 'quantity'
  | 'volume'
  | 'compact'
  | 'share'
  | 'change'
  | 'ratio'
  | 'exact';

export type TextType = 'text' | 'date' | 'source';

/** One figure or text; null where it is unknown. */
export type Cell = TextCell | FigureCell;

export interface TextCell extends Shown {
  readonly type: TextType;
  readonly value: string | null;
}

export interface FigureCell extends Shown {
  readonly type: FigureType;
  readonly value: Exact | null;
}

interface Shown {
  readonly unit: string;
  /** How the figure is known: `list`, `estimated` ...; absent where that does not apply. */
  readonly kind?: string;
  readonly tone?: 'good' | 'warning' | 'strong' | 'muted';
}
