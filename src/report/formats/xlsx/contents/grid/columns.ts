import { columnLetters } from '../../../../../formula/index.ts';

/** Where a grid has what, counted from 0. */
export const columnsOf = {
  label: 0,
  total: 2,
  first: 3,
  /** The letters of a column of figures. */
  letters: (column: number): string => columnLetters(3 + column),
} as const;
