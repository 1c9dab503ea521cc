import { explainDocument } from '../explain/explain-document.ts';
import { explainFigures } from '../explain/explain-figures.ts';
import type { ReportableResult } from '../render.ts';
import { runDocument } from '../run/run-document.ts';
import { runFigures } from '../run/run-figures.ts';
import type { Document } from './document.ts';
import type { Figure } from './figures.ts';

/** How one type of result is reported: to people, and to machines that read tables. */
interface Report<R> {
  document(result: R): Document;
  figures(result: R): Iterable<Figure>;
}

type Schema = ReportableResult['schema'];
type Reports = { readonly [S in Schema]: Report<Extract<ReportableResult, { readonly schema: S }>> };

const reports: Reports = {
  'crossover/result/1': { document: runDocument, figures: runFigures },
  'crossover/explain/1': { document: explainDocument, figures: explainFigures },
};

function reportOf(result: ReportableResult): Report<ReportableResult> {
  // The entry of a schema takes results of that schema, which the compiler cannot see through the union.
  return reports[result.schema] as Report<ReportableResult>;
}

/** The neutral report of any result. */
export function documentOf(result: ReportableResult): Document {
  return reportOf(result).document(result);
}

/** Every figure of any result, one by one. */
export function figuresOf(result: ReportableResult): Iterable<Figure> {
  return reportOf(result).figures(result);
}
