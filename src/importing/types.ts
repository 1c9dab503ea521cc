import type { IsoDate } from '../document/index.ts';
import type { Result } from '../diagnostics/index.ts';
import { inOneLine } from './reading/one-line.ts';
import type {
  ExchangeRate,
  GpuHardware,
  GpuOffer,
  Source,
  ThroughputEntry,
  TokenEntry,
} from '../catalog/index.ts';

/** What an importer is told beside the text. */
export interface ImportRequest {
  /** The file's name in messages. */
  readonly file: string;
  /** Path or address that the text came from: some sources say by it which cloud the file is of. */
  readonly path: string;
  /** What is written as the source of every row that does not name its own. */
  readonly source: string;
  /** The day on which the text was fetched, where the caller states it: then the file's own date does not count. */
  readonly retrieved: IsoDate | null;
  /** For a file without a date. */
  readonly today: IsoDate;
  /** The channel or cloud of a file that does not name one, or what is put before the ids of one that does. */
  readonly prefix: string | null;
}

/** A listing that became no price row, and why. */
export interface Reported {
  /** The source's own name for it. */
  readonly name: string;
  /** One of few words, the same for all that were left out by one rule. */
  readonly rule: string;
  readonly detail: string;
}

/** Two prices for one thing that differ by more than 1 %. */
export interface Contradiction {
  readonly id: string;
  readonly taken: string;
  readonly other: string;
  /** By which rule the first was taken, and what became of the second. */
  readonly rule: string;
}

/** What came out of a file. `listings` are its price statements: each is a price row or is reported. */
export interface Imported {
  readonly retrieved: IsoDate;
  /** Entries of the file: models, lines of a table. */
  readonly rows: number;
  readonly listings: number;
  readonly tokens: readonly TokenEntry[];
  readonly offers: readonly GpuOffer[];
  readonly throughput: readonly ThroughputEntry[];
  readonly gpus: readonly GpuHardware[];
  readonly exchange: readonly ExchangeRate[];
  readonly reported: readonly Reported[];
  readonly contradictions: readonly Contradiction[];
  /** Context tiers of which the source does not say whether they price the whole request. */
  readonly unknownTiers: readonly string[];
  /** What was imported, but is doubtful: by rule, the names. */
  readonly doubts: readonly Reported[];
  /** Fields of the source without a counterpart, and how often they are there. */
  readonly unmapped: ReadonlyMap<string, number>;
}

/** Reads the files of one source. */
export interface Importer {
  readonly id: string;
  /** Where the source is public; undefined for a file of one's own. */
  readonly home?: string;
  /**
   * Whether a line may matter in a file too large to be held: the others are read as empty. Absent where a file has to be
   * read whole. Lines count from 1.
   */
  readonly keepsLine?: (line: string, number: number) => boolean;
  /** The address of its newest file, where there is one. */
  readonly feed?: string;
  read(text: string, request: ImportRequest): Result<Imported>;
}

/** The number of price rows that came out: `listings` less what was reported. */
export function countRows(imported: Imported): number {
  const dated = [...imported.tokens, ...imported.offers];
  const single = imported.throughput.length + imported.gpus.length + imported.exchange.length;
  return dated.reduce((sum, { rows }) => sum + rows.length, 0) + single;
}

/** The source of a row: its own address, else that of the list; of a file of one's own, the line that it stands on. */
export function sourceOf(
  request: ImportRequest,
  retrieved: IsoDate,
  {
    note = '',
    url = '',
    line,
  }: { readonly note?: string; readonly url?: string; readonly line?: number | undefined } = {},
): Source {
  const isFile = !/^https?:/iu.test(request.source);
  const list = isFile && line !== undefined ? request.source.replace(/:\d+$/u, `:${line}`) : request.source;
  const named = /^https?:\/\/\S+\.\S/u.test(url) ? url : list;
  return { url: inOneLine(named), retrieved, ...(note === '' ? {} : { note: inOneLine(note) }) };
}
