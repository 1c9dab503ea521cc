import { type IsoDate, isDate } from '../../document/index.ts';
import { problem, type Diagnostic } from '../../diagnostics/index.ts';
import { asText, type JsonObject } from './json.ts';
import type { ImportRequest } from '../types.ts';

/** Fields in which files say of what day they are. */
const dateFields = ['fetched', 'date', 'updated_at', 'last', 'copied_from'];

/** The day on which a file was retrieved: as stated by the caller, else the file's own, else today. */
export function retrievalDate(request: ImportRequest, meta: JsonObject | undefined): IsoDate {
  if (request.retrieved !== null) return request.retrieved;
  for (const field of dateFields) {
    const day = /\d{4}-\d{2}-\d{2}/u.exec(asText(meta?.get(field)) ?? '')?.[0];
    if (day !== undefined && isDate(day)) return day;
  }
  return request.today;
}

/** That a file is not one of the source it was said to be of. */
export function unexpectedShape(file: string, source: string, hint?: string): Diagnostic {
  return problem('import/shape', `${file}: not a file of ${source}`, {
    hint: hint ?? 'see crossover catalog import --help for what each source looks like',
  });
}
