import { breakEvenDocument } from '../results/break-even/break-even-document.ts';
import { breakEvenFigures } from '../results/break-even/break-even-figures.ts';
import { checkDocument } from '../results/check/check-document.ts';
import { checkFigures } from '../results/check/check-figures.ts';
import { diffDocument, diffFigures } from '../results/catalog/diff-document.ts';
import { listDocument, listFigures } from '../results/catalog/list-document.ts';
import { showDocument, showFigures } from '../results/catalog/show-document.ts';
import { updateDocument, updateFigures } from '../results/catalog/update-document.ts';
import { validationDocument, validationFigures } from '../results/catalog/validation-document.ts';
import { compareDocument } from '../results/compare/compare-document.ts';
import { compareFigures } from '../results/compare/compare-figures.ts';
import { explainDocument } from '../results/explain/explain-document.ts';
import { explainFigures } from '../results/explain/explain-figures.ts';
import { quotesDocument } from '../results/quotes/quotes-document.ts';
import { quotesFigures } from '../results/quotes/quotes-figures.ts';
import type { ReportableResult } from '../render.ts';
import { runDocument } from '../results/run/run-document.ts';
import { runFigures } from '../results/run/run-figures.ts';
import { sensitivityDocument } from '../results/sensitivity/sensitivity-document.ts';
import { sensitivityFigures } from '../results/sensitivity/sensitivity-figures.ts';
import { simulationDocument } from '../results/simulation/simulation-document.ts';
import { simulationFigures } from '../results/simulation/simulation-figures.ts';
import { sweepDocument } from '../results/sweep/sweep-document.ts';
import { sweepFigures } from '../results/sweep/sweep-figures.ts';
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
  'crossover/breakeven/1': { document: breakEvenDocument, figures: breakEvenFigures },
  'crossover/check/1': { document: checkDocument, figures: checkFigures },
  'crossover/compare/1': { document: compareDocument, figures: compareFigures },
  'crossover/simulate/1': { document: simulationDocument, figures: simulationFigures },
  'crossover/sensitivity/1': { document: sensitivityDocument, figures: sensitivityFigures },
  'crossover/sweep/1': { document: sweepDocument, figures: sweepFigures },
  'crossover/catalog-list/1': { document: listDocument, figures: listFigures },
  'crossover/catalog-show/1': { document: showDocument, figures: showFigures },
  'crossover/catalog-diff/1': { document: diffDocument, figures: diffFigures },
  'crossover/catalog-validation/1': { document: validationDocument, figures: validationFigures },
  'crossover/catalog-update/1': { document: updateDocument, figures: updateFigures },
  'crossover/quotes/1': { document: quotesDocument, figures: quotesFigures },
  'crossover/explain/1': { document: explainDocument, figures: explainFigures },
};

function reportOf(result: ReportableResult): Report<ReportableResult> {
  return reports[result.schema];
}

/** The neutral report of any result. */
export function documentOf(result: ReportableResult): Document {
  return reportOf(result).document(result);
}

/** Every figure of any result, one by one. */
export function figuresOf(result: ReportableResult): Iterable<Figure> {
  return reportOf(result).figures(result);
}
