/**
 * Excel workbooks as others write them: the bytes of an .xlsx file enter, the texts of its visible cells leave. Nothing in
 * them is computed, fetched or run, and however much they claim to hold, no more than a limit is unpacked.
 */
import { Archive } from './archive.ts';
import { readBook } from './book.ts';
import { readSheet, type Sheet } from './sheet.ts';
import { Unreadable } from './unreadable.ts';

export type { Sheet, SheetCell, SheetRow } from './sheet.ts';

export type WorkbookReading =
  | { readonly ok: true; readonly sheets: readonly Sheet[]; readonly hiddenSheets: readonly string[] }
  | { readonly ok: false; readonly message: string; readonly hint: string | undefined };

/** The visible sheets of a workbook, at most `mostRows` rows of each. */
export function readWorkbook(bytes: Uint8Array, mostRows: number): WorkbookReading {
  try {
    const archive = new Archive(bytes);
    const book = readBook(archive);
    const visible = book.sheets.filter(({ isHidden }) => !isHidden);
    const sheets = visible.map((sheet) => readSheet(sheet, archive.text(sheet.part), book, mostRows));
    return {
      ok: true,
      sheets,
      hiddenSheets: book.sheets.filter(({ isHidden }) => isHidden).map(({ name }) => name),
    };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ok: false, message: error.message, hint: error.hint };
  }
}
