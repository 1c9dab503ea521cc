/** Whether a figure in plain decimal is nothing. */
export function isZero(value: string): boolean {
  return /^-?0(?:\.0*)?$/u.test(value);
}
