import { pageOf } from '../../results/document-of.ts';
import type { Rendered, ReportableResult, RenderOptions } from '../../types.ts';
import { compareWorkbook } from './contents/compare-workbook.ts';
import { documentWorkbook } from './contents/document-workbook.ts';
import { forecastWorkbook } from './contents/forecast/forecast-workbook.ts';
import { placeWorkbook } from './contents/place-workbook.ts';
import { quotesWorkbook } from './contents/quotes-workbook.ts';
import { runWorkbook } from './contents/run-workbook.ts';
import { sensitivityWorkbook } from './contents/sensitivity-workbook.ts';
import { sweepWorkbook } from './contents/sweep-workbook.ts';
import { workbookMediaType, writeWorkbook, type Workbook } from './package/workbook.ts';

/**
 * A result as a workbook. With what it was made of, most are workbooks that compute; any other
 * holds the figures of its report.
 */
export function renderXlsx(result: ReportableResult, options: RenderOptions): Rendered {
  const workbook = liveWorkbook(result, options) ?? documentWorkbook(pageOf(result, options));
  return { mediaType: workbookMediaType, body: writeWorkbook(workbook) };
}

function liveWorkbook(
  result: ReportableResult,
  { model, portfolio, forecast, compared, quoted }: RenderOptions,
): Workbook | null {
  switch (result.schema) {
    case 'crossover/result/1':
      return model === undefined ? null : runWorkbook(result, model);
    case 'crossover/place/1':
      return portfolio === undefined || result.portfolio.monthly === null
        ? null
        : placeWorkbook(result, portfolio);
    case 'crossover/forecast/1':
      return forecast === undefined ? null : forecastWorkbook(result, forecast);
    case 'crossover/sweep/1':
      return model === undefined ? null : sweepWorkbook(result, model);
    case 'crossover/sensitivity/1':
      return model === undefined ? null : sensitivityWorkbook(result, model);
    case 'crossover/compare/1':
      return compared === undefined ? null : compareWorkbook(result, compared);
    case 'crossover/quotes/1':
      return quoted === undefined ? null : quotesWorkbook(result, quoted);
    default:
      return null;
  }
}
