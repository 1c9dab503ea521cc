import type { QuoteResult, QuotesResult, WinningPrice } from '../../../quotes/index.ts';
import type { Block, Cell, Content, Document } from '../../document/document.ts';
import { blank, column, figure, list, paragraph, row, section, table, text } from '../../document/make.ts';
import { crossoverPoint, lastingPoint, staysFromFirst } from '../run/crossover-sentence.ts';

/** The report of `quotes`: the ranking, what each would have to cost, what is not ranked and why, and rows left out. */
export function quotesDocument(result: QuotesResult): Document {
  const { quotes, catalog, scenario } = result;
  const ranked = quotes.filter(({ rank }) => rank !== null);
  return {
    title: scenario.name,
    blocks: [
      paragraph(headline(result, ranked[0]), 'headline'),
      paragraph(subject(result)),
      priceTable(result),
      ...(ranked.length === 0 ? [] : [workloadTable(result, ranked)]),
      ...unranked(
        result,
        quotes.filter(({ rank }) => rank === null),
      ),
      ...findings(result),
      ...rejected(result),
      ...notes(quotes),
      paragraph([text(`as of ${catalog.asOf}, catalog ${catalog.version}`)], 'remark'),
    ],
  };
}

function headline({ quotes, currency, api }: QuotesResult, best: QuoteResult | undefined): Content {
  const count = `${quotes.length} quote${quotes.length === 1 ? '' : 's'}`;
  const ranked = quotes.filter(({ rank }) => rank !== null).length;
  if (best === undefined) return [text(`none of ${count} can be ranked: see why below`, 'warning')];
  return [
    text(best.id, 'good'),
    text(
      quotes.length === 1
        ? ' costs '
        : ranked === quotes.length
          ? ` is the cheapest of ${count} at `
          : ranked === 1
            ? ` is the only ranked quote (${quotes.length - 1} not ranked), at `
            : ` is the cheapest of ${ranked} ranked quotes (${quotes.length - ranked} not ranked) at `,
    ),
    figure('money', best.monthly, `${currency}/month`, { kind: best.weakest, tone: 'strong' }),
    ...(api === null
      ? []
      : [text(`; ${api.title} costs `), figure('money', api.monthly, `${currency}/month`)]),
  ];
}

function subject({ workload }: QuotesResult): Content {
  return [
    text(workload.standIn ? `${workload.model}, ` : `${workload.id}: ${workload.model}, `),
    figure('volume', workload.volume.tokens, 'tokens/month'),
  ];
}

/** What is quoted, and what a GPU-hour of it really costs beside the catalog's list. */
function priceTable({ quotes, currency }: QuotesResult): Block {
  const perHour = `${currency}/GPU/hour`;
  const columns = [
    column('Quote'),
    column('GPU'),
    column('Quoted'),
    column('Term'),
    column('Node', 'right', 'GPUs'),
    column('Effective', 'right', perHour),
    column('List from', 'right', perHour),
    column('to', 'right', perHour),
    column('At least', 'right', `${currency}/month`),
  ];
  const rows = quotes.map((quote) =>
    row(
      [
        text(quote.id),
        text(quote.gpu),
        text(quote.quoted),
        text(quote.term),
        figure('count', quote.gpusPerNode),
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

function workloadTable({ api, currency }: QuotesResult, ranked: readonly QuoteResult[]): Block {
  const isCommitted = ranked.some(({ commitment }) => commitment !== null);
  const isLasting = ranked.every(({ breakEven: even }) => even === null || staysFromFirst(even));
  const units = new Set(ranked.flatMap((each) => priceUnit(each) ?? []));
  // Prices that would win are in each quote's own currency and period.
  const shared = units.size > 1 ? null : ([...units][0] ?? '');
  const columns = [
    column('Rank', 'right'),
    column('Quote'),
    column('GPUs', 'right'),
    column('Used', 'right'),
    column('Busy', 'right', `${currency}/Mtok`),
    column('As used', 'right', `${currency}/Mtok`),
    column('Cost', 'right', `${currency}/month`),
    ...(isCommitted ? [column('Over the term', 'right', currency)] : []),
    column('Wins below', 'right', shared ?? ''),
    ...(api === null
      ? []
      : [
          column('Beats API below', 'right', shared ?? ''),
          column('Beats API from', 'right', 'tokens/month'),
          ...(isLasting ? [] : [column('for good from', 'right', 'tokens/month')]),
        ]),
    ...(shared === null ? [column('Prices in')] : []),
  ];
  const rows = ranked.map((quote) => {
    const details = { kind: quote.weakest };
    return row(
      [
        figure('count', quote.rank),
        text(quote.id),
        figure('count', quote.capacity?.gpus ?? null),
        figure('share', quote.capacity?.utilization ?? null),
        figure('unit-price', quote.floorPerMtok, `${currency}/Mtok`, details),
        figure('unit-price', quote.perMtok, `${currency}/Mtok`, details),
        figure('money', quote.monthly, `${currency}/month`, details),
        ...(isCommitted ? [figure('money', quote.commitment?.total ?? null, currency, details)] : []),
        winning(quote.winsBelow),
        ...(api === null
          ? []
          : [
              winning(quote.beatsApiBelow),
              quote.breakEven === null ? blank : crossoverPoint(quote.breakEven),
              ...(isLasting ? [] : [quote.breakEven === null ? blank : lastingPoint(quote.breakEven)]),
            ]),
        ...(shared === null ? [text(priceUnit(quote) ?? '')] : []),
      ],
      quote.rank === 1 ? 'chosen' : 'plain',
    );
  });
  const remark = ranked.some(({ weakest }) => weakest === 'estimated')
    ? [text('~ rests on an estimate')]
    : null;
  return table(columns, rows, { repeated: 2, remark });
}

function priceUnit({ winsBelow: wins, beatsApiBelow: beats }: QuoteResult): string | null {
  return wins?.unit ?? beats?.unit ?? null;
}

function winning(of: WinningPrice | null): Cell {
  if (of === null) return blank;
  return of.price === null ? text('not even free') : figure('unit-price', of.price, of.unit);
}

function unranked({ currency }: QuotesResult, quotes: readonly QuoteResult[]): readonly Block[] {
  if (quotes.length === 0) return [];
  const items = quotes.map(({ id, monthly, weakest, excludedBy: why }): Content => [
    text(`${id}: `, 'strong'),
    ...(monthly === null
      ? []
      : [figure('money', monthly, `${currency}/month`, { kind: weakest }), text('; ')]),
    text(why.map(({ message }) => message).join('; ') || 'what it costs is not known'),
  ]);
  return [section('Not ranked', [list(items)], false)];
}

function findings({ warnings }: QuotesResult): readonly Block[] {
  return warnings.length === 0
    ? []
    : [section('Findings', [list(warnings.map(({ message }) => [text(message)]))], false)];
}

function rejected({ rejected: rows }: QuotesResult): readonly Block[] {
  if (rows.length === 0) return [];
  const items = rows.map(({ file, line, column: at, message }): Content => [
    text(`${file}:${line}:${at}: `, 'strong'),
    text(message),
  ]);
  return [section('Rows left out', [list(items)], false)];
}

function notes(quotes: readonly QuoteResult[]): readonly Block[] {
  const about = new Map<string, string[]>();
  for (const { id, notes: own } of quotes)
    for (const note of own) about.set(note, [...(about.get(note) ?? []), id]);
  const items = [...about].map(([note, ids]): Content => [text(`${ids.join(', ')}: `, 'strong'), text(note)]);
  return items.length === 0 ? [] : [section('Notes', [list(items)])];
}
