const comma =
  /^(?:[$€£¥]\s*)?(?:\d{1,3}(?:\.\d{3})+|\d{1,15}),(?:\d{1,2}|\d{4,15})$|^(?:[$€£¥]\s*)?0,\d{1,15}$/u;
const point =
  /^(?:[$€£¥]\s*)?(?:\d{1,3}(?:,\d{3})+|\d{1,15})\.(?:\d{1,2}|\d{4,15})$|^(?:[$€£¥]\s*)?0\.\d{1,15}$/u;
const number = /^(?:[$€£¥]\s*)?\d{1,3}(?:\.\d{3})*(?:,\d{1,15})?$|^(?:[$€£¥]\s*)?\d{1,15},\d{1,15}$/u;

/** Whether the numbers of a file have decimal commas: some can be read in no other way, and none has a decimal point. */
export function hasDecimalComma(cells: readonly string[]): boolean {
  return cells.some((cell) => comma.test(cell)) && !cells.some((cell) => point.test(cell));
}

/** The cell with a decimal point, where it is a number of such a file. */
export function withDecimalPoint(cell: string): string {
  return number.test(cell) ? cell.replaceAll('.', '').replace(',', '.') : cell;
}
