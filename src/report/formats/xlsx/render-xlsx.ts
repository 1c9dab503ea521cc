import type { RunResult } from '../../../analysis/index.ts';
import { documentOf } from '../../results/document-of.ts';
import type { Rendered, ReportableResult, RenderOptions } from '../../types.ts';
import { documentWorkbook } from './contents/document-workbook.ts';
import { runWorkbook } from './contents/run-workbook.ts';
import { workbookMediaType, writeWorkbook } from './package/workbook.ts';

/**
 * A result as a workbook. With the model that it was made of, the result of `run` is one that computes; any other holds the
 * figures of its report.
 */
export function renderXlsx(result: ReportableResult, { model }: RenderOptions): Rendered {
  const isLive = (of: ReportableResult): of is RunResult => of.schema === 'crossover/result/1';
  const workbook =
    model !== undefined && isLive(result) ? runWorkbook(result, model) : documentWorkbook(documentOf(result));
  return { mediaType: workbookMediaType, body: writeWorkbook(workbook) };
}
