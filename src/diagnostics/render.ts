import { sortDiagnostics, type Diagnostic } from './diagnostic.ts';

const longestExcerpt = 120;

/** All of a run's problems as text, in the order of their places. `sources` gives the text of each file that has one. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): string {
  return sortDiagnostics(diagnostics)
    .map((each) => renderDiagnostic(each, each.span === undefined ? undefined : sources.get(each.span.file)))
    .join('\n');
}

/** `FILE:LINE:COLUMN: error[code]: message`, then the line with a marker under the place, then the hint. */
function renderDiagnostic(diagnostic: Diagnostic, source: string | undefined): string {
  const { span, hint } = diagnostic;
  const place = span === undefined ? '' : `${printable(span.file)}:${span.line}:${span.column}: `;
  const head = `${place}${diagnostic.severity}[${diagnostic.code}]: ${printable(diagnostic.message)}`;
  const line = span === undefined ? undefined : source?.split(/\r\n|\r|\n/u, span.line)[span.line - 1];
  if (span === undefined || line === undefined || line.length > 2_000) {
    return hint === undefined ? head : `${head}\n  ${printable(hint)}`;
  }
  const start = Math.max(0, span.column - 1 - Math.floor(longestExcerpt / 2));
  const excerpt = printable(line.slice(start, start + longestExcerpt));
  const number = String(span.line);
  const before = line.slice(start, span.column - 1).length;
  const marker = '^'.repeat(Math.max(1, Math.min(span.length, excerpt.length - before)));
  const note = hint === undefined ? '' : ` ${printable(hint)}`;
  return `${head}\n  ${number} | ${excerpt}\n  ${' '.repeat(number.length)} | ${' '.repeat(before)}${marker}${note}`;
}

/** Control characters (terminal escapes among them) become spaces, one for one, so that markers stay in place. */
function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- removing control characters is what this is for
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ');
}
