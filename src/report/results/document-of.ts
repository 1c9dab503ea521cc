import { addressesDocument, addressesFigures } from './addresses/addresses-document.ts';
import { backtestDocument } from './backtest/document.ts';
import { backtestFigures } from './backtest/figures.ts';
import { breakEvenDocument } from './break-even/break-even-document.ts';
import { breakEvenFigures } from './break-even/break-even-figures.ts';
import { checkDocument } from './check/check-document.ts';
import { checkFigures } from './check/check-figures.ts';
import { claimsDocument, claimsFigures } from './catalog/claims-document.ts';
import { hostsDocument, hostsFigures } from './catalog/hosts-document.ts';
import { summaryDocument, summaryFigures } from './catalog/summary-document.ts';
import { diffDocument, diffFigures } from './catalog/diff-document.ts';
import { listDocument, listFigures } from './catalog/list-document.ts';
import { showDocument, showFigures } from './catalog/show-document.ts';
import { updateDocument, updateFigures } from './catalog/update-document.ts';
import { validationDocument, validationFigures } from './catalog/validation-document.ts';
import { compareDocument } from './compare/compare-document.ts';
import { compareFigures } from './compare/compare-figures.ts';
import { compareForecastsDocument } from './compare-forecasts/document.ts';
import { compareForecastsFigures } from './compare-forecasts/figures.ts';
import { explainDocument } from './explain/explain-document.ts';
import { explainFigures } from './explain/explain-figures.ts';
import { forecastDocument } from './forecast/forecast-document.ts';
import { forecastFigures } from './forecast/forecast-figures.ts';
import { forecastScreen } from './forecast/screen.ts';
import { placeDocument } from './place/place-document.ts';
import { placeFigures } from './place/place-figures.ts';
import { quotesDocument } from './quotes/quotes-document.ts';
import { quotesPage } from './quotes/quotes-page.ts';
import { quotesFigures } from './quotes/quotes-figures.ts';
import type { ReportableResult, ResultOf, ResultSchema, ScreenOptions } from '../types.ts';
import { runDocument } from './run/run-document.ts';
import { runFigures } from './run/run-figures.ts';
import { runBrief, runScreen } from './run/screen.ts';
import { sensitivityDocument } from './sensitivity/sensitivity-document.ts';
import { sensitivityFigures } from './sensitivity/sensitivity-figures.ts';
import { simulationDocument } from './simulation/simulation-document.ts';
import { simulationFigures } from './simulation/simulation-figures.ts';
import { stressDocument } from './stress/stress-document.ts';
import { stressFigures } from './stress/stress-figures.ts';
import { sweepDocument } from './sweep/sweep-document.ts';
import { sweepFigures } from './sweep/sweep-figures.ts';
import { usageAgainstDocument } from './usage-against/document.ts';
import { usageAgainstFigures } from './usage-against/figures.ts';
import { usagePriceDocument } from './usage-price/usage-price-document.ts';
import { usagePriceFigures } from './usage-price/usage-price-figures.ts';
import { usageDocument } from './usage/usage-document.ts';
import { usageFigures } from './usage/usage-figures.ts';
import type { Document } from '../document/document.ts';
import { paragraph, text } from '../document/make.ts';
import type { Figure } from '../document/figures.ts';

/** How one type of result is reported: to people, and to machines that read tables. */
interface Report<R> {
  document(result: R): Document;
  figures(result: R): Iterable<Figure>;
}

type Reports = { readonly [S in ResultSchema]: Report<ResultOf<S>> };

const reports: Reports = {
  'crossover/result/1': { document: runDocument, figures: runFigures },
  'crossover/breakeven/1': { document: breakEvenDocument, figures: breakEvenFigures },
  'crossover/check/1': { document: checkDocument, figures: checkFigures },
  'crossover/compare/1': { document: compareDocument, figures: compareFigures },
  'crossover/compare-forecasts/1': {
    document: compareForecastsDocument,
    figures: compareForecastsFigures,
  },
  'crossover/simulate/1': { document: simulationDocument, figures: simulationFigures },
  'crossover/sensitivity/1': { document: sensitivityDocument, figures: sensitivityFigures },
  'crossover/sweep/1': { document: sweepDocument, figures: sweepFigures },
  'crossover/forecast/1': { document: forecastDocument, figures: forecastFigures },
  'crossover/backtest/1': { document: backtestDocument, figures: backtestFigures },
  'crossover/place/1': { document: placeDocument, figures: placeFigures },
  'crossover/stress/1': { document: stressDocument, figures: stressFigures },
  'crossover/catalog-list/1': { document: listDocument, figures: listFigures },
  'crossover/catalog-show/1': { document: showDocument, figures: showFigures },
  'crossover/catalog-summary/1': { document: summaryDocument, figures: summaryFigures },
  'crossover/catalog-hosts/1': { document: hostsDocument, figures: hostsFigures },
  'crossover/catalog-claims/1': { document: claimsDocument, figures: claimsFigures },
  'crossover/catalog-diff/1': { document: diffDocument, figures: diffFigures },
  'crossover/catalog-validation/1': { document: validationDocument, figures: validationFigures },
  'crossover/catalog-update/1': { document: updateDocument, figures: updateFigures },
  'crossover/usage/1': { document: usageDocument, figures: usageFigures },
  'crossover/usage-price/1': { document: usagePriceDocument, figures: usagePriceFigures },
  'crossover/usage-against/1': { document: usageAgainstDocument, figures: usageAgainstFigures },
  'crossover/quotes/1': { document: quotesDocument, figures: quotesFigures },
  'crossover/explain/1': { document: explainDocument, figures: explainFigures },
  'crossover/addresses/1': { document: addressesDocument, figures: addressesFigures },
};

function reportOf(result: ReportableResult): Report<ReportableResult> {
  return reports[result.schema];
}

/** The report of any result, as much of it as a terminal is to show. */
export function screenOf(result: ReportableResult, options: ScreenOptions): Document {
  if (options.detail === 'page') return pageOf(result, options);
  if ((options.detail ?? 'full') === 'full') return documentOf(result);
  if (result.schema === 'crossover/forecast/1') return saidPartial(result, forecastScreen(result, options));
  if (result.schema !== 'crossover/result/1') return documentOf(result);
  return options.detail === 'brief' ? runBrief(result) : runScreen(result, options);
}

/** The neutral report of any result for a document that is passed on: on one page, where that is asked for. */
export function pageOf(result: ReportableResult, { detail }: ScreenOptions): Document {
  return detail === 'page' && result.schema === 'crossover/quotes/1'
    ? saidPartial(result, quotesPage(result))
    : documentOf(result);
}

/** The neutral report of any result. */
export function documentOf(result: ReportableResult): Document {
  return saidPartial(result, reportOf(result).document(result));
}

/** What was ended early says so first. */
function saidPartial(result: ReportableResult, document: Document): Document {
  if (!('partial' in result) || result.partial === undefined) return document;
  const { done, of, unit } = result.partial;
  const words = `interrupted after ${done} of ${of} ${unit}: a partial result`;
  return { ...document, blocks: [paragraph([text(words, 'warning')]), ...document.blocks] };
}

/** Every figure of any result, one by one. */
export function figuresOf(result: ReportableResult): Iterable<Figure> {
  return reportOf(result).figures(result);
}
