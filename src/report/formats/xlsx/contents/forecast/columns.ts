import { columnLetters } from '../../../../../formula/index.ts';

/** Where a sheet of months has what, counted from 0. */
export const columnsOf = {
  total: 2,
  first: 3,
  /** The letters of a month's column. */
  month: (month: number): string => columnLetters(3 + month),
} as const;
