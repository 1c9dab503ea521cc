import type { QuotesResult } from '../../../quotes/index.ts';
import type { Document } from '../../document/document.ts';
import { list, paragraph, section, text } from '../../document/make.ts';
import { apart, findings, headline, notes, rejected, subject } from './quotes-parts.ts';
import { changeTable, costTable, estimateRemark, priceTable } from './quotes-tables.ts';

/** The report of `quotes`: the ranking, what is not ranked and why, what each would have to cost, and rows left out. */
export function quotesDocument(result: QuotesResult): Document {
  const { quotes, catalog, scenario } = result;
  const ranked = quotes.filter(({ rank }) => rank !== null);
  const said = notes(quotes);
  return {
    title: scenario.name,
    blocks: [
      paragraph(headline(result, ranked[0]), 'headline'),
      paragraph(subject(result)),
      ...(ranked.length === 0 ? [] : [costTable(result, ranked)]),
      ...(ranked.some(({ weakest }) => weakest === 'estimated') ? [estimateRemark] : []),
      ...apart(result),
      section('Prices', [priceTable(result)], false),
      ...(ranked.length === 0
        ? []
        : [section('What would change the ranking', [changeTable(result, ranked)], false)]),
      ...findings(result),
      ...rejected(result),
      ...(said.length === 0 ? [] : [section('Notes', [list(said)])]),
      paragraph([text(`as of ${catalog.asOf}, catalog ${catalog.version}`)], 'remark'),
    ],
  };
}
