import type { Model, Portfolio } from '../../../model/index.ts';
import { pageOf } from '../../results/document-of.ts';
import type { Rendered, ReportableResult, RenderOptions } from '../../types.ts';
import { documentWorkbook } from './contents/document-workbook.ts';
import { forecastWorkbook, type ForecastSource } from './contents/forecast/forecast-workbook.ts';
import { placeWorkbook } from './contents/place-workbook.ts';
import { runWorkbook } from './contents/run-workbook.ts';
import { workbookMediaType, writeWorkbook, type Workbook } from './package/workbook.ts';

/**
 * A result as a workbook. With what it was made of, the results of `run`, `place` and `forecast` are workbooks that compute; any other
 * holds the figures of its report.
 */
export function renderXlsx(result: ReportableResult, options: RenderOptions): Rendered {
  const { model, portfolio, forecast } = options;
  const workbook =
    liveWorkbook(result, model, portfolio, forecast) ?? documentWorkbook(pageOf(result, options));
  return { mediaType: workbookMediaType, body: writeWorkbook(workbook) };
}

function liveWorkbook(
  result: ReportableResult,
  model: Model | undefined,
  portfolio: Portfolio | undefined,
  forecast: ForecastSource | undefined,
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
    default:
      return null;
  }
}
