import { explainDocument } from '../explain/explain-document.ts';
import { runDocument } from '../run/run-document.ts';
import type { ReportableResult } from '../render.ts';
import type { Document } from './document.ts';

type Schema = ReportableResult['schema'];
type Builders = { readonly [S in Schema]: (result: Extract<ReportableResult, { schema: S }>) => Document };

const builders: Builders = {
  'crossover/result/1': runDocument,
  'crossover/explain/1': explainDocument,
};

/** The neutral report of any result. */
export function documentOf(result: ReportableResult): Document {
  const build = builders[result.schema] as (of: ReportableResult) => Document;
  return build(result);
}
