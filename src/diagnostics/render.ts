import { withoutUnsafe } from './unsafe-text.ts';
import { withoutSecrets, withSecretsMasked } from './secrets.ts';
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
  const { span } = diagnostic;
  const hint = diagnostic.hint === undefined ? undefined : withoutSecrets(diagnostic.hint);
  const place =
    span === undefined ? '' : `${withoutUnsafe(withoutSecrets(span.file))}:${span.line}:${span.column}: `;
  const head = `${place}${diagnostic.severity}[${diagnostic.code}]: ${withoutUnsafe(withoutSecrets(diagnostic.message))}`;
  const line = span === undefined ? undefined : source?.split(/\r\n|\r|\n/u, span.line)[span.line - 1];
  if (span === undefined || line === undefined || line.length > 2_000) {
    return hint === undefined ? head : `${head}\n  ${withoutUnsafe(hint)}`;
  }
  const start = Math.max(0, span.column - 1 - Math.floor(longestExcerpt / 2));
  const excerpt = withoutUnsafe(withSecretsMasked(line).slice(start, start + longestExcerpt));
  const number = String(span.line);
  const before = line.slice(start, span.column - 1).length;
  const marker = '^'.repeat(Math.max(1, Math.min(span.length, excerpt.length - before)));
  const note = hint === undefined ? '' : ` ${withoutUnsafe(hint)}`;
  return `${head}\n  ${number} | ${excerpt}\n  ${' '.repeat(number.length)} | ${' '.repeat(before)}${marker}${note}`;
}
