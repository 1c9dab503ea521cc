import type { QuoteResult, QuotesResult } from '../../../quotes/index.ts';
import type { Content, Document, Facts } from '../../document/document.ts';
import { facts, figure, list, paragraph, section, text } from '../../document/make.ts';
import { rounded } from '../../document/rounded.ts';
import { crossoverBetween } from '../run/crossover-sentence.ts';
import { apart, headline, notes, subject } from './quotes-parts.ts';
import { costTable, estimateRemark } from './quotes-tables.ts';

/** As many as people compare at a meeting. */
const shownQuotes = 10;
const shownCaveats = 8;

/** Quotes on one page, for those who decide: the answer, at most ten ranked offers, their terms, and what is not ranked and why. */
export function quotesPage(result: QuotesResult): Document {
  const { quotes, catalog, scenario } = result;
  const ranked = quotes.filter(({ rank }) => rank !== null);
  const shown = ranked.slice(0, shownQuotes);
  const left = ranked.length - shown.length;
  const caveats = caveatsOf(result, shown);
  return {
    title: scenario.name,
    blocks: rounded([
      paragraph(headline(result, ranked[0]), 'headline'),
      facts(keyFacts(result, ranked)),
      ...(shown.length === 0 ? [] : [costTable(result, shown)]),
      ...(left === 0 ? [] : [paragraph([text(`${left} more ranked quotes cost more than these`)], 'remark')]),
      ...(shown.some(({ weakest }) => weakest === 'estimated') ? [estimateRemark] : []),
      ...(shown.length === 0 ? [] : [section('Terms', [list(shown.map(termsOf))], false)]),
      ...(caveats.length === 0 ? [] : [section('Caveats', [list(caveats)], false)]),
      ...apart(result),
      paragraph(
        [
          text(
            'Over the term: all that the workload costs at this volume, GPUs, people and everything else. Leaving halfway: what is owed for the GPUs of the second half.',
          ),
        ],
        'remark',
      ),
      paragraph([text(`as of ${catalog.asOf}, catalog ${catalog.version}`)], 'remark'),
    ]),
  };
}

function keyFacts(result: QuotesResult, ranked: readonly QuoteResult[]): Facts['facts'] {
  const { api, currency } = result;
  const [best, second] = ranked;
  const found: { label: string; content: Content }[] = [{ label: 'For', content: subject(result) }];
  if (best === undefined) return found;
  const { monthly, breakEven, commitment, weakest } = best;
  const kind = { kind: weakest };
  if (monthly !== null && second !== undefined && second.monthly !== null && !monthly.isZero()) {
    const more = second.monthly.minus(monthly);
    found.push({
      label: 'Next best',
      content: [
        text(`${second.id}, `),
        figure('money', more, `${currency}/month`, kind),
        text(' more ('),
        figure('share', more.div(monthly)),
        text(')'),
      ],
    });
  }
  if (api !== null && breakEven !== null)
    found.push({
      label: 'Against the API',
      content: crossoverBetween(breakEven, best.id, api.title),
    });
  found.push({
    label: 'Commitment',
    content:
      commitment === null
        ? [text('none: it can be left at any time')]
        : [
            figure('quantity', commitment.months, 'months'),
            text('; '),
            figure('money', commitment.total, currency, kind),
            text(' owed for the GPUs, '),
            figure('money', commitment.perMonthLeft, `${currency}/month`, kind),
            text(' for each month not used'),
          ],
  });
  return found;
}

/** What was agreed, as far as the quote says it. */
function termsOf({
  id,
  quoted,
  term,
  gpusPerNode,
  gpu,
  minimumGpus,
  minimumTermMonths,
  region,
}: QuoteResult): Content {
  const said = [
    quoted,
    term,
    `nodes of ${gpusPerNode} × ${gpu}`,
    ...(minimumGpus === null ? [] : [`at least ${minimumGpus} GPUs`]),
    ...(minimumTermMonths === null ? [] : [`minimum term ${minimumTermMonths.toFixed()} months`]),
    ...(region === null ? [] : [region]),
  ];
  return [text(`${id}: `, 'strong'), text(said.join(', '))];
}

function caveatsOf({ warnings, rejected }: QuotesResult, shown: readonly QuoteResult[]): readonly Content[] {
  const all: Content[] = [...warnings.map(({ message }) => [text(message)]), ...notes(shown)];
  const left = all.length - shownCaveats;
  return [
    ...all.slice(0, shownCaveats),
    ...(left > 0 ? [[text(`${left} more in the full report`)]] : []),
    ...(rejected.length === 0
      ? []
      : [
          [
            text(
              `${rejected.length} row${rejected.length === 1 ? '' : 's'} of the files could not be read: the full report names ${rejected.length === 1 ? 'it' : 'them'}`,
            ),
          ],
        ]),
  ];
}
