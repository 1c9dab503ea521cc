import type { QuoteResult, QuotesResult } from '../../../quotes/index.ts';
import type { Block, Content } from '../../document/document.ts';
import { figure, list, section, text } from '../../document/make.ts';

/** The parts of a report of quotes that are sentences: the answer, what is not ranked and why, what to know. */
export function headline({ quotes, currency, api }: QuotesResult, best: QuoteResult | undefined): Content {
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

export function subject({ workload }: QuotesResult): Content {
  return [
    text(workload.standIn ? `${workload.model}, ` : `${workload.id}: ${workload.model}, `),
    figure('volume', workload.volume.tokens, 'tokens/month'),
  ];
}

/** Spot prices whose interruptions nobody states, among themselves, and what cannot be ranked at all. */
export function apart({ quotes, currency }: QuotesResult): readonly Block[] {
  const others = quotes.filter(({ rank }) => rank === null);
  const spot = others
    .filter(({ monthly, excludedBy: why }) => monthly !== null && why.every(isAboutInterruptions))
    .toSorted((a, b) => (a.monthly !== null && b.monthly !== null ? a.monthly.cmp(b.monthly) : 0));
  const rest = others.filter((each) => !spot.includes(each));
  return [
    ...(spot.length === 0
      ? []
      : [
          section(
            'Spot, ranked apart',
            [
              list(
                spot.map((each) => priced(each, currency)),
                true,
              ),
            ],
            false,
          ),
        ]),
    ...(rest.length === 0
      ? []
      : [section('Not ranked', [list(rest.map((each) => priced(each, currency)))], false)]),
  ];
}

function isAboutInterruptions({ code }: { readonly code: string }): boolean {
  return code === 'unknown-interruptions';
}

function priced({ id, monthly, weakest, excludedBy: why }: QuoteResult, currency: string): Content {
  return [
    text(`${id}: `, 'strong'),
    ...(monthly === null
      ? []
      : [figure('money', monthly, `${currency}/month`, { kind: weakest }), text('; ')]),
    text(why.map(({ message }) => message).join('; ') || 'its cost is not known'),
  ];
}

export function findings({ warnings }: QuotesResult): readonly Block[] {
  return warnings.length === 0
    ? []
    : [section('Findings', [list(warnings.map(({ message }) => [text(message)]))], false)];
}

export function rejected({ rejected: rows }: QuotesResult): readonly Block[] {
  if (rows.length === 0) return [];
  const items = rows.map(({ file, line, column: at, message }): Content => [
    text(`${file}:${line}:${at}: `, 'strong'),
    text(message),
  ]);
  return [section('Rows that could not be read', [list(items)], false)];
}

/** What was taken for granted, said once for all quotes that it is true of. */
export function notes(quotes: readonly QuoteResult[]): readonly Content[] {
  const about = new Map<string, string[]>();
  for (const { id, notes: own } of quotes)
    for (const note of own) {
      const general = note.replace(` of clusters.${id}:`, ':');
      about.set(general, [...(about.get(general) ?? []), id]);
    }
  return [...about].map(([note, ids]): Content => [text(`${ids.join(', ')}: `, 'strong'), text(note)]);
}
