/** Ends the reading of a workbook; it never leaves this folder. */
export class Unreadable extends Error {
  /** What would help. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
