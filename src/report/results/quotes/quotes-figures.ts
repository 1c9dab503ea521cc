import type { QuoteResult, QuotesResult } from '../../../quotes/index.ts';
import type { Exact } from '../../../formula/index.ts';
import type { Figure } from '../../document/figures.ts';

/** Every figure of every quote; its source is the row that it stands in. */
export function* quotesFigures(result: QuotesResult): Generator<Figure> {
  const { currency, api, workload } = result;
  const common = { scenario: result.scenario.name, workload: workload.id, month: null };
  for (const quote of result.quotes) {
    const own = {
      ...common,
      option: quote.id,
      kind: quote.weakest ?? '',
      source: `${quote.file}:${quote.line}`,
    };
    for (const [line, number, unit] of numbersOf(quote, currency)) {
      const value = number === null ? null : { number };
      // What a GPU-hour comes to rests on the row alone, not on the throughput of a model.
      yield { ...own, line, value, unit, kind: ofTheRow.test(line) ? 'quote' : own.kind };
    }
    for (const { code, message } of quote.excludedBy) {
      yield { ...own, line: `excluded_by.${code}`, value: { text: message }, unit: '' };
    }
  }
  if (api !== null) {
    const own = { ...common, option: api.id, kind: '', source: '' };
    yield { ...own, line: 'monthly', value: { number: api.monthly }, unit: `${currency}/month` };
    const perMtok = api.perMtok === null ? null : { number: api.perMtok };
    yield { ...own, line: 'per_mtok', value: perMtok, unit: `${currency}/Mtok` };
  }
  for (const { file, line, column, message } of result.rejected) {
    const source = `${file}:${line}:${column}`;
    yield { ...common, option: '', line: 'rejected', value: { text: message }, unit: '', kind: '', source };
  }
}

const ofTheRow = /^(?:effectiveHourly|leastMonthly)$/u;

function numbersOf(
  quote: QuoteResult,
  currency: string,
): readonly (readonly [line: string, value: Exact | number | null, unit: string])[] {
  const { breakEven: even, list, capacity } = quote;
  const optional = (
    line: string,
    value: Exact | number | null | undefined,
    unit: string,
  ): readonly (readonly [string, Exact | number, string])[] =>
    value === null || value === undefined ? [] : [[line, value, unit]];
  return [
    ['rank', quote.rank, ''],
    ['effective_hourly', quote.effectiveHourly, `${currency}/GPU/hour`],
    ['least_monthly', quote.leastMonthly, `${currency}/month`],
    ...optional('list.lowest', list?.lowest.hourly, `${currency}/GPU/hour`),
    ...optional('list.highest', list?.highest.hourly, `${currency}/GPU/hour`),
    ['floor_per_mtok', quote.floorPerMtok, `${currency}/Mtok`],
    ['per_mtok', quote.perMtok, `${currency}/Mtok`],
    ['monthly', quote.monthly, `${currency}/month`],
    ...optional('capacity.gpus', capacity?.gpus, 'GPU'),
    ...optional('commitment.total', quote.commitment?.total, currency),
    ...optional('commitment.per_month_left', quote.commitment?.perMonthLeft, `${currency}/month`),
    ...optional('commitment.leaving_halfway', quote.commitment?.leavingHalfway, currency),
    ...optional('commitment.ownership', quote.commitment?.ownership, currency),
    ...optional('break_even.first_build', even?.firstBuild, 'tokens/month'),
    ...optional('break_even.always_build_from', even?.alwaysBuildFrom, 'tokens/month'),
    ...optional('wins_below', quote.winsBelow?.price, quote.winsBelow?.unit ?? ''),
    ...optional('beats_api_below', quote.beatsApiBelow?.price, quote.beatsApiBelow?.unit ?? ''),
  ];
}
