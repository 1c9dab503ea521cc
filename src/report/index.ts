/**
 * Reports: a result of any question enters, text or bytes in a format leave. `results` makes a neutral document of each
 * result, `formats` writes documents; `saved` reads back what was written as JSON. Nothing here computes a cost, reads a
 * file or knows the terminal.
 */
export {
  formatsOf,
  generalFormats,
  render,
  renderInParts,
  wholeOf,
  type FormatOf,
  type GeneralFormat,
  type ReportFormat,
} from './render.ts';
export type {
  CostRange,
  ScreenOptions,
  Content,
  Rendered,
  Renderer,
  RenderOptions,
  ReportableResult,
  ResultOf,
  ResultSchema,
} from './types.ts';
export { formatMoney } from './numbers/format-number.ts';
export {
  isSavedForecast,
  loadSavedForecast,
  loadSavedPlan,
  loadSavedResult,
  type SavedResult,
} from './saved/load-saved-result.ts';
export { resultSchemas, writeResult } from './results/wire.ts';
export type {
  CatalogDiffResult,
  CatalogUpdateResult,
  CatalogValidationResult,
} from './results/catalog/results.ts';
