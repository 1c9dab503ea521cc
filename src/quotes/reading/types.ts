import type { Span } from '../../diagnostics/index.ts';
import type { IsoDate } from '../../document/index.ts';
import type { Sheet } from '../workbook/index.ts';
import type { Exact } from '../../formula/index.ts';
import type { GpuOffer, Machine } from '../../catalog/index.ts';

/** One price of a vendor, as a GPU offer and with what else its row says. */
export interface Quote {
  /** Its id is unlike that of any other quote that was read with it. */
  readonly offer: GpuOffer;
  readonly vendor: string;
  /** The GPU as the row has it; the offer has its id. */
  readonly gpuName: string;
  /** The price as the row has it: `28 USD/node/hour`. */
  readonly quoted: string;
  /** Months that have to be paid at least; null where the row says none. */
  readonly minimumTerm: Exact | null;
  /** For traffic that leaves, in the offer's currency; null where the row says none. */
  readonly egress: { readonly amount: Exact; readonly per: 'GB' | 'month' } | null;
  /** The last day on which it holds. */
  readonly validUntil: IsoDate | null;
  /** What was taken for granted in reading the row. */
  readonly notes: readonly string[];
  /** The cell of the price. */
  readonly span: Span;
}

/** What a row of prices covers where the file does not say. */
export type Basis = 'gpu' | 'node';

/** A file as text, or as the sheets of a workbook. */
export type QuoteFile = { readonly file: string } & (
  { readonly text: string } | { readonly sheets: readonly Sheet[]; readonly hiddenSheets: readonly string[] }
);

export interface QuoteReading {
  /** What prices cover where a file does not say; null refuses those of nodes with several GPUs. */
  readonly basis: Basis | null;
  /** The decimal mark of all amounts; null takes what each file shows. */
  readonly decimal: 'point' | 'comma' | null;
  /** Where neither file nor row names a currency. */
  readonly currency: string;
  /** GPUs of the catalog, so that a name in a file that is an id stays one. */
  readonly gpus: ReadonlySet<string>;
  /** Machines of the large clouds by the name they are rented under: `p5.48xlarge`. */
  readonly machines: ReadonlyMap<string, Machine>;
  /** Ids that are taken. */
  readonly taken: ReadonlySet<string>;
}
