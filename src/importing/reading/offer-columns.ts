import { Exact } from '../../formula/index.ts';
import type { TableRow } from './table.ts';

/** What a table of GPU offers can say, each with the names of the columns that say it, the first that has a value counts. */
export interface OfferColumns {
  readonly cloud: readonly string[];
  readonly region: readonly string[];
  readonly zone: readonly string[];
  readonly machine: readonly string[];
  readonly gpu: readonly string[];
  readonly count: readonly string[];
  readonly memory: readonly string[];
  readonly interconnect: readonly string[];
  /** Hourly price of the whole machine, and of one GPU of it; the same under spot conditions. */
  readonly machinePrice: readonly string[];
  readonly gpuPrice: readonly string[];
  readonly machineSpot: readonly string[];
  readonly gpuSpot: readonly string[];
  /** What is paid for the whole machine at the start of a term, beside its hourly price. */
  readonly machineUpfront: readonly string[];
  readonly term: readonly string[];
  /** What sets apart offers of one term, such as `all-upfront`: it becomes a part of the id. */
  readonly variant: readonly string[];
  readonly isSpot: readonly string[];
  readonly currency: readonly string[];
  /** First day of the price. */
  readonly from: readonly string[];
  /** Day on which the price was seen. */
  readonly seen: readonly string[];
  readonly note: readonly string[];
  /** Where the price can be looked up. */
  readonly url: readonly string[];
  readonly kind: readonly string[];
}

/** No column for anything. */
export const noColumns: OfferColumns = {
  cloud: [],
  region: [],
  zone: [],
  machine: [],
  gpu: [],
  count: [],
  memory: [],
  interconnect: [],
  machinePrice: [],
  gpuPrice: [],
  machineSpot: [],
  gpuSpot: [],
  machineUpfront: [],
  term: [],
  variant: [],
  isSpot: [],
  currency: [],
  from: [],
  seen: [],
  note: [],
  url: [],
  kind: [],
};

/** The text of the first of the columns that has one. */
export function cellOf(row: TableRow, columns: readonly string[]): string {
  return columns.map((column) => row.cell(column)).find((text) => text !== '') ?? '';
}

/** The number in a cell; undefined for anything else. Money signs and separators of thousands are left out. */
export function numberIn(text: string): Exact | undefined {
  const plain = text.replace(/^[$€£]\s*/u, '').replaceAll(/(?<=\d),(?=\d{3}(?:\D|$))/gu, '');
  return /^-?\d{1,15}(?:\.\d{1,30})?(?:[eE][-+]?\d{1,2})?$/u.test(plain) ? new Exact(plain) : undefined;
}
