import type { QuoteResult, QuotesResult, WinningPrice } from '../../../quotes/index.ts';
import type { Block, Cell } from '../../document/document.ts';
import { blank, column, figure, paragraph, row, table, text } from '../../document/make.ts';
import { showInProse } from '../../numbers/show-cell.ts';
import { crossoverPoint, lastingPoint, staysFromFirst } from '../run/crossover-sentence.ts';

/** What the workload costs with each ranked quote, cheapest first. */
export function costTable({ currency }: QuotesResult, ranked: readonly QuoteResult[]): Block {
  const isCommitted = ranked.some(({ commitment }) => commitment !== null);
  const columns = [
    column('Rank', 'right'),
    column('Quote'),
    column('GPUs', 'right'),
    column('Effective', 'right', `${currency}/GPU/hour`),
    column('Per Mtok', 'right', currency),
    column('Cost', 'right', `${currency}/month`),
    ...(isCommitted
      ? [column('Over the term', 'right', currency), column('Leaving halfway', 'right', currency)]
      : []),
  ];
  const rows = ranked.map((quote) => {
    const details = { kind: quote.weakest };
    const { commitment } = quote;
    return row(
      [
        figure('count', quote.rank),
        text(quote.id),
        figure('count', quote.capacity?.gpus ?? null),
        figure('unit-price', quote.effectiveHourly, `${currency}/GPU/hour`),
        figure('unit-price', quote.perMtok, currency, details),
        figure('money', quote.monthly, `${currency}/month`, details),
        ...(isCommitted
          ? commitment === null
            ? [text('no term'), figure('money', 0, currency)]
            : [
                figure('money', commitment.ownership, currency, details),
                figure('money', commitment.leavingHalfway, currency, details),
              ]
          : []),
      ],
      quote.rank === 1 ? 'chosen' : 'plain',
    );
  });
  return table(columns, rows, { repeated: 2 });
}

/** What is quoted, beside the catalog's list. */
export function priceTable({ quotes, currency }: QuotesResult): Block {
  const perHour = `${currency}/GPU/hour`;
  const columns = [
    column('Quote'),
    column('GPU'),
    column('Quoted'),
    column('Term'),
    column('Effective', 'right', perHour),
    column('List from', 'right', perHour),
    column('to', 'right', perHour),
    column('Minimum', 'right', `${currency}/month`),
  ];
  const rows = quotes.map((quote) =>
    row(
      [
        text(quote.id),
        text(`${quote.gpusPerNode} × ${quote.gpu}`),
        text(quote.quoted),
        text(quote.term),
        figure('unit-price', quote.effectiveHourly, perHour),
        quote.list === null ? blank : figure('unit-price', quote.list.lowest.hourly, perHour),
        quote.list === null ? blank : figure('unit-price', quote.list.highest.hourly, perHour),
        figure('money', quote.leastMonthly, `${currency}/month`),
      ],
      quote.rank === 1 ? 'chosen' : quote.rank === null ? 'muted' : 'plain',
    ),
  );
  return table(columns, rows, { repeated: 1 });
}

/** How busy the GPUs are, and at which price or volume the ranking would change. */
export function changeTable({ api, currency }: QuotesResult, ranked: readonly QuoteResult[]): Block {
  const isLasting = ranked.every(({ breakEven: even }) => even === null || staysFromFirst(even));
  const units = new Set(ranked.flatMap((each) => priceUnit(each) ?? []));
  // Prices that would win are in each quote's own currency and period.
  const shared = units.size > 1 ? '' : ([...units][0] ?? '');
  const columns = [
    column('Quote'),
    column('Used', 'right'),
    column('Fully used', 'right', `${currency}/Mtok`),
    column('Wins below', 'right', shared),
    ...(api === null
      ? []
      : [
          column('Beats API below', 'right', shared),
          column('Beats API from', 'right', 'tokens/month'),
          ...(isLasting ? [] : [column('for good from', 'right', 'tokens/month')]),
        ]),
  ];
  const rows = ranked.map((quote) =>
    row(
      [
        text(quote.id),
        figure('share', quote.capacity?.utilization ?? null),
        figure('unit-price', quote.floorPerMtok, `${currency}/Mtok`, { kind: quote.weakest }),
        winning(quote.winsBelow, shared === ''),
        ...(api === null
          ? []
          : [
              winning(quote.beatsApiBelow, shared === ''),
              quote.breakEven === null ? blank : crossoverPoint(quote.breakEven),
              ...(isLasting ? [] : [quote.breakEven === null ? blank : lastingPoint(quote.breakEven)]),
            ]),
      ],
      quote.rank === 1 ? 'chosen' : 'plain',
    ),
  );
  return table(columns, rows, { repeated: 1 });
}

function priceUnit({ winsBelow: wins, beatsApiBelow: beats }: QuoteResult): string | null {
  return wins?.unit ?? beats?.unit ?? null;
}

function winning(of: WinningPrice | null, isWithUnit: boolean): Cell {
  if (of === null) return blank;
  if (of.price === null) return text('never, even if free');
  return isWithUnit
    ? text(showInProse(figure('unit-price', of.price, of.unit)))
    : figure('unit-price', of.price, of.unit);
}

export const estimateRemark: Block = paragraph([text('~ based on an estimate')], 'remark');
