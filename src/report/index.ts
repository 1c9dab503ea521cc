/** Reports: a result in, a format out. Nothing here computes a cost, reads a file or knows the terminal. */
export {
  generalFormats,
  render,
  renderers,
  type Rendered,
  type Renderer,
  type RenderOptions,
  type ReportableResult,
  type ReportFormat,
} from './render.ts';
export { loadSavedResult } from './saved/load-saved-result.ts';
export { locateValue } from './saved/locate-value.ts';
export type {
  CatalogDiffResult,
  CatalogUpdateResult,
  CatalogValidationResult,
} from './results/catalog/results.ts';
